"""S123: every open difference of a regency, by office, month and age. None of them is "Rp0"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from payung.foundation.audit.scope import beyond
from payung.foundation.rules import due_on, holidays
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.audit import differences_sql as sql
from payung.reports.scope import fetch, scope

YOUNG, OLD = 10, 30
"""Days up to which a difference is everyday work, and from which it is old."""
_MAY_READ = frozenset({Role.AUDITOR, Role.SECRETARIAT, Role.SYSTEM})


class Kind(StrEnum):
    """What differs from what, in the order in which a rupiah goes."""

    UNREPORTED = "unreported"
    """The due day passed, and payroll has not said what it cut."""
    NO_REASON = "no_reason"
    """Cut otherwise than asked, and nobody said why."""
    UNBOOKED = "unbooked"
    """Cut otherwise than asked, with a reason: payroll has to put it right, it is in no account."""
    HELD = "held"
    UNLISTED = "unlisted"
    """Cut from people on no list, and not given back."""
    REFUND = "refund"
    """Approved to go back to the civil servant, and not handed over yet."""
    WAITING = "waiting"
    """A slip says more than was cut; it waits."""
    TRANSIT = "transit"
    AMOUNT = "amount"
    """Slip and receipt differ without a reason."""
    NO_SLIP = "no_slip"
    """A receipt whose slip nobody recorded."""
    RECEIVED = "received"
    """With the branch, and not given to any worker's month."""
    OFFICE = "office"
    """The office's own money, paid on beyond what was cut; with the branch, or back in the till."""
    SUSPENSE = "suspense"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    One open difference. `agency_id` and `month` are None for a receipt without a slip.

    `signed`: the reason with which two people closed the month although it was open.
    """

    kind: Kind
    agency_id: int | None
    office: str
    month: Month | None
    amount_idr: int
    since: date
    days: int
    count: int
    """People, for differences between what was asked and cut; slips otherwise."""
    list_id: int | None
    slip_id: int | None
    receipt_id: int | None
    signed: str

    @property
    def age(self) -> str:
        if self.days <= YOUNG:
            return "young"
        return "middle" if self.days <= OLD else "old"


@dataclass(frozen=True, kw_only=True)
class Differences:
    """All of them, the oldest first; those that two people signed stand apart."""

    open: tuple[Difference, ...]
    signed: tuple[Difference, ...]

    @property
    def open_idr(self) -> int:
        return sum(one.amount_idr for one in self.open)

    def idr_of_age(self, age: str) -> int:
        return sum(one.amount_idr for one in self.open if one.age == age)

    def of_age(self, age: str) -> int:
        return sum(one.age == age for one in self.open)


def differences(
    *, viewer: Viewer, on: date, agency_id: int | None = None, month: Month | None = None
) -> Differences:
    """Return the differences as they are on a day, in a fixed number of statements."""
    if viewer.role not in _MAY_READ:
        return Differences(open=(), signed=())
    values = {**scope(viewer), "on": on}
    with beyond("whoever moved away still counts in the sums of the office's months"):
        asked = [(kind, fetch(statement, values)) for kind, statement in _ASKED]
    found = [
        one
        for kind, rows in asked
        for one in _read(kind, rows, on)
        if agency_id in (None, one.agency_id) and month in (None, one.month)
    ]
    found.sort(
        key=lambda one: (-one.days, -one.amount_idr, one.office, tuple(Kind).index(one.kind))
    )
    return Differences(
        open=tuple(one for one in found if not one.signed),
        signed=tuple(one for one in found if one.signed),
    )


def _read(kind: Kind | None, rows: Iterable[dict[str, Any]], on: date) -> Iterator[Difference]:
    for row in rows:
        first, since = row.pop("month"), row.pop("since")
        month = None if first is None else Month.of(first)
        which = kind or Kind(row["kind"])
        if which is Kind.UNREPORTED and month is not None:
            since = due_on(month, holidays().days) + timedelta(days=1)
            if since > on:
                continue
        given = {"kind": which, "month": month, "since": since, "days": max((on - since).days, 0)}
        yield Difference(**{**_EMPTY, **row, **given})


_EMPTY: dict[str, Any] = {
    **{"agency_id": None, "office": "", "count": 1, "signed": ""},
    **{"list_id": None, "slip_id": None, "receipt_id": None},
}
_ASKED: tuple[tuple[Kind | None, str], ...] = (
    (Kind.UNREPORTED, sql.UNREPORTED),
    (Kind.NO_REASON, sql.NO_REASON),
    (Kind.UNBOOKED, sql.UNBOOKED),
    (Kind.HELD, sql.HELD),
    (Kind.UNLISTED, sql.UNLISTED),
    (Kind.REFUND, sql.REFUND),
    (Kind.WAITING, sql.WAITING),
    (None, sql.TRANSIT),
    (Kind.AMOUNT, sql.AMOUNT),
    (Kind.NO_SLIP, sql.NO_SLIP),
    (None, sql.REST),
    (None, sql.SIGNED),
)
