"""S35: rows put right in place, and the good ones accepted while the others wait."""

import gzip
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.stages.enrolment.files import import_registrations
from payung.stages.enrolment.models import Sponsorship
from payung.stages.intake.models import ReceivedFile
from payung.web.refs import ref_of
from tests.factories import world as worlds
from tests.factories.enrolment import nik, row, sheet
from tests.factories.world import World
from tests.web.office.conftest import forty, sent, upload
from tests.web.signing_in import come_in

pytestmark = pytest.mark.django_db
FIRST = 4
"""The sheet's row of the first registration: a title, a blank line, the header."""


def text_of(client, where: str) -> str:
    page = client.get(where).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.split("<main")[1].split("</main>")[0]))


def right(nips: list[str], serial: int) -> dict[str, object]:
    return {
        "nip": nips[3], "nik": nik(serial), "name": "Sukini", "born": "17/08/1980", "sex": "L",
        "occupation": "Petani",
    }  # fmt: skip


def taken() -> int:
    return Sponsorship.objects.exclude(file=None).count()


def test_forty_rows_of_which_two_are_bad_are_fixed_in_place_and_accepted(officer, uploaded, nips):
    where = uploaded(forty(nips, bad=[3, 7]))
    told = text_of(officer, where)
    first = sent(officer, where, jumlah="38")

    assert "38 baris benar. 2 perlu diperbaiki. 0 ganda." in told
    assert "Terima 38 baris" in told
    assert "NIK harus 16 angka" in told
    assert taken() == 38
    assert "38 baris diterima" in text_of(officer, first["Location"])

    for number, serial in ((FIRST + 3, 4), (FIRST + 7, 8)):
        fixed = sent(officer, f"{where}baris/{number}/", **right(nips, serial))
        assert fixed.status_code == 302
    assert "Terima 2 baris" in text_of(officer, where)
    sent(officer, where, jumlah="2")

    assert taken() == 40
    assert "Tidak ada baris yang menunggu" in text_of(officer, where)
    assert set(Sponsorship.objects.exclude(file=None).values_list("state", flat=True)) == {
        "registered"
    }


def test_a_correction_that_is_still_wrong_is_told_beside_its_field_and_not_kept(
    officer, uploaded, nips
):
    where = uploaded(forty(nips, bad=[3]))

    answer = sent(officer, f"{where}baris/{FIRST + 3}/", **right(nips, 4) | {"nik": "33240617"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#nik"' in page
    assert "Anda mengisi 8" in page
    assert "corrections" not in ReceivedFile.objects.get(report__has_key="step").report


def test_the_original_stays_and_the_correction_lies_sealed_beside_it(officer, uploaded, nips):
    rows = forty(nips, bad=[3])
    where = uploaded(rows)
    before = bytes(ReceivedFile.objects.get(report__has_key="step").original)

    sent(officer, f"{where}baris/{FIRST + 3}/", **right(nips, 4))

    kept = ReceivedFile.objects.get(report__has_key="step")
    assert bytes(kept.original) == before
    assert nik(4) not in str(kept.report)
    assert "sudah diperbaiki di sini" in officer.get(where).content.decode()


def test_two_rows_with_one_nik_are_twins_until_one_is_corrected(officer, uploaded, nips):
    rows = [row(nips[0], 1), row(nips[1], 2, nik=nik(1)), row(nips[2], 3)]
    where = uploaded(rows)
    assert "1 baris benar. 0 perlu diperbaiki. 2 ganda." in text_of(officer, where)

    sent(officer, f"{where}baris/{FIRST + 1}/", **right(nips, 2))

    assert "Semua 3 baris benar" in text_of(officer, where)


def test_rows_already_accepted_are_closed(officer, uploaded, nips):
    where = uploaded(forty(nips, bad=[3]))
    sent(officer, where, jumlah="39")

    assert officer.get(f"{where}baris/{FIRST}/").status_code == 404
    assert sent(officer, f"{where}baris/{FIRST}/", **right(nips, 1)).status_code == 404
    assert officer.get(f"{where}baris/{FIRST + 3}/").status_code == 200
    assert officer.get(f"{where}baris/999/").status_code == 404


def test_a_returned_registration_is_not_sent_again_by_accepting_the_rest(officer, uploaded, nips):
    where = uploaded(forty(nips, bad=[3]))
    sent(officer, where, jumlah="39")
    returned = Sponsorship.objects.exclude(file=None).order_by("pk").first()
    assert returned is not None
    Sponsorship.objects.filter(pk=returned.pk).update(state="returned")

    sent(officer, f"{where}baris/{FIRST + 3}/", **right(nips, 4))
    sent(officer, where, jumlah="1")

    returned.refresh_from_db()
    assert returned.state == "returned"
    assert taken() == 40


def test_the_number_on_the_button_must_still_be_true(officer, uploaded, nips, web_world: World):
    where = uploaded(forty(nips))
    by = worlds.actor(web_world, Role.OFFICER)
    import_registrations(
        content=sheet([row(nips[29], 1)]), name="b.xlsx", regency_id=web_world.regency_id,
        agency_id=by.agency_id, apply=True, by=by, at=web_world.at,
    )  # fmt: skip

    answer = sent(officer, where, jumlah="40")

    assert answer.status_code == 409
    assert "Jumlah baris yang benar berubah" in answer.content.decode()
    assert taken() == 1


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "38.0", "99999999"])
def test_a_made_up_number_takes_nothing(officer, uploaded, nips, number):
    where = uploaded(forty(nips))

    assert sent(officer, where, jumlah=number).status_code == 409
    assert taken() == 0


