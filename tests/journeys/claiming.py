"""Fills in the forms of a claim on a page that stands open, and presses their buttons."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from payung.stages.enrolment.models import Sponsorship
from tests.factories.claim_pages import picture
from tests.factories.world import World

PRESS = "main form[method=post] button[type=submit]"
ASKED = """() => [...document.querySelectorAll("main form .field")].filter(field => {
    const boxes = [...field.querySelectorAll("input:not([type=hidden]), select, textarea")];
    const given = box => ["radio", "checkbox"].includes(box.type) ? box.checked : box.value;
    return boxes.length && !boxes.some(given);
}).map(field => field.querySelector("legend, label").innerText.trim())"""
"""The questions of a page that nothing is written under yet, in their words."""


def own_worker(world: World) -> Sponsorship:
    """Return the sponsor's own worker, who is covered."""
    return Sponsorship.objects.get(sponsor_id=world.sponsor_id, worker__name="Siti Rahayu")


def fill_day(page: Page, name: str, day: date) -> None:
    for part, value in (("hari", day.day), ("bulan", day.month), ("tahun", day.year)):
        page.fill(f"[name={name}_{part}]", str(value))


def press(page: Page, button: str = PRESS) -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).first.click()
    page.wait_for_load_state()


def back(page: Page) -> None:
    page.click(".back a")
    page.wait_for_load_state()


def give_reason(page: Page, code: str = "decide") -> None:
    """Say why the claim is opened, where the page asks for it."""
    page.check(f"[name=alasan][value={code}]")
    press(page)


def mark_all(page: Page) -> None:
    """Say of every paper that it is there."""
    page.evaluate("document.querySelectorAll('main select').forEach(box => { box.value = 'has' })")
    press(page)


def choose_picture(page: Page, box: str, folder: Path, width: int) -> None:
    """Choose a picture that was never sent before: its width tells it from the others."""
    path = folder / f"bukti-{width}.jpg"
    path.write_bytes(picture(width))
    page.set_input_files(f"#{box}", str(path))


Look = Callable[[Page], list[str]]
