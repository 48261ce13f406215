"""What the tests of reconciliation have in common."""

import pytest

from tests.factories.deductions import gives, locked, office
from tests.factories.reconciliation import (
    HEADER,
)


def cell(column, value, row=HEADER + 1):
    """Return a change to the form: another value in one cell."""

    def change(sheet):
        sheet[f"{column}{row}"] = value

    return change


@pytest.fixture
def here():
    return office()


@pytest.fixture
def kept(here, at):
    for _ in range(3):
        gives(here, at=at)
    return locked(here, at=at)
