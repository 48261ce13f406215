"""
Promise: counts, drop-downs, searches, exports and files hold nobody of another office.

Every address of the table is opened by everybody who may, with a thing of their own; whatever
comes back, as a page, a sheet, a list or a paper, is read for the others' names and numbers.
"""

from io import BytesIO

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from payung.kernel.people import Role
from tests.factories.neighbours import ABROAD, OTHER, Neighbours, Secrets, tell_apart
from tests.factories.world import SYSTEM, World
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    plain_addresses_of_files,
    web_world,
    world_today,
)
from tests.promises.addresses.table import TABLE, own_url
from tests.web.signing_in import come_in, signed_in

CONFINED = (Role.OFFICER, Role.TREASURER, Role.OFFICE_HEAD, Role.SPONSOR)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GIVEN_NAMES = ("Siti", "Agus", "Endah", "Kasmudi", "Parjo", "Tumini")

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def neighbours(web_world: World) -> Neighbours:  # noqa: F811
    return tell_apart(world=web_world, by=SYSTEM, at=web_world.at)


def read(answer: HttpResponse) -> str:
    """Return everything a person could read in an answer."""
    content = b"".join(answer) if answer.streaming else answer.content
    kind = answer.get("Content-Type", "").split(";")[0]
    if kind == SHEET or content[:4] == b"PK\x03\x04":
        book = load_workbook(BytesIO(content))
        cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
        names = " ".join(book.sheetnames)
        return names + " ".join(f"{cell.value} {cell.comment or ''}" for cell in cells)
    if kind == "application/pdf":
        pages = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_range() for page in pages)
    return content.decode("utf-8", errors="replace")


def leaks(client: Client, urls: dict[str, str], *secrets: Secrets) -> dict[str, list[str]]:
    """Return what of `secrets` each address gave away; empty when none did."""
    found = {}
    for address, url in urls.items():
        said = read(client.get(url))
        found[address] = [name for each in secrets for name in each.found_in(said)]
    return {address: names for address, names in found.items() if names}


@pytest.fixture
def urls(web_world: World, neighbours: Neighbours) -> dict[str, str]:  # noqa: F811
    """Every address with a thing of one's own, made once for all who ask."""
    return {address: own_url(address, web_world) for address in TABLE}


def open_to(role: Role, urls: dict[str, str]) -> dict[str, str]:
    """What this role may open; what everybody may, the officer alone does for all of them."""
    return {
        address: url
        for address, url in urls.items()
        if (TABLE[address].is_public and role is Role.OFFICER) or role in TABLE[address].roles
    }


def test_no_page_for_everybody_names_anybody(neighbours: Neighbours, urls: dict[str, str]):
    public = {address: url for address, url in urls.items() if TABLE[address].is_public}
    there = (neighbours.other_office, neighbours.other_regency)
    here = (neighbours.own_regency, neighbours.colleagues)

    assert leaks(Client(), public, *there, *here) == {}


def test_no_page_of_an_office_names_the_people_of_another(
    neighbours: Neighbours, urls: dict[str, str]
):
    others = (neighbours.other_office, neighbours.other_regency)

    for role in CONFINED:
        colleagues = (neighbours.colleagues,) if role is Role.SPONSOR else ()
        assert leaks(signed_in(role), open_to(role, urls), *others, *colleagues) == {}, role


def test_no_page_of_a_regency_names_the_people_of_another(
    neighbours: Neighbours, urls: dict[str, str]
):
    for role in ABROAD:
        assert leaks(signed_in(role), open_to(role, urls), neighbours.other_regency) == {}, role


def test_who_watches_over_another_regency_opens_nothing_of_this_one(
    neighbours: Neighbours, urls: dict[str, str]
):
    for role in ABROAD:
        found = leaks(
            come_in(f"klaten-{role}"),
            open_to(role, urls),
            neighbours.own_regency,
            neighbours.colleagues,
        )
        assert found == {}, role


@pytest.mark.parametrize("role", CONFINED)
def test_asking_for_another_office_in_the_address_changes_nothing(
    web_world: World,  # noqa: F811
    neighbours: Neighbours,
    role: Role,
):
    """Filters, searches and pages, as somebody would write them by hand."""
    client, other = signed_in(role), web_world.agencies[OTHER]
    plain = {a: own_url(a, web_world) for a in TABLE if "<" not in a}
    open_here = open_to(role, plain)

    for said in (
        f"kantor={other}&agency={other}&agency_id={other}&hal=2",
        *(f"q={name}&cari={name}&nama={name}&kantor={OTHER}" for name in GIVEN_NAMES[:2]),
    ):
        asked = {address: f"{url}?{said}" for address, url in open_here.items()}
        assert leaks(client, asked, neighbours.other_office) == {}, said


def test_the_search_finds_nobody_elsewhere_by_name_or_number(
    web_world: World,  # noqa: F811
    neighbours: Neighbours,
):
    client = signed_in(Role.OFFICER)
    numbers = sorted(neighbours.other_office.numbers)[:12]

    for said in (*GIVEN_NAMES, *numbers):
        page = read(client.post("/kantor/cari/", {"cari": said, "q": said, "nama": said}))
        assert neighbours.other_office.family_name not in page, said


def test_the_reader_of_this_test_reads_sheets_and_papers(
    neighbours: Neighbours,
    urls: dict[str, str],
):
    """What proves nothing when it reads nothing: own people are found where they must be."""
    own = open_to(Role.OFFICER, urls)
    found = leaks(signed_in(Role.OFFICER), own, neighbours.colleagues)

    assert len(found) >= 5, found
