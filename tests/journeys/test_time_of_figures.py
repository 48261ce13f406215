"""F5, F6 and F9 by the clock of the flows; J27: four numbers, the same wherever they stand."""

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import StringIO
from urllib.parse import unquote

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from payung.kernel.clock import today_in_wib
from payung.kernel.wording import say
from payung.stages.monitoring.operations import set_target
from tests.factories.published import figures
from tests.factories.world import SYSTEM, World
from tests.journeys.aside import aside
from tests.journeys.conftest import Built
from tests.journeys.test_budgets import KB, LIST, PUBLIC, Load
from tests.journeys.time_model import Work, seconds, show, words

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OpenAs = Callable[..., Page]
Faults = Callable[[Page], list[str]]
Capture = pytest.CaptureFixture[str]
LEADER, CHAIR, JOURNALIST = 30.0, 45.0, 15.0
FINDING = "h1, .awning .lead"
THREE = ".stat dt, .stat .figure, .stat .target"
FIVE = "#hubungi, .calls b, .calls a.btn"
FIRST_FIVE = ".table tbody tr:nth-child(-n+6)"
"""The name of the class, and five offices of it."""
BESIDE = ".table td:nth-last-child(-n+2)"
"""Last month's place, and whether it closed in time: nobody reads it out."""
CARD = ".card:first-of-type h2, .card:first-of-type textarea"
WANTED = Decimal(20)
WEIGHED = (
    *((None, f"/angka/{rest}") for rest in ("", "unduh/", "metode/", "sematkan/bagan/")),
    *((None, path) for path in ("/peringkat/", "/peringkat/kabupaten/")),
    ("korpri", "/korpri/peringkat/"),
)


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    aside(lambda: regency(built.world))
    return built.world


def regency(world: World) -> None:
    at = timezone.now()
    figures(regency_id=world.regency_id, offices=60, months=14, late=3, by=SYSTEM, at=at)
    year = today_in_wib(at).year
    for code in ("N3", "N5"):
        set_target(
            regency_id=world.regency_id,
            year=year,
            size="",
            code=code,
            percent=WANTED,
            due_on=date(year, 12, 31),
            reason="Rapat monev",
            by=SYSTEM,
            at=at,
        )


def test_a_leader_a_chair_and_a_journalist_know_it_in_time(
    open_as: OpenAs, world: World, capsys: Capture
) -> None:
    _leader(open_as("leader", "/pimpinan/"), capsys)
    _chair(open_as("korpri", "/korpri/peringkat/"), capsys)
    page = open_as(None, "/angka/")

    read = {"S03": words(page, only=FINDING)}
    spent = seconds(read, {"S03": (0, 0, 0)}, once={})
    show("F9", spent, read, JOURNALIST, capsys)
    assert sum(spent.values()) <= JOURNALIST
    chart = page.locator("figure.chart").first
    assert chart.locator("svg[role=img]").count() == 2
    assert "Sumber: pencocokan iuran" in page.inner_text("main")
    assert re.search(r"Keadaan \d+ \w+ \d{4}, pukul", page.inner_text("main"))
    for way in ("/angka/unduh/", "/angka/metode/", "/angka/sematkan/"):
        assert page.locator(f"main a[href^='{way}']").count(), way


def _leader(page: Page, capsys: Capture) -> None:
    """F5, in a car: what it is, against what was wanted, whom to call, and the message is open."""
    day = f"31/12/{today_in_wib(timezone.now()).year}"
    assert page.locator(".stat").count() == 3
    targets = page.locator(".stat .target").all_inner_texts()
    assert [day in said for said in targets] == [True, True, False]
    assert page.locator(".calls > li").count() == 5
    read = {"S50": words(page, only=f"{FINDING}, {THREE}, {FIVE}")}
    page.click(".awning .btn.sun")
    message = unquote(page.locator(".calls a.btn").first.get_attribute("href") or "")
    assert message.startswith("https://wa.me/?text=Yth.")

    spent = seconds(read, {"S50": (2, 0, 0)}, once={})

    show("F5", spent, read, LEADER, capsys)
    assert sum(spent.values()) <= LEADER


