"""J01, J20 and a part of J21: the first activation, both doors, and the warning before the end."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from payung.foundation.access import operations_codes, operations_factors
from payung.foundation.access.models import Person
from payung.web import sessions
from tests.factories.world import PASSWORD, SYSTEM
from tests.journeys.conftest import WIDTHS
from tests.web.signing_in import code_now, let_half_a_minute_pass

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHOSEN = "perahu kertas di sungai"
GO = "main form.card button[type=submit]"


def _aside(do: Callable[[], Any]) -> Any:
    """Ask the database in a thread of its own: the browser's loop keeps Django from it here."""

    def work() -> Any:
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def _letter(sign_in: str) -> str:
    """Return the code that stands on a printed letter."""

    def make() -> str:
        person_id = Person.objects.get(sign_in=sign_in).pk
        return operations_codes.issue_code(person_id=person_id, by=SYSTEM, at=timezone.now())

    return str(_aside(make))


@pytest.mark.parametrize("width", WIDTHS)
def test_j01_from_the_printed_code_to_the_own_page(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    code = _letter("sponsor")
    page = open_as(None, "/masuk/", width=width)
    found = faults(page)

    page.click("text=Aktifkan akun")
    found += faults(page)
    page.fill("#sign_in", "sponsor")
    page.fill("#code", code.lower().replace("-", " "))
    page.click(GO)
    found += faults(page)
    page.fill("#password", CHOSEN)
    page.click(GO)

    assert page.url.endswith("/saya/")
    assert found == []
    again = open_as(None, "/aktivasi/", width=width)
    again.fill("#sign_in", "sponsor")
    again.fill("#code", code)
    again.click(GO)
    assert "Minta kode baru" in again.inner_text("main")


def test_j01_works_without_script(open_as: Callable[..., Page]) -> None:
    page = open_as(None, "/aktivasi/", script=False)
    page.fill("#sign_in", "sponsor")
    page.fill("#code", _letter("sponsor"))
    page.click(GO)
    page.fill("#password", CHOSEN)
    page.click(GO)

    assert page.url.endswith("/saya/")


@pytest.mark.parametrize("width", WIDTHS)
def test_j20_pasting_and_password_managers_are_welcome(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    page = open_as(None, "/masuk/", width=width)

    page.evaluate(
        """(text) => {
            const field = document.querySelector("#password");
            field.focus();
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const taken = field.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
            );
            if (taken) document.execCommand("insertText", false, text);
        }""",
        PASSWORD,
    )
    page.fill("#sign_in", "officer")

    assert page.input_value("#password") == PASSWORD
    assert page.get_attribute("#sign_in", "autocomplete") == "username"
    assert page.get_attribute("#password", "autocomplete") == "current-password"
    page.click(GO)
    expect(page.locator("#code")).to_have_attribute("autocomplete", "one-time-code")
    found = faults(page)
    _aside(let_half_a_minute_pass)
    shown = code_now()
    page.fill("#code", f"{shown[:3]} {shown[3:]}")
    page.click(GO)
    assert page.url.endswith("/kantor/")
    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_j20_a_backup_code_stands_in_for_the_phone(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    def make() -> list[str]:
        person_id = Person.objects.get(sign_in="treasurer").pk
        at = timezone.now()
        return operations_factors.renew_backup_codes(person_id=person_id, by=SYSTEM, at=at)

    code = _aside(make)[0]
    page = open_as(None, "/masuk/", width=width)
    page.fill("#sign_in", "treasurer")
    page.fill("#password", PASSWORD)
    page.click(GO)
    page.click("text=Pakai kode cadangan")
    found = faults(page)

    page.fill("#code", code)
    page.click(GO)

    assert page.url.endswith("/gaji/")
    assert found == []


def test_j20_ten_wrong_tries_elsewhere_do_not_lock_the_owner_out(
    open_as: Callable[..., Page],
) -> None:
    owner = open_as("sponsor", "/keluar/")
    owner.click("main button[type=submit]")
    for _ in range(10):
        stranger = open_as(None, "/masuk/")
        stranger.fill("#sign_in", "sponsor")
        stranger.fill("#password", "tebakan yang salah")
        stranger.click(GO)
        stranger.context.close()

    owner.goto("/masuk/")
    owner.fill("#sign_in", "sponsor")
    owner.fill("#password", PASSWORD)
    owner.click(GO)

    assert owner.url.endswith("/saya/")


@pytest.mark.parametrize("width", WIDTHS)
def test_setting_up_an_authenticator_and_the_own_account_have_no_faults(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    page = open_as("sponsor", "/akun/", width=width)
    found = faults(page)
    for path in ("/akun/autentikator/", "/akun/kontak/", "/akun/kata-sandi/", "/masuk/pastikan/"):
        page.goto(path)
        found += [f"{path}: {fault}" for fault in faults(page)]

    page.goto("/akun/autentikator/")
    secret = re.sub(r"\s", "", page.inner_text("code.secret"))
    page.fill("#code", code_now(secret))
    page.click(GO)
    found += faults(page)

    assert page.locator("main li code").count() == 10
    assert found == []


def test_j21_the_end_of_a_session_is_announced_and_put_off_by_keyboard(
    open_as: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sessions.IDLE, "treasurer", sessions.timedelta(seconds=183))
    # Anew: whoever came in when the world was built may have been idle for three minutes by now.
    page = open_as("treasurer", "/gaji/", anew=True)

    expect(page.locator("dialog[open]")).to_be_visible(timeout=10_000)
    with page.expect_response("**/masuk/tetap/") as answer:
        page.keyboard.press("Enter")

    assert answer.value.status == 204
    expect(page.locator("dialog[open]")).to_have_count(0)
