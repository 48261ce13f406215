"""The database itself refuses what must never happen."""

import pytest
from django.db import DatabaseError, connection

from payung.foundation.audit.guards import tables, unlisted
from payung.foundation.audit.tables import Life

pytestmark = pytest.mark.django_db

APPEND_ONLY = [model._meta.db_table for model in tables() if model.life is Life.APPEND_ONLY]


def test_every_table_says_how_its_rows_live():
    assert unlisted() == []


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_append_only_tables_refuse_every_change_to_the_application(table, change):
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(change.format(table))
