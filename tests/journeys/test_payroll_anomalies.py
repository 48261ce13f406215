"""
The anomalies of payroll files in a browser: what the user reads, and what is stored (P01 to P34).

The files are those of tests/factories/anomalies.py; by command they go through
tests/jobs/test_payroll_anomalies.py.
"""

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page, expect

from payung.foundation.audit.models import Event
from payung.stages.deductions.models import DeductionList
from payung.stages.intake.models import ReceivedFile
from payung.stages.membership.models import Payer
from payung.stages.reconciliation.files import result_form
from payung.stages.registry.models import CivilServant
from tests.factories import payroll
from tests.factories.anomalies import (
    REFUSED,
    TAKEN,
    Spoiled,
    added,
    same_content,
    without,
)
from tests.factories.papers import texts
from tests.factories.world import SYSTEM, World
from tests.journeys.aside import aside
from tests.journeys.conftest import Built
from tests.journeys.payday import answers, asked, choose, form, press, said, send
from tests.journeys.wire import Breaks, wire_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OpenAs = Callable[..., Page]
Faults = Callable[[Page], list[str]]
EACH_IDR = 8_400
WIDE = 1280


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    return built.world


@pytest.fixture
def month(world: World) -> str:
    """The address of the next month, whose list is locked."""
    aside(lambda: payroll.locked(world))
    return f"/gaji/{payroll.next_month(world)}/"


def _others(world: World) -> list[Spoiled]:
    """P06 and P08: whole and rightly signed, but of another month and of another office."""
    own, there = payroll.office_of(world), world.agencies["Kecamatan Boja"]
    lists = DeductionList.objects.filter(month=world.month.first_day)
    month, office = (
        result_form(viewer=SYSTEM.viewer, list_id=lists.get(agency_id=agency_id).pk)
        for agency_id in (own, there)
    )
    return [
        Spoiled(number="P06", what="other month", spoil=lambda _: month, words="Berkas ini untuk"),
        Spoiled(
            number="P08",
            what="other office",
            spoil=lambda _: office,
            words="Berkas ini bukan untuk kantor Anda",
        ),
    ]


def _strangers(world: World) -> list[Spoiled]:
    """P09 and P19: one row of another office's person, and one of the office who is not on it."""
    agency_ids = {"P09": world.agencies["Kecamatan Boja"], "P19": payroll.office_of(world)}
    words = {"P09": "Bukan pegawai kantor ini", "P19": "Pegawai kantor ini, tetapi tidak ada di"}
    giving = Payer.objects.values("sponsor_id")
    found = {
        number: CivilServant.objects.filter(agency_id=agency_id).exclude(pk__in=giving).latest("pk")
        for number, agency_id in agency_ids.items()
    }
    return [
        Spoiled(
            number=number,
            what="a stranger",
            spoil=added(one.nip, one.name),
            words=words[number],
            parked=1,
        )
        for number, one in found.items()
    ]


def test_a_spoiled_file_is_refused_or_taken_row_by_row_and_never_put_right_by_us(
    open_as: OpenAs, faults: Faults, world: World, month: str
) -> None:
    page = open_as("treasurer", f"{month}hasil/", width=WIDE)
    _refused(page, month, world, [*REFUSED, *aside(lambda: _others(world))])
    found = faults(page)

    _taken(page, month, world, [*TAKEN, *aside(lambda: _strangers(world))])
    found += faults(page)

    send(page, month, form(page, month))
    assert answers(world)[-1].cut_idr == asked(world).total_idr
    assert found == []


def _refused(page: Page, month: str, world: World, spoiled: Sequence[Spoiled]) -> None:
    whole = form(page, month)
    for one in spoiled:
        send(page, month, one.spoil(whole))
        assert one.words in page.inner_text("main .errors"), one.name
        assert page.title().startswith("Galat: ")
        assert "Boja" not in said(page)
    assert answers(world) == []
    noted = Event.objects.filter(action="reconciliation.file_refused")
    assert aside(noted.count) == len(spoiled)


