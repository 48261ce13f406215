"""S43: one press, or payroll's own file; every refusal says what to do and leaves a trace."""

from io import BytesIO

import pytest

from payung.foundation.audit.models import Event
from payung.stages.reconciliation.models import Result
from payung.stages.registry.models import CivilServant
from tests.factories import payroll
from tests.factories.reconciliation import HEADER, resaved
from tests.web.forms import said
from tests.web.payroll.conftest import sent, text

pytestmark = pytest.mark.django_db

HASIL = "Tidak terpotong"


@pytest.fixture
def list_id(web_world):
    return payroll.locked(web_world)


def _form(client, page):
    return client.get(page("daftar/berkas/")).content


def _upload(client, page, content, name="hasil.xlsx"):
    file = BytesIO(content)
    file.name = name
    return sent(client, page("hasil/"), berkas=file)


def _not_cut(reason, row=HEADER + 1):
    def change(sheet):
        columns = {cell.value: cell.column for cell in sheet[HEADER]}
        sheet.cell(row, columns["Hasil"], HASIL)
        sheet.cell(row, columns["Sebab"], reason)

    return change


class TestAsListed:
    def test_one_press_reports_everybody_and_leads_to_the_slip(self, list_id, treasurer, page):
        answer = sent(treasurer, page("hasil/"), cara="sesuai")

        assert answer["Location"] == page("setor/")
        assert Result.objects.get(list_id=list_id).cut_idr == 134_400
        assert "Yang harus disetor: Rp134.400" in said(text(treasurer.get(page("setor/"))))

    def test_said_by_two_it_is_said_once(self, list_id, treasurer, colleague, page):
        sent(treasurer, page("hasil/"), cara="sesuai")

        answer = sent(colleague, page("hasil/"), cara="sesuai")

        assert answer.status_code == 302
        assert Result.objects.filter(list_id=list_id).count() == 1
        assert "sudah tercatat sebelumnya" in said(text(colleague.get(page("setor/"))))

    def test_cannot_replace_what_was_answered_otherwise(self, web_world, list_id, treasurer, page):
        payroll.answered(web_world, list_id, **{f"n{payroll.nips(web_world, list_id)[0]}": 0})

        answer = sent(treasurer, page("hasil/"), cara="sesuai")

        assert answer.status_code == 422
        assert "unggah perbaikannya" in said(text(answer))

    def test_without_a_list_nothing_happens(self, web_world, treasurer, page):
        before = Result.objects.count()

        sent(treasurer, page("hasil/"), cara="sesuai")

        assert Result.objects.count() == before


