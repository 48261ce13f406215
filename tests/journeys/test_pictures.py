"""
Every screen as a picture, full, empty and in error, on a phone and on a desk.

Left out unless `PAYUNG_PICTURES=1`; `PAYUNG_PICTURES_TO` names the folder (else under /tmp).
The test itself asks one thing: that no page is wider than its window.
"""

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route

from payung.foundation.access import operations_codes
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.documents.models import Document
from payung.kernel.people import Actor, Role
from payung.web import errors
from tests.factories import desk
from tests.factories import world as worlds
from tests.factories.card_holders import holder
from tests.factories.enrolment import sheet
from tests.factories.world import World
from tests.journeys.conftest import Built
from tests.journeys.picture_strips import OF_FIGURES, keep
from tests.journeys.pictures import (
    EMPTIED,
    SCREENS,
    SEND,
    WIDTHS,
    Screen,
    contact_sheets,
    photograph,
)
from tests.journeys.pictures_claims import CLAIMS, LISTS, explained
from tests.journeys.pictures_money import MONEY
from tests.journeys.pictures_walked import Prepared, shoot_walked
from tests.journeys.test_signing_up import STEPS, fill
from tests.promises.addresses.table import NAMES, TABLE, own_url
from tests.web.office.conftest import forty, nips_of
from tests.web.sponsor.signing_up import villages

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(os.environ.get("PAYUNG_PICTURES") != "1", reason="PAYUNG_PICTURES=1"),
]
OpenAs = Callable[..., Page]
TO = Path(os.environ.get("PAYUNG_PICTURES_TO", "/tmp/payung-pictures"))
DOCUMENTS = Path(__file__).resolve().parents[2] / "docs" / "pictures"
NEVER_SENT = ("/keluar/", "/sesi-habis/", "/akun/")
REFUSALS = ("S95", "S98", "S99")
FAULTS = ("broken", "waiting", "form_too_old", "form_used", "already_done")
NUMBER_OF = dict(
    zip(STEPS, ("S11", "S12", "S13", "S14", "S15", "S16", "S17"), strict=True), periksa="S18"
)


@operation
def addresses_of(
    *,
    world: World,
    full: bool,
    screens: Iterable[Screen] = (*SCREENS, *MONEY, *CLAIMS),
    by: Actor,
    at: datetime,
) -> dict[Screen, str]:
    """Fill every address with a thing of the world; one without things has fewer addresses."""
    record("test.prepared", by=by, at=at)
    found = {}
    for screen in screens:
        page = TABLE.get(screen.address)
        if page is None or page.own is None:
            found[screen] = screen.address
        elif full:
            values = dict(page.own(world))
            found[screen] = reverse(NAMES[screen.address], kwargs=values)
    return found


@pytest.fixture
def addresses(site: str, built: Built) -> dict[Screen, str]:
    world = built.world
    found = addresses_of(world=world, full=True, by=worlds.SYSTEM, at=world.at)
    villages()
    card = holder(world)
    found[Screen("S08", "/k/kartu/")] = f"/k/{card.code}/"
    found |= LISTS
    upload = sheet(forty(nips_of(world.agencies["Dinas Kesehatan"]), bad=[3, 7]))
    TO.mkdir(parents=True, exist_ok=True)
    (TO / "daftar.xlsx").write_bytes(upload)
    connection.close()
    return found


@operation
def _prepare(*, world: World, by: Actor, at: datetime) -> Prepared:
    """A printed code, a paper, and a request of somebody who was seen."""
    record("test.prepared", by=by, at=at)
    person_id = world.people[Role.SPONSOR]
    letter = operations_codes.issue_code(person_id=person_id, by=by, at=timezone.now())
    own_url("/surat/<document:document_id>/", world)
    paper = Document.objects.latest("pk").code
    request = reverse("manage-request", kwargs={"request_id": desk.identified(world)})
    return Prepared(letter=letter, paper=paper, request=request, folder=TO)


@pytest.fixture
def prepared(addresses: dict[Screen, str], built: Built) -> Prepared:
    made = _prepare(world=built.world, by=worlds.SYSTEM, at=built.world.at)
    connection.close()
    return made


@pytest.fixture
def breakdowns(site: str) -> dict[str, str]:
    """The pages that nobody can ask for: a breakdown, a closed door, a form sent twice."""
    request = RequestFactory().post("/kantor/")
    request.request_id = "0123456789abcdef"  # type: ignore[attr-defined]  # as the middleware does
    more = {"already_done": ("/saya/",)}
    return {
        name: getattr(errors, name)(request, *more.get(name, ())).content.decode()
        for name in FAULTS
    }


class Studio:
    """One reader after the other, at both widths; remembers what is too wide."""

    def __init__(self, open_as: OpenAs, variant: str) -> None:
        self.open_as = open_as
        self.variant = variant
        self.too_wide: list[str] = []
        self.refused: list[str] = []

    def reader(self, role: Role | None) -> Page:
        return self.open_as(str(role) if role else None, "/bantuan/")

    def take(self, page: Page, screen: Screen, variant: str = "") -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            stem = screen.stem(variant or self.variant, width)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                self.too_wide.append(stem)
            photograph(page, TO / f"{stem}.png")

    def look(self, page: Page, screen: Screen, address: str) -> None:
        answer = page.goto(address)
        if answer is not None and answer.status >= 400 and screen.number not in REFUSALS:
            self.refused.append(f"{screen.number} {address}: {answer.status}")
        self.take(page, screen)

    def send_nothing(self, page: Page, screen: Screen, address: str) -> None:
        """Empty the page's form and send it; a picture only if it was refused."""
        page.goto(address)
        if screen.address in NEVER_SENT or not page.locator(SEND).count():
            return
        page.evaluate(EMPTIED)
        page.locator(SEND).first.click()
        page.wait_for_load_state()
        if page.locator(".errors").count():
            self.take(page, screen, "galat")


