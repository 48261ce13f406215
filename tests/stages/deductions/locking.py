"""What the tests of deductions have in common."""

from payung.stages.deductions import operations
from tests.factories.deductions import (
    DECEMBER,
)


def lock(of, at, month=DECEMBER):
    return operations.lock(agency_ids=[of.agency_id], month=month, by=of.treasurer, at=at)