class TestFile:
    def test_what_differs_is_shown_next(self, list_id, treasurer, page):
        content = resaved(_form(treasurer, page), _not_cut("Gaji bersih tidak cukup"))

        answer = _upload(treasurer, page, content)

        assert answer["Location"] == page("beda/")
        shown = said(text(treasurer.get(page("beda/"))))
        assert "Rp126.000 terpotong sesuai daftar, 1 orang berbeda" in shown
        assert "Gaji bersih tidak cukup" in shown

    def test_all_as_listed_leads_to_the_slip(self, list_id, treasurer, page):
        answer = _upload(treasurer, page, _form(treasurer, page))

        assert answer["Location"] == page("setor/")

    def test_the_same_file_again_changes_nothing_and_says_who_sent_it(
        self, list_id, treasurer, colleague, page
    ):
        content = _form(treasurer, page)
        _upload(treasurer, page, content)

        answer = _upload(colleague, page, resaved(content))

        assert answer["Location"] == page("hasil/")
        shown = said(text(colleague.get(page("hasil/"))))
        assert "oleh Rudi Hartono. Tidak ada yang berubah" in shown
        assert Result.objects.filter(list_id=list_id).count() == 1

    def test_a_correction_shows_the_totals_before_and_after(self, list_id, treasurer, page):
        _upload(treasurer, page, resaved(_form(treasurer, page), _not_cut("Pindah kantor")))
        correction = resaved(_form(treasurer, page), _not_cut("Pindah kantor", HEADER + 2))

        answer = _upload(treasurer, page, correction)

        assert answer["Location"] == page("beda/")
        assert Result.objects.filter(list_id=list_id).count() == 2
        shown = said(text(treasurer.get(page("beda/"))))
        assert "Sebelum perbaikan Rp126.000, sekarang Rp126.000" in shown

    def test_an_older_file_is_laid_beside_what_stands(
        self, web_world, list_id, treasurer, colleague, page
    ):
        older = resaved(_form(treasurer, page), _not_cut("Meminta berhenti"))
        sent(treasurer, page("hasil/"), cara="sesuai")

        answer = _upload(colleague, page, older)

        assert answer.status_code == 422
        shown = said(text(answer))
        nip = payroll.nips(web_world, list_id)[0]
        assert CivilServant.objects.get(nip=nip).name in shown
        assert "1 orang berbeda" in shown
        assert "Rp8.400" in shown
        assert "Rp0" in shown

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "Berkas kosong"),
            (b"%PDF-1.7", "Berkas harus Excel"),
            (b"PK\x03\x04 broken", "Berkas"),
        ],
    )
    def test_what_is_no_form_is_refused_and_noted(self, list_id, treasurer, page, content, words):
        answer = _upload(treasurer, page, content, "hasil.xlsx")

        assert answer.status_code == 422
        assert words in said(text(answer))
        assert "Galat:" in text(answer)
        noted = Event.objects.filter(action="reconciliation.file_refused")
        assert noted.count() == 1

    def test_no_file_is_told_beside_the_box(self, list_id, treasurer, page):
        answer = sent(treasurer, page("hasil/"))

        assert answer.status_code == 422
        assert "Pilih berkas yang akan diunggah" in text(answer)

    def test_another_months_file_is_refused_whole(self, web_world, list_id, treasurer, page):
        running = treasurer.get(f"/gaji/{web_world.month}/daftar/berkas/").content

        answer = _upload(treasurer, page, running)

        assert answer.status_code == 422
        assert "Berkas ini untuk" in said(text(answer))
        assert not Result.objects.filter(list_id=list_id).exists()

    def test_a_person_who_is_not_on_the_list_is_set_aside_and_never_cut(
        self, list_id, treasurer, page
    ):
        def strange(sheet):
            row = sheet.max_row + 1
            for column, cell in enumerate(sheet[HEADER + 1], start=1):
                sheet.cell(row, column, cell.value)
            sheet.cell(row, 1, "196001012005011959")

        answer = _upload(treasurer, page, resaved(_form(treasurer, page), strange))

        assert answer["Location"] == page("beda/")
        shown = said(text(treasurer.get(page("beda/"))))
        assert "1 baris disisihkan" in shown
        assert "Bukan pegawai kantor ini" in shown
        assert Result.objects.get(list_id=list_id).cut_idr == 134_400

    def test_another_spelling_of_a_name_is_listed_and_taken(self, list_id, treasurer, page):
        def renamed(sheet):
            columns = {cell.value: cell.column for cell in sheet[HEADER]}
            sheet.cell(HEADER + 1, columns["Nama"], "Nama Lain Sekali")

        _upload(treasurer, page, resaved(_form(treasurer, page), renamed))

        shown = said(text(treasurer.get(page("beda/"))))
        assert f"Baris {HEADER + 1}: Nama berbeda dari daftar" in shown


def test_a_closed_month_takes_no_result(web_world, treasurer):
    closed = web_world.month.previous
    form = treasurer.get(f"/gaji/{closed}/daftar/berkas/").content
    file = BytesIO(resaved(form, lambda sheet: sheet.cell(HEADER + 1, 5, "")))
    file.name = "hasil.xlsx"

    answer = sent(treasurer, f"/gaji/{closed}/hasil/", berkas=file)

    assert answer.status_code == 422
    assert "sudah ditutup untuk kantor ini" in said(text(answer))
