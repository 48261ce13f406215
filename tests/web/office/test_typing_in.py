"""S33: a paper form typed in, and what is wrong told all at once."""

from uuid import uuid4

import pytest

from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Sponsorship, WorkStatement
from payung.stages.registry.models import CivilServant
from payung.stages.registry.queries import identities
from payung.web.refs import ref_of
from tests.factories.enrolment import nik
from tests.factories.world import World
from tests.web.office.conftest import sent
from tests.web.signing_in import come_in

pytestmark = pytest.mark.django_db
DESK = "/kantor/tambah/"


def form(nips: list[str], serial: int = 50, **typed: str) -> dict[str, str]:
    usual = {
        "nik": nik(serial),
        "nama": "Tumini",
        "lahir": "",
        "kelamin": "",
        "kerja": "Penjahit",
        "hubungan": "neighbour",
        "kecamatan": "33.24.12",
        "desa": "Wonosari",
        "rt_rw": "3/2",
        "hp": "0812 3456 7890",
        "asn": nips[3],
        "izin": "1",
    }
    return usual | typed


def test_a_form_is_saved_and_the_box_is_ready_for_the_next(officer, nips, web_world: World):
    answer = sent(officer, DESK, **form(nips))

    assert answer.status_code == 302
    assert answer["Location"].endswith("#nik")
    made = Sponsorship.objects.latest("pk")
    assert (made.state, made.worker.name, made.sponsor.nip) == ("registered", "Tumini", nips[3])
    who = identities(viewer=Viewer.system(), worker_ids=[made.worker_id])[made.worker_id]
    assert (who.phone, who.address) == ("+6281234567890", "RT 003/RW 002, Wonosari")
    said = WorkStatement.objects.get(sponsorship=made)
    assert (said.works, said.in_hospital, said.agrees, said.source) == (True, False, True, "form")
    page = officer.get(answer["Location"]).content.decode()
    assert "Tersimpan" in page
    assert "Tumini" in page


def test_six_wrong_fields_are_all_told_in_the_order_of_the_paper(officer, nips):
    wrong = form(
        nips, nik="3324", nama="", lahir="31/02/1980", kerja="", hp="12", asn="Nobody", izin=""
    )

    answer = sent(officer, DESK, **wrong)

    page = answer.content.decode()
    summary = page.split('class="errors"')[1].split("</ul>")[0]
    links = [part.split('"')[0] for part in summary.split('href="#')[1:]]
    assert answer.status_code == 422
    assert links == ["nik", "nama", "lahir", "kerja", "hp", "asn", "izin"]
    assert "<title>Galat: " in page
    assert 'value="31/02/1980"' in page
    assert not Sponsorship.objects.filter(worker__name="").exists()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"nik": ""}, "nik", "Isi NIK"),
        ({"nik": "332406170890000"}, "nik", "NIK harus 16 angka. Anda mengisi 15 angka"),
        ({"nik": "3324O61708900903"}, "nik", "NIK hanya angka"),
        ({"nik": "3324061713900903"}, "nik", "Bulan 13 tidak ada"),
        ({"nik": "3324061708900000"}, "nik", "tidak pernah dipakai"),
        ({"nama": "12345"}, "nama", "Tulis nama seperti di KTP"),
        ({"hp": "123"}, "hp", "08"),
        ({"hubungan": ""}, "hubungan", "Pilih siapa orang ini"),
        ({"kecamatan": ""}, "kecamatan", "Pilih kecamatan"),
        ({"rt_rw": "tiga per dua"}, "rt_rw", "RT"),
        ({"asn": ""}, "asn", "Isi nama atau NIP"),
        ({"asn": "19800101"}, "asn", "NIP harus 18 angka"),
        ({"izin": ""}, "izin", "Centang bila pekerja sudah tahu dan setuju"),
        ({"kerja": "Ibu rumah tangga"}, "kerja", "belum bisa didaftarkan"),
        ({"nik": "3324061708120902"}, "lahir", ""),
    ],
)
def test_each_fault_stands_beside_its_field_and_what_was_typed_is_kept(
    officer, nips, typed, field, words
):
    answer = sent(officer, DESK, **form(nips, **typed))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert words.replace('"', "&quot;") in page
    assert 'value="Wonosari"' in page
    assert not Sponsorship.objects.filter(worker__name="Tumini").exists()


