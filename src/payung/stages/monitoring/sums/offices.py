"""One office's month, and what several of them add up to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from payung.kernel.month import Month
from payung.stages.monitoring.sums.shares import Figure, Share

GRACE: Final = timedelta(days=10)
"""An office is on time when it closes within these days after the month's last (N7)."""
SIZES: Final = (("xl", 500), ("l", 100), ("m", 30), ("s", 10), ("tiny", 0))
"""Classes of offices by civil servants, the largest first; the tiny ones are never ranked."""
CLOSED, LATE, OPEN, UNASSIGNED = "closed", "late", "open", "unassigned"


def size_of(asn: int) -> str:
    return next(code for code, least in SIZES if asn >= least)


@dataclass(frozen=True, kw_only=True)
class Money:
    """N8 in whole rupiah. Cut is remitted, held, returned and what is still unexplained."""

    billed_idr: int = 0
    cut_idr: int = 0
    received_idr: int = 0
    transit_idr: int = 0
    held_idr: int = 0
    returned_idr: int = 0
    suspense_idr: int = 0
    held_since: date | None = None

    @property
    def remitted_idr(self) -> int:
        """Paid on: confirmed by the branch, or still on its way there."""
        return self.received_idr + self.transit_idr

    def held_days(self, on: date) -> int | None:
        """Return how long the oldest held money waits on a day; None where none is held."""
        return None if self.held_since is None else max((on - self.held_since).days, 0)


@dataclass(frozen=True, kw_only=True)
class OfficeFigures:
    """One office in one month, as known from `taken_at` until the next version."""

    agency_id: int
    regency_id: int
    name: str
    merged_on: date | None
    month: Month
    version: int
    taken_at: datetime
    asn: int
    joined: int
    confirmed: int
    """Those of `joined` with money that the branch received."""
    covered: int
    begun: int
    full_year: int
    registered: int
    accepted: int
    queued: int
    due: int
    lines: int
    lines_cut: int
    is_listed: bool
    is_reported: bool
    closed_on: date | None
    closings: int
    money: Money

    @property
    def is_assigned(self) -> bool:
        """Whether the office has something to report; one without a worker is not late."""
        return self.is_listed or self.due > 0

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def is_reopened(self) -> bool:
        return self.closings > 0 and self.closed_on is None

    @property
    def is_on_time(self) -> bool:
        return self.closed_on is not None and self.closed_on <= self.month.last_day + GRACE

    @property
    def is_provisional(self) -> bool:
        """Whether its money figures may still change as a matter of course."""
        return self.is_assigned and self.closed_on is None

    @property
    def participation(self) -> Share:
        """N3."""
        return Share(part=self.joined, whole=self.asn)

    @property
    def per_hundred(self) -> Share:
        """N5."""
        return Share(part=self.covered, whole=self.asn)

    @property
    def success(self) -> Share:
        """How many of the lines that payroll was asked for it cut."""
        return Share(part=self.lines_cut, whole=self.lines)

    @property
    def size(self) -> str:
        return size_of(self.asn)

    def status_on(self, day: date) -> str:
        """Return how far the office is with the month, seen from a day."""
        if self.closed_on is not None:
            return CLOSED
        if not self.is_assigned:
            return UNASSIGNED
        return LATE if day > self.month.last_day + GRACE else OPEN


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What the offices of a place, or of a class, add up to in one month."""

    month: Month
    as_of: datetime
    offices: int
    assigned: int
    closed: int
    on_time: int
    reopened: int
    closed_on: date | None
    """The day on which the last office closed; None while one is open."""
    asn: int
    joined: int
    confirmed: int
    """Those of `joined` with money that the branch received."""
    covered: int
    begun: int
    full_year: int
    registered: int
    accepted: int
    queued: int
    due: int
    lines: int
    lines_cut: int
    joined_offices: int
    asn_in_joined: int
    money: Money

    @property
    def is_final(self) -> bool:
        """Whether every office that had to report closed; if not, the figures are provisional."""
        return self.closed == self.assigned > 0

    @property
    def is_provisional(self) -> bool:
        return not self.is_final

    @property
    def participation(self) -> Share:
        """N3."""
        return Share(part=self.joined, whole=self.asn)

    @property
    def participation_in_joined(self) -> Share:
        """N3 within the offices that take part: never to be mixed up with N3 of the place."""
        return Share(part=self.joined, whole=self.asn_in_joined)

    @property
    def per_hundred(self) -> Share:
        """N5: what the press calls the percentage."""
        return Share(part=self.covered, whole=self.asn)

    @property
    def completeness(self) -> Share:
        """N6."""
        return Share(part=self.closed, whole=self.assigned)

    @property
    def punctuality(self) -> Share:
        """N7."""
        return Share(part=self.on_time, whole=self.assigned)

    @property
    def success(self) -> Share:
        return Share(part=self.lines_cut, whole=self.lines)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """N1 to N8, in order."""
        money = self.money
        return (
            self._figure("N1", self.asn),
            self._figure("N2", self.joined, self.asn),
            self._figure("N3", self.joined, self.asn),
            self._figure("N4", self.covered),
            self._figure("N5", self.covered, self.asn),
            self._figure("N6", self.closed, self.assigned),
            self._figure("N7", self.on_time, self.assigned),
            self._figure("N8.billed", money.billed_idr),
            self._figure("N8.cut", money.cut_idr),
            self._figure("N8.remitted", money.remitted_idr),
            self._figure("N8.received", money.received_idr),
            self._figure("N8.transit", money.transit_idr),
            self._figure("N8.held", money.held_idr),
            self._figure("N8.returned", money.returned_idr),
        )

    def figure(self, code: str) -> Figure:
        """Return the figure of this code. Raises KeyError for one that is not a month's."""
        return {one.code: one for one in self.figures}[code]

    def _figure(self, code: str, part: int, whole: int | None = None) -> Figure:
        return Figure(
            code=code,
            part=part,
            whole=whole,
            month=self.month,
            as_of=self.as_of,
            is_provisional=self.is_provisional,
        )


@dataclass(frozen=True, kw_only=True)
class Point:
    """One month of a line. A count is None where nothing is known: a gap stays a gap."""

    month: Month
    covered: int | None = None
    joined: int | None = None
    asn: int | None = None
    closed: int = 0
    assigned: int = 0
    as_of: datetime | None = None

    @property
    def is_provisional(self) -> bool:
        return not self.closed == self.assigned > 0
