"""Preparing a database twice is preparing it once, and the process stays the application."""

import psycopg
import pytest
from django.db import connection, connections

from payung.config.embedded import APP_ROLE, OWNER_ROLE
from payung.config.migrate import create_embedded_database, migrate

SHAPE = """
SELECT 'trigger', c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname FROM pg_constraint
UNION ALL SELECT 'right', table_name, grantee || ' ' || privilege_type
FROM information_schema.role_table_grants WHERE table_schema = 'public'
UNION ALL SELECT 'move', entity, from_state || ' -> ' || to_state FROM audit_allowedmove
ORDER BY 1, 2, 3
"""


def shape(server):
    name = connection.settings_dict["NAME"]
    with psycopg.connect(**server.url(role=OWNER_ROLE, database=name)) as session:
        return session.execute(SHAPE).fetchall()


@pytest.mark.slow
def test_the_second_time_changes_nothing(own_database, monkeypatch):
    monkeypatch.setenv("PAYUNG_DATABASE", connection.settings_dict["NAME"])
    before = shape(own_database)

    migrate()

    assert shape(own_database) == before
    assert len(before) > 100


@pytest.mark.slow
def test_leaves_no_owner_connection_behind(own_database, monkeypatch):
    monkeypatch.setenv("PAYUNG_DATABASE", connection.settings_dict["NAME"])

    migrate()

    assert "owner" not in connections.settings
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == (APP_ROLE, APP_ROLE)


def test_an_existing_database_is_left_as_it_is(own_database):
    name = connection.settings_dict["NAME"]
    before = shape(own_database)

    create_embedded_database(own_database, name)

    assert shape(own_database) == before
