"""S32: one registration, and a decision that fits what was seen."""

import re
from uuid import uuid4

import pytest

from payung.foundation.audit.models import Event, Look, Move
from payung.kernel.people import Role
from payung.stages.enrolment.models import Flag, Opening, Sponsorship
from payung.stages.enrolment.operations import verify
from payung.stages.registry.models import Worker
from payung.web.refs import ref_of
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.office.conftest import sent
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(web_world: World) -> Sponsorship:
    rows = Sponsorship.objects.filter(agency_id=web_world.agencies["Dinas Kesehatan"])
    found = rows.filter(state="registered").order_by("pk").first()
    assert found is not None
    return found


def address(thing: Sponsorship) -> str:
    return f"/kantor/pengajuan/{ref_of('sponsorship', thing.pk)}/"


def seen(client, thing: Sponsorship) -> str:
    page = client.get(address(thing)).content.decode()
    return re.search(r'name="terlihat" value="([0-9a-f]+)"', page)[1]


def decide(client, thing: Sponsorship, action: str, **more: object):
    said = {"tindakan": action, "terlihat": seen(client, thing), "pernyataan": "1"} | more
    return sent(client, address(thing), **said)


def state(thing: Sponsorship) -> str:
    return Sponsorship.objects.get(pk=thing.pk).state


def test_accepted_with_the_statement_it_is_ready_and_the_next_is_offered(officer, waiting):
    answer = decide(officer, waiting, "terima")
    page = officer.get(answer["Location"]).content.decode()

    assert state(waiting) == "verified"
    assert "siap dikirim ke BPJS" in page
    assert "Periksa berikutnya" in page
    assert "Keliru menekan?" in page


def test_without_the_statement_nothing_is_accepted(officer, waiting):
    answer = decide(officer, waiting, "terima", pernyataan="")

    assert answer.status_code == 422
    assert answer.content.decode().count("Centang bila Anda sudah memeriksanya") == 2
    assert state(waiting) == "registered"


def test_given_back_with_the_reasons_the_sponsor_reads(officer, waiting):
    decide(officer, waiting, "perbaiki", sebab=["nik", "work"], pesan="RT-nya juga")

    assert state(waiting) == "returned"
    move = Move.objects.filter(entity_id=waiting.pk, to_state="returned").get()
    assert move.reason == ("Cocokkan NIK dengan KTP; Jelaskan pekerjaan sehari-hari; RT-nya juga")


def test_an_accepted_one_can_still_be_given_back(officer, waiting):
    decide(officer, waiting, "terima")

    decide(officer, waiting, "perbaiki", sebab=["name"])

    assert state(waiting) == "returned"