def test_a_nik_in_groups_or_with_dots_is_taken(officer, nips):
    number = nik(51)
    grouped = f"{number[:4]} {number[4:8]}.{number[8:12]}-{number[12:]}\u200b"

    assert sent(officer, DESK, **form(nips, nik=grouped)).status_code == 302


def test_the_sponsor_is_found_by_name_where_only_one_has_it(officer, nips, web_world: World):
    one = CivilServant.objects.get(nip=nips[5])
    one.name, one.folded = "Ratna Juwita", "ratna juwita"
    one.save()

    assert sent(officer, DESK, **form(nips, asn="ratna juwita")).status_code == 302
    assert Sponsorship.objects.latest("pk").sponsor_id == one.pk
    offers = officer.get("/kantor/tambah/daftar/", {"asn": "juwi"}).json()["offers"]
    assert offers == [f"Ratna Juwita · {nips[5]}"]
    chosen = sent(officer, DESK, **form(nips, serial=52, asn=offers[0]))
    assert chosen.status_code == 302


def test_staff_of_another_office_are_neither_offered_nor_taken(officer, nips, other_nips):
    stranger = CivilServant.objects.get(nip=other_nips[0])
    stranger.name, stranger.folded = "Zulaikha Orang Boja", "zulaikha orang boja"
    stranger.save()

    assert officer.get("/kantor/tambah/daftar/", {"asn": "zulaikha"}).json() == {"offers": []}
    for typed in (other_nips[0], "Zulaikha Orang Boja"):
        answer = sent(officer, DESK, **form(nips, asn=typed))
        assert answer.status_code == 422
        assert "Tidak ketemu di daftar pegawai kantor ini" in answer.content.decode()


def test_a_worker_of_somebody_else_is_refused_in_the_same_neutral_words(officer, nips):
    sent(officer, DESK, **form(nips))

    answer = sent(officer, DESK, **form(nips, asn=nips[9]))

    assert answer.status_code == 422
    assert "belum bisa didaftarkan dari kantor ini" in answer.content.decode()


def test_the_same_pair_again_changes_nothing_and_says_so(officer, nips):
    sent(officer, DESK, **form(nips))
    count = Sponsorship.objects.count()

    answer = sent(officer, DESK, **form(nips))

    assert Sponsorship.objects.count() == count
    assert "Tidak ada yang berubah" in officer.get(answer["Location"]).content.decode()


def test_a_double_tap_saves_one(officer, nips):
    key = str(uuid4())

    first = sent(officer, DESK, **form(nips), form_key=key)
    again = sent(officer, DESK, **form(nips), form_key=key)

    assert (first.status_code, again.status_code) == (302, 200)
    assert Sponsorship.objects.filter(worker__name="Tumini").count() == 1


def test_what_was_just_typed_can_be_undone_and_typed_again(officer, nips):
    sent(officer, DESK, **form(nips))
    made = Sponsorship.objects.latest("pk")

    undone = sent(officer, DESK, batal=ref_of("sponsorship", made.pk))

    assert "Dibatalkan" in officer.get(undone["Location"]).content.decode()
    made.refresh_from_db()
    assert made.state == "cancelled"
    assert sent(officer, DESK, **form(nips)).status_code == 302


def test_only_what_was_typed_in_this_session_can_be_undone(officer, web_world: World, nips):
    waiting = Sponsorship.objects.filter(
        agency_id=web_world.agencies["Dinas Kesehatan"], state="registered"
    ).first()
    assert waiting is not None

    assert sent(officer, DESK, batal=ref_of("sponsorship", waiting.pk)).status_code == 404
    assert sent(officer, DESK, batal="x").status_code == 404
    sent(officer, DESK, **form(nips))
    made = Sponsorship.objects.latest("pk")
    other = come_in("officer")
    assert sent(other, DESK, batal=ref_of("sponsorship", made.pk)).status_code == 404


def test_one_that_was_checked_meanwhile_is_not_undone(officer, nips):
    sent(officer, DESK, **form(nips))
    made = Sponsorship.objects.latest("pk")
    Sponsorship.objects.filter(pk=made.pk).update(state="verified")
    Sponsorship.objects.filter(pk=made.pk).update(state="submitted")

    answer = sent(officer, DESK, batal=ref_of("sponsorship", made.pk))

    assert answer.status_code == 422
    assert "sudah diperiksa" in answer.content.decode()


def test_no_identity_number_comes_back_in_an_address(officer, nips):
    answer = sent(officer, DESK, **form(nips))

    assert nik(50) not in answer["Location"]
    assert nik(50) not in officer.get(answer["Location"]).content.decode()
