"""S17, S21: only what payroll has a list for is offered and taken; a sponsor changes it alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.process.pay_source import SourceRefused, change_pay_source
from payung.stages.deductions.queries.shares import shares_of
from payung.stages.deductions.sums.routes import Way
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.enrolment.operations import change_consent
from tests.factories import payroll
from tests.factories.routes import routed
from tests.factories.world import actor
from tests.web.forms import said, send
from tests.web.sponsor.signing_up import answer

CLOSED = Way(name="TPP PNS", is_open=False)


def test_a_source_without_a_route_is_not_offered_and_not_taken(sponsor, web_world):
    routed(web_world, pns_tpp=CLOSED)
    answer(sponsor)

    shown = sponsor.get("/daftar/izin/").content.decode()

    assert 'value="gaji"' in shown
    assert 'value="tpp"' not in shown
    assert "Potongan dari TPP belum bisa" in said(shown)
    assert sponsor.post("/daftar/izin/", {"sumber": "tpp"}).status_code == 422
    routed(web_world)
    assert sponsor.post("/daftar/izin/", {"sumber": "tpp"}).status_code == 302

    routed(web_world, pns_tpp=CLOSED, pns_gaji=Way(name="Gaji PNS", is_open=False))

    assert sponsor.get("/daftar/periksa/").headers["Location"] == "/daftar/izin/"
    none = sponsor.get("/daftar/izin/").content.decode()
    assert "Tanyakan ke petugas kantor" in said(none)
    assert 'name="sumber"' not in none


@pytest.fixture
def worker_id(web_world):
    payroll.consented(web_world)
    rows = Sponsorship.objects.filter(sponsor_id=web_world.sponsor_id, state="accepted")
    return rows.order_by("pk")[0].pk


def _last(worker_id):
    return Consent.objects.filter(sponsorship_id=worker_id).order_by("-version")[0]


def test_a_sponsor_changes_it_for_the_next_list(sponsor, web_world, worker_id):
    before, path = _last(worker_id), reverse("worker-source", args=[worker_id])
    way = sponsor.get(reverse("worker", args=[worker_id])).content.decode()

    same = send(sponsor, path, {"sumber": "gaji"})
    empty = send(sponsor, path, {"sumber": "emas"})
    done = send(sponsor, path, {"sumber": "tpp"})

    assert path in way
    assert (same.status_code, empty.status_code) == (422, 422)
    assert "sudah diambil dari sana" in said(same.content.decode())
    assert done.headers["Location"] == reverse("worker", args=[worker_id])
    now = _last(worker_id)
    assert (now.pay_source, now.ceiling_idr, now.withdrawn) == ("tpp", before.ceiling_idr, False)
    list_id = payroll.locked(web_world)
    viewer = actor(web_world, Role.TREASURER).viewer
    wulan = [
        one.source
        for one in shares_of(viewer=viewer, list_id=list_id)
        if one.sponsor_id == web_world.sponsor_id
    ]
    assert wulan == ["gaji", "tpp"]
    routed(web_world, pns_gaji=Way(name="Gaji PNS", is_open=False))
    assert 'value="gaji"' not in sponsor.get(path).content.decode()
    assert send(sponsor, path, {"sumber": "gaji"}).status_code == 422


def test_it_is_not_changed_on_the_day_of_a_lock_nor_after_the_permission_is_gone(
    web_world, worker_id
):
    """What the locked list says would be another thing afterwards."""
    payroll.locked(web_world)
    told = {"sponsorship_id": worker_id, "pay_source": "tpp", "by": actor(web_world, Role.SPONSOR)}
    at, tomorrow = web_world.at, web_world.at + timedelta(days=1)

    with pytest.raises(SourceRefused, match="locked_today"):
        change_pay_source(**told, at=at)
    change_pay_source(**told, at=tomorrow)
    with pytest.raises(SourceRefused, match="same"):
        change_pay_source(**told, at=tomorrow)
    change_consent(sponsorship_id=worker_id, withdrawn=True, by=told["by"], at=tomorrow)
    with pytest.raises(SourceRefused, match="withdrawn"):
        change_pay_source(**{**told, "pay_source": "gaji"}, at=tomorrow)

    assert _last(worker_id).withdrawn, "changing the source never starts a deduction again"
