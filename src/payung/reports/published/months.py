"""A place's months as everybody may see them: open page, file, embedded chart and their checks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries import headline_month, totals_series
from payung.stages.monitoring.sums.hiding import safe_count
from payung.stages.monitoring.sums.offices import Totals
from payung.stages.monitoring.sums.shares import Figure

A_YEAR: Final = 12
PEOPLE: Final = ("N1", "N2", "N3", "N4", "N5")
OPEN: Final = (*PEOPLE, "N6", "N7", "N8.received")
"""
Of the money only what the branch received: it goes with N4. The other amounts differ from it by
the contributions of a few people, who could be counted out of the difference.
"""


@dataclass(frozen=True, kw_only=True)
class PublicMonth:
    """
    One month of a place. `figures` are those that may be seen, `hidden` the codes of the others.

    A month in which nobody had anything to do has neither: it stays a gap.
    """

    month: Month
    as_of: datetime | None = None
    is_provisional: bool = False
    closed: int = 0
    assigned: int = 0
    offices: int = 0
    closed_on: date | None = None
    figures: tuple[Figure, ...] = ()
    hidden: frozenset[str] = frozenset()

    def figure(self, code: str) -> Figure | None:
        """Return the figure of this code; None where it is hidden or unknown."""
        return next((one for one in self.figures if one.code == code), None)

    @property
    def asn(self) -> int | None:
        return self._part("N1")

    @property
    def joined(self) -> int | None:
        return self._part("N2")

    @property
    def covered(self) -> int | None:
        return self._part("N4")

    @property
    def participation(self) -> Figure | None:
        return self.figure("N3")

    @property
    def per_hundred(self) -> Figure | None:
        return self.figure("N5")

    @property
    def received_idr(self) -> int | None:
        return self._part("N8.received")

    @property
    def on_time(self) -> int | None:
        return self._part("N7")

    @property
    def is_final(self) -> bool:
        return not self.is_provisional

    def _part(self, code: str) -> int | None:
        found = self.figure(code)
        return None if found is None else found.part


def headline(*, viewer: Viewer, on: date) -> PublicMonth | None:
    """Return the month to speak of; None before anything was confirmed."""
    month = headline_month(viewer=viewer, on=on)
    return None if month is None else line(viewer=viewer, until=month, months=1)[0]


def line(*, viewer: Viewer, until: Month, months: int = A_YEAR) -> list[PublicMonth]:
    """Return the months up to `until`, oldest first; a gap stays a gap."""
    found = totals_series(viewer=viewer, until=until, months=months)
    span = Month.span(until - (months - 1), until.next)
    return [as_published(month, one) for month, one in zip(span, found, strict=True)]


def as_published(month: Month, totals: Totals | None) -> PublicMonth:
    """Return a month without the counts that could point at a person."""
    if totals is None or not (totals.assigned or totals.covered or totals.joined):
        return PublicMonth(month=month)
    hidden = _hidden(totals)
    shown = tuple(one for one in totals.figures if one.code in OPEN and one.code not in hidden)
    return PublicMonth(
        month=month,
        as_of=totals.as_of,
        is_provisional=totals.is_provisional,
        closed=totals.closed,
        assigned=totals.assigned,
        offices=totals.offices,
        closed_on=totals.closed_on,
        figures=shown,
        hidden=hidden,
    )


def is_small(*counts: int) -> bool:
    """Return whether one of these counts of people must not be seen."""
    return any(safe_count(count) is None for count in counts)


def _hidden(totals: Totals) -> frozenset[str]:
    """Return which figures must not be seen: few people, or all but a few."""
    found: set[str] = set()
    if is_small(totals.asn):
        found |= set(PEOPLE)
    if is_small(totals.joined, totals.asn - totals.joined):
        found |= {"N2", "N3"}
    if is_small(totals.covered):
        found |= {"N4", "N5", "N8.received"}
    return frozenset(found)


def known(months: Iterable[PublicMonth]) -> list[PublicMonth]:
    """Return the months of which there is something to show or to hide."""
    return [one for one in months if one.figures or one.hidden]
