"""Whoever reads most of a table says so for as long as it takes, and no longer."""

import pytest
from django.db import DatabaseError, connection, transaction

from payung.foundation.audit.planning import whole_tables

pytestmark = pytest.mark.django_db


def _loops() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_nestloop")
        return str(cursor.fetchone()[0])


def test_holds_inside_only():
    with whole_tables():
        inside = _loops()

    assert (inside, _loops()) == ("off", "on")


def test_a_failure_inside_is_told_as_it_was_and_undone_with_its_transaction():
    with (
        pytest.raises(DatabaseError, match="division by zero"),
        transaction.atomic(),
        whole_tables(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1/0")

    assert _loops() == "on"
