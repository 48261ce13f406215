"""S51: every office beside the others, with what changed; and the order in which to read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries import offices_between
from payung.stages.monitoring.sums import OfficeFigures, Share, change_of, rank


@dataclass(frozen=True, kw_only=True)
class OfficeRow:
    """
    One office in a month. `share` is None where nothing was reported: that is not zero.

    `place` is within its class; `change` in percentage points, between two closed months.
    """

    office: OfficeFigures
    status: str
    share: Share | None
    place: int | None
    change: Decimal | None
    held_days: int | None


Key = Callable[[OfficeRow], tuple[object, ...]]


def _name(row: OfficeRow) -> tuple[object, ...]:
    return (row.office.name, row.office.agency_id)


def _share(row: OfficeRow) -> tuple[object, ...]:
    exact = row.share.exact if row.share else None
    return (exact is None, -(exact or Fraction()), *_name(row))


def _size(row: OfficeRow) -> tuple[object, ...]:
    return (-row.office.asn, *_name(row))


def _change(row: OfficeRow) -> tuple[object, ...]:
    return (row.change is None, -(row.change or Decimal()), *_name(row))


def _status(row: OfficeRow) -> tuple[object, ...]:
    return (STATUSES.index(row.status), row.office.closed_on or date.max, *_name(row))


def _held(row: OfficeRow) -> tuple[object, ...]:
    return (-row.office.money.held_idr, -(row.held_days or 0), *_name(row))


STATUSES: Final = ("late", "open", "closed", "unassigned")
ORDERS: Final[dict[str, Key]] = {
    "nama": _name,
    "ikut": _share,
    "naik": _change,
    "lapor": _status,
    "tertahan": _held,
    "asn": _size,
}
"""By what the table may be ordered; what is unknown stands last, whichever way it is read."""


def office_rows(*, viewer: Viewer, month: Month, on: date) -> list[OfficeRow]:
    """Return every office of the viewer with its month, by name."""
    found = offices_between(viewer=viewer, first=month.previous, last=month)
    return rows_of_month(found[month], found[month.previous], on)


def rows_of_month(
    now: Sequence[OfficeFigures], before: Sequence[OfficeFigures], on: date
) -> list[OfficeRow]:
    """Return offices with their places and changes, in the order they come."""
    places = {
        one.office.agency_id: one.place
        for group in rank(now, before).classes
        for one in group.placed
    }
    was = {office.agency_id: office for office in before}
    return [_row(one, was.get(one.agency_id), places.get(one.agency_id), on) for one in now]


def ordered(rows: Sequence[OfficeRow], order: str, *, is_turned: bool = False) -> list[OfficeRow]:
    """Return the rows in an order of `ORDERS`; turned around, what is unknown stays last."""
    found = sorted(rows, key=ORDERS[order])
    if not is_turned:
        return found
    known = [row for row in found if not _is_unknown(row, order)]
    return [*reversed(known), *(row for row in found if _is_unknown(row, order))]


def _is_unknown(row: OfficeRow, order: str) -> bool:
    return (order == "ikut" and (row.share is None or row.share.exact is None)) or (
        order == "naik" and row.change is None
    )


def _row(
    office: OfficeFigures, before: OfficeFigures | None, place: int | None, on: date
) -> OfficeRow:
    both = before is not None and before.is_closed and office.is_closed
    status = office.status_on(on)
    silent = status in ("late", "open") and not office.is_reported and not office.joined
    return OfficeRow(
        office=office,
        status=status,
        share=None if silent else office.participation,
        place=place,
        change=change_of(office.participation, before.participation) if both and before else None,
        held_days=office.money.held_days(on) if office.money.held_idr else None,
    )
