"""Every address stands in one table, with what each role gets; one that is missing fails."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from payung.kernel.people import Role
from tests.factories.world import World
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    plain_addresses_of_files,
    web_world,
    world_today,
)
from tests.web.signing_in import signed_in

ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
STRANGER = "stranger"
OPEN = dict.fromkeys((*ROLES, STRANGER), 200)


def _only(*roles: Role) -> dict[str, int]:
    """The page is for these roles; others learn which it is for, strangers sign in first."""
    return {**dict.fromkeys(ROLES, 403), **dict.fromkeys(roles, 200), STRANGER: 302}


TABLE: dict[str, dict[str, int]] = {
    "/": OPEN,
    "/angka/": OPEN,
    "/angka/unduh/": OPEN,
    "/angka/metode/": OPEN,
    "/petugas/": OPEN,
    "/bantuan/": OPEN,
    "/privasi/": OPEN,
    "/aksesibilitas/": OPEN,
    "/masuk/": {**dict.fromkeys(ROLES, 302), STRANGER: 200},
    "/keluar/": OPEN,
    "/peran/": dict.fromkeys((*ROLES, STRANGER), 302),
    "/sesi-habis/": OPEN,
    "/saya/": _only(Role.SPONSOR),
    "/kantor/": _only(Role.OFFICER, Role.OFFICE_HEAD),
    "/gaji/": _only(Role.TREASURER, Role.OFFICE_HEAD),
    "/pimpinan/": _only(Role.LEADER, Role.KORPRI, Role.SECRETARIAT),
    "/bpjs/": _only(Role.BRANCH),
    "/kelola/": _only(Role.SECRETARIAT),
    "/audit/": _only(Role.AUDITOR),
}
CHANGES = {"/masuk/", "/keluar/", "/peran/"}
"""The only addresses that take anything but a look."""


def _addresses(resolver: URLResolver, before: str = "/") -> list[str]:
    found: list[str] = []
    for item in resolver.url_patterns:
        address = before + str(item.pattern)
        if isinstance(item, URLPattern):
            found.append(address)
        else:
            found += _addresses(item, address)
    return found


def test_every_address_stands_in_the_table():
    assert set(_addresses(get_resolver())) == set(TABLE)


def test_the_table_decides_for_every_role():
    for address, row in TABLE.items():
        assert set(row) == {*ROLES, STRANGER}, address


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(web_world: World, role: Role):  # noqa: F811
    client = signed_in(role)

    got = {address: client.get(address).status_code for address in TABLE}

    assert got == {address: row[role] for address, row in TABLE.items()}


@pytest.mark.django_db
def test_a_stranger_gets_what_the_table_says(web_world: World):  # noqa: F811
    got = {address: Client().get(address).status_code for address in TABLE}

    assert got == {address: row[STRANGER] for address, row in TABLE.items()}


@pytest.mark.django_db
def test_nothing_but_the_named_addresses_takes_more_than_a_look(web_world: World):  # noqa: F811
    client = signed_in(Role.SECRETARIAT)

    for address in set(TABLE) - CHANGES:
        assert client.post(address).status_code in (403, 405), address


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a, row in TABLE.items() if row[STRANGER] == 302])
def test_an_office_named_in_the_address_opens_nothing_of_it(web_world: World, address: str):  # noqa: F811
    """No address of this first web takes an office; a made-up parameter must not become one."""
    role = next((role for role in ROLES if TABLE[address][role] == 200), Role.OFFICER)
    client = signed_in(role)

    def body(query: str) -> str:
        page = client.get(f"{address}{query}").content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|\d\d\.\d\d WIB', "", page)

    other = web_world.agencies["Kecamatan Boja"]
    assert body("") == body(f"?kantor={other}&agency={other}&regency={web_world.other_regency_id}")
