"""What changed in a month after it had been closed, version by version."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries.reading import KNOWN, SEEN, fetch, reach

WATCHED = (
    *("asn", "joined", "covered", "lines_cut", "billed_idr", "cut_idr", "received_idr"),
    *("held_idr", "returned_idr"),
)
_STATEMENT = f"""SELECT m.agency_id, a.name, m.version, m.taken_at, m.closings,
    {", ".join(f"m.{name}" for name in WATCHED)}
FROM monitoring_officemonth m JOIN registry_agency a ON a.id = m.agency_id
WHERE m.month = %(first)s AND {SEEN} AND {KNOWN}
ORDER BY a.name, a.id, m.version"""


@dataclass(frozen=True, kw_only=True)
class Changed:
    code: str
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A version of an office's month that differs from one which had been closed."""

    agency_id: int
    name: str
    month: Month
    version: int
    taken_at: datetime
    changed: tuple[Changed, ...]


def corrections(
    *,
    viewer: Viewer,
    month: Month,
    agency_id: int | None = None,
    province: str = "",
    as_of: date | None = None,
) -> list[Correction]:
    """Return what changed after the first close, by office and version."""
    values = reach(
        viewer, first=month, last=month, province=province, agency_id=agency_id, as_of=as_of
    )
    rows = fetch(_STATEMENT, values)
    found = []
    for before, after in pairwise(rows):
        if before["agency_id"] == after["agency_id"] and before["closings"]:
            changed = _changed(before, after)
            if changed:
                found.append(
                    Correction(
                        agency_id=after["agency_id"],
                        name=after["name"],
                        month=month,
                        version=after["version"],
                        taken_at=after["taken_at"],
                        changed=changed,
                    )
                )
    return found


def _changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[Changed, ...]:
    return tuple(
        Changed(code=name, before=before[name], after=after[name])
        for name in WATCHED
        if before[name] != after[name]
    )
