"""A village's list of its dead: one row may be a member, a person decides, a claim opens."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from payung.jobs.demo.death_list import Dead, village_list
from tests.factories.deaths import BORN, member_of
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.claiming import Look, follow, press
from tests.journeys.conftest import WIDTHS, Built

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AS_WRITTEN, IN_FACT = "KASMOEDI OEJI DINA", "Kasmudi Uji Dina"


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    return built.world


def test_a_near_match_is_decided_and_becomes_a_case(
    open_as: Callable[..., Page], faults: Look, world: World, tmp_path: Path
) -> None:
    narrow, wide = WIDTHS
    aside(lambda: member_of(world, "Dinas Kesehatan", 1))
    died_on, born = world.today - timedelta(days=9), BORN.replace(year=BORN.year - 1)
    row = Dead((AS_WRITTEN, "", f"Kendal, {born:%d-%m-%Y}", "L", "RT 02 RW 03", "sakit"), died_on)
    sheet = tmp_path / "kematian desa.xlsx"
    sheet.write_bytes(village_list("SUMBER AMAN", died_on, [row]))

    desk = open_as("secretariat", "/kelola/kematian/", width=wide)
    desk.set_input_files("#berkas", str(sheet))
    press(desk)
    main = desk.locator("main")
    expect(main).to_contain_text("1 baris mungkin peserta")
    expect(main).to_contain_text("3 baris. 1 belum bisa dicocokkan")
    found = faults(desk)
    press(desk)
    follow(desk, AS_WRITTEN)
    for words in (AS_WRITTEN, f"{born:%d/%m/%Y}", IN_FACT, f"{BORN:%d/%m/%Y}"):
        expect(main).to_contain_text(words, ignore_case=True)
    found += faults(desk)
    press(desk, "button[value=sama]")
    expect(desk.locator("[role=status]").first).to_contain_text("Dinas Kesehatan")
    desk.set_viewport_size({"width": narrow, "height": 800})
    found += faults(desk)

    officer = open_as("officer", "/kantor/kematian/", width=narrow)
    found += faults(officer)
    follow(officer, IN_FACT)
    expect(officer.locator("h1")).to_contain_text(IN_FACT)
    officer.goto("/pesan/")
    expect(officer.locator("main")).to_contain_text("Kami turut berduka. Kalau keluarga sudah siap")
    assert found == []