def shoot(studio: Studio, addresses: dict[Screen, str], *, errors_too: bool) -> None:
    for reader in dict.fromkeys(screen.reader for screen in addresses):
        page = studio.reader(reader)
        own = {s: address for s, address in addresses.items() if s.reader is reader}
        for screen, address in own.items():
            studio.look(page, screen, address)
        if errors_too:
            for screen, address in own.items():
                studio.send_nothing(page, screen, address)
        page.context.close()


def shoot_sign_up(studio: Studio) -> None:
    """Walk the questions: each one untouched, sent empty, and the way to its end."""
    page = studio.reader(Role.SPONSOR)
    page.goto("/daftar/")
    page.click("main a.primary")
    for step in STEPS:
        screen = Screen(NUMBER_OF[step], f"/daftar/{step}/", Role.SPONSOR)
        studio.take(page, screen)
        page.evaluate(EMPTIED)
        page.click("main form button.primary")
        if page.locator(".errors").count():
            studio.take(page, screen, "galat")
        fill(page, step, script=True)
    studio.take(page, Screen("S18", "/daftar/periksa/", Role.SPONSOR))
    page.click("main form button.primary")
    studio.take(page, Screen("S19", "/daftar/selesai/baru/", Role.SPONSOR))
    page.goto("/daftar/")
    page.click("main a.primary")
    fill(page, "hubungan", script=True)
    page.fill("#nik", "3324 0612 0415 0901")
    page.click("main form button.primary")
    page.fill("#nama", "Sukini")
    page.click("main form button.primary")
    for box, typed in (("#lahir", "12"), ("#lahir_bulan", "4"), ("#lahir_tahun", "2015")):
        page.fill(box, typed)
    page.check("[name=kelamin] >> nth=0")
    studio.take(page, Screen("S13", "/daftar/lahir/", Role.SPONSOR))
    page.click("main form button.primary")
    studio.take(page, Screen("S13a", "/daftar/belum-bisa/", Role.SPONSOR))
    page.context.close()


def shoot_upload(studio: Studio) -> None:
    page = studio.reader(Role.OFFICER)
    page.goto("/kantor/unggah/")
    page.set_input_files("#berkas", str(TO / "daftar.xlsx"))
    page.click("main form[enctype] button[type=submit]")
    page.wait_for_selector("td a.btn")
    studio.take(page, Screen("S35", "/kantor/unggah/baris/", Role.OFFICER))
    page.click("td a.btn >> nth=0")
    page.wait_for_load_state()
    studio.take(page, Screen("S35", "/kantor/unggah/satu-baris/", Role.OFFICER))
    page.context.close()


def shoot_card(studio: Studio, code: str) -> None:
    page = studio.reader(None)
    for day, name in (("27", "hasil"), ("26", "tidak")):
        page.goto(code)
        page.fill("#lahir", day)
        page.fill("#lahir_bulan", "3")
        page.fill("#lahir_tahun", "1989")
        page.click("main form button[type=submit]")
        studio.take(page, Screen("S08a", f"/k/{name}/"))
    page.context.close()


def _give(words: str, route: Route) -> None:
    route.fulfill(body=words, content_type="text/html")


def shoot_doors(studio: Studio, breakdowns: dict[str, str]) -> None:
    """The code, the choice of a role, and what nobody can ask for."""
    page = studio.reader(None)
    page.goto("/masuk/")
    page.fill("#sign_in", "officer")
    page.fill("#password", worlds.PASSWORD)
    page.click("main form.card button[type=submit]")
    studio.take(page, Screen("S71", "/masuk/kode/"))
    page.fill("#code", "000000")
    page.click("main form.card button[type=submit]")
    studio.take(page, Screen("S71", "/masuk/kode/"), "galat")
    page.goto("/masuk/kode-cadangan/")
    studio.take(page, Screen("S71", "/masuk/kode-cadangan/"))
    numbers = ("S96", "S97", "S93c", "S93b", "S93")
    for number, (name, words) in zip(numbers, breakdowns.items(), strict=True):
        page.route("**/gambar/", partial(_give, words))
        page.goto("/gambar/")
        studio.take(page, Screen(number, f"/{name}/"))
        page.unroute("**/gambar/")
    page.context.close()
    page = studio.open_as("dua-peran", "/peran/")
    studio.take(page, Screen("S77", "/peran/"))
    page.context.close()


def test_the_full_world(
    addresses: dict[Screen, str],
    breakdowns: dict[str, str],
    prepared: Prepared,
    open_as: OpenAs,
) -> None:
    studio = Studio(open_as, "penuh")
    shoot_walked(studio.reader, studio.take, prepared)
    shoot_doors(studio, breakdowns)
    shoot_sign_up(studio)
    shoot_upload(studio)
    shoot_card(studio, addresses[Screen("S08", "/k/kartu/")])
    shoot(studio, addresses, errors_too=True)
    for width in WIDTHS:
        explained(TO, width)
        contact_sheets(TO, width)
    if os.environ.get("PAYUNG_PICTURES_KEEP") == "1":
        assert keep(TO, DOCUMENTS, but=OF_FIGURES) == []

    assert studio.refused == []
    assert studio.too_wide == []
