"""S49, S46: a confirmed slip beyond the cut is taken by two people, and the month can close."""

from uuid import uuid4

import pytest
from django.urls import reverse

from payung.foundation.approvals.models import Approval
from payung.kernel.people import Role
from payung.reports.audit.differences import Kind, differences
from payung.reports.audit.places import Place, sums
from payung.stages.remittance.models import Close
from tests.factories import beyond_cut as made
from tests.factories import held_money, payroll
from tests.factories.world import World, actor
from tests.web.forms import said
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/gaji/selisih/"
SHOWN = (Kind.RECEIVED, Kind.OFFICE, Kind.SUSPENSE, Kind.WAITING)


def _text(answer):
    return said(answer.content.decode())


def _decide(world: World) -> str:
    return reverse("beyond-cut-decide", args=[Approval.objects.latest("pk").pk])


def test_one_asks_another_agrees_and_the_month_closes_with_a_reason(web_world):
    world, treasurer = web_world, signed_in(Role.TREASURER)
    ask, month = reverse("beyond-cut-ask", args=[made.beyond_cut(world)]), world.month.next
    match = f"/gaji/{month}/cocok/"

    way, listed, preview = treasurer.get(match), treasurer.get(PAGE), treasurer.get(ask)
    without = treasurer.post(ask, {"form_key": str(uuid4())})
    form = {"alasan": "Ditalangi kas", "form_key": str(uuid4())}
    asked, tapped = treasurer.post(ask, form), treasurer.post(ask, form)

    assert f'href="{PAGE}"' in way.content.decode()
    assert ask in listed.content.decode()
    assert "Catat Rp8.400 sebagai uang kantor" in _text(preview)
    assert (without.status_code, asked["Location"], tapped.status_code) == (422, PAGE, 200)
    assert "menunggu keputusan sekretariat" in _text(treasurer.get(ask))
    _agreed(world)
    closing = treasurer.get(match)
    assert "uang kantor Rp8.400" in _text(closing)
    hidden = {"sidik": closing.context["match"].state.digest}
    form = {"apa": "minta", "alasan": "cabang berutang", "form_key": str(uuid4())}
    assert treasurer.post(match, {**form, **hidden})["Location"] == match
    _open_differences(world, {Kind.OFFICE: 8_400})
    _closed_by_the_head(match)
    _open_differences(world, {})
    assert treasurer.get(ask).status_code == 404


def _agreed(world: World) -> None:
    secretariat, path = signed_in(Role.SECRETARIAT), _decide(world)
    shown = secretariat.get(path)
    hidden = shown.context["hidden"]

    other = secretariat.post(path, {**hidden, "jumlah": "1", "form_key": str(uuid4())})
    unsaid = secretariat.post(path, {"tolak": "1", "form_key": str(uuid4())})
    agreed = secretariat.post(path, {**hidden, "form_key": str(uuid4())})

    assert path in secretariat.get(PAGE).content.decode() or agreed.status_code == 302
    assert "Ditalangi kas" in _text(shown)
    assert (other.status_code, unsaid.status_code) == (422, 422)
    assert agreed["Location"] == PAGE


def _open_differences(world: World, wanted: dict[Kind, int]) -> None:
    """The auditor finds the office's money once, and nothing of it laid to anybody's pay."""
    viewer, place = actor(world, Role.AUDITOR).viewer, (payroll.office_of(world), world.month.next)
    found = differences(viewer=viewer, on=world.today, agency_id=place[0], month=place[1])
    assert {one.kind: one.amount_idr for one in found.open if one.kind in SHOWN} == wanted
    laid = sums(viewer=viewer, agency_id=place[0], month=place[1].first_day)
    assert {one.place for one in laid} == {Place.COVERED}


def _closed_by_the_head(match: str) -> None:
    """The figures that come back with the decision hold one below zero."""
    head = signed_in(Role.OFFICE_HEAD)
    shown = head.get(match).context["match"]
    answer = head.post(
        match,
        {
            "apa": "setuju",
            "sidik": shown.state.digest,
            "dilihat": shown.seen,
            "form_key": str(uuid4()),
        },
    )
    assert answer.status_code == 302, _text(answer)
    assert Close.objects.latest("pk").balances["suspense_idr"] == -8_400


def test_other_offices_and_other_duties_are_kept_out(web_world):
    ask = reverse("beyond-cut-ask", args=[made.beyond_cut(web_world)])
    theirs = made.beyond_cut(web_world, office=held_money.OTHER_OFFICE, month=web_world.month + 2)

    assert signed_in(Role.OFFICE_HEAD).get(ask).status_code == 403
    assert signed_in(Role.SECRETARIAT).get(ask).status_code == 403
    foreign = reverse("beyond-cut-ask", args=[theirs])
    assert signed_in(Role.TREASURER).get(foreign).status_code == 404
