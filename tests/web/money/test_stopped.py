"""D16: whose deductions stopped, and the letter, for the treasurer and the civil servant."""

import pytest
from django.urls import reverse

from payung.foundation.documents.models import Document
from payung.foundation.documents.queries import facts_of
from payung.kernel.nip import spaced
from payung.kernel.people import Role, Viewer
from payung.process.endings import end_sponsorship
from payung.process.sponsoring import withdraw_permission
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.registry.models import CivilServant
from tests.factories import held_money as made
from tests.factories.world import World, actor, here
from tests.web.forms import hidden, said
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/gaji/berhenti/"


def _stop(world: World, sponsorship: Sponsorship) -> None:
    end_sponsorship(
        sponsorship_id=sponsorship.pk,
        ended_on=world.today,
        reason="wish",
        by=here(world),
        at=world.at,
    )


def _of(world: World, office: str = made.OFFICE) -> list[Sponsorship]:
    rows = Sponsorship.objects.filter(agency_id=world.agencies[office], state="accepted")
    return list(rows.select_related("sponsor", "worker").order_by("pk"))


def _mine(world: World) -> list[Sponsorship]:
    return [one for one in _of(world) if one.sponsor_id == world.sponsor_id]


def _facts(document: Document) -> dict:
    return dict(facts_of(viewer=Viewer.system(), document_id=document.pk).facts)


def test_the_treasurer_sees_who_stopped_from_when_and_prints_the_letter(web_world: World):
    one = _of(web_world)[0]
    _stop(web_world, one)
    client = signed_in(Role.TREASURER)
    page = client.get(PAGE).content.decode()

    address = reverse("stopped-letter", args=[one.sponsor_id])
    answer = client.post(address, hidden(page))
    paper = client.get(answer["Location"])

    assert spaced(one.sponsor.nip) in page
    assert paper["Content-Type"] == "application/pdf"
    facts = _facts(Document.objects.get(kind="D16"))
    assert facts["rows"][0][0] in said(page)
    assert one.worker.name not in str(facts)


def test_printed_twice_is_one_letter_and_another_stop_is_its_next_version(web_world: World):
    first, second = _mine(web_world)
    client = signed_in(Role.TREASURER)
    for one in (first, first, second):
        if one.state == "accepted":
            _stop(web_world, one)
            one.state = "ended"
        page = client.get(PAGE).content.decode()
        client.post(reverse("stopped-letter", args=[one.sponsor_id]), hidden(page))

    letters = list(Document.objects.filter(kind="D16").order_by("version"))

    assert [letter.version for letter in letters] == [1, 2]
    assert "1 pekerja lain tetap berjalan" in _facts(letters[0])["goes_on"]
    assert "tidak ada lagi potongan" in _facts(letters[1])["goes_on"]
    assert letters[1].row_count == 2


def test_the_civil_servant_prints_the_same_letter(web_world: World):
    one = _mine(web_world)[0]
    _stop(web_world, one)
    client = signed_in(Role.SPONSOR)
    page = client.get(reverse("worker", args=[one.pk])).content.decode()

    answer = client.post("/saya/surat-berhenti/", hidden(page))

    assert "Cetak surat berhenti" in page
    assert client.get(answer["Location"])["Content-Type"] == "application/pdf"
    assert _facts(Document.objects.get(kind="D16"))["signer_name"] == "Wulan Handayani"


def test_the_permission_taken_back_stops_deductions_too(web_world: World):
    sponsor_id = web_world.sponsor_id
    for one in _mine(web_world):
        Consent.objects.create(
            sponsorship=one, version=1, ceiling_idr=16_800, given_on=web_world.today, evidence="x"
        )
    withdraw_permission(sponsor_id=sponsor_id, by=actor(web_world, Role.SPONSOR), at=web_world.at)

    page = signed_in(Role.SPONSOR).get("/saya/surat-kuasa/").content.decode()
    listed = signed_in(Role.TREASURER).get(PAGE).content.decode()

    assert "Cetak surat berhenti" in page
    assert spaced(CivilServant.objects.get(pk=sponsor_id).nip) in listed


def test_without_a_stop_there_is_no_letter(web_world: World):
    client = signed_in(Role.SPONSOR)
    page = client.get("/saya/surat-kuasa/").content.decode()

    answer = client.post("/saya/surat-berhenti/", hidden(page), follow=True)

    assert "Cetak surat berhenti" not in page
    assert "Belum ada potongan Anda yang berhenti." in answer.content.decode()
    assert not Document.objects.filter(kind="D16").exists()


def test_another_offices_letter_is_not_there(web_world: World):
    theirs = _of(web_world, made.OTHER_OFFICE)[0]
    _stop(web_world, theirs)
    client = signed_in(Role.TREASURER)

    page = client.get(PAGE).content.decode()
    answer = client.post(reverse("stopped-letter", args=[theirs.sponsor_id]), hidden(page))

    assert spaced(theirs.sponsor.nip) not in page
    assert answer.status_code == 404