def _chair(page: Page, capsys: Capture) -> None:
    """F6: the ranking of a class, and a card or its text to send on."""
    read, work = {"S57": words(page, only="h1, .lead, .stack-l > .tabs a")}, dict[str, Work]()
    work["S57"] = (1, 0, 0)
    page.click("main nav a:has-text('30 sampai 99 ASN')")
    page.wait_for_url("**kelas=m**")
    read["kelas"], work["kelas"] = words(page, only=FIRST_FIVE, left_out=BESIDE), (1, 0, 0)
    assert page.locator("tbody .rank").first.inner_text().endswith("1")
    page.click("main >> text=Ajakan")
    read["S58"], work["S58"] = words(page, only=f"h1, {CARD}"), (1, 0, 0)
    page.click("button[data-copy] >> nth=0")
    page.wait_for_selector("text=Tersalin")

    spent = seconds(read, work, once={})

    show("F6", spent, read, CHAIR, capsys)
    assert sum(spent.values()) <= CHAIR


def whole(text: str) -> list[int]:
    """Return the whole numbers of a text, in their order; percentages have a comma."""
    return [
        int(found.replace(".", "")) for found in re.findall(r"(?<![\d,])\d[\d.]*(?![\d,%])", text)
    ]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_four_numbers_are_the_same_on_screens_files_and_pictures(
    open_as: OpenAs, faults: Faults, world: World
) -> None:
    """J27: covered, who takes part, per hundred, offices; a card is of a closed month."""
    del world
    leader, public = open_as("leader", "/pimpinan/"), open_as(None, "/angka/")
    own = rows_of(leader.request.get("/pimpinan/bulan.csv").body())[-1]
    told = rows_of(public.request.get("/angka/unduh/bulanan.csv").body())
    last = told[-1]
    covered, joined, asn = (
        int(last[name]) for name in ("pekerja_terlindungi", "asn_ikut_serta", "asn")
    )
    closed, assigned = int(last["kantor_menutup"]), int(last["kantor_wajib_lapor"])
    assert [int(own[name]) for name in ("pekerja_terlindungi", "asn_ikut", "asn")] == [
        covered, joined, asn,
    ]  # fmt: skip
    for page in (leader, public):
        assert whole(page.inner_text("h1"))[0] == covered
        three = [whole(said) for said in page.locator(".stat").all_inner_texts()]
        assert three[0][:2] == [joined, asn]
        assert {covered, asn} <= set(three[1])
        assert three[2][:2] == [closed, assigned]
        shares = [page.locator(".stat .figure").nth(place).inner_text() for place in (0, 1)]
        told_shares = [last["partisipasi_persen"], last["pekerja_per_100_asn"]]
        assert [said.rstrip("%") for said in shares] == [
            one.replace(".", ",") for one in told_shares
        ]
    offices = rows_of(leader.request.get("/pimpinan/kantor/kantor.csv").body())
    assert sum(int(one["asn"]) for one in offices) == asn

    chart = public.request.get("/angka/bagan.svg").text()
    drawn = re.findall(r'font-size="16" font-weight="700"[^>]*>([\d.]+)<', chart)
    assert whole(drawn[-1]) == [covered]
    assert f"{drawn[-1]}. </desc>" in chart
    korpri = open_as("korpri", "/korpri/ajakan/")
    card = korpri.input_value("#angka")
    of_card = next(row for row in told if int(row["pekerja_terlindungi"]) == whole(card)[0])
    assert of_card["status"] == say("open_data.status.final")
    assert str(int(of_card["asn_ikut_serta"])) in card.replace(".", "")
    assert faults(korpri) == []


def test_the_figures_of_sixty_offices_weigh_no_more_than_an_emergency_page(
    open_as: OpenAs, world: World
) -> None:
    """A first visit, everything together, as a phone in a village pays for it."""
    del world
    heavy = []
    for who, path in WEIGHED:
        page = open_as(who, "about:blank")
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        load = Load()
        load.listen(session)
        page.goto(path, wait_until="networkidle")
        page.context.close()
        over = (load.html > PUBLIC.html_kb * KB, load.total > PUBLIC.total_kb * KB)
        most = PUBLIC.requests if who is None else LIST.requests
        if any((*over, load.requests > most)):
            heavy.append((path, load))
    assert heavy == []
