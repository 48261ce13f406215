"""From a father's death at work to the last school payment of his two children: Rp174.000.000."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from payung.stages.claims.models import Child, Claim
from tests.factories.school import pass_a_year
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.claiming import (
    PRESS,
    Look,
    back,
    choose_picture,
    fill_day,
    follow,
    give_reason,
    mark_all,
    own_worker,
    press,
)
from tests.journeys.conftest import WIDTHS, Built
from tests.journeys.service_clock import Clock

pytestmark = [pytest.mark.browser, pytest.mark.slow]
YEARS, CHILDREN = 2 + 6 + 3 + 3 + 5, ("Bagas", "Laras")
BY_HAND = (0, 2, 8, 11, 14, YEARS - 1)
"""
The first year of each level, and the last: between them nothing on the screens differs, and all 38
payments by browser cost half a minute. The years between pass by the same operations.
"""
MIDDLE = 8
WHOLE = "Rp174.000.000"
ASK, PAY = "main a[href$='/tahun/']", "main a[href$='/bayar/']"


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    return built.world


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, open_as: Callable[..., Page]) -> Clock:
    return Clock(monkeypatch, open_as)


class School:
    """The children's page as the officer and the branch have it open, each in one window."""

    def __init__(self, officer: Page, branch: Page, faults: Look, folder: Path) -> None:
        self.officer, self.branch = officer, branch
        self._faults, self._folder, self._shapes = faults, folder, count(50)
        self.found: list[str] = []

    def pass_a_year(self, address: str, *, forms_too: bool) -> None:
        """Ask for both children's year, and let the branch pay them."""
        self._come_back(self.officer, address, "answer")
        for _ in CHILDREN:
            self.officer.click(ASK)
            self.found += self._faults(self.officer) if forms_too else []
            self._send(self.officer, address)
        self._come_back(self.branch, address, "decide")
        for _ in CHILDREN:
            self.branch.click(PAY)
            choose_picture(self.branch, "bukti", self._folder, next(self._shapes))
            self.found += self._faults(self.branch) if forms_too else []
            forms_too = False
            self._send(self.branch, address)

    def look(self) -> None:
        """Let axe look at the children's page as it stands now, at both widths."""
        for page in (self.officer, self.branch):
            page.reload()
            self.found += self._faults(page)

    def _come_back(self, page: Page, address: str, why: str) -> None:
        """Open the children's page anew: what was opened a year ago is closed again."""
        page.goto(address)
        if page.locator("[name=alasan]").count():
            give_reason(page, why)

    def _send(self, page: Page, address: str) -> None:
        """Press the button, and wait for the children's page: the clock turns behind it."""
        page.click(PRESS)
        page.wait_for_url(address)


def test_two_children_go_to_school_until_their_last_year(
    clock: Clock, open_as: Callable[..., Page], faults: Look, world: World, tmp_path: Path
) -> None:
    narrow, wide = WIDTHS
    officer = open_as("officer", aside(lambda: reverse("claim-death", args=[own_worker(world).pk])))
    claim = _report(officer, world)
    _write_down(officer, claim, world)
    _gather(officer, claim)
    branch = open_as("branch", "/klaim/", width=wide)
    _paid_for_the_death(branch, tmp_path)

    claim_id = aside(lambda: Claim.objects.latest("pk").pk)
    school, page = School(officer, branch, faults, tmp_path), f"{claim}beasiswa/"
    first = world.today
    for number in range(YEARS):
        # A school year is asked for once it has begun; the first runs already.
        day = date(first.year - (first.month < 7) + number, 8, 1) if number else first
        if number in BY_HAND:
            if number:
                clock.set(day.year, day.month, day.day, 9, 0)
            school.pass_a_year(page, forms_too=number == 0)
        else:
            aside(partial(pass_a_year, world, claim_id, day))
        if number == MIDDLE:
            officer.set_viewport_size({"width": wide, "height": 800})
            branch.set_viewport_size({"width": narrow, "height": 800})
        if number in (0, MIDDLE, YEARS - 1):
            school.look()

    main = officer.locator("main")
    expect(main).to_contain_text(WHOLE)
    expect(main.locator("tbody tr")).to_have_count(YEARS * len(CHILDREN))
    expect(officer.locator(ASK)).to_have_count(0)
    child = aside(lambda: Child.objects.filter(claim_id=claim_id).first())
    over = officer.request.get(reverse("claim-year", args=[claim_id, child.pk]))
    assert over.status == 404, "nothing is left to ask for"
    assert school.found == []


def _report(page: Page, world: World) -> str:
    """Report the death of an accident at work; return the address of the claim."""
    yesterday = world.today - timedelta(days=1)
    fill_day(page, "meninggal", yesterday)
    page.check("[name=sebab][value=work_accident]")
    fill_day(page, "kecelakaan", yesterday)
    page.fill("#keluarga", "Sutrisno")
    page.select_option("#hubungan", "spouse")
    page.check("#pasti")
    press(page)
    return page.url


def _write_down(page: Page, claim: str, world: World) -> None:
    page.goto(f"{claim}beasiswa/")
    for name in CHILDREN:
        follow(page, "Tambah anak")
        page.fill("#nama", name)
        fill_day(page, "lahir", date(world.today.year - 4, 1, 2))
        page.select_option("#jenjang", "tk")
        page.fill("#kelas", "1")
        press(page)
    page.goto(claim)


def _gather(page: Page, claim: str) -> None:
    follow(page, "Data keluarga")
    follow(page, "Tambah ahli waris")
    press(page)
    page.goto(claim)
    follow(page, "Laporan tahap I")
    page.check("[name=cara][value=phone]")
    press(page)
    follow(page, "Berkas")
    mark_all(page)
    back(page)
    follow(page, "Serahkan ke BPJS")
    press(page)


def _paid_for_the_death(page: Page, folder: Path) -> None:
    follow(page, "Siti Rahayu")
    press(page)
    follow(page, "Catat keputusan")
    press(page)
    follow(page, "Buka daftar ahli waris")
    give_reason(page, "pay")
    follow(page, "Catat pembayaran")
    choose_picture(page, "bukti", folder, 49)
    press(page)
    expect(page.locator("main")).to_contain_text("Rp70.000.000")
    expect(page.locator("main")).to_contain_text("Semua yang ditetapkan sudah dibayar")
