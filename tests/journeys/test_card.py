"""J18 in a real browser: the holder's answer, the guesser's, and the check without a network."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page

from payung.foundation.access.models import Person
from payung.foundation.audit.scope import show_everything
from payung.foundation.documents.signed_cards import SignedCard, signed
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.operations import issue_cards
from tests.factories.card_holders import prepare
from tests.journeys.conftest import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

T = TypeVar("T")
NEUTRAL = "Kami tidak bisa menampilkan hasil"


def _aside(work: Callable[[], T]) -> T:
    """Ask the database from another thread: the browser's own loop keeps Django from it here."""

    def run() -> T:
        try:
            show_everything()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def _card() -> str:
    """Give the sponsor's own worker a birth date and a card; return its code."""
    sponsor = Person.objects.get(sign_in=str(Role.SPONSOR)).civil_servant_id
    thing = Sponsorship.objects.get(sponsor_id=sponsor, worker__name="Siti Rahayu")
    at = timezone.now()
    by = Actor(None, "Uji", Role.OFFICER, thing.regency_id, thing.agency_id, "uji")
    prepare(worker_id=thing.worker_id, agency_id=thing.agency_id, by=by, at=at)
    return issue_cards(sponsorship_ids=[thing.pk], by=by, at=at)[thing.pk]


def _ask(page: Page, day: str) -> None:
    page.fill("#lahir", day)
    page.fill("#lahir_bulan", "3")
    page.fill("#lahir_tahun", "1989")
    page.click("main form button[type=submit]")


@pytest.mark.parametrize("script", [True, False])
def test_the_holder_is_answered_and_the_guesser_is_not(
    open_as: Callable[..., Page], script: bool
) -> None:
    code = _aside(_card)
    page = open_as(None, f"/k/{code}/", script=script)

    _ask(page, "28")
    assert NEUTRAL in page.inner_text("main")
    _ask(page, "27")
    assert "terlindungi sampai" in page.inner_text("h1").replace("\xa0", " ")
    assert page.url.endswith(f"/k/{code}/hasil/")
    assert "1989" not in page.url
    page.goto(f"/k/{code}/hasil/")
    assert page.url.endswith(f"/k/{code}/"), "the address alone shows no answer"

    for _ in range(5):
        _ask(page, "28")
    page.goto(f"/k/{code}/")
    _ask(page, "27")
    assert "Terlalu banyak percobaan" in page.inner_text("h1")


def test_nothing_is_kept_in_the_browser(open_as: Callable[..., Page]) -> None:
    code = _aside(_card)
    page = open_as(None, f"/k/{code}/")
    _ask(page, "27")

    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    cookies = page.context.cookies()
    assert kept == "[{},{}]"
    assert [cookie["name"] for cookie in cookies] in ([], ["csrftoken"])
    assert code not in str(cookies)


def test_the_pages_are_accessible_and_stay_inside_their_width(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]]
) -> None:
    paths = ("/cek/", "/cek/?kode=x", f"/k/{'A' * 16}/", "/kartu/periksa/", "/v/",
             "/v/?kode=x", f"/v/{'A' * 26}/")  # fmt: skip
    page = open_as(None, paths[0])
    for path in paths:
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert faults(page) == [], (path, width)


def _shown(page: Page) -> list[str]:
    page.wait_for_selector("[data-outcome]:not([hidden])")
    return page.eval_on_selector_all(
        "[data-outcome]:not([hidden])", "notes => notes.map(note => note.dataset.outcome)"
    )


def _both_ready(page: Page) -> None:
    """Wait until the worker is at work for its page and for the addresses of cards."""
    page.evaluate(
        """async () => {
            for (let tries = 0; tries < 200; tries += 1) {
                const found = await navigator.serviceWorker.getRegistrations();
                const active = found.filter((one) => one.active?.state === "activated");
                if (active.length === 2) return;
                await new Promise((later) => setTimeout(later, 50));
            }
            throw new Error("no worker");
        }"""
    )


def test_a_card_is_checked_without_a_network_once_the_page_was_open(
    browser: Browser, site: str
) -> None:
    code = "KRTU2345ABCDEFGH"
    statement = signed(SignedCard(code, "0007", Month(2026, 12), "SR"))
    forged = statement[:60] + ("A" if statement[60] != "A" else "B") + statement[61:]
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto("/kartu/periksa/")
    _both_ready(page)
    context.set_offline(True)

    page.goto("/kartu/periksa/")
    page.fill("#isi-kode", f"{site}/k/{code}/#{statement}")
    page.click("#periksa button")
    assert _shown(page) == ["true"]
    said = page.inner_text("main").replace("\xa0", " ")
    assert "0007" in said
    assert "Desember 2026" in said
    assert "tidak bisa diketahui tanpa internet" in said
    assert "terlindungi" not in said.lower()

    for text, outcome in (
        (f"{site}/k/{code}/#{forged}", "false"),
        (f"{site}/k/{'A' * 16}/#{statement}", "false"),
        ("bukan kartu", "no-card"),
        (f"{site}/k/{code}/#AAAA", "false"),
    ):
        page.fill("#isi-kode", text)
        page.click("#periksa button")
        page.wait_for_function(
            'wanted => !document.querySelector(`[data-outcome="${wanted}"]`).hidden', arg=outcome
        )
        assert _shown(page) == [outcome]


def test_a_scanned_card_opens_the_check_when_there_is_no_network(
    browser: Browser, site: str
) -> None:
    code = "KRTU2345ABCDEFGH"
    statement = signed(SignedCard(code, "0007", Month(2026, 12), "SR"))
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/kartu/periksa/")
    _both_ready(page)
    context.set_offline(True)

    page.goto(f"/k/{code}/#{statement}")

    assert _shown(page) == ["true"]
