"""A civil servant signs a worker up on a phone: J02 to J06, J08, J16, J21, J22, J31, J32, J35."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import Page, Response
from psycopg import sql

from payung.config.embedded import OWNER_ROLE, Server
from tests.journeys.conftest import WIDTHS
from tests.web.sponsor.signing_up import NIK, villages

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG = "Nur'aini " + "Wulandari " * 9
FIELDS = "main input:not([type=hidden]), main select, main textarea"
OpenAs = Callable[..., Page]
Faults = Callable[[Page], list[str]]


@pytest.fixture
def places(site: str) -> str:
    """Load villages before the browser's own loop starts."""
    villages()
    connection.close()
    return site


@pytest.fixture
def rows(own_database: Server) -> Iterator[Callable[[str], int]]:
    """Return a function that counts rows, past the service and its walls."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(
        **own_database.url(role=OWNER_ROLE, database=name), autocommit=True
    ) as session:

        def count(table: str) -> int:
            found = session.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            )
            return int((found.fetchone() or (0,))[0])

        yield count


@pytest.fixture
def refusing(own_database: Server) -> Iterator[Callable[[str], Callable[[], None]]]:
    """Return a function that lets the database refuse to write to a table, and undoes it."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(
        **own_database.url(role=OWNER_ROLE, database=name), autocommit=True
    ) as session:
        session.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'disk full'; END $$"
        )

        def refuse(table: str) -> Callable[[], None]:
            where = sql.Identifier(table)
            session.execute(
                sql.SQL(
                    "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON {}"
                    " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
                ).format(where)
            )
            return lambda: (
                session.execute(sql.SQL("DROP TRIGGER refuse ON {}").format(where)) and None
            )

        yield refuse


def go_on(page: Page) -> None:
    page.click("main form button.primary")


def fill(page: Page, step: str, *, script: bool, name: str = "Sukini") -> None:
    """Answer one question as a person would, and go on."""
    if step == "hubungan":
        page.check("text=Tetangga")
    elif step == "nik":
        page.fill("#nik", f"{NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}")
    elif step == "nama":
        page.fill("#nama", name)
        page.check("#benar")
    elif step == "pekerjaan":
        page.check("text=Pedagang kecil")
        page.check("text=Ya, bekerja dan tidak sedang dirawat")
    elif step == "alamat":
        if not page.input_value("#kecamatan"):
            page.select_option("#kecamatan", label="Boja")
            if script:
                page.wait_for_selector("#desa option >> nth=2", state="attached")
            else:
                go_on(page)
        page.select_option("#desa", label="Meteseh")
        page.fill("#rtrw", "3/2")
    elif step == "kontak":
        page.fill("#telepon", "0812 3456 7890")
        page.check("#setuju")
    elif step == "izin":
        page.check("text=Saya setuju, potong dari gaji")
    go_on(page)


STEPS = ("hubungan", "nik", "nama", "pekerjaan", "alamat", "kontak", "izin")


def walk(page: Page, *, script: bool = True, until: str = "", name: str = "Sukini") -> None:
    """Go from the start to the question `until`, or to the check page."""
    page.goto("/daftar/")
    page.click("main a.primary")
    for step in STEPS:
        if step == until:
            return
        fill(page, step, script=script, name=name)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_ten_screens_and_twelve_fields_lead_to_a_number(
    places: str,
    open_as: OpenAs,
    faults: Faults,
    rows: Callable[[str], int],
    width: int,
    script: bool,
) -> None:
    """J02, J05, J26: light enough for a village, nothing asked twice, kept once."""
    page = open_as("sponsor", "/saya/", width=width, script=script)
    before, weight = rows("enrolment_sponsorship"), 0
    screens: list[str] = []
    asked: list[str] = []

    def weigh(response: Response) -> None:
        nonlocal weight
        sizes = response.request.sizes()
        weight += sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("requestfinished", lambda request: weigh(request.response()))

    def look() -> None:
        page.wait_for_load_state("domcontentloaded")
        path = page.url.removeprefix(places)
        if path in screens:
            return
        screens.append(path)
        # Axe is a script: the same pages, at the same widths, are looked at where scripts may run.
        assert not script or faults(page) == [], path

    page.goto("/daftar/")
    look()
    page.click("main a.primary")
    for step in STEPS:
        look()
        if step == "alamat" and not script:
            page.select_option("#kecamatan", label="Boja")
            go_on(page)
        if script and step == "alamat":
            page.select_option("#kecamatan", label="Boja")
            page.wait_for_selector("#desa option >> nth=2", state="attached")
        names = page.eval_on_selector_all(FIELDS, "all => all.map(each => each.name)")
        asked += sorted(set(names) - {"pekerjaan_lain"})
        fill(page, step, script=True)
    look()
    page.click("text=Daftarkan pekerja ini")
    look()

    assert len(screens) == 10
    assert len(asked) == len(set(asked)) == 12
    assert weight <= 300 * 1024
    assert rows("enrolment_sponsorship") == before + 1
    again = open_as("sponsor", page.url.removeprefix(places), width=width, script=script)
    assert "Sukini" in again.inner_text("main") or "Nomor:" in again.inner_text("main")
    assert NIK not in again.content()
    assert rows("enrolment_sponsorship") == before + 1


