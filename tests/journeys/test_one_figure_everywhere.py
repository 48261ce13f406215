"""The same rupiah on every screen, paper and file: the money figures of J27."""

import csv
import json
import re
from collections.abc import Callable
from importlib import import_module
from io import BytesIO, StringIO

import openpyxl
import pytest
from playwright.sync_api import Page

from payung.config.cli import MODULES
from payung.jobs import arguments
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from tests.factories import payroll
from tests.factories.papers import texts
from tests.factories.reconciliation import HEADER
from tests.factories.world import World
from tests.journeys import short_month
from tests.journeys.aside import aside
from tests.journeys.conftest import Built
from tests.journeys.test_payroll_month import AMOUNT, sum_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PARTS = ("received", "transit", "held", "returned")
WORKERS, PEOPLE = 16, 15
TARIFF = 8_400


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    aside(lambda: short_month.make(built.world))
    return built.world


class Reader:
    """Reads pages as each of those who see the month, and lets axe look at every one."""

    def __init__(self, open_as: Callable[..., Page], faults: Callable[[Page], list[str]]) -> None:
        self._open_as, self._faults = open_as, faults
        self._pages: dict[str, Page] = {}
        self.found: list[str] = []

    def page(self, who: str, path: str) -> Page:
        if who in self._pages:
            self._pages[who].goto(path)
        else:
            self._pages[who] = self._open_as(who, path, width=1280)
        self.look(self._pages[who])
        return self._pages[who]

    def look(self, page: Page) -> None:
        self.found += self._faults(page)

    def text(self, who: str, path: str) -> str:
        return " ".join(self.page(who, path).inner_text("main").split())

    def row(self, who: str, path: str, named: str) -> str:
        """Return the row of a table that begins so."""
        page = self.page(who, path)
        rows = [" ".join(row.split()) for row in page.locator("main tr").all_inner_texts()]
        [found] = [row for row in rows if row.startswith(named)]
        return found


def rupiah_of(text: str) -> list[int]:
    return [int(found.replace(".", "")) for found in AMOUNT.findall(text)]


def typed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, int | str]:
    """Type a command; return its only office."""
    wanted = arguments.read([*words, "--json"])
    capsys.readouterr()
    assert aside(lambda: import_module(MODULES[wanted.command]).run(wanted)) == 0
    [office] = json.loads(capsys.readouterr().out)["offices"]
    return dict(office)


