"""Promise 6: whether an action may follow a state is decided for every pair of them."""

from itertools import product

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from payung.config.embedded import OWNER_ROLE
from payung.foundation.audit.guards import allowed_moves, tables
from payung.kernel.moves import MoveNotAllowed

pytestmark = pytest.mark.django_db

LIVES = {model._meta.db_table: model for model in tables() if model.moves is not None}
ACTOR = {
    "payung.role": "system",
    "payung.at": "2026-11-20T09:00:00+07:00",
    "payung.actor_id": "",
    "payung.agency_id": "",
    "payung.reason": "",
    "payung.request_id": "promise",
}


@pytest.fixture
def scratch(postgres, django_db_setup):
    """
    The owner's session with an empty table of each name, under the same triggers.

    The triggers know a table by its name alone, so every pair of states can be tried for real.
    """
    name = connection.settings_dict["NAME"]
    with psycopg.connect(**postgres.url(role=OWNER_ROLE, database=name)) as session:
        for setting, value in ACTOR.items():
            session.execute("SELECT set_config(%s, %s, true)", [setting, value])
        yield session
        session.rollback()


def _guarded(session, table):
    made = "CREATE TEMP TABLE {} (id bigint, state text)"
    first = "CREATE TRIGGER a AFTER INSERT ON pg_temp.{} REFERENCING NEW TABLE AS new_rows"
    later = (
        "CREATE TRIGGER b AFTER UPDATE ON pg_temp.{} REFERENCING OLD TABLE AS old_rows"
        " NEW TABLE AS new_rows"
    )
    each = " FOR EACH STATEMENT EXECUTE FUNCTION "
    for text in (
        made,
        first + each + "audit_moves_inserted()",
        later + each + "audit_moves_updated()",
    ):
        session.execute(sql.SQL(text).format(sql.Identifier(table)))
    return sql.Identifier("pg_temp", table)


def _tried(session, statement, values):
    """Whether the database lets it pass; undone either way."""
    try:
        with session.transaction(force_rollback=True):
            session.execute(statement, values)
    except psycopg.errors.IntegrityConstraintViolation:
        return False
    return True


def test_every_table_with_a_state_has_a_table_of_moves():
    with_state = {
        model._meta.db_table
        for model in tables()
        if any(field.name == "state" for field in model._meta.get_fields())
    }

    assert with_state == set(LIVES)


@pytest.mark.parametrize("table", sorted(LIVES))
def test_every_state_a_column_can_hold_is_part_of_the_life(table):
    model = LIVES[table]
    choices = {value for value, _ in model._meta.get_field("state").choices}

    assert choices == {str(state) for state in model.moves.states} - {""}
    assert model.moves.initial == "", "a life begins with being written down"


@pytest.mark.parametrize("table", sorted(LIVES))
def test_every_pair_of_action_and_state_is_allowed_or_refused_by_name(table):
    moves = LIVES[table].moves
    reached = set()

    for action, state in product(moves.actions, moves.states):
        if moves.allows(action, state):
            reached.add(moves.to(action, state))
        else:
            with pytest.raises(MoveNotAllowed):
                moves.to(action, state)

    assert reached | {""} == set(moves.states), "a state that nothing leads to"


def test_the_database_knows_exactly_the_moves_of_the_code():
    with connection.cursor() as cursor:
        cursor.execute("SELECT entity, from_state, to_state FROM audit_allowedmove")
        in_database = set(cursor.fetchall())

    assert in_database == allowed_moves()


@pytest.mark.parametrize("table", sorted(LIVES))
def test_the_database_refuses_every_other_pair(table, scratch):
    moves = LIVES[table].moves
    states = sorted({str(state) for state in moves.states} - {""})
    name = _guarded(scratch, table)
    insert = sql.SQL("INSERT INTO {} VALUES (1, %s)").format(name)
    update = sql.SQL("UPDATE {} SET state = %s").format(name)
    begun, moved = set(), set()

    for target in states:
        if _tried(scratch, insert, [target]):
            begun.add(("", target))
    for source, target in product(states, states):
        scratch.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER ALL").format(name))
        scratch.execute(sql.SQL("DELETE FROM {}").format(name))
        scratch.execute(insert, [source])
        scratch.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER ALL").format(name))
        if source != target and _tried(scratch, update, [target]):
            moved.add((source, target))

    assert begun | moved == {(str(a), str(b)) for a, b in moves.pairs}


@pytest.mark.parametrize("table", sorted(LIVES))
def test_the_database_refuses_a_move_by_nobody(table, scratch):
    begin = min(target for source, target in LIVES[table].moves.pairs if source == "")
    insert = sql.SQL("INSERT INTO {} VALUES (1, %s)").format(_guarded(scratch, table))

    scratch.execute("SELECT set_config('payung.role', '', true)")

    assert not _tried(scratch, insert, [begin])
