"""A row that was really changed behind the application's back: the page says where it broke."""

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from payung.config.embedded import OWNER_ROLE, Server
from payung.kernel.people import Role
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in


@pytest.fixture
def committed(own_database: Server) -> World:
    return worlds.build_empty(by=worlds.SYSTEM, at=timezone.now())


def tamper(server: Server, world: World) -> int:
    """Change who acted in one entry, as the owner of the database could; return its number."""
    chain = f"regency:{world.regency_id}"
    name = connection.settings_dict["NAME"]
    with psycopg.connect(**server.url(role=OWNER_ROLE, database=name)) as session:
        session.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        changed = session.execute(
            """UPDATE audit_event SET actor_id = 99
            WHERE chain = %s AND seq = (SELECT max(seq) - 3 FROM audit_event WHERE chain = %s)
            RETURNING seq""",
            [chain, chain],
        ).fetchone()
        session.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
    assert changed is not None
    return int(changed[0])


def test_a_broken_chain_is_a_page_that_says_so(own_database: Server, committed: World):
    number = tamper(own_database, committed)

    page = told(signed_in(Role.AUDITOR).get("/audit/perubahan/rantai/"))

    assert f"Catatan perubahan putus di nomor {number}" in page


def test_a_whole_one_says_that_it_is_whole(committed: World):
    page = told(signed_in(Role.AUDITOR).get("/audit/perubahan/rantai/"))

    assert "putus di nomor" not in page
