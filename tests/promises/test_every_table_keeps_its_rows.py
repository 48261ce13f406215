"""Promise 4: every table says how its rows live, and the database holds it to that."""

import psycopg
import pytest
from django.db import DatabaseError, connection
from psycopg import sql

from payung.config.embedded import APP_ROLE, OWNER_ROLE
from payung.foundation.audit.guards import READ_ONLY, tables, unlisted
from payung.foundation.audit.tables import Life

pytestmark = pytest.mark.django_db

TABLES = {model._meta.db_table: model for model in tables()}
APPEND_ONLY = sorted(name for name, model in TABLES.items() if model.life is Life.APPEND_ONLY)
NOT_DELETED = sorted(name for name, model in TABLES.items() if model.life is Life.EDITABLE)
CHANGES = ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE")
THE_BOOKS = {"audit_event", "audit_move", "ledger_entry", "ledger_transfer", "remittance_paidmonth"}


@pytest.fixture
def owner(postgres, django_db_setup):
    """The owner's own session: the strongest there is, rolled back afterwards."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(**postgres.url(role=OWNER_ROLE, database=name)) as session:
        yield session
        session.rollback()


def test_every_table_says_how_its_rows_live():
    assert unlisted() == []
    assert all(isinstance(model.life, Life) for model in TABLES.values())


def test_what_the_books_and_the_record_are_made_of_is_append_only():
    assert set(APPEND_ONLY) >= THE_BOOKS


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.split()[0])
def test_append_only_rows_are_out_of_the_applications_reach(table, change):
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(change.format(table))


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.split()[0])
def test_a_trigger_refuses_the_same_change_even_to_the_owner(table, change, owner):
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
        owner.execute(sql.SQL(change).format(sql.Identifier(table)))


@pytest.mark.parametrize("table", NOT_DELETED)
@pytest.mark.parametrize("change", CHANGES[1:], ids=lambda change: change.split()[0])
def test_editable_rows_cannot_be_deleted_by_the_application(table, change):
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(change.format(table))


@pytest.mark.parametrize("table", sorted(READ_ONLY))
def test_what_only_triggers_and_the_owner_write_cannot_be_inserted(table):
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(f"INSERT INTO {table} DEFAULT VALUES")


def test_the_application_owns_nothing_and_is_nobody_special(owner):
    special = owner.execute(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication"
        " FROM pg_roles WHERE rolname = %s",
        [APP_ROLE],
    ).fetchone()
    owned = owner.execute(
        "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = %s"
        " UNION SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = %s",
        [APP_ROLE, APP_ROLE],
    ).fetchall()
    member = owner.execute(
        "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
        " WHERE r.rolname = %s",
        [APP_ROLE],
    ).fetchone()

    assert special == (False,) * 5
    assert owned == []
    assert member == (0,)


@pytest.mark.parametrize(
    "forbidden",
    [
        "ALTER TABLE ledger_transfer DISABLE TRIGGER ALL",
        "DROP TRIGGER guard_append_only ON ledger_transfer",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (id bigint)",
        "CREATE FUNCTION payung_refuse_change() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        f"SET ROLE {OWNER_ROLE}",
    ],
)
def test_the_application_cannot_make_or_disarm_anything(forbidden):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (APP_ROLE,)

        with pytest.raises(DatabaseError):
            cursor.execute(forbidden)
