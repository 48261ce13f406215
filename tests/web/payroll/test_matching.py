"""S46 and S47: one asks, another closes what both saw; then it can only be reopened by two."""

import pytest
from django.utils import timezone

from payung.foundation.documents.models import Document
from payung.kernel.people import Role
from payung.stages.remittance.models import Close, Reopening
from tests.factories import payroll
from tests.factories.papers import texts
from tests.web.forms import said
from tests.web.payroll.conftest import hidden, sent, text
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def _closes(world):
    month = payroll.next_month(world).first_day
    return Close.objects.filter(agency_id=payroll.office_of(world), month=month)


def _decision(shown, what="setuju"):
    return {"apa": what, **{name: hidden(shown, name) for name in ("dilihat", "sidik")}}


def _asked(client, page, **more):
    return sent(client, page("cocok/"), apa="minta", **more)


@pytest.fixture
def matched(web_world):
    payroll.matched(web_world)


@pytest.mark.usefixtures("matched")
class TestClose:
    def test_two_people_close_and_the_minutes_are_there(self, web_world, treasurer, head, page):
        asked = _asked(treasurer, page)
        shown = text(head.get(page("cocok/")))

        answer = sent(head, page("cocok/"), **_decision(shown))

        assert asked["Location"] == page("cocok/")
        assert "Rudi Hartono meminta bulan ini ditutup" in said(shown)
        assert "Dipotong Rp134.400 = disetor Rp134.400" in said(shown)
        assert answer["Location"] == page("berita-acara/")
        assert _closes(web_world).count() == 1
        minutes = said(text(treasurer.get(page("berita-acara/"))))
        assert "Diminta Rudi Hartono, ditutup dr. Bambang Wibowo pada" in minutes
        assert "Buka berita acara (PDF)" in minutes

    def test_who_asked_sees_no_button_and_cannot_close(self, web_world, treasurer, page):
        _asked(treasurer, page)
        shown = text(treasurer.get(page("cocok/")))
        stolen = {
            "apa": "setuju",
            "dilihat": "134400_134400_0_0_0_0",
            "sidik": payroll.digest(web_world),
        }

        answer = sent(treasurer, page("cocok/"), **stolen)

        assert 'value="setuju"' not in shown
        assert answer.status_code == 422
        assert "Yang memutuskan harus orang lain" in said(text(answer))
        assert not _closes(web_world).exists()

    def test_another_total_than_the_one_on_the_page_is_told_with_both(
        self, web_world, treasurer, head, page
    ):
        _asked(treasurer, page)
        decision = _decision(text(head.get(page("cocok/"))))
        decision["dilihat"] = "142800_134400_0_8400_0_0"

        answer = sent(head, page("cocok/"), **decision)

        assert answer.status_code == 422
        assert "Dipotong: dulu Rp142.800, sekarang Rp134.400" in said(text(answer))
        assert not _closes(web_world).exists()

    def test_a_form_that_is_not_ours_closes_nothing(self, web_world, treasurer, head, page):
        _asked(treasurer, page)
        seen = "134400_134400_0_0_0_0"
        for form in (
            {"apa": "setuju"},
            {"apa": "setuju", "dilihat": seen, "sidik": "0" * 64},
            {"apa": "setuju", "dilihat": "x_y_z_0_0_0", "sidik": payroll.digest(web_world)},
            {"apa": "hapus"},
            {},
        ):
            assert sent(head, page("cocok/"), **form).status_code == 422
        assert not _closes(web_world).exists()

    def test_two_treasurers_close_at_once_and_the_second_sees_who_and_when(
        self, web_world, treasurer, head, colleague, page
    ):
        _asked(treasurer, page)
        first, second = (text(one.get(page("cocok/"))) for one in (head, colleague))
        sent(head, page("cocok/"), **_decision(first))

        answer = sent(colleague, page("cocok/"), **_decision(second))

        assert _closes(web_world).count() == 1
        assert answer["Location"] == page("cocok/")
        shown = said(text(colleague.get(page("cocok/"))))
        assert "Bulan ini ditutup dr. Bambang Wibowo pada" in shown

    def test_both_ask_at_once_and_one_of_them_closes(self, web_world, treasurer, colleague, page):
        _asked(treasurer, page)
        _asked(colleague, page)

        shown = text(colleague.get(page("cocok/")))

        assert "Rudi Hartono meminta bulan ini ditutup" in said(shown)
        assert sent(colleague, page("cocok/"), **_decision(shown)).status_code == 302

    def test_another_may_refuse_and_says_why(self, web_world, treasurer, head, page):
        _asked(treasurer, page)

        without = sent(head, page("cocok/"), apa="tolak")
        answer = sent(head, page("cocok/"), apa="tolak", alasan="Bukti setor belum lengkap")

        assert without.status_code == 422
        assert "Tulis apa yang perlu diperbaiki" in text(without)
        assert answer["Location"] == page("cocok/")
        shown = said(text(treasurer.get(page("cocok/"))))
        assert "Minta pemeriksaan" in shown
        assert "Dikembalikan dr. Bambang Wibowo" in shown
        assert "Bukti setor belum lengkap" in shown

    def test_who_asked_may_take_it_back_and_nobody_else(self, web_world, treasurer, head, page):
        _asked(treasurer, page)

        refused = sent(head, page("cocok/"), apa="tarik")
        taken = sent(treasurer, page("cocok/"), apa="tarik")
        twice = sent(treasurer, page("cocok/"), apa="tarik")

        assert refused.status_code == 422
        assert "Hanya yang meminta" in said(text(refused))
        assert (taken["Location"], twice["Location"]) == (page("cocok/"), page("cocok/"))
        assert 'value="setuju"' not in text(head.get(page("cocok/")))
        assert "Minta pemeriksaan" in said(text(treasurer.get(page("cocok/"))))

    def test_whose_password_was_given_long_ago_gives_it_again_first(
        self, web_world, treasurer, head, page
    ):
        _asked(treasurer, page)
        decision = _decision(text(head.get(page("cocok/"))))
        session = head.session
        session["proven_at"] -= 16 * 60
        session.save()

        shown, answer = text(head.get(page("cocok/"))), sent(head, page("cocok/"), **decision)

        assert 'value="setuju"' not in shown
        assert f"/masuk/pastikan/?next={page('cocok/').replace('/', '%2F')}" in shown
        assert answer["Location"].startswith("/masuk/pastikan/")
        assert not _closes(web_world).exists()

    def test_a_closed_month_is_asked_for_no_more(self, web_world, treasurer, head, page):
        _asked(treasurer, page)
        sent(head, page("cocok/"), **_decision(text(head.get(page("cocok/")))))

        answer = _asked(treasurer, page)

        assert answer.status_code == 422
        assert "sudah ditutup untuk kantor ini" in said(text(answer))