def _taken(page: Page, month: str, world: World, spoiled: Sequence[Spoiled]) -> None:
    total = asked(world).total_idr
    for one in spoiled:
        told = send(page, month, one.spoil(form(page, month)))
        assert one.words in told, one.name
        assert page.locator("main select").count() == len(one.short), one.name
        assert ("disisihkan" in told) is bool(one.parked), one.name
        assert answers(world)[-1].cut_idr == total - len(one.short) * EACH_IDR, one.name


def test_what_comes_again_late_or_beside_another_is_told_who_was_first(
    open_as: OpenAs, faults: Faults, world: World, month: str
) -> None:
    """P01, P02, P04, P05, P14; after the close P03, and P34 on the minutes."""
    second = aside(lambda: payroll.second_treasurer(world=world, by=SYSTEM, at=world.at))
    page, other = open_as("treasurer", f"{month}hasil/", width=WIDE), open_as(second, "/gaji/")
    whole = form(page, month)
    short = without(whole, 0)
    send(page, month, short)

    beside = send(other, month, whole)
    assert "Hasil lain untuk daftar ini sudah diterima dari Rudi Hartono" in beside
    assert "1 orang berbeda" in beside
    assert faults(other) == []
    for again in (short, same_content(short)):
        assert "oleh Rudi Hartono. Tidak ada yang berubah" in send(other, month, again)
    assert len(answers(world)) == 1

    send(other, month, form(other, month))
    late = send(page, month, short)
    assert "Hasil yang lebih baru sudah diterima dari Wiwik Utami" in late
    first, corrected = answers(world)
    assert (first.cut_idr, corrected.cut_idr) == (
        asked(world).total_idr - EACH_IDR,
        asked(world).total_idr,
    )
    _after_the_close(page, open_as, world, month)


def _after_the_close(page: Page, open_as: OpenAs, world: World, month: str) -> None:
    page.goto(f"{month}hasil/")
    choose(page, without(form(page, month), 0))

    def close() -> None:
        payroll.slip(world, payroll.due(world), "UJI-1")
        payroll.received(world)
        payroll.asked(world)

    aside(close)
    head = open_as("office_head", f"{month}cocok/", width=WIDE)
    head.click("main form button.primary")
    head.wait_for_url("**/berita-acara/")
    with page.expect_navigation():
        press(page)

    assert "sudah ditutup untuk kantor ini" in page.inner_text("main .errors")
    assert len(answers(world)) == 2
    paper = page.request.get(str(head.get_attribute("main a[href^='/surat/']", "href"))).body()
    sent = aside(lambda: ReceivedFile.objects.get(pk=answers(world)[-1].file_id).sha256)
    assert sent[:16] in "".join(" ".join(texts(paper)).split())


@pytest.mark.parametrize("breaks", [Breaks.BEFORE, Breaks.AFTER])
def test_a_line_that_breaks_leaves_one_effect_after_pressing_again(
    open_as: OpenAs, world: World, month: str, site: str, breaks: Breaks
) -> None:
    """P12 and P13: S93 where it had been done, the effect where it had not."""
    with wire_to(site) as wire:
        page = open_as("treasurer", f"{wire.url}{month}hasil/", width=WIDE)
        choose(page, form(page, month))
        wire.breaks = breaks
        press(page)
        assert wire.broken.wait(10)
        page.evaluate("window.stop()")
        assert len(answers(world)) == (breaks is Breaks.AFTER)

        press(page)

        if breaks is Breaks.AFTER:
            expect(page.locator("h1")).to_contain_text("Sudah kami terima")
            page.click("main a.primary")
        expect(page.locator("h1")).to_contain_text("Yang harus disetor")
    (only,) = answers(world)
    assert only.cut_idr == asked(world).total_idr