def test_the_same_figures_stand_on_every_screen_paper_and_file(
    open_as: Callable[..., Page],
    faults: Callable[[Page], list[str]],
    world: World,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """J27: read by treasurer, head, secretariat, auditor and sponsor, typed, and in files."""
    when = payroll.next_month(world)
    read = Reader(open_as, faults)
    match = read.page("treasurer", f"/gaji/{when}/cocok/")
    figures = sum_of(match)
    cut, received, transit, held, returned = figures
    assert (received, transit) == (short_month.CONFIRMED, short_month.UNDER_WAY)
    assert held > returned > 0
    remitted, words = received + transit, in_words(cut)
    assert words in match.inner_text("main")
    slips = rupiah_of(" ".join(match.locator("table td.num").all_inner_texts()))
    assert sum(slips) == remitted + received, "paid on with two slips, received of one"

    listed = _treasurer(read, when, figures)
    office = typed(capsys, "month", "list", str(when), "--agency", payroll.OFFICE)
    assert [office[f"{part}_idr"] for part in ("cut", *PARTS)] == figures
    assert (office["lines"], office["listed_idr"]) == (WORKERS, listed)
    row = read.row("secretariat", f"/kelola/periode/{when}/", payroll.OFFICE)
    assert f" {WORKERS} " in row
    assert rupiah_of(row) == [listed, held]
    _auditor(read, when, listed, figures)
    _sponsors(read, world, listed, figures)
    _paper(read, when, figures)
    office = typed(capsys, "month", "list", str(when), "--agency", payroll.OFFICE)
    assert [office[f"{part}_idr"] for part in ("cut", *PARTS)] == figures
    assert read.found == []


def _treasurer(read: Reader, when: Month, figures: list[int]) -> int:
    """Compare S42, its workbook, S41, S40, S48 and S49; return what was asked for."""
    cut, received, _, held, returned = figures
    month, named = f"/gaji/{when}/", render_month(when)
    s42 = read.text("treasurer", f"{month}daftar/")
    [listed] = rupiah_of(s42.split("Terbilang")[0])
    assert cut == listed - TARIFF, "a short pay is no cut until it is whole"
    assert f"{PEOPLE} ASN, total" in s42
    assert in_words(listed) in s42
    page = read.page("treasurer", month)
    assert sum_of(page) == figures
    assert f"{WORKERS} pekerja, {render_rupiah(listed)}" in read.text("treasurer", month)
    book = openpyxl.load_workbook(BytesIO(page.request.get(f"{month}daftar/berkas/").body()))
    head, *rows = book.worksheets[0].iter_rows(min_row=HEADER, values_only=True)
    people = [dict(zip(head, row, strict=True)) for row in rows if re.match(r"\d{18}", str(row[0]))]
    assert len(people) == PEOPLE
    assert sum(int(str(one["Jumlah pekerja"])) for one in people) == WORKERS
    home = read.row("treasurer", "/gaji/", named)
    assert f" {WORKERS} {render_rupiah(listed)} " in home
    assert rupiah_of(home) == [listed, received, held]
    assert rupiah_of(read.row("treasurer", "/gaji/tertahan/", named))[0] == held
    assert returned in rupiah_of(read.text("treasurer", "/gaji/pengembalian/"))
    return listed


def _auditor(read: Reader, when: Month, listed: int, figures: list[int]) -> None:
    """Compare S120, S121, S123 and its file."""
    cut, received, transit, held, returned = figures
    home = read.page("auditor", "/audit/")
    rows = [row for row in home.locator("tr").all_inner_texts() if payroll.OFFICE in row]
    assert any(rupiah_of(row) == [held] for row in rows)
    asked = f"/audit/selisih/?kantor={payroll.OFFICE}&bulan={when}"
    page = read.page("auditor", asked)
    rows = [" ".join(row.split()) for row in page.locator("tbody tr").all_inner_texts()]
    unbooked = TARIFF - short_month.SHORT
    kinds = {"transit": transit, "held": held, "refund": returned, "unbooked": unbooked}
    names = {say(f"audit.differences.kind.{kind}"): idr for kind, idr in kinds.items()}
    assert {name: rupiah_of(row)[0] for name in names for row in rows if name in row} == names
    assert in_words(sum(kinds.values())) in page.inner_text("main")
    page.click("tbody a >> nth=0")
    if "/setoran/" in page.url:
        page.click(f"main a:has-text('{payroll.OFFICE}')")
    read.look(page)
    said = " ".join(page.inner_text("main").split())
    whole = f"diminta {render_rupiah(listed)}, dipotong {render_rupiah(cut)}"
    assert f"{WORKERS} pekerja, {whole}" in said
    assert in_words(cut) in said
    assert f"{render_rupiah(returned)} disetujui kembali, belum diserahkan" in said
    places = {
        say(f"audit.place.{place}"): idr
        for place, idr in (
            ("covered", received), ("transit", transit), ("held", held), ("returned", returned),
        )
    }  # fmt: skip
    table = page.locator("section[aria-labelledby=tempat] tbody tr").all_inner_texts()
    found = {place: rupiah_of(row)[0] for place in places for row in table if place in row}
    assert found == places
    page.goto("/audit/selisih/unduh/")
    page.check("input[value=rutin]")
    with page.expect_download() as file:
        page.click("main form button[type=submit]")
    rows = list(csv.reader(StringIO(file.value.path().read_text("utf-8-sig"))))
    of_month = {row[2]: int(row[3]) for row in rows if row[:2] == [payroll.OFFICE, str(when)]}
    assert of_month == names


def _sponsors(read: Reader, world: World, listed: int, figures: list[int]) -> None:
    """Compare the lines of S25, summed over the office's sponsors; one of them in the browser."""
    cut, received, transit, held, returned = figures
    lines = aside(lambda: short_month.lines_of_everybody(world))
    assert len(lines) == WORKERS
    assert sum(line.billed_idr for line in lines) == listed
    assert sum(line.booked_idr for line in lines) == cut
    assert sum(line.cut_idr or 0 for line in lines) == listed - short_month.SHORT
    assert sum(line.received_idr for line in lines) == received
    assert sum(line.returned_idr for line in lines) == returned
    assert sum(line.held_idr + line.transit_idr for line in lines) == held + transit
    own = [line for line in lines if line.worker in ("Siti Rahayu", "Warsito")]
    said = read.row("sponsor", "/saya/potongan/", f"{render_month(payroll.next_month(world))}: ")
    asked_and_cut = [sum(line.billed_idr for line in own), sum(line.cut_idr or 0 for line in own)]
    assert rupiah_of(said)[:2] == asked_and_cut


def _paper(read: Reader, when: Month, figures: list[int]) -> None:
    """Close with a reason, and compare S47 and the minutes (D05)."""
    month = f"/gaji/{when}/"
    page = read.page("treasurer", f"{month}cocok/")
    page.fill("#alasan", "Sisanya disetor bulan depan")
    page.click("main button:has-text('Minta pemeriksaan')")
    head = read.page("office_head", f"{month}cocok/")
    head.click("main form button.primary")
    head.wait_for_url("**/berita-acara/")
    read.look(head)
    assert sum_of(head) == figures
    address = head.get_attribute("main .row a.primary >> nth=0", "href") or ""
    paper = " ".join(texts(head.request.get(address).body()))
    names = [say(f"paper.d05.{part}") for part in ("cut", *PARTS)]
    for name, amount in zip(names, figures, strict=True):
        assert f"{name} {render_rupiah(amount)}" in paper
    assert in_words(figures[0]) in paper
    assert sum_of(read.page("treasurer", month)) == figures