def test_who_accepts_second_is_told_who_was_first_and_when(officer, uploaded, nips, web_world):
    where = uploaded(forty(nips))
    colleague = worlds.person(web_world, "petugas-dua", "Rina Utami")
    worlds.give(web_world, colleague, Role.OFFICER, web_world.agencies["Dinas Kesehatan"])
    second = come_in("petugas-dua")
    assert "Terima 40 baris" in text_of(second, where)

    sent(officer, where, jumlah="40")
    answer = sent(second, where, jumlah="40")

    assert answer.status_code == 409
    assert "40 baris diterima Endah Lestari" in text_of(second, where)
    assert taken() == 40


def test_the_same_content_through_two_uploads_takes_effect_once(
    officer, uploaded, nips, web_world: World
):
    where = uploaded(forty(nips))
    by = worlds.actor(web_world, Role.OFFICER)
    import_registrations(
        content=sheet(forty(nips)), name="lain.xlsx", regency_id=web_world.regency_id,
        agency_id=by.agency_id, apply=True, by=by, at=web_world.at,
    )  # fmt: skip

    answer = sent(officer, where, jumlah="40")

    assert answer.status_code == 409
    assert taken() == 40
    assert "40 baris sudah terdaftar sebelumnya" in text_of(officer, where)


def test_the_faulty_rows_can_be_taken_home_and_the_look_is_noted(officer, uploaded, nips):
    where = uploaded(forty(nips, bad=[3, 7]))

    answer = officer.get(f"{where}salah/")

    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    notes = [page.cell(r, page.max_column).value for r in range(1, page.max_row + 1)]
    assert sum("16 angka" in str(note) for note in notes) == 2
    assert re.fullmatch(
        r'attachment; filename="perbaiki-[0-9-]+\.xlsx"', answer["Content-Disposition"]
    )
    assert Look.objects.filter(what="upload.file").count() == 1


def test_the_marked_copy_put_right_and_sent_again_takes_only_the_rest(officer, uploaded, nips):
    where = uploaded(forty(nips, bad=[3]))
    sent(officer, where, jumlah="39")
    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{where}salah/").content))
    for cells in book.active.iter_rows():
        for cell in cells:
            if cell.value == nik(4)[:-1]:
                cell.value = nik(4)
    output = io.BytesIO()
    book.save(output)

    again = upload(officer, output.getvalue(), "diperbaiki.xlsx")["Location"]
    assert "Semua 1 baris benar" in text_of(officer, again)
    assert "39 baris sudah terdaftar" in text_of(officer, again)
    sent(officer, again, jumlah="1")

    assert taken() == 40


def test_a_page_of_five_hundred_rows_is_small_and_paged(officer, uploaded, nips):
    rows = [row(nips[n % 30], n, nik=nik(n)[:-1]) for n in range(1, 100)]
    rows += [row(nips[n % 30], n % 100, nik="1") for n in range(100, 500)]
    where = uploaded(rows)

    page = officer.get(where)
    with CaptureQueriesContext(connection) as asked:
        officer.get(f"{where}?hal=3")

    assert len(gzip.compress(page.content)) < 60_000
    assert page.content.decode().count("baris/") == 25
    assert "Halaman 3" in text_of(officer, f"{where}?hal=3")
    assert len(asked) <= 30


def test_identity_numbers_are_masked_in_the_list_and_clear_only_in_the_rows_form(
    officer, uploaded, nips
):
    where = uploaded([row(nips[0], 1, name=""), row(nips[1], 2, nik=nik(2) + "1")])

    page = officer.get(where).content.decode()
    form = officer.get(f"{where}baris/{FIRST + 1}/").content.decode()

    assert nik(2) not in page
    assert nik(2) + "1" in form
    assert Look.objects.get(what="upload.row").reason == "Memperbaiki baris unggahan"


def test_what_a_cell_says_is_never_markup(officer, uploaded, nips):
    where = uploaded([row(nips[0], 1), row(nips[1], 2, name="<script>alert(1)</script>", nik="1")])

    for page in (where, f"{where}baris/{FIRST + 1}/"):
        assert "<script>alert" not in officer.get(page).content.decode()


def test_another_offices_upload_does_not_exist_here(uploaded, nips, web_world: World):
    where = uploaded(forty(nips, bad=[1]))
    colleague = worlds.person(web_world, "boja", "Petugas Boja")
    worlds.give(web_world, colleague, Role.OFFICER, web_world.agencies["Kecamatan Boja"])
    stranger = come_in("boja")

    for path in ("", "maju/", "salah/", f"baris/{FIRST + 1}/"):
        assert stranger.get(f"{where}{path}").status_code == 404
    assert sent(stranger, where, jumlah="39").status_code == 404
    assert sent(stranger, f"{where}baris/{FIRST + 1}/", **right(nips, 2)).status_code == 404
    assert taken() == 0


def test_a_file_that_a_command_took_over_tells_so_and_has_no_rows_to_review(
    officer, nips, web_world: World
):
    by = worlds.actor(web_world, Role.OFFICER)
    import_registrations(
        content=sheet(forty(nips)), name="perintah.xlsx", regency_id=web_world.regency_id,
        agency_id=by.agency_id, apply=True, by=by, at=web_world.at,
    )  # fmt: skip
    kept = ReceivedFile.objects.get(name="perintah.xlsx")
    where = f"/kantor/unggah/{ref_of('file', kept.pk)}/"

    assert "40 dari 40 baris diterima" in text_of(officer, where)
    assert officer.get(f"{where}maju/").json()["is_over"] is True
    for path in ("salah/", "baris/5/"):
        assert officer.get(f"{where}{path}").status_code == 404
