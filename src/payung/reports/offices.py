"""What each office did in one month, in one statement, whatever the number of offices."""

from dataclasses import dataclass, fields
from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.monitoring.queries.measuring import now, span
from payung.stages.monitoring.sums.offices import GRACE

SIZES = ((500, "500 ASN atau lebih"), (100, "100 sampai 499 ASN"), (30, "30 sampai 99 ASN"))
SMALL = "di bawah 30 ASN"
UNRANKED_BELOW = 10


@dataclass(frozen=True, kw_only=True)
class OfficeMonth:
    """One office in one month. Counts are people, amounts whole rupiah."""

    agency_id: int
    name: str
    asn: int
    joined: int
    covered: int
    due: int
    """Workers whose contribution of the month is due from this office."""
    is_listed: bool
    is_reported: bool
    billed_idr: int
    cut_idr: int
    held_idr: int
    transit_idr: int
    closed_on: date | None
    month: Month

    @property
    def is_assigned(self) -> bool:
        """Whether the office has something to report; one without a worker is not late."""
        return self.is_listed or self.due > 0

    @property
    def is_on_time(self) -> bool:
        return self.closed_on is not None and self.closed_on <= self.month.last_day + GRACE

    @property
    def size(self) -> str:
        return next((words for least, words in SIZES if self.asn >= least), SMALL)

    @property
    def is_ranked(self) -> bool:
        """A closed month of an office of ten or more; an open month is never ranked."""
        return self.asn >= UNRANKED_BELOW and self.closed_on is not None


_COLUMNS = tuple(field.name for field in fields(OfficeMonth) if field.name != "month")
_WANTED = f"""SELECT seen.id AS agency_id, %(last)s::date AS month
    FROM (WITH {SEEN} SELECT * FROM seen) seen"""


def offices_in(*, viewer: Viewer, month: Month) -> list[OfficeMonth]:
    """
    Return every office `viewer` sees with what it did in `month`, by name, as of this hour.

    For who works with it now: reminders and homes. Published figures are those that were taken.
    """
    values = {**scope(viewer), **span(month, month)}
    return [
        OfficeMonth(**{name: row[name] for name in _COLUMNS}, month=month)
        for row in fetch(now(_WANTED), values)
    ]
