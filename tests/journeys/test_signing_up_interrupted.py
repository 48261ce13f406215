"""
The sign-up after a lost connection, a failing server, an ended session: J21, J31, J32.

On the phone, where most sign up; the same walk without mishaps is gone at both widths.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import sign_in
from tests.journeys.signing_up import STEPS, choose_district, fill, go_on, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OpenAs = Callable[..., Page]


def test_a_lost_connection_keeps_what_was_typed_and_leaves_no_half_record(
    places: str, open_as: OpenAs, rows: Callable[[str], int]
) -> None:
    """J31: cut at each step, and once more at the last button."""
    page = open_as("sponsor", "/saya/")
    before = rows("enrolment_sponsorship")
    page.goto("/daftar/hubungan/")
    for step in STEPS:
        if step == "alamat":
            choose_district(page)
        page.context.set_offline(True)
        fill(page, step, script=True)
        assert "Sambungan terputus" in page.inner_text("main"), step
        page.context.set_offline(False)
        page.click("main .lost button")
        page.wait_for_url(lambda url, at=step: f"/{at}/" not in url)
    page.context.set_offline(True)
    page.click("text=Daftarkan pekerja ini")
    assert rows("enrolment_sponsorship") == before
    page.context.set_offline(False)
    page.click("main .lost button")
    page.wait_for_url("**/selesai/**")

    assert rows("enrolment_sponsorship") == before + 1


def test_a_server_that_fails_says_what_is_saved_and_nothing_is_half(
    places: str,
    open_as: OpenAs,
    rows: Callable[[str], int],
    refusing: Callable[[str], Callable[[], None]],
) -> None:
    """J32: the database refuses at each step; the page tells the truth, and the draft is there."""
    page = open_as("sponsor", "/saya/")
    before = rows("enrolment_sponsorship"), rows("registry_worker")
    page.goto("/daftar/hubungan/")
    for step in STEPS:
        if step == "alamat":
            choose_district(page)
        heal = refusing("enrolment_draft")
        fill(page, step, script=True)
        assert "belum tersimpan" in page.inner_text("main"), step
        heal()
        page.goto(f"/daftar/{step}/")
        fill(page, step, script=True)
    heal = refusing("enrolment_consent")
    page.click("text=Daftarkan pekerja ini")

    assert "belum tersimpan" in page.inner_text("main")
    assert (rows("enrolment_sponsorship"), rows("registry_worker")) == before
    heal()
    page.goto("/daftar/periksa/")
    page.click("text=Daftarkan pekerja ini")
    assert "Pendaftaran terkirim" in page.inner_text("h1")
    after = rows("enrolment_sponsorship"), rows("registry_worker")
    assert after == (before[0] + 1, before[1] + 1)


def test_answers_typed_after_the_session_ended_are_there_after_signing_in_again(
    places: str,
    open_as: OpenAs,
    rows: Callable[[str], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """J21, on the question about work (S14)."""
    page = open_as("sponsor", "/saya/")
    walk(page, until="pekerjaan")
    before = rows("enrolment_sponsorship")
    page.check("text=Pedagang kecil")
    page.check("text=Ya, bekerja dan tidak sedang dirawat")
    later = timedelta(hours=2, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: datetime.now(UTC) + later)
    go_on(page)

    assert "/sesi-habis/" in page.url
    page.click("main a.primary")
    sign_in(page, "sponsor")
    assert page.url == f"{places}/daftar/pekerjaan/"
    for words in ("Pedagang kecil", "Ya, bekerja dan tidak sedang dirawat"):
        assert page.is_checked(f"text={words}"), words
    go_on(page)
    for step in STEPS[STEPS.index("pekerjaan") + 1 :]:
        fill(page, step, script=True)
    assert "Sukini" in page.inner_text("dl")
    assert "Pedagang kecil" in page.inner_text("dl")
    assert rows("enrolment_sponsorship") == before


def test_answers_typed_and_never_sent_are_there_after_the_page_closed_itself(
    places: str, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J21: nobody answered the warning, so the script leaves the page."""
    page = open_as("sponsor", "/saya/")
    walk(page, until="pekerjaan")
    page.clock.install()
    page.reload()
    page.check("text=Pedagang kecil")
    page.check("text=Ya, bekerja dan tidak sedang dirawat")

    page.clock.fast_forward("01:57:01")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.clock.fast_forward("02:01")
    page.wait_for_url("**/sesi-habis/**")
    later = timedelta(hours=2, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: datetime.now(UTC) + later)
    page.click("main a.primary")
    sign_in(page, "sponsor")

    assert page.url == f"{places}/daftar/pekerjaan/"
    for words in ("Pedagang kecil", "Ya, bekerja dan tidak sedang dirawat"):
        assert page.is_checked(f"text={words}"), words
