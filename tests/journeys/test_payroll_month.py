"""The money half of a month in a browser: J13, J14 and J15."""

import re
from collections.abc import Callable

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from tests.factories import payroll
from tests.factories.reconciliation import HEADER, resaved
from tests.factories.world import SYSTEM, World
from tests.journeys.aside import aside
from tests.journeys.conftest import WIDTHS, Built

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OpenAs = Callable[..., Page]
Faults = Callable[[Page], list[str]]
AMOUNT = re.compile(r"Rp([\d.]+)")
SHORT_PAY = "Rp8.000 dikembalikan aplikasi gaji bulan depan"
LOW = "Gaji bersih tidak cukup"


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    return built.world


@pytest.fixture
def month(world: World) -> str:
    """The address of the next month, for which everybody agreed."""
    aside(lambda: payroll.consented(world))
    return address(world)


def address(world: World) -> str:
    return f"/gaji/{payroll.next_month(world)}/"


def sum_of(page: Page) -> list[int]:
    """Return cut, paid on, in transit, held, returned, after making sure that they add up."""
    said = page.inner_text(".sum >> nth=0")
    cut, *parts = [int(found.replace(".", "")) for found in AMOUNT.findall(said)]
    assert cut == sum(parts), said
    return [cut, *parts]


def at_both_widths(page: Page, faults: Faults) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += faults(page)
    return found


def differing(sheet: Worksheet) -> None:
    """One not cut, and payroll says why; one cut too little; one whom payroll leaves out."""
    columns = {str(cell.value): cell.column or 0 for cell in sheet[HEADER]}
    sheet.cell(HEADER + 1, columns["Hasil"], "Tidak terpotong")
    sheet.cell(HEADER + 1, columns["Sebab"], LOW)
    sheet.cell(HEADER + 2, columns["Potongan (Rp)"], "8000")
    sheet.delete_rows(HEADER + 3)


def upload(page: Page, month: str) -> None:
    """Take payroll's form, fill it in as payroll would, and send it."""
    form = page.request.get(f"{month}daftar/berkas/").body()
    content = resaved(form, differing)
    page.set_input_files("#berkas", {"name": "hasil.xlsx", "mimeType": "", "buffer": content})
    page.click("form[enctype] button[type=submit]")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_month_with_three_exceptions_adds_up_at_every_step(
    open_as: OpenAs, faults: Faults, month: str, width: int
) -> None:
    """J13: and it cannot be closed while anything has no reason."""
    page = open_as("treasurer", month, width=width)
    found = faults(page)
    page.click("main a.primary")
    found += faults(page)
    page.click("main form button.primary")
    expect(page.locator("main .note.good:not(.flash)")).to_contain_text("Dikunci oleh")
    page.click(f"main a[href='{month}hasil/']")
    found += faults(page)
    upload(page, month)
    expect(page.locator("main .lead")).to_contain_text("Diminta")
    found += faults(page)

    page.goto(f"{month}cocok/")
    cut, received, transit, held, returned = sum_of(page)
    assert (received, transit, returned) == (0, 0, 0)
    assert cut == held > 0
    page.click("main button:has-text('Minta pemeriksaan')")
    found += faults(page)
    assert "belum" in page.inner_text("main .errors")

    page.goto(f"{month}beda/")
    for box in page.locator("main select").all():
        box.select_option(label=LOW)
    page.click("main form button.primary")
    page.goto(f"{month}setor/")
    found += faults(page)
    assert AMOUNT.findall(page.inner_text("h1")) == [f"{cut:,}".replace(",", ".")]
    page.fill("#bank", "Bank Jateng")
    page.fill("#nomor", "JTG-0913")
    page.click("main form button.primary")
    found += faults(page)
    assert "Pilih foto" in page.inner_text("main .errors")
    picture = {"name": "bukti.png", "mimeType": "image/png", "buffer": payroll.PNG}
    page.set_input_files("#bukti", picture)
    page.click("main form button.primary")
    page.wait_for_url("**/cocok/")
    assert sum_of(page) == [cut, 0, cut, 0, 0]

    branch = open_as("branch", "/bpjs/penerimaan/?cari=JTG-0913", width=width)
    found += faults(branch)
    branch.click("main form button.primary")
    expect(branch.locator("[role=status]").first).to_be_visible()
    page.reload()
    assert sum_of(page) == [cut, cut, 0, 0, 0]
    found += faults(page)
    # What was taken from somebody's pay and stands in no book is signed by two people.
    page.fill("#alasan", SHORT_PAY)
    page.click("main button:has-text('Minta pemeriksaan')")

    head = open_as("office_head", f"{month}cocok/", width=width)
    found += faults(head)
    head.click("main form button.primary")
    head.wait_for_url("**/berita-acara/")
    found += faults(head)
    assert sum_of(head) == [cut, cut, 0, 0, 0]
    assert found == []


@pytest.fixture
def asked(world: World) -> str:
    """The match page of a month in which nothing is open, and which is asked to be closed."""

    def prepare() -> None:
        payroll.matched(world)
        payroll.asked(world)

    aside(prepare)
    return f"{address(world)}cocok/"


def test_two_close_at_once_and_the_other_sees_who_and_when(
    open_as: OpenAs, faults: Faults, world: World, asked: str
) -> None:
    """J14: one on a phone, the other at a desk."""
    second = aside(lambda: payroll.second_treasurer(world=world, by=SYSTEM, at=world.at))
    head, other = open_as("office_head", asked), open_as(second, asked, width=1280)
    found = at_both_widths(head, faults)

    head.click("main form button.primary")
    other.click("main form button.primary")

    head.wait_for_url("**/berita-acara/")
    found += at_both_widths(head, faults)
    expect(other.locator("h1")).to_contain_text("ditutup")
    assert "dr. Bambang Wibowo" in other.inner_text("body")
    assert re.search(r"\d\d/\d\d/\d{4}", other.inner_text("main .lead"))
    assert found + at_both_widths(other, faults) == []


def test_an_approver_whose_total_changed_meanwhile_sees_both_and_closes_nothing(
    open_as: OpenAs, faults: Faults, world: World, asked: str
) -> None:
    """J15: on a phone as at a desk."""
    pages = [open_as("office_head", asked, width=width) for width in WIDTHS]
    before = [sum_of(page)[0] for page in pages]

    aside(lambda: payroll.held_again(world, payroll.next_month(world)))
    found = []
    for page in pages:
        page.click("main form button.primary")
        said = page.inner_text("main .errors")
        assert "dulu" in said
        assert "sekarang" in said
        assert page.url.endswith("/cocok/")
        found += faults(page)

    assert [sum_of(page)[0] for page in pages] == before
    assert found == []