def test_a_changed_nik_goes_straight_back_and_keeps_the_rest(places: str, open_as: OpenAs) -> None:
    """J03."""
    page = open_as("sponsor", "/saya/")
    walk(page)

    page.click("dl a >> nth=1")
    page.fill("#nik", f"{NIK[:12]}0977")
    go_on(page)

    assert page.url.endswith("/daftar/periksa/")
    assert "0977" in page.inner_text("dl")
    assert "Pedagang kecil" in page.inner_text("dl")


def test_double_tap_back_and_two_tabs_make_one_record(
    places: str, open_as: OpenAs, rows: Callable[[str], int]
) -> None:
    """J08."""
    page = open_as("sponsor", "/saya/")
    before = rows("enrolment_sponsorship")
    walk(page)
    other = page.context.new_page()
    other.goto("/daftar/periksa/")
    third = page.context.new_page()
    third.goto("/daftar/periksa/")

    page.dblclick("text=Daftarkan pekerja ini")
    page.wait_for_load_state()
    other.click("text=Daftarkan pekerja ini")
    third.evaluate("document.querySelector('main form').submit()")
    third.wait_for_load_state()

    assert "Sudah kami terima" in other.inner_text("h1")
    assert rows("enrolment_sponsorship") == before + 1


def test_every_first_error_is_told_above_and_beside_and_focused(
    places: str, open_as: OpenAs, faults: Faults
) -> None:
    """J06: nothing chosen, question after question."""
    page = open_as("sponsor", "/saya/")
    page.goto("/daftar/hubungan/")
    for step in STEPS:
        go_on(page)
        assert page.title().startswith("Galat: "), step
        assert page.evaluate("document.activeElement.className") == "errors", step
        for link in page.query_selector_all(".errors a"):
            field = str(link.get_attribute("href"))
            assert page.locator(f"{field}").count() == 1, (step, field)
            assert page.locator(f"{field}-said").inner_text().endswith(link.inner_text())
        assert faults(page) == [], step
        fill(page, step, script=False)


def test_a_lost_connection_keeps_what_was_typed_and_leaves_no_half_record(
    places: str, open_as: OpenAs, rows: Callable[[str], int]
) -> None:
    """J31: cut at each step, and once more at the last button."""
    page = open_as("sponsor", "/saya/")
    before = rows("enrolment_sponsorship")
    page.goto("/daftar/hubungan/")
    for step in STEPS:
        if step == "alamat":
            page.select_option("#kecamatan", label="Boja")
            page.wait_for_selector("#desa option >> nth=2", state="attached")
        page.context.set_offline(True)
        fill(page, step, script=True)
        assert "Sambungan terputus" in page.inner_text("main"), step
        page.context.set_offline(False)
        page.click("main .lost button")
        page.wait_for_url(lambda url, at=step: f"/{at}/" not in url)
    page.context.set_offline(True)
    page.click("text=Daftarkan pekerja ini")
    assert rows("enrolment_sponsorship") == before
    page.context.set_offline(False)
    page.click("main .lost button")
    page.wait_for_url("**/selesai/**")

    assert rows("enrolment_sponsorship") == before + 1


def test_a_server_that_fails_says_what_is_saved_and_nothing_is_half(
    places: str,
    open_as: OpenAs,
    rows: Callable[[str], int],
    refusing: Callable[[str], Callable[[], None]],
) -> None:
    """J32: the database refuses to write; the page tells the truth, and the draft is there."""
    page = open_as("sponsor", "/saya/")
    before = rows("enrolment_sponsorship"), rows("registry_worker")
    walk(page, until="pekerjaan")
    heal = refusing("enrolment_draft")
    fill(page, "pekerjaan", script=True)
    assert "belum tersimpan" in page.inner_text("main")
    heal()
    page.goto("/daftar/pekerjaan/")
    for step in STEPS[3:]:
        fill(page, step, script=True)
    heal = refusing("enrolment_consent")
    page.click("text=Daftarkan pekerja ini")

    assert "belum tersimpan" in page.inner_text("main")
    assert (rows("enrolment_sponsorship"), rows("registry_worker")) == before
    heal()
    page.goto("/daftar/periksa/")
    page.click("text=Daftarkan pekerja ini")
    assert "Pendaftaran terkirim" in page.inner_text("h1")


def test_by_keyboard_alone_and_with_a_name_of_a_hundred_letters(
    places: str, open_as: OpenAs
) -> None:
    """J22, J35: every stop is seen, and the name stands as typed."""
    page = open_as("sponsor", "/daftar/hubungan/", width=1280)
    page.focus("#hubungan")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/nik/")
    page.focus("#nik")
    page.keyboard.type(NIK)
    page.keyboard.press("Enter")
    page.wait_for_url("**/nama/")
    page.focus("#nama")
    page.keyboard.type(LONG.strip())
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pekerjaan/")
    for step in STEPS[3:]:
        fill(page, step, script=True)

    assert LONG.strip() in page.inner_text("dl")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_stopping_names_the_month_before_the_button(places: str, open_as: OpenAs) -> None:
    """J16."""
    page = open_as("sponsor", "/saya/")
    page.click("article:has-text('Siti Rahayu') a.btn")
    page.click("main a:text-is('Berhenti')")
    words = page.inner_text("main")
    button = page.inner_text("main form button.primary")
    page.click("main form button.primary")

    assert "Bulan terakhir yang dipotong" in words
    assert button.startswith("Berhenti mulai ")
    assert "Sudah berhenti. Bulan terakhir yang dipotong" in page.inner_text("body")
