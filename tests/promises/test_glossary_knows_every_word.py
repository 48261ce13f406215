"""Every table, state, role and account has a word in the glossary."""

import pytest

from payung.foundation.audit.guards import tables
from payung.foundation.ledger.kinds import Account
from payung.kernel.people import Role
from tests.promises.house import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
TABLES = {model._meta.db_table for model in tables()}
STATES = {str(state) for model in tables() if model.moves for state in model.moves.states} - {""}


@pytest.mark.parametrize("word", sorted(TABLES | STATES | {str(role) for role in Role}))
def test_explains(word):
    assert f"`{word}`" in GLOSSARY


def test_names_every_account():
    assert ", ".join(Account) in GLOSSARY
