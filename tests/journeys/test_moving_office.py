"""A sponsor moves to another office in the middle of a month: J17."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.cover.queries import cover_on
from payung.stages.deductions.models import DeductionLine
from payung.stages.deductions.operations import lock
from payung.stages.membership.models import Payer
from payung.stages.remittance.models import PaidMonth
from tests.factories import payroll
from tests.factories.world import SYSTEM, World
from tests.journeys.aside import aside
from tests.journeys.conftest import BOTH_ROLES, WIDTHS, Built

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OLD, NEW = "Dinas Kesehatan", "Kecamatan Boja"


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    return built.world


def workers_of(world: World) -> list[int]:
    rows = Payer.objects.filter(sponsor_id=world.sponsor_id, until_month=None)
    return sorted(rows.values_list("worker_id", flat=True))


def standing(world: World, workers: list[int]) -> dict[int, tuple[object, ...]]:
    """Return what a move must not touch: who is covered until when, and every paid month."""
    found: dict[int, tuple[object, ...]] = {}
    for worker_id in workers:
        cover = cover_on(viewer=Viewer.system(), worker_id=worker_id, on=world.today)
        paid = PaidMonth.objects.filter(worker_id=worker_id).order_by("month", "attempt")
        months = tuple(paid.values_list("month", "amount_idr", "received_on"))
        found[worker_id] = (cover.covered, cover.since, cover.until, months)
    return found


def billed(world: World, workers: list[int], month: Month) -> dict[int, list[str]]:
    """Lock both offices' lists and return which of them ask for each worker."""
    for office in (OLD, NEW):
        lock(agency_ids=[world.agencies[office]], month=month, by=SYSTEM, at=world.at)
    lines = DeductionLine.objects.filter(worker_id__in=workers, month=month.first_day)
    found: dict[int, list[str]] = {}
    for worker_id, office in lines.values_list("worker_id", "list__agency__name"):
        found.setdefault(worker_id, []).append(office)
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_one_office_bills_and_cover_and_paid_months_stay(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], world: World, width: int
) -> None:
    """J17."""
    aside(lambda: payroll.consented(world))
    workers = aside(lambda: workers_of(world))
    before = aside(lambda: standing(world, workers))
    month = world.month.next
    page = open_as("sponsor", "/saya/pindah/", width=width)
    found = faults(page)

    page.select_option("select >> nth=0", label=NEW)
    page.select_option("select >> nth=1", value=str(month))
    page.click("main form button.primary")
    expect(page.locator("[role=status]").first).to_be_visible()
    found += faults(page)
    for who in (str(Role.OFFICER), BOTH_ROLES):
        officer = open_as(who, "/peran/" if who == BOTH_ROLES else "/kantor/mutasi/", width=width)
        if who == BOTH_ROLES:
            officer.click("button:has-text('Petugas')")
            officer.wait_for_url("**/kantor/")
            officer.goto("/kantor/mutasi/")
        officer.click("main a:has-text('Wulan Handayani')")
        found += faults(officer)
        officer.click("button[value=terima]")
        expect(officer.locator("[role=status]").first).to_be_visible()

    asked = aside(lambda: billed(world, workers, month))
    assert {worker: len(offices) for worker, offices in asked.items()} == dict.fromkeys(workers, 1)
    assert aside(lambda: standing(world, workers)) == before
    page.goto("/saya/")
    assert "Siti Rahayu" in page.inner_text("main")
    assert found == []
