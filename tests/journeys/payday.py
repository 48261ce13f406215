"""What a treasurer does with payroll's file in a browser, and what is stored of it."""

from playwright.sync_api import Page

from payung.stages.deductions.models import DeductionList
from payung.stages.reconciliation.models import Result
from tests.factories import payroll
from tests.factories.world import World
from tests.journeys.aside import aside


def form(page: Page, month: str) -> bytes:
    """Return the form of the next answer, as the page hands it out."""
    return page.request.get(f"{month}daftar/berkas/").body()


def send(page: Page, month: str, content: bytes) -> str:
    """Send a file on S43 and return what the next page says; S43 may stand open already."""
    if not page.url.endswith("/hasil/"):
        page.goto(f"{month}hasil/")
    choose(page, content)
    with page.expect_navigation():
        press(page)
    return said(page)


def choose(page: Page, content: bytes) -> None:
    page.set_input_files("#berkas", {"name": "hasil.xlsx", "mimeType": "", "buffer": content})


def press(page: Page) -> None:
    """Press without waiting for what comes, as it may never come."""
    page.evaluate("document.querySelector('form[enctype] button[type=submit]').click()")


def said(page: Page) -> str:
    return page.inner_text("body").replace("\xa0", " ")


def answers(world: World) -> list[Result]:
    """Return payroll's answers to the month that is worked on, the first one first."""
    month, agency_id = payroll.next_month(world), payroll.office_of(world)
    found = Result.objects.filter(list__agency_id=agency_id, list__month=month.first_day)
    return aside(lambda: list(found.order_by("seq")))


def asked(world: World) -> DeductionList:
    month, agency_id = payroll.next_month(world), payroll.office_of(world)
    return aside(lambda: DeductionList.objects.get(agency_id=agency_id, month=month.first_day))
