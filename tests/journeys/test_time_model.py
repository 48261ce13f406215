"""F1, F3 and F8 by the clock of the flows: signing up, an ordinary month, a family's papers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.factories import payroll
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.conftest import Built
from tests.journeys.signing_up import STEPS, fill
from tests.journeys.time_model import Work, seconds, show, words

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LIMIT = 240.0
FAMILY_LIMIT = 120.0
KTP, TRANSFER_SLIP = 20.0, 20.0
"""Looking for the identity card, and for the bank's slip."""
NAME, RT_RW, PHONE = "Sukini", "3/2", "081234567890"
BANK, SLIP = "Bank Jateng", "JTG-0913"
SIGNING_UP: dict[str, Work] = {
    "mulai": (1, 0, 0),
    "hubungan": (2, 0, 0),
    "nik": (2, 16, 0),
    "nama": (3, 0, len(NAME)),
    "pekerjaan": (3, 0, 0),
    "alamat": (6, len(RT_RW), 0),
    "kontak": (3, len(PHONE), 0),
    "izin": (2, 0, 0),
    "periksa": (1, 0, 0),
    "selesai": (0, 0, 0),
}
ORDINARY_MONTH: dict[str, Work] = {
    "tugas": (1, 0, 0),
    "daftar": (3, 0, 0),
    "hasil": (1, 0, 0),
    "setor": (6, len(SLIP), len(BANK)),
    "cocok": (1, 0, 0),
    "berita": (2, 0, 0),
}
FAMILY: dict[str, Work] = {
    "meninggal": (1, 0, 0),
    "siapa": (2, 0, 0),
    "sebab": (2, 0, 0),
    "akta": (2, 0, 0),
    "daftar": (1, 0, 0),
}
BELOW = "section"
"""S09b, below its button: who helps, and when; read by whoever does not go on."""
LATER = ".on-paper, .ticks p, .columns .card, .columns > .list"
"""What the family reads at each office, once the list is printed or sent on."""
ROWS = "tbody"
"""Nobody reads the rows of an ordinary month: the totals say that they are the same."""


def test_signing_up_takes_four_minutes_at_most(
    places: str,
    open_as: Callable[..., Page],
    capsys: pytest.CaptureFixture[str],
) -> None:
    def look() -> int:
        return words(page, left_out="[name=nanti]")

    page, read = open_as("sponsor", "/saya/"), {}
    page.goto("/daftar/")
    read["mulai"] = look()
    page.click("main a.primary")
    for step in STEPS:
        read[step] = look()
        if step == "alamat":
            page.select_option("#kecamatan", label="Boja")
            page.wait_for_selector("#desa option >> nth=2", state="attached")
        fill(page, step, script=True)
    read["periksa"] = look()
    page.click("text=Daftarkan pekerja ini")
    read["selesai"] = look()

    spent = seconds(read, SIGNING_UP, once={"nik": KTP})
    show("F1", spent, read, LIMIT, capsys)

    assert sum(spent.values()) <= LIMIT


@pytest.fixture
def month(built: Built, site: str) -> str:
    """The address of the next month, for which everybody agreed."""
    del site
    world: World = built.world
    aside(lambda: payroll.consented(world))
    return f"/gaji/{payroll.next_month(world)}/"


def test_a_treasurers_ordinary_month_takes_six_screens_and_four_minutes(
    month: str,
    open_as: Callable[..., Page],
    capsys: pytest.CaptureFixture[str],
) -> None:
    page, read = open_as("treasurer", month, width=1280), {}

    def look(screen: str) -> None:
        read[screen] = words(page, left_out=ROWS)

    look("tugas")
    page.click("main a.primary")
    look("daftar")
    page.click("main form button.primary")
    page.click(f"main a[href='{month}hasil/']")
    look("hasil")
    page.click("main section[aria-labelledby=sesuai] button")
    page.goto(f"{month}setor/")
    look("setor")
    page.fill("#bank", BANK)
    page.fill("#nomor", SLIP)
    picture = {"name": "bukti.png", "mimeType": "image/png", "buffer": payroll.PNG}
    page.set_input_files("#bukti", picture)
    page.click("main form button.primary")
    page.wait_for_url("**/cocok/")
    branch = open_as("branch", f"/bpjs/penerimaan/?cari={SLIP}", width=1280)
    branch.click("main form button.primary")
    page.reload()
    look("cocok")
    page.click("main button:has-text('Minta pemeriksaan')")
    head = open_as("office_head", f"{month}cocok/", width=1280)
    head.click("main form button.primary")
    head.wait_for_url("**/berita-acara/")
    page.goto(f"{month}berita-acara/")
    look("berita")

    spent = seconds(read, ORDINARY_MONTH, once={"setor": TRANSFER_SLIP})
    show("F3", spent, read, LIMIT, capsys)

    assert len(read) <= 6
    assert sum(spent.values()) <= LIMIT


def test_a_family_has_its_list_of_papers_within_two_minutes(
    open_as: Callable[..., Page], capsys: pytest.CaptureFixture[str]
) -> None:
    page, read = open_as(None, "/bantuan/meninggal/"), {}
    read["meninggal"] = words(page, left_out=BELOW)
    page.click("main a.btn.primary")
    for step, answer in (("siapa", "suami-istri"), ("sebab", "sakit"), ("akta", "belum")):
        read[step] = words(page)
        page.check(f"[name={step}][value={answer}]")
        page.click("main form button[type=submit]")
    assert "/daftar/" in page.url
    read["daftar"] = words(page, left_out=LATER)

    spent = seconds(read, FAMILY, once={})

    show("F8", spent, read, FAMILY_LIMIT, capsys)
    assert sum(spent.values()) <= FAMILY_LIMIT
