"""
Where the regency will be on the day of its target, and what the five calls would add.

The arithmetic is plain on purpose, so that a leader can repeat it: the pace of the last closed
months goes on, the number of civil servants stays. docs/algorithms/outlook.md has a worked table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final

from payung.kernel.month import Month
from payung.stages.monitoring.sums import Aim, Share, needed

PACE_MONTHS: Final = 3
"""Over so many steps from month to month the pace is taken, or fewer where fewer are closed."""

FEWEST: Final = 3
"""Fewer closed months than these are no pace to speak of."""

Known = tuple[Month, int, bool]
"""A month, its count, and whether every office closed it."""


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """
    What comes by `until` if nothing else changes. Counts are people; `asn` is the whole.

    `later`: at the pace of now. `helped`: with what the calls bring on top of it.
    """

    code: str
    aim: Aim | None
    until: Month
    asn: int
    since: Month
    """The pace is taken from this month to `last`, both closed."""
    last: Month
    month: Month
    """The month shown, closed or not, and its count: from here on it goes."""
    base: int
    pace: Fraction
    later: int
    gained: int
    helped: int

    @property
    def later_share(self) -> Share:
        return Share(part=self.later, whole=self.asn)

    @property
    def helped_share(self) -> Share:
        return Share(part=self.helped, whole=self.asn)

    @property
    def months(self) -> int:
        """How many months lie ahead; 0 once the day of the target is behind."""
        return max(self.until - self.month, 0)

    @property
    def wanted(self) -> int | None:
        """How many the target means; None without one."""
        if self.aim is None:
            return None
        return needed(Share(part=0, whole=self.asn), self.aim.percent)

    @property
    def lacking(self) -> int:
        """How many are still lacking in the month shown."""
        return max((self.wanted or 0) - self.base, 0)

    @property
    def needed_a_month(self) -> int | None:
        """How many more a month it takes; None where no month is left."""
        return ceil(Fraction(self.lacking, self.months)) if self.months else None

    @property
    def status(self) -> str:
        """Return none, reached, missed, on_track, helped or short."""
        if self.wanted is None or not self.asn:
            return "none"
        if self.base >= self.wanted:
            return "reached"
        if not self.months:
            return "missed"
        if self.later >= self.wanted:
            return "on_track"
        return "helped" if self.helped >= self.wanted else "short"


def outlook(
    known: Sequence[Known], *, code: str, aim: Aim | None, asn: int, gained: int, on: date
) -> Outlook | None:
    """
    Return what comes, or None where fewer than three months were closed by all.

    :param known: the counts of the figure's part, oldest first, up to the month shown; what is
        still open makes no pace.
    :param gained: what the calls bring, in the same unit.
    """
    closed = [(month, count) for month, count, is_final in known if is_final]
    if len(closed) < FEWEST:
        return None
    last, reached = closed[-1]
    month, base, _ = known[-1]
    since, was = min(
        closed[:-1], key=lambda one: (last - one[0] > PACE_MONTHS, abs(last - one[0] - PACE_MONTHS))
    )
    until = Month.of(aim.due_on) if aim else Month(on.year, 12)
    pace = Fraction(reached - was, last - since)
    most = asn if code == "N3" else None
    later = _within(base + floor(pace * max(until - month, 0)), most)
    return Outlook(
        code=code,
        aim=aim,
        until=until,
        asn=asn,
        since=since,
        last=last,
        month=month,
        base=base,
        pace=pace,
        later=later,
        gained=gained,
        helped=_within(later + gained, most),
    )


def workers_for(sponsors: int, *, covered: int, joined: int) -> int:
    """Return how many workers so many sponsors bring, at the regency's own workers per sponsor."""
    return floor(Fraction(sponsors * covered, joined)) if joined else sponsors


def _within(count: int, most: int | None) -> int:
    return max(count if most is None else min(count, most), 0)
