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
"""What a form may get where none is taken."""
FORBIDDEN = {302, 403, 404}
"""What an empty form may get from whom it is not for."""
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
    """
    To a look, and to an empty form: nobody changes what is not for them, or what only shows.

    All of them about the same thing: making it anew for each took longest.
    """
    clients = everybody()
    got: dict[object, int] = {}
    taken: dict[object, int] = {}
    for address, page in PART_OF[part].items():
        url = own_url(address, web_world)
        got |= {(address, role): _answer(client, url) for role, client in clients.items()}
        sent = {role: int(clients[role].post(url).status_code) for role in _refused_at(page)}
        refusals = FORBIDDEN if page.posts else REFUSED
        taken |= {(address, role): said for role, said in sent.items() if said not in refusals}

    assert taken == {}
    assert got == {
        (address, role): _expected(page, role)
        for address, page in PART_OF[part].items()
        for role in clients
    }


def _refused_at(page: Page) -> set[Role | None]:
    """
    Return whose empty form nothing may come of.

    A page that only shows takes none: neither from whom it is for, nor from one of the others.
    """
    others = [role for role in ROLES if role not in page.roles]
    if not page.posts:
        return {*page.roles, *others[:1], None}
    return set() if page.is_public else {*others, None}


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_what_belongs_to_another_office_is_not_there(web_world: World, part: str):  # noqa: F811
    """
    To look at or to fill in, for whose role the page is.

    One of the others is refused as at the own thing: their role is asked before it is looked for.
    """
    things = {a: page for a, page in PART_OF[part].items() if page.other is not None}
    clients = everybody()
    got: dict[object, int] = {}
    for address, page in things.items():
        url = other_url(address, web_world)
        got |= {(address, role): _answer(clients[role], url) for role in _asked_for(page)}
        for role in _asked_for(page) if page.posts else ():
            refusals = {404} if role in page.roles else FORBIDDEN
            assert clients[role].post(url).status_code in refusals, (address, role)

    assert got == {
        (address, role): 404
        if role in page.roles - page.sees_other and page.answer != NO_LOOK
        else _expected(page, role)
        for address, page in things.items()
        for role in _asked_for(page)
    }


def _asked_for(page: Page) -> set[Role]:
    """Return whose page it is, and one of the others."""
    return {*page.roles, *[role for role in ROLES if role not in page.roles][:1]}
