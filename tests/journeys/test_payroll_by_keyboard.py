"""The treasurer's month without a mouse: J22 of J13."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories import payroll
from tests.factories.reconciliation import resaved
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.conftest import Built
from tests.journeys.keyboard import reach, stops
from tests.journeys.test_payroll_month import SHORT_PAY, differing, sum_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOW, NUMBER = "Gaji bersih tidak cukup", "JTG-0922"
SLIP: dict[str, Any] = {"name": "bukti.png", "mimeType": "", "buffer": payroll.PNG}


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    aside(lambda: payroll.consented(built.world))
    return built.world


def press(page: Page, wanted: str, *, ends: str) -> None:
    """Reach a link or a button, and go where it leads."""
    reach(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url(f"**{ends}")


def choose(page: Page, box: str, file: dict[str, Any]) -> None:
    """Reach the box of a file, and let the system's own window choose."""
    with page.expect_file_chooser() as chooser:
        reach(page, box)  # inside, so that the browser surely asks us before the key is pressed
        page.keyboard.press("Space")
    chooser.value.set_files(file)  # type: ignore[arg-type]


def test_the_treasurers_month_with_three_exceptions_is_walked_by_keyboard_alone(
    open_as: Callable[..., Page], world: World
) -> None:
    """J22 of J13: nothing traps, every stop is seen, the sum is true at the end."""
    month = f"/gaji/{payroll.next_month(world)}/"
    page = open_as("treasurer", month, width=1280)
    press(page, "Lihat calon daftar", ends="/daftar/")
    press(page, "Kunci", ends="/daftar/")
    expect(page.locator("main .note.good:not(.flash)")).to_contain_text("Dikunci oleh")
    press(page, "Laporkan", ends="/hasil/")
    form = resaved(page.request.get(f"{month}daftar/berkas/").body(), differing)
    choose(page, "berkas", {"name": "hasil.xlsx", "mimeType": "", "buffer": form})
    press(page, "Unggah", ends="/beda/")

    for stop in stops(page):
        if stop.startswith("sebab_"):
            page.keyboard.type(LOW)
        elif stop.startswith("Simpan"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{month}setor/")
    reach(page, "bank")
    page.keyboard.type("Bank Jateng")
    reach(page, "nomor")
    page.keyboard.type(NUMBER)
    choose(page, "bukti", SLIP)
    press(page, "Catat setoran", ends="/cocok/")
    cut = sum_of(page)[0]

    branch = open_as("branch", f"/bpjs/penerimaan/?cari={NUMBER}", width=1280)
    reach(branch, "Diterima")
    branch.keyboard.press("Enter")
    expect(branch.locator("[role=status]").first).to_be_visible()
    page.reload()
    reach(page, "alasan")
    page.keyboard.type(SHORT_PAY)
    press(page, "Minta pemeriksaan", ends="/cocok/")
    head = open_as("office_head", f"{month}cocok/", width=1280)
    press(head, "Tutup bulan", ends="/berita-acara/")

    assert sum_of(head) == [cut, cut, 0, 0, 0]
