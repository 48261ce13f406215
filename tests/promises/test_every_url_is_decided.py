"""Every address stands in one table, with what each role gets for own and for other offices."""

import pytest
from django.test import Client

from payung.kernel.people import Role
from tests.factories.world import World
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    plain_addresses_of_files,
    web_world,
    world_today,
)
from tests.promises.addresses.page import Page
from tests.promises.addresses.table import (
    NAMES,
    PART_OF,
    PARTS,
    TABLE,
    other_url,
    own_url,
)
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.once
ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
REFUSED = {302, 400, 403, 404, 405, 409, 422, 429}
"""What an empty or foreign form may get; 200 only where the page says `posts`."""
NO_LOOK = 405
"""Where a form goes and no page is: whoever asks, looking is not taken."""


def everybody() -> dict[Role | None, Client]:
    """Return a client for each role that came in so, and one for a stranger."""
    return {**{role: signed_in(role) for role in ROLES}, None: Client()}


def _answer(client: Client, url: str) -> int:
    return int(client.get(url).status_code)


def _expected(page: Page, role: Role | None) -> int:
    if page.is_public:
        return page.stranger if role is None else page.answer
    if page.answer == NO_LOOK:
        return NO_LOOK
    if role is None:
        return page.stranger
    return page.answer if role in page.roles else 403


def test_every_address_stands_in_the_table():
    assert set(NAMES) == set(TABLE)


def test_every_address_of_a_thing_says_whose_it_is():
    assert [a for a, page in TABLE.items() if "<" in a and page.own is None] == []


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_each_role_gets_what_the_table_says_for_its_own(web_world: World, part: str):  # noqa: F811
    """All of them about the same thing: making it anew for each took longest."""
    table, clients = PART_OF[part], everybody()

    got = {
        (address, role): _answer(client, url)
        for address in table
        for url in [own_url(address, web_world)]
        for role, client in clients.items()
    }

    assert got == {
        (address, role): _expected(page, role)
        for address, page in table.items()
        for role in clients
    }


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_what_belongs_to_another_office_is_not_there(web_world: World, part: str):  # noqa: F811
    """For whose role the page is. All others were refused before, whatever they ask about."""
    things = {a: page for a, page in PART_OF[part].items() if page.other is not None}
    clients = everybody()

    got = {
        (address, role): _answer(clients[role], url)
        for address, page in things.items()
        for url in [other_url(address, web_world)]
        for role in page.roles or [Role.OFFICER]
    }

    assert got == {
        (address, role): 404
        if role in page.roles - page.sees_other and page.answer != NO_LOOK
        else _expected(page, role)
        for address, page in things.items()
        for role in page.roles or [Role.OFFICER]
    }


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_a_form_about_what_belongs_to_another_office_leads_nowhere(
    web_world: World,  # noqa: F811
    part: str,
):
    theirs = {a: page for a, page in PART_OF[part].items() if page.posts and page.other}
    clients = everybody()

    for address, page in theirs.items():
        url = other_url(address, web_world)
        for role in page.roles:
            assert clients[role].post(url).status_code == 404, (address, role)


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_a_page_that_only_shows_takes_no_form(web_world: World, part: str):  # noqa: F811
    """Neither from whom it is for, nor from one of the others, nor from a stranger."""
    clients = everybody()

    for address, page in PART_OF[part].items():
        if page.posts:
            continue
        url = own_url(address, web_world)
        others = [role for role in ROLES if role not in page.roles]
        for role in {*page.roles, *others[:1], None}:
            assert clients[role].post(url).status_code in REFUSED, (address, role)


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_an_empty_form_from_anybody_changes_nothing(web_world: World, part: str):  # noqa: F811
    """From whoever it is not for, the stranger among them."""
    clients = everybody()
    forms = {a: page for a, page in PART_OF[part].items() if page.posts and not page.is_public}

    for address, page in forms.items():
        url = own_url(address, web_world)
        for role in clients.keys() - page.roles:
            assert clients[role].post(url).status_code in {302, 403, 404}, (address, role)
