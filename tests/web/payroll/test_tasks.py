"""S40 and S41: four tasks, the one that is next, and months that cannot be worked on."""

import pytest

from payung.kernel.people import Role
from tests.factories import payroll
from tests.web.forms import said
from tests.web.payroll.conftest import text
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db

PAGES = ("", "daftar/", "hasil/", "beda/", "setor/", "cocok/", "berita-acara/")


def test_before_the_lock_there_is_one_task_that_can_be_begun(treasurer, page):
    shown = text(treasurer.get(page()))

    assert page("daftar/") in shown
    assert page("hasil/") not in shown
    assert shown.count("Belum bisa dimulai") == 3


def test_an_earlier_open_month_is_told_and_hinders_nothing(web_world, treasurer, page):
    shown = said(text(treasurer.get(page())))

    assert "Satu bulan sebelumnya masih terbuka: " in shown
    assert "Lihat calon daftar" in shown


def test_each_task_leads_to_the_page_where_it_is_done(web_world, treasurer, page):
    list_id = payroll.locked(web_world)
    nip = payroll.nips(web_world, list_id)[0]
    payroll.answered(web_world, list_id, **{f"n{nip}": 0})

    shown = text(treasurer.get(page()))

    assert page("beda/") in shown, "a difference comes before the slip"
    assert "1 beda belum bersebab" in said(shown)


def test_every_page_of_a_month_opens_in_every_state(web_world, treasurer, page):
    for build in (lambda: None, lambda: payroll.cut(web_world)):
        build()
        for name in PAGES:
            answer = treasurer.get(page(name))
            assert answer.status_code == 200, name
            assert "payroll." not in text(answer), name


def test_the_first_page_offers_the_list_that_is_not_locked_yet(treasurer, page):
    shown = text(treasurer.get("/gaji/"))

    assert f'href="{page()}"' in shown


def test_a_month_far_away_or_without_a_list_is_not_there(web_world, treasurer):
    far = web_world.month + 2
    for month in (far, web_world.month - 60):
        assert treasurer.get(f"/gaji/{month}/").status_code == 404
        assert treasurer.post(f"/gaji/{month}/daftar/").status_code == 404
    for wrong in ("2026-13", "2026-00", "26-12", "desember"):
        assert treasurer.get(f"/gaji/{wrong}/").status_code == 404


def test_the_officer_has_no_business_with_the_money(web_world, page):
    assert signed_in(Role.OFFICER).get(page()).status_code == 403
