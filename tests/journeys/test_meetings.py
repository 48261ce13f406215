"""A monev meeting: planned, its pack frozen, decided; the next one begins with what is open."""

import csv
import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.factories.papers import texts
from tests.journeys.conftest import WIDTHS, Built
from tests.journeys.time_model import Work, seconds, show, words

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OpenAs = Callable[..., Page]
ROOM = "Ruang Abdi Praja"
DECIDED = "Semua kantor menutup bulan paling lambat tanggal 10."
ASKED = "Serahkan bukti setor yang tertunda"
REPORTED = "Bukti setor sudah diserahkan ke cabang."
OFFICE = "Dinas Kesehatan"
PRINTING, WHOLE_PACK = 40.0, 10.0
READ = "h1, label, #temuan, .stat, form.stack button"


class Looking:
    """Has axe look at what stands there, at both widths."""

    def __init__(self, faults: Callable[[Page], list[str]]) -> None:
        self._faults = faults
        self.found: list[str] = []

    def at(self, page: Page) -> None:
        own = page.viewport_size
        assert own is not None
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            self.found += [f"{page.url} {width}: {one}" for one in self._faults(page)]
        page.set_viewport_size(own)


def test_from_the_plan_to_the_next_meeting_and_the_leaders_printer(
    open_as: OpenAs,
    faults: Callable[[Page], list[str]],
    built: Built,
    capsys: pytest.CaptureFixture[str],
) -> None:
    look = Looking(faults)
    desk = open_as("secretariat", "/kelola/rapat/", width=1280)
    look.at(desk)
    _plan(desk, built.world.today - timedelta(days=1), "09.00")
    assert desk.locator("#agenda ~ ol li").count() >= 2, "an agenda is suggested from the data"
    look.at(desk)
    meeting = desk.url
    _freeze(desk, look, open_as("leader", "/pimpinan/", width=1280))

    desk.goto(meeting)
    desk.click("text=Catat keputusan")
    desk.fill("#keputusan", DECIDED)
    desk.select_option("#dasar", index=1)
    look.at(desk)
    desk.click("main form button[type=submit]")
    desk.click("text=Tambah tindak lanjut")
    desk.fill("#kerja", ASKED)
    desk.select_option("#kantor", label=OFFICE)
    desk.fill("#siapa", "Bendahara gaji")
    look.at(desk)
    desk.click("main form button[type=submit]")
    assert DECIDED in desk.inner_text("#putus >> xpath=..")
    assert ASKED in desk.inner_text("#kerja >> xpath=..")
    look.at(desk)

    desk.goto("/kelola/rapat/")
    _plan(desk, built.world.today, "00.00")
    following = desk.url
    assert ASKED in desk.inner_text("#dulu >> xpath=.."), "the next one begins with it"
    _officer(open_as("officer", "/kantor/"), look)
    desk.goto(following)
    assert ASKED not in desk.inner_text("#dulu >> xpath=..")
    desk.goto(meeting)
    assert REPORTED in desk.inner_text("#kerja >> xpath=..")
    desk.click("text=Lihat notulen")
    assert DECIDED in desk.inner_text("main")
    look.at(desk)

    _leader(open_as("leader", "/pimpinan/bahan-rapat/"), look, capsys)
    assert look.found == []


def _plan(page: Page, day: date, clock: str) -> None:
    page.click("main a:has-text('Rencanakan rapat')")
    for part, value in (("", day.day), ("_bulan", day.month), ("_tahun", day.year)):
        page.fill(f"#hari{part}", str(value))
    page.fill("#jam", clock)
    page.fill("#tempat", ROOM)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/kelola/rapat/(?!baru)[^/]+/$"))
    assert ROOM in page.inner_text("main")


def _freeze(page: Page, look: Looking, leader: Page) -> None:
    """J27's papers: the frozen pack says what the leader's screen says, in every form of it."""
    began = time.monotonic()
    page.click("main button:has-text('Bekukan bahan rapat')")
    page.wait_for_url("**/pimpinan/bahan-rapat/**")
    assert time.monotonic() - began <= WHOLE_PACK
    look.at(page)
    links = page.locator("#berkas ~ ul a.btn").all()
    files = [page.request.get(link.get_attribute("href") or "") for link in links]
    assert [answer.status for answer in files] == [200] * 6
    by_kind = [(answer.headers["content-type"].split(";")[0], answer.body()) for answer in files]
    head = " ".join(leader.inner_text("h1").split())
    covered = int(re.findall(r"\d+", head)[0])
    stats = [re.findall(r"[\d.,]+", said) for said in leader.locator(".stat").all_inner_texts()]
    papers = [" ".join(texts(content)) for kind, content in by_kind if kind.endswith("pdf")]
    assert len(papers) == 3
    for paper in papers:
        assert head in " ".join(paper.split())
        for said in (stats[0][0], stats[1][0]):
            assert said.rstrip(",") in paper
    [book] = [content for kind, content in by_kind if kind.endswith("spreadsheetml.sheet")]
    [table] = [content for kind, content in by_kind if kind.endswith("csv")]
    rows = list(csv.reader(StringIO(table.decode("utf-8-sig"))))
    assert any(str(covered) in row and "N4" in row for row in rows), rows[:12]
    sheets = openpyxl.load_workbook(BytesIO(book)).worksheets
    cells = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    assert any("N4" in row and covered in row for row in cells), cells[:20]


def _officer(page: Page, look: Looking) -> None:
    """The office sees what was asked of it on its first page, and says that it is done."""
    page.click("main a[href='/kantor/tindak-lanjut/']")
    assert ASKED in page.inner_text("main")
    look.at(page)
    page.click("main li a.btn")
    page.fill("#catatan", REPORTED)
    look.at(page)
    page.click("main form button[type=submit]")
    assert REPORTED in page.inner_text("main")


def _leader(page: Page, look: Looking, capsys: pytest.CaptureFixture[str]) -> None:
    """F5's second half: a month, a look at what comes, and the pack to print."""
    look.at(page)
    read, work = {"S53": words(page, only=READ)}, dict[str, Work]()
    work["S53"] = (4, 0, 0)
    page.select_option("#bulan", index=0)
    page.click("main form[method=get] button")
    page.click("main form[method=post] button")
    page.wait_for_url(re.compile(r"/bahan-rapat/[^/?]+/$"))
    read["bahan"], work["bahan"] = (
        words(page, only="h1, #berkas, #berkas ~ ul li:first-child"),
        (1, 0, 0),
    )
    look.at(page)
    address = page.get_attribute("#berkas ~ ul a.btn >> nth=0", "href") or ""
    assert page.request.get(address).headers["content-type"] == "application/pdf"

    spent = seconds(read, work, once={})

    show("F5, the pack", spent, read, PRINTING, capsys)
    assert sum(spent.values()) <= PRINTING
