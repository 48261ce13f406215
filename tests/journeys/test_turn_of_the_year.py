"""Months turn at midnight in Kendal, and a month keeps its own tariff whenever it is cut: J34."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from payung.config.embedded import Server
from payung.kernel.clock import WIB
from payung.kernel.rupiah import in_words, render_rupiah
from tests.conftest import copied
from tests.factories import payroll
from tests.factories import world as worlds
from tests.factories.world import SYSTEM, World
from tests.journeys.conftest import Built, lived_in
from tests.journeys.service_clock import Clock
from tests.journeys.test_payroll_month import sum_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IN_NOVEMBER = datetime(2026, 11, 25, 10, 0, tzinfo=WIB)
WORKERS, OWN = 16, 2
"""Of the office, and of the sponsor who signs in."""
OLD, NEW = 8_400, 16_800
SLIP: Any = {"name": "bukti.png", "mimeType": "", "buffer": payroll.PNG}
PEOPLE = ["treasurer", "secretariat", "sponsor"]
LEFT_OUT = ("Januari 2027", "Februari 2027")
"""Never locked, while months before them were; of 2028 the office knows no earlier month."""
FEBRUARIES = [
    ((2027, 2, 28, 23, 59), "Januari 2027", "Februari 2027", "Maret 2027", "10/01/2027 15/02/2027"),
    ((2027, 3, 1, 0, 1), "Februari 2027", "Maret 2027", "April 2027", "10/02/2027 15/03/2027"),
    ((2028, 2, 28, 23, 59), "Januari 2028", "Februari 2028", "Maret 2028", "10/01/2028 15/02/2028"),
    ((2028, 2, 29, 0, 1), "Januari 2028", "Februari 2028", "Maret 2028", "10/01/2028 15/02/2028"),
    ((2028, 2, 29, 23, 59), "Januari 2028", "Februari 2028", "Maret 2028", "10/01/2028 15/02/2028"),
    ((2028, 3, 1, 0, 1), "Februari 2028", "Maret 2028", "April 2028", "10/02/2028 15/03/2028"),
]


def _in_november() -> tuple[World, list[str]]:
    world = worlds.build(by=SYSTEM, at=IN_NOVEMBER, months=3)
    payroll.consented(world)
    return world, PEOPLE


@pytest.fixture(scope="module")
def built(
    postgres: Server,
    template: str,
    django_db_setup: None,
    django_db_blocker: object,
    collected: Path,
) -> Iterator[Built]:
    """The small world in November 2026, whichever day it is."""
    kept = copied(postgres, template, "year", django_db_blocker)
    with lived_in(kept, collected, _in_november) as made:
        yield made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, open_as: Callable[..., Page]) -> Clock:
    return Clock(monkeypatch, open_as)


class Desks:
    """The three who look, each in one window; each page is once looked at by axe."""

    def __init__(self, clock: Clock, faults: Callable[[Page], list[str]]) -> None:
        self.clock, self._faults = clock, faults
        self._pages: dict[str, Page] = {}
        self._looked_at: set[str] = set()
        self.found: list[str] = []

    def page(self, who: str, path: str) -> Page:
        width = 360 if who == "sponsor" else 1280
        if who not in self._pages:
            self._pages[who] = self.clock.open_as(who, path, width=width)
        else:
            self._pages[who].goto(path)
        return self._pages[who]

    def read(self, who: str, path: str, *, where: str = "main") -> str:
        page = self.page(who, path)
        if path not in self._looked_at:
            self._looked_at.add(path)
            self.found += self._faults(page)
        return " ".join(page.inner_text(where).split())

    def turn(self) -> tuple[str, str, str]:
        """Return what the running month is to the secretariat, treasurer and moving sponsor."""
        secretariat = self.read("secretariat", "/kelola/periode/", where="h1")
        to_lock = self.read("treasurer", "/gaji/", where="[aria-labelledby=belum-dikunci] ul")
        self.page("sponsor", "/saya/pindah/")
        moves = self._pages["sponsor"].locator("select >> nth=1 >> option >> nth=1").inner_text()
        return secretariat.split(":")[0], to_lock, moves


@pytest.fixture
def desks(clock: Clock, faults: Callable[[Page], list[str]]) -> Desks:
    return Desks(clock, faults)


def test_december_is_cut_in_january_at_its_own_tariff_and_january_at_the_next(
    clock: Clock, desks: Desks
) -> None:
    """J34, P31: the browser's clock is a day behind, and in another zone."""
    clock.set(2026, 12, 30, 10, 0)
    treasurer = desks.page("treasurer", "/gaji/2026-12/daftar/")
    treasurer.click("main form button.primary")

    clock.set(2026, 12, 31, 23, 59)
    month, to_lock, moves = desks.turn()
    assert (month, moves) == ("Desember 2026", "Desember 2026")
    assert "Januari 2027" in to_lock
    assert "Februari" not in to_lock
    calendar = desks.read("secretariat", "/kelola/periode/")
    assert "Januari 2027 10/12/2026 15/01/2027" in calendar
    assert "Desember 2026 10/11/2026 15/12/2026" in calendar
    tariffs = desks.read("secretariat", "/kelola/tarif/")
    assert "Desember 2026 dan Januari 2027" in tariffs
    assert "Mulai Januari 2027" in tariffs
    january = desks.read("treasurer", "/gaji/2027-01/daftar/")
    assert f"total {render_rupiah(WORKERS * NEW)}" in january
    assert in_words(WORKERS * NEW) in january
    treasurer.click("main form button.primary")

    clock.set(2027, 1, 1, 0, 1)
    month, to_lock, moves = desks.turn()
    assert (month, moves) == ("Januari 2027", "Januari 2027")
    assert "Februari 2027" in to_lock
    assert "Januari 2027 dan Februari 2027" in desks.read("secretariat", "/kelola/tarif/")
    desks.page("treasurer", "/gaji/2026-12/hasil/").click("main form button.primary")
    due = desks.read("treasurer", "/gaji/2026-12/setor/")
    assert f"Yang harus disetor: {render_rupiah(WORKERS * OLD)}" in due
    assert "paling lambat 15 Desember 2026" in due
    boxes = ("#tanggal", "#tanggal_bulan", "#tanggal_tahun")
    assert [treasurer.input_value(box) for box in boxes] == ["1", "1", "2027"]
    treasurer.fill("#bank", "Bank Jateng")
    treasurer.fill("#nomor", "JTG-2027")
    treasurer.set_input_files("#bukti", SLIP)
    treasurer.click("main form button.primary")
    treasurer.wait_for_url("**/cocok/")
    assert sum_of(treasurer) == [WORKERS * OLD, 0, WORKERS * OLD, 0, 0]
    own = desks.read("sponsor", "/saya/")
    assert f"Januari 2027: {render_rupiah(OWN * NEW)}" in own
    assert "Iuran Desember 2026 sudah dipotong, tetapi BPJS belum menerimanya." in own
    desks.page("treasurer", "/gaji/2027-01/hasil/").click("main form button.primary")
    due = desks.read("treasurer", "/gaji/2027-01/setor/")
    assert f"Yang harus disetor: {render_rupiah(WORKERS * NEW)}" in due
    assert "paling lambat 15 Januari 2027" in due

    lines = desks.read("sponsor", "/saya/potongan/")
    assert (
        f"Desember 2026: ditagih {render_rupiah(OWN * OLD)}, dipotong {render_rupiah(OWN * OLD)}"
        in lines
    )
    assert (
        f"Januari 2027: ditagih {render_rupiah(OWN * NEW)}, dipotong {render_rupiah(OWN * NEW)}"
        in lines
    )
    assert desks.found == []


def test_february_ends_with_its_last_day_in_a_leap_year_and_in_another(
    clock: Clock, desks: Desks
) -> None:
    """J34: 28 and 29 February, to the minute."""
    for instant, before, month, after, days in FEBRUARIES:
        clock.set(*instant)

        running, to_lock, moves = desks.turn()

        assert (running, moves) == (month, month), instant
        assert month in to_lock, instant
        assert after in to_lock, instant
        assert (before in to_lock) is (before in LEFT_OUT), instant
        assert f"{month} {days}" in desks.read("secretariat", "/kelola/periode/")
    assert desks.found == []