@pytest.mark.parametrize(
    ("action", "said", "words"),
    [
        ("perbaiki", {}, "Pilih yang perlu diperbaiki, atau tulis pesan"),
        ("tolak", {}, "Pilih mengapa pendaftaran ini ditolak"),
        ("tolak", {"tolak_sebab": "other"}, "Tulis alasannya"),
        ("hapus", {}, "Pilih terima, minta perbaikan, atau tolak"),
    ],
)
def test_a_decision_without_its_reason_changes_nothing(officer, waiting, action, said, words):
    answer = decide(officer, waiting, action, **said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert state(waiting) == "registered"


def test_refused_it_is_closed_with_its_reason(officer, waiting):
    answer = decide(officer, waiting, "tolak", tolak_sebab="twice")

    assert answer.status_code == 302
    assert state(waiting) == "cancelled"
    assert "ditutup" in officer.get(answer["Location"]).content.decode()


def test_what_changed_meanwhile_is_shown_and_nothing_is_done(officer, waiting):
    before = seen(officer, waiting)
    Worker.objects.filter(pk=waiting.worker_id).update(occupation="Sopir truk")

    answer = decide(officer, waiting, "terima", terlihat=before)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Data berubah sejak Anda membuka halaman ini" in page
    assert "<li>Pekerjaan</li>" in page
    assert "<li>Nama</li>" not in page
    assert state(waiting) == "registered"


@pytest.mark.parametrize("sealed", ["", "x", "0" * 7, "é" * 130])
def test_a_form_that_does_not_say_what_it_showed_changes_nothing(officer, waiting, sealed):
    assert decide(officer, waiting, "terima", terlihat=sealed).status_code == 409
    assert state(waiting) == "registered"


def test_who_accepts_second_sees_who_was_first(officer, waiting, web_world: World):
    before = seen(officer, waiting)
    first = worlds.actor(web_world, Role.OFFICER)
    verify(sponsorship_ids=[waiting.pk], stated_on=web_world.today, by=first, at=web_world.at)

    answer = decide(officer, waiting, "terima", terlihat=before)

    assert answer.status_code == 409
    assert "Terakhir diputus Endah Lestari" in answer.content.decode()


def test_a_double_tap_ends_at_the_first_result(officer, waiting):
    before, key = seen(officer, waiting), str(uuid4())

    first = decide(officer, waiting, "terima", terlihat=before, form_key=key)
    second = decide(officer, waiting, "terima", terlihat=before, form_key=key)

    assert first.status_code == 302
    assert "Sudah kami terima" in second.content.decode()
    assert Event.objects.filter(action="sponsorships.verified").count() == 1


def test_the_nik_is_masked_until_it_is_asked_for_with_a_reason(officer, waiting):
    page = officer.get(address(waiting)).content.decode()
    assert "••••••••" in page

    officer.post(address(waiting), {"tindakan": "lihat", "alasan": "call"})
    shown = officer.get(address(waiting)).content.decode()

    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", shown)
    look = Look.objects.get(what="worker.identity")
    assert look.subject_id == waiting.pk
    assert look.reason == "Menjawab pertanyaan pekerja atau ASN"


def test_opening_it_is_noted_once_and_a_colleague_sees_it(officer, waiting, web_world: World):
    officer.get(address(waiting))
    officer.get(address(waiting))
    colleague = worlds.person(web_world, "petugas-dua", "Rina Utami")
    worlds.give(web_world, colleague, Role.OFFICER, web_world.agencies["Dinas Kesehatan"])

    page = come_in("petugas-dua").get(address(waiting)).content.decode()

    assert Opening.objects.filter(sponsorship=waiting).count() == 1
    assert Event.objects.filter(action="sponsorship.opened").count() == 1
    assert "Sedang dibuka Endah Lestari sejak" in page


def test_flags_stand_beside_it_in_whole_sentences(officer, waiting):
    Flag.objects.create(
        sponsorship=waiting,
        level="warning",
        code="nik_birthdate_differs",
        values={"inside": "17/08/80"},
    )

    assert (
        "Tanggal lahir di NIK, 17/08/80, berbeda" in officer.get(address(waiting)).content.decode()
    )


def test_a_held_one_is_taken_over_by_the_sponsors_office(officer, waiting):
    Sponsorship.objects.filter(pk=waiting.pk).update(state="held")

    answer = decide(officer, waiting, "ambil")

    assert answer.status_code == 302
    assert state(waiting) == "registered"


def test_another_offices_registration_does_not_exist_here(officer, web_world: World):
    stranger = Sponsorship.objects.filter(agency_id=web_world.agencies["Kecamatan Boja"]).first()
    assert stranger is not None

    assert officer.get(address(stranger)).status_code == 404
    for action in ("terima", "lihat", "tolak"):
        assert sent(officer, address(stranger), tindakan=action).status_code == 404
    assert not Look.objects.filter(subject_id=stranger.pk).exists()


def test_only_the_officer_sees_identities(web_world: World, waiting):
    for role in (Role.OFFICE_HEAD, Role.TREASURER, Role.AUDITOR, Role.BRANCH):
        assert signed_in(role).get(address(waiting)).status_code == 403
