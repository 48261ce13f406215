"""Offices' months out of thin air, for what is worked out from them."""

from datetime import UTC, date, datetime

from payung.kernel.month import Month
from payung.stages.monitoring.sums import Money, OfficeFigures

MONTH = Month(2026, 9)
TAKEN = datetime(2026, 10, 3, 3, tzinfo=UTC)


def office(number: int = 1, **given: object) -> OfficeFigures:
    """Return an office of 40 that closed in time with ten sponsors, unless told otherwise."""
    joined = given.get("joined", 10)
    usual: dict[str, object] = {
        "agency_id": number,
        "regency_id": 1,
        "name": f"Kantor {number:03}",
        "merged_on": None,
        "month": MONTH,
        "version": 1,
        "taken_at": TAKEN,
        "asn": 40,
        "joined": joined,
        "confirmed": joined,
        "covered": joined,
        "begun": joined,
        "full_year": 0,
        "registered": joined,
        "accepted": joined,
        "queued": 0,
        "due": joined,
        "lines": joined,
        "lines_cut": joined,
        "is_listed": True,
        "is_reported": True,
        "closed_on": date(2026, 10, 2),
        "closings": 1,
        "money": Money(),
    }
    return OfficeFigures(**{**usual, **given})  # type: ignore[arg-type]  # the fields by name
