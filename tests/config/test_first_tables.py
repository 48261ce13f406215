"""A new database gets its tables at once; they are those that the migrations make one by one."""

import psycopg
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from payung.config.embedded import APP_ROLE, OWNER_ROLE
from payung.config.first_tables import make_first_tables
from payung.config.migrate import (
    create_embedded_database,
    drop_embedded_database,
    owners_connection,
)
from payung.foundation.audit import guards

SHAPE = """
SELECT 'column', table_name, concat_ws(' ', column_name, data_type, character_maximum_length,
    numeric_precision, is_nullable, column_default, identity_generation)
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname || pg_get_constraintdef(oid)
FROM pg_constraint
UNION ALL SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'policy', tablename, concat_ws(' ', policyname, cmd, qual, with_check)
FROM pg_policies
UNION ALL SELECT 'right', table_name, grantee || ' ' || privilege_type
FROM information_schema.role_table_grants WHERE table_schema = 'public'
UNION ALL SELECT 'move', entity, from_state || ' -> ' || to_state FROM audit_allowedmove
UNION ALL SELECT 'done', app, name FROM django_migrations
UNION ALL SELECT 'kind', app_label, model FROM django_content_type
"""
OURS = ("access_", "audit_", "enrolment_", "ledger_", "monitoring_", "registry_")
ROWS = "SELECT count(*) FROM {}"


@pytest.fixture
def empty(own_database, monkeypatch):
    """A database without a table, on which this process would work."""
    name, usual = "test_first_tables", connection.settings_dict["NAME"]
    drop_embedded_database(own_database, name)
    create_embedded_database(own_database, name)
    monkeypatch.setenv("PAYUNG_DATABASE", name)
    monkeypatch.setitem(connection.settings_dict, "NAME", name)
    yield own_database, name, usual
    drop_embedded_database(own_database, name)


def asked(server, database, question):
    with psycopg.connect(**server.url(role=OWNER_ROLE, database=database)) as session:
        return set(session.execute(question))


@pytest.mark.slow
@pytest.mark.once
def test_both_ways_make_the_same_database(empty):
    server, name, at_once = empty
    with owners_connection() as owner:
        call_command("migrate", database=owner.alias, verbosity=0, interactive=False)
        with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
            guards.install(cursor, app_role=APP_ROLE)

    one_by_one = asked(server, name, SHAPE)
    assert one_by_one == asked(server, at_once, SHAPE)
    assert len(one_by_one) > 4000
    for table in tables(server, name):
        assert asked(server, name, ROWS.format(table)) == asked(
            server, at_once, ROWS.format(table)
        ), table


@pytest.mark.slow
def test_what_breaks_off_half_way_leaves_no_table_of_ours_and_the_next_start_makes_all(empty):
    server, name, at_once = empty
    in_the_way = "monitoring_cell"
    with owners_connection() as owner:
        with owner.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {in_the_way} ()")
        with pytest.raises(ProgrammingError, match=in_the_way):
            make_first_tables(owner)
        ours = {table for table in tables(server, name) if table.startswith(OURS)}
        assert ours == {in_the_way}
        with owner.cursor() as cursor:
            cursor.execute(f"DROP TABLE {in_the_way}")

        make_first_tables(owner)

    assert tables(server, name) == tables(server, at_once)


@pytest.mark.slow
def test_where_one_migration_has_run_the_others_follow_one_by_one(empty):
    server, name, _ = empty
    with owners_connection() as owner:
        call_command("migrate", "outbox", "0001", database=owner.alias, verbosity=0)
        before = tables(server, name)

        make_first_tables(owner)

    assert tables(server, name) == before


def tables(server, database):
    rows = asked(
        server,
        database,
        "SELECT table_name FROM information_schema.tables "
        "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    )
    return {name for (name,) in rows}
