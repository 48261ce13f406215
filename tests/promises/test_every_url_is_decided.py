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
from tests.promises.addresses.table import NAMES, TABLE, other_url, own_url
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.once
ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
REFUSED = {302, 400, 403, 404, 405, 409, 422, 429}
"""What an empty or foreign form may get; 200 only where the page says `posts`."""
NO_LOOK = 405
"""Where a form goes and no page is: whoever asks, looking is not taken."""


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
@pytest.mark.parametrize("role", [*ROLES, None])
def test_each_role_gets_what_the_table_says_for_its_own(web_world: World, role: Role | None):  # noqa: F811
    client = Client() if role is None else signed_in(role)

    got = {address: _answer(client, own_url(address, web_world)) for address in TABLE}

    assert got == {address: _expected(page, role) for address, page in TABLE.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_what_belongs_to_another_office_is_not_there(web_world: World, role: Role):  # noqa: F811
    client = signed_in(role)
    things = {a: page for a, page in TABLE.items() if page.other is not None}

    got = {address: _answer(client, other_url(address, web_world)) for address in things}

    expected = {
        a: 404
        if role in page.roles - page.sees_other and page.answer != NO_LOOK
        else _expected(page, role)
        for a, page in things.items()
    }
    assert got == expected


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_form_about_what_belongs_to_another_office_leads_nowhere(
    web_world: World,  # noqa: F811
    role: Role,
):
    client = signed_in(role)
    theirs = [a for a, page in TABLE.items() if page.posts and page.other and role in page.roles]

    got = {address: client.post(other_url(address, web_world)).status_code for address in theirs}

    assert got == dict.fromkeys(theirs, 404)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_page_that_only_shows_takes_no_form(web_world: World, role: Role):  # noqa: F811
    client = signed_in(role)

    for address, page in TABLE.items():
        if not page.posts:
            assert client.post(own_url(address, web_world)).status_code in REFUSED, address


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*ROLES, None])
def test_an_empty_form_from_anybody_changes_nothing(web_world: World, role: Role | None):  # noqa: F811
    """Neither from whom it is for, nor from others, nor about another office's thing."""
    client = Client() if role is None else signed_in(role)

    for address, page in TABLE.items():
        if not page.posts or page.is_public or role in page.roles:
            continue
        urls = [own_url(address, web_world)]
        urls += [other_url(address, web_world)] if page.other else []
        for url in urls:
            assert client.post(url).status_code in {302, 403, 404}, (address, role)
