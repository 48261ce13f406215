"""A PPPK becomes a PNS: the officer says so, and nothing else changes but what is printed next."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from payung.foundation.access.models import Person
from payung.stages.registry.models import CivilServant
from tests.factories import payroll
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.conftest import WIDTHS, Built, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    return built.world


def as_pppk(world: World) -> tuple[str, str, str]:
    """Let the sponsor be a PPPK who signs in with the number; return the page, old and new."""
    payroll.consented(world)
    person = CivilServant.objects.get(pk=world.sponsor_id)
    person.kind, person.nip = "pppk", f"{person.nip[:8]}202321{person.nip[14]}992"
    person.save(update_fields=["kind", "nip"])
    Person.objects.filter(civil_servant_id=person.pk).update(sign_in=person.nip)
    new = f"{person.nip[:8]}202610{person.nip[14]}991"
    return reverse("colleague-nip", args=[person.pk]), person.nip, new


@pytest.mark.parametrize("width", WIDTHS)
def test_the_officer_changes_it_and_the_sponsor_and_the_list_follow(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], world: World, width: int
) -> None:
    path, old, new = aside(lambda: as_pppk(world))
    officer = open_as("officer", path, width=width)
    found = faults(officer)
    officer.click("main form button[type=submit]")  # nothing said: everything is asked for
    found += faults(officer)

    officer.fill("#nip", new)
    officer.check("input[name=jenis][value=pns]")
    officer.check("input[name=sebab][value=appointed]")
    day = world.today
    for part, value in (("hari", day.day), ("bulan", day.month), ("tahun", day.year)):
        officer.fill(f"[name=berlaku_{part}]", str(value))
    officer.fill("#alasan", "SK 821.13/45/2026")
    officer.click("main form button[type=submit]")
    expect(officer.locator("[role=status]").first).to_contain_text("sudah berganti")
    found += faults(officer)

    for word in (new, old):
        page = open_as(None, "/masuk/", width=width)
        sign_in(page, word)
        page.wait_for_url("**/saya/**")
        assert "Siti Rahayu" in page.inner_text("main")

    treasurer = open_as("treasurer", f"/gaji/{payroll.next_month(world)}/daftar/?beda", width=width)
    expect(treasurer.locator("main")).to_contain_text(f"dulu {old[:8]} {old[8:14]}")
    expect(treasurer.locator("main")).to_contain_text(f"{new[:8]} {new[8:14]}")
    found += faults(treasurer)
    assert found == []
