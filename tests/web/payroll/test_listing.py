"""S42: the list before and after the lock; what was looked at is what is frozen."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.stages.deductions.models import DeductionList
from payung.stages.deductions.operations import lock
from payung.stages.registry.models import CivilServant
from tests.factories import payroll
from tests.factories.papers import texts
from tests.factories.world import actor
from tests.web.forms import said
from tests.web.payroll.conftest import hidden, sent, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(web_world):
    payroll.consented(web_world)


def _lists(world):
    return DeductionList.objects.filter(
        agency_id=payroll.office_of(world), month=payroll.next_month(world).first_day
    )


def _lock(client, page):
    shown = text(client.get(page("daftar/")))
    return sent(client, page("daftar/"), dilihat=hidden(shown, "dilihat"))


@pytest.mark.usefixtures("agreed")
class TestBeforeTheLock:
    def test_who_would_be_cut_is_shown_in_figures_and_words(self, treasurer, page):
        shown = said(text(treasurer.get(page("daftar/"))))

        assert "15 ASN, total Rp134.400" in shown
        assert "seratus tiga puluh empat ribu empat ratus rupiah" in shown
        assert "Wulan Handayani" in shown

    def test_nothing_is_kept_by_looking(self, web_world, treasurer, page):
        treasurer.get(page("daftar/"))

        assert not _lists(web_world).exists()


def test_who_cannot_be_cut_is_told_with_the_reason(treasurer, page):
    shown = said(text(treasurer.get(page("daftar/"))))

    assert "15 ASN belum bisa dipotong" in shown
    assert "Belum ada izin potong" in shown


@pytest.mark.usefixtures("agreed")
class TestLock:
    def test_freezes_what_was_shown_and_says_who_and_when(self, web_world, treasurer, page):
        answer = _lock(treasurer, page)

        kept = _lists(web_world).get()
        assert answer.status_code == 302
        assert (kept.line_count, kept.total_idr) == (16, 134_400)
        shown = said(text(treasurer.get(page("daftar/"))))
        assert "Dikunci oleh Rudi Hartono pada" in shown
        assert "Perubahan setelah itu masuk bulan berikutnya" in shown

    def test_another_list_than_the_one_looked_at_is_told_first(self, web_world, treasurer, page):
        answer = sent(treasurer, page("daftar/"), dilihat="15-126000")

        assert answer.status_code == 422
        assert "Dulu 15 pekerja Rp126.000, sekarang 16 pekerja Rp134.400" in said(text(answer))
        assert not _lists(web_world).exists()

    def test_a_form_that_is_not_ours_freezes_nothing(self, web_world, treasurer, page):
        for seen in ("", "x", "-", "1-2-3", "٣-٤"):
            assert sent(treasurer, page("daftar/"), dilihat=seen).status_code == 422
        assert not _lists(web_world).exists()

    def test_a_double_tap_ends_at_the_one_list(self, web_world, treasurer, page):
        shown = text(treasurer.get(page("daftar/")))
        form = {name: hidden(shown, name) for name in ("form_key", "dilihat")}

        first = treasurer.post(page("daftar/"), form)
        second = treasurer.post(page("daftar/"), form)

        assert (first.status_code, second.status_code) == (302, 200)
        assert _lists(web_world).count() == 1

    def test_who_comes_second_sees_who_was_faster(self, web_world, treasurer, colleague, page):
        shown = text(colleague.get(page("daftar/")))
        _lock(treasurer, page)

        answer = colleague.post(
            page("daftar/"),
            {name: hidden(shown, name) for name in ("form_key", "dilihat")},
            follow=True,
        )

        assert "sudah dikunci Rudi Hartono" in said(text(answer))
        assert _lists(web_world).count() == 1


class TestAfterTheLock:
    def test_the_paper_has_everybody_and_no_worker(self, web_world, treasurer, page):
        payroll.locked(web_world)

        answer = sent(treasurer, page("daftar/cetak/"))
        paper = " ".join(texts(treasurer.get(answer["Location"]).content))

        assert "Wulan Handayani" in paper
        assert "Rp134.400" in paper
        assert "seratus tiga puluh empat ribu empat ratus rupiah" in paper
        again = sent(treasurer, page("daftar/cetak/"))
        assert again["Location"] == answer["Location"], "a list has one paper"

    def test_the_workbook_is_signed_and_its_taking_is_noted(self, web_world, treasurer, page):
        list_id = payroll.locked(web_world)

        answer = treasurer.get(page("daftar/berkas/"))

        sheet = load_workbook(BytesIO(answer.content)).active
        nips = {str(cell.value) for row in sheet.iter_rows(min_row=5) for cell in row[:1]}
        assert set(payroll.nips(web_world, list_id)) <= nips
        assert Look.objects.filter(what="payroll.file", subject_id=list_id).exists()

    def test_who_moved_away_since_is_still_on_the_list(self, web_world, treasurer, page):
        list_id = payroll.locked(web_world)
        nip = payroll.nips(web_world, list_id)[0]
        mover = CivilServant.objects.get(nip=nip)
        mover.agency_id = web_world.agencies["Kecamatan Boja"]
        mover.save()

        shown = text(treasurer.get(page("daftar/")))

        assert mover.name in shown
        assert "15 ASN, total Rp134.400" in said(shown)

    def test_before_the_lock_there_is_nothing_to_take(self, treasurer, page):
        assert treasurer.get(page("daftar/berkas/")).status_code == 404
        assert sent(treasurer, page("daftar/cetak/")).status_code == 404


def test_the_filter_keeps_what_changed(web_world, treasurer, page):
    payroll.consented(web_world)
    lock(
        agency_ids=[payroll.office_of(web_world)],
        month=payroll.next_month(web_world),
        by=actor(web_world, Role.TREASURER),
        at=web_world.at,
    )

    shown = said(text(treasurer.get(page("daftar/?beda=1"))))

    assert "Agus Prasetyo" not in shown