class TestOpenEnds:
    def test_differences_stand_first_with_the_way_to_each(self, web_world, treasurer, page):
        list_id = payroll.locked(web_world)
        payroll.answered(web_world, list_id, **{f"n{payroll.nips(web_world, list_id)[0]}": 0})

        shown = text(treasurer.get(page("cocok/")))

        assert "2 hal masih terbuka" in said(shown)
        assert page("setor/") in shown
        assert page("beda/") in shown
        assert said(shown).index("Masih tertahan") < said(shown).index("Ke mana uangnya")

    def test_without_a_reason_it_stays_open(self, web_world, treasurer, page):
        payroll.remitted(web_world)

        answer = _asked(treasurer, page)

        assert answer.status_code == 422
        assert "Menunggu BPJS: Rp134.400" in said(text(answer))

    def test_a_reason_signed_by_two_closes_it_all_the_same(self, web_world, treasurer, head, page):
        payroll.remitted(web_world)
        _asked(treasurer, page, alasan="BPJS menyusul, sudah dihubungi")
        shown = text(head.get(page("cocok/")))

        sent(head, page("cocok/"), **_decision(shown))

        assert "Alasan: BPJS menyusul, sudah dihubungi" in said(shown)
        assert _closes(web_world).get().reason == "BPJS menyusul, sudah dihubungi"

    def test_no_reason_helps_where_there_is_no_result(self, web_world, treasurer, page):
        payroll.locked(web_world)

        shown = text(treasurer.get(page("cocok/")))
        answer = _asked(treasurer, page, alasan="Nanti saja")

        assert 'value="minta"' not in shown
        assert answer.status_code == 422

    def test_money_that_came_after_the_request_is_told_with_before_and_now(
        self, web_world, treasurer, head, page
    ):
        payroll.remitted(web_world)
        _asked(treasurer, page, alasan="BPJS menyusul")
        payroll.received(web_world, at=timezone.now())

        shown = said(text(head.get(page("cocok/"))))

        assert "Angka berubah sejak diminta. Disetor: dulu Rp0, sekarang Rp134.400" in shown
        assert "Tutup bulan" not in shown
        assert "Minta pemeriksaan" in shown


