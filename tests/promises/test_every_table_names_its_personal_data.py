"""Promise 10: every table says which of its fields hold personal data, and forgets none."""

import re

import pytest

from payung.foundation.audit.guards import tables

TABLES = list(tables())
PERSONAL = re.compile(
    r"(.*_)?(nik|nip|phone|address|password|sealed|card_number|born_on|sex|birth_place)(_.*)?"
    r"|name|title_before|title_after|occupation"
)
PLACES = {"registry_regency", "registry_area", "registry_agency", "registry_hospital"}
"""Names of places, offices and hospitals are no personal data."""

pytestmark = pytest.mark.parametrize("table", TABLES, ids=[t._meta.db_table for t in TABLES])


def test_states_fields_that_exist(table):
    fields = {field.name for field in table._meta.get_fields()}

    assert "personal_data" in vars(table), "say it on the table itself, even when it is empty"
    assert set(table.personal_data) <= fields


def test_leaves_out_no_field_that_looks_personal(table):
    if table._meta.db_table in PLACES:
        return
    looks = {f.name for f in table._meta.get_fields() if PERSONAL.fullmatch(f.name)}

    assert looks <= set(table.personal_data)
