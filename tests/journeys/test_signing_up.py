"""A civil servant signs a worker up on a phone, once: J02, J03, J05, J06, J08, J26."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Response, expect

from tests.journeys.conftest import WIDTHS, sign_in
from tests.journeys.signing_up import STEPS, choose_district, fill, go_on, walk
from tests.web.sponsor.signing_up import NIK

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIELDS = "main input:not([type=hidden]), main select, main textarea"
ALREADY = "main a[href*='/daftar/selesai/']"
OpenAs = Callable[..., Page]
Faults = Callable[[Page], list[str]]


@pytest.mark.parametrize(
    ("width", "script"), [*((width, True) for width in WIDTHS), (min(WIDTHS), False)]
)
def test_ten_screens_and_twelve_fields_lead_to_a_number(
    places: str,
    open_as: OpenAs,
    faults: Faults,
    rows: Callable[[str], int],
    width: int,
    script: bool,
) -> None:
    """J02, J26: light enough for a village, nothing asked twice, kept once."""
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
            choose_district(page)
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


def test_the_bookmark_shows_the_state_on_another_device_the_next_day(
    places: str,
    open_as: OpenAs,
    rows: Callable[[str], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """J05: after signing in there; nothing is sent again."""
    page = open_as("sponsor", "/saya/")
    walk(page)
    page.click("text=Daftarkan pekerja ini")
    page.wait_for_url("**/selesai/**")
    bookmark, number = page.url.removeprefix(places), page.inner_text("main .lead")
    assert bookmark.startswith("/daftar/selesai/")
    kept = rows("enrolment_sponsorship"), rows("registry_worker"), rows("enrolment_consent")
    page.context.close()
    tomorrow = timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: datetime.now(UTC) + tomorrow)

    other = open_as(None, bookmark, width=max(WIDTHS))
    assert "/masuk/" in other.url
    sent: list[str] = []
    other.on("request", lambda asked: sent.append(f"{asked.method} {asked.url}"))
    sign_in(other, "sponsor")

    assert other.url == f"{places}{bookmark}"
    assert number in other.inner_text("main")
    assert "memeriksa paling lambat" in other.inner_text("main")
    assert NIK not in other.content()
    assert [each for each in sent if each.startswith("POST")] == [f"POST {places}/masuk/"]
    other.reload()
    other.click("text=Lihat pekerja saya")
    assert "Sukini" in other.inner_text("main")
    assert "Sedang diperiksa petugas" in other.inner_text("article:has-text('Sukini')")
    assert kept == (
        rows("enrolment_sponsorship"),
        rows("registry_worker"),
        rows("enrolment_consent"),
    )


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

    # Both taps may be sent, or the browser drops one: the person ends at the result, or beside it.
    page.dblclick("text=Daftarkan pekerja ini")
    page.wait_for_selector(f"{ALREADY}, main form[action*='/daftar/selesai/']")
    if page.query_selector(ALREADY):
        page.click(ALREADY)
    page.wait_for_url("**/selesai/**")
    other.click("text=Daftarkan pekerja ini")
    with third.expect_navigation():
        third.evaluate("document.querySelector('main form').submit()")

    for late in (other, third):
        expect(late.locator("h1")).to_contain_text("Sudah kami terima")
    assert rows("enrolment_sponsorship") == before + 1


def test_a_second_tap_while_the_first_is_on_its_way_ends_beside_the_one_result(
    places: str,
    open_as: OpenAs,
    rows: Callable[[str], int],
    held_up: Callable[[str], Callable[[], None]],
) -> None:
    """J08, on a slow line: both taps are sent, and the second waits for the first."""
    page = open_as("sponsor", "/saya/")
    before = rows("enrolment_sponsorship")
    walk(page)
    expect(page.locator("h1")).to_contain_text("Periksa")
    button = page.locator("text=Daftarkan pekerja ini")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    go_on_again = held_up("enrolment_consent")

    for _ in range(2):
        with page.expect_request(lambda sent: sent.method == "POST"):
            page.mouse.click(box["x"] + 9, box["y"] + 9)
    go_on_again()
    expect(page.locator("h1")).to_contain_text("Sudah kami terima")
    page.click(ALREADY)
    page.wait_for_url("**/selesai/**")

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
        expect(page.locator(".errors"), step).to_be_focused()
        for link in page.query_selector_all(".errors a"):
            field = str(link.get_attribute("href"))
            assert page.locator(f"{field}").count() == 1, (step, field)
            assert page.locator(f"{field}-said").inner_text().endswith(link.inner_text())
        assert faults(page) == [], step
        fill(page, step, script=False)