@pytest.mark.usefixtures("matched")
class TestReopen:
    @pytest.fixture
    def closed(self, treasurer, head, page):
        _asked(treasurer, page)
        sent(head, page("cocok/"), **_decision(text(head.get(page("cocok/")))))

    def test_two_people_reopen_and_the_next_close_makes_new_minutes(
        self, web_world, closed, treasurer, head, page
    ):
        sent(treasurer, page("cocok/"), apa="minta_buka", alasan="Satu baris tertukar")
        shown = text(head.get(page("cocok/")))
        opened = sent(head, page("cocok/"), **_decision(shown, "buka"))
        _asked(treasurer, page)
        sent(head, page("cocok/"), **_decision(text(head.get(page("cocok/")))))

        assert "Alasan: Satu baris tertukar" in said(shown)
        assert opened["Location"] == page("cocok/")
        assert Reopening.objects.filter(close__in=_closes(web_world)).count() == 1
        assert list(_closes(web_world).order_by("version").values_list("version", flat=True)) == [
            1,
            2,
        ]
        papers = Document.objects.filter(kind="D05", agency_id=payroll.office_of(web_world))
        assert sorted(papers.values_list("number", flat=True)) == [
            f"BA-{payroll.next_month(web_world)}-1",
            f"BA-{payroll.next_month(web_world)}-2",
        ]
        minutes = said(text(treasurer.get(page("berita-acara/"))))
        assert "Penutupan ke-2" in minutes
        assert "dibuka kembali: Satu baris tertukar" in minutes
        newest = treasurer.get(f"/surat/{payroll.document(papers.latest('pk').pk)}/")
        assert "Satu baris tertukar" in " ".join(texts(newest.content))

    def test_needs_a_reason(self, closed, treasurer, page):
        answer = sent(treasurer, page("cocok/"), apa="minta_buka")

        assert answer.status_code == 422
        assert "Tulis mengapa bulan ini perlu dibuka kembali" in text(answer)

    def test_who_asked_cannot_open_it(self, web_world, closed, treasurer, page):
        sent(treasurer, page("cocok/"), apa="minta_buka", alasan="Tertukar")
        form = {
            "apa": "buka",
            "dilihat": "134400_134400_0_0_0_0",
            "sidik": payroll.digest(web_world),
        }

        assert sent(treasurer, page("cocok/"), **form).status_code == 422
        assert not Reopening.objects.filter(close__in=_closes(web_world)).exists()


def test_an_open_month_has_no_minutes(treasurer, page):
    assert "Bulan ini belum ditutup" in text(treasurer.get(page("berita-acara/")))
    assert sent(treasurer, page("berita-acara/cetak/")).status_code == 404


def test_a_month_closed_before_there_were_minutes_gets_them_on_demand(web_world, treasurer):
    path = f"/gaji/{web_world.month.previous}/berita-acara/"

    assert "Buat berita acara" in text(treasurer.get(path))
    made = sent(treasurer, f"{path}cetak/")

    assert "Berita acara pencocokan" in texts(treasurer.get(made["Location"]).content)[0]
    assert "Buka berita acara (PDF)" in text(treasurer.get(path))


def test_the_secretariat_and_the_auditor_may_open_the_minutes(web_world, treasurer, head, page):
    payroll.matched(web_world)
    _asked(treasurer, page)
    sent(head, page("cocok/"), **_decision(text(head.get(page("cocok/")))))
    paper = Document.objects.filter(kind="D05").latest("pk")

    for role in (Role.SECRETARIAT, Role.AUDITOR, Role.OFFICE_HEAD):
        assert signed_in(role).get(f"/surat/{payroll.document(paper.pk)}/").status_code == 200
    for role in (Role.OFFICER, Role.SPONSOR, Role.LEADER):
        assert signed_in(role).get(f"/surat/{payroll.document(paper.pk)}/").status_code == 404
