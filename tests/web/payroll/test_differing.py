"""S44: a reason for everybody who differs, and over-cuts that two people let stand."""

import pytest

from payung.stages.reconciliation.models import Reason
from payung.web.refs import ref_of
from tests.factories import payroll
from tests.web.forms import said
from tests.web.payroll.conftest import hidden, sent, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def list_id(web_world):
    """Three people differ: one missing, one cut too much, one too little."""
    list_id = payroll.locked(web_world)
    missing, over, under, *_ = payroll.nips(web_world, list_id)
    payroll.answered(
        web_world, list_id, **{f"n{missing}": 0, f"n{over}": 9_400, f"n{under}": 7_400}
    )
    return list_id


def _boxes(shown):
    names = [part.split('"')[0] for part in shown.split('name="sebab_')[1:]]
    return list(dict.fromkeys(names))


class TestReasons:
    def test_only_who_differs_is_listed_with_what_is_left(self, list_id, treasurer, page):
        shown = said(text(treasurer.get(page("beda/"))))

        assert "3 orang menunggu sebab" in shown
        assert "Diminta Rp134.400, terpotong sesuai Rp109.200, berbeda Rp25.200" in shown
        assert "Wulan Handayani" not in shown

    def test_some_now_and_the_rest_later(self, list_id, treasurer, page):
        first, second, third = _boxes(text(treasurer.get(page("beda/"))))

        some = sent(treasurer, page("beda/"), **{f"sebab_{first}": "moved"})
        rest = sent(
            treasurer,
            page("beda/"),
            **{
                f"sebab_{first}": "moved",
                f"sebab_{second}": "other",
                f"kata_{second}": "Salah ketik di aplikasi gaji",
                f"sebab_{third}": "net_pay",
            },
        )

        assert some["Location"] == page("beda/")
        assert rest["Location"] == page("setor/")
        assert sorted(Reason.objects.values_list("code", flat=True)) == [
            "moved",
            "net_pay",
            "other",
        ], "what was said before is not said again"
        assert "3 orang berbeda, semua bersebab" in said(text(treasurer.get(page("beda/"))))

    def test_a_reason_can_be_changed_until_the_close(self, list_id, treasurer, page):
        first, *_ = _boxes(text(treasurer.get(page("beda/"))))
        sent(treasurer, page("beda/"), **{f"sebab_{first}": "moved"})

        sent(treasurer, page("beda/"), **{f"sebab_{first}": "leave"})

        assert list(Reason.objects.order_by("id").values_list("code", flat=True)) == [
            "moved",
            "leave",
        ]

    def test_other_needs_words_and_keeps_what_was_chosen(self, list_id, treasurer, page):
        first, second, _ = _boxes(text(treasurer.get(page("beda/"))))

        answer = sent(
            treasurer, page("beda/"), **{f"sebab_{first}": "other", f"sebab_{second}": "leave"}
        )

        assert answer.status_code == 422
        assert "Tulis sebab untuk" in said(text(answer))
        assert text(answer).count(" selected>") == 2
        assert not Reason.objects.exists()

    def test_nothing_chosen_is_told(self, list_id, treasurer, page):
        for form in ({}, {"sebab_999999999": "moved"}, {"sebab_x": "x"}):
            answer = sent(treasurer, page("beda/"), **form)
            assert answer.status_code == 422
            assert "sedikitnya satu orang" in text(answer)

    def test_before_any_result_there_is_nothing_to_say(self, treasurer, page):
        assert "Hasil belum dilaporkan" in text(treasurer.get(page("beda/")))


@pytest.mark.usefixtures("list_id")
class TestOverCut:
    def _path(self, web_world, list_id, page, place=1):
        viewer_nip = payroll.nips(web_world, list_id)[place]
        return page(f"beda/{ref_of('civilservant', payroll.sponsor(viewer_nip))}/")

    def test_two_people_let_it_stand(self, web_world, list_id, treasurer, head, page):
        path = self._path(web_world, list_id, page)
        asked = sent(treasurer, path, alasan="Potongan dobel, disepakati dengan pegawai")
        shown = text(head.get(path))

        allowed = sent(head, path, dilihat=hidden(shown, "dilihat"))

        assert asked["Location"] == allowed["Location"] == page("beda/")
        assert "Rp1.000" in said(shown)
        assert "Disetujui dua orang" in said(text(treasurer.get(page("beda/"))))
        assert payroll.due(web_world) == 109_200 + 9_400

    def test_who_asked_does_not_decide(self, web_world, list_id, treasurer, page):
        path = self._path(web_world, list_id, page)
        sent(treasurer, path, alasan="Disepakati")
        shown = text(treasurer.get(path))

        answer = sent(treasurer, path, dilihat=hidden(shown, "dilihat"))

        assert "Yang memutuskan harus orang lain" in said(shown)
        assert answer.status_code == 422
        assert payroll.due(web_world) == 109_200

    def test_other_figures_than_those_seen_are_not_allowed(
        self, web_world, list_id, treasurer, head, page
    ):
        path = self._path(web_world, list_id, page)
        sent(treasurer, path, alasan="Disepakati")

        answer = sent(head, path, dilihat="0" * 64)

        assert answer.status_code == 422
        assert "Angka berubah" in text(answer)

    def test_another_person_may_refuse_with_a_reason(
        self, web_world, list_id, treasurer, head, page
    ):
        path = self._path(web_world, list_id, page)
        sent(treasurer, path, alasan="Disepakati")

        without = sent(head, path, tolak="1")
        refused = sent(head, path, tolak="1", alasan="Kembalikan saja")

        assert without.status_code == 422
        assert refused["Location"] == page("beda/")
        assert "Minta persetujuan" in said(text(treasurer.get(page("beda/"))))

    def test_more_than_was_agreed_to_goes_back(self, web_world, treasurer, page, list_id):
        payroll.agreed_to(web_world, 8_400, list_id, place=1)

        answer = sent(treasurer, self._path(web_world, list_id, page), alasan="Disepakati")

        assert answer.status_code == 422
        assert "melebihi batas yang disetujui pegawai" in said(text(answer))

    def test_who_was_not_cut_too_much_has_no_such_page(self, web_world, list_id, treasurer, page):
        for place in (0, 2, 3):
            assert treasurer.get(self._path(web_world, list_id, page, place)).status_code == 404
