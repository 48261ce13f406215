"""What the tests of ledger have in common."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from payung.foundation.ledger.balances import balances
from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.models import Entry
from payung.foundation.ledger.posting import (
    Cause,
    begin_entry,
    open_books,
    post,
)
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from tests.factories.remittance import as_operation

AT = datetime(2026, 12, 10, 3, tzinfo=UTC)
BY = Actor(1, "Uji", Role.TREASURER, 33, 7, "uji")
OFFICE, MONTH = 7, Month(2026, 12)


@pytest.fixture(autouse=True)
def book():
    with as_operation(AT):
        open_books([OFFICE], MONTH)


def _entry(ref="a", **content):
    return begin_entry(Cause(ref=ref, cause="test"), by=BY, at=AT, content=content or None)


def _post(kind, amount_idr=100, ref=None, **tags):
    people = {"sponsor_id": 1, "worker_id": 2} if kind not in (Kind.REMIT, Kind.RECEIPT) else {}
    slip = {"slip_id": 5} if kind in (Kind.REMIT, Kind.RECEIPT) else {}
    entry = _entry(ref or f"{kind}-{Entry.objects.count()}")
    tags = {"agency_id": OFFICE, "month": MONTH, **people, **slip, **tags}
    return post(entry, kind, amount_idr=amount_idr, **tags)


def _refused(match):
    return pytest.raises(DatabaseError, match=match)


def _books():
    return balances([OFFICE], MONTH)[OFFICE]
