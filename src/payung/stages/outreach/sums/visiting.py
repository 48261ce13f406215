"""
Whom to visit next: by how many paying sponsors a visit is likely to bring.

    expected = not yet taking part × who signs up after a visit × who of them pays × rested

Each factor is estimated from what this regency saw, pulled towards an assumption while little was
seen. docs/algorithms/visit_next.md says the same in words, with a worked table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

ASSUMED_LIFT: Final = Fraction(3, 100)
"""So many of those not yet taking part sign up after a visit, as long as nothing was seen."""
ASSUMED_WEIGHT: Final = 200
"""The assumption weighs as much as 200 civil servants who were visited."""
ASSUMED_KEPT: Final = Fraction(8, 10)
KEPT_WEIGHT: Final = 20
OFFICE_WEIGHT: Final = 10
RESTS: Final = 90
"""Days after a visit until another one counts in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What visits of the regency brought so far."""

    visited_open: int = 0
    """Civil servants not yet taking part, in offices visited at least 60 days ago."""
    lifted: int = 0
    """Sign-ups there within 60 days."""
    other_open: int = 0
    """The same of offices that nobody visited, over the same days."""
    other: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An office that could be visited."""

    agency_id: int
    name: str
    asn: int
    joined: int
    signed_up: int
    """Sign-ups in the last twelve months that are old enough to have been paid for."""
    paid: int
    """How many of them have a paid month."""
    last_visit: date | None = None
    next_visit: date | None = None

    @property
    def open(self) -> int:
        return max(self.asn - self.joined, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A candidate with what a visit is likely to bring, and the factors that say so."""

    office: Candidate
    lift: Fraction
    kept: Fraction
    rested: Fraction

    @property
    def expected(self) -> Fraction:
        return self.office.open * self.lift * self.kept * self.rested

    @property
    def about(self) -> int:
        """Return the expectation as a whole number, half up."""
        return int(self.expected + Fraction(1, 2))


def lift_of(seen: Seen) -> Fraction:
    """
    Return the share that signs up because of a visit: beyond what unvisited offices had anyway.

    Never below zero; with nothing seen it is the assumption.
    """
    beyond = Fraction(seen.lifted)
    if seen.other_open:
        beyond -= Fraction(seen.other, seen.other_open) * seen.visited_open
    assumed = ASSUMED_LIFT * ASSUMED_WEIGHT
    return max(beyond + assumed, Fraction(0)) / (seen.visited_open + ASSUMED_WEIGHT)


def kept_of(office: Candidate, all_kept: Fraction) -> Fraction:
    """Return the share of the office's sign-ups that gets paid, pulled towards the regency's."""
    return (office.paid + OFFICE_WEIGHT * all_kept) / (office.signed_up + OFFICE_WEIGHT)


def rested_of(office: Candidate, *, on: date) -> Fraction:
    """Return 0 on the day of a visit, 1 from ninety days after it, and between them in step."""
    if office.last_visit is None:
        return Fraction(1)
    days = (on - office.last_visit).days
    return Fraction(min(max(days, 0), RESTS), RESTS)


def next_visits(offices: Iterable[Candidate], seen: Seen, *, on: date) -> list[Visit]:
    """Return the offices without a session ahead, those first where a visit brings most."""
    rows = list(offices)
    signed_up, paid = sum(row.signed_up for row in rows), sum(row.paid for row in rows)
    all_kept = (paid + KEPT_WEIGHT * ASSUMED_KEPT) / (signed_up + KEPT_WEIGHT)
    lift = lift_of(seen)
    visits = [
        Visit(office=row, lift=lift, kept=kept_of(row, all_kept), rested=rested_of(row, on=on))
        for row in rows
        if row.next_visit is None and row.open
    ]
    return sorted(visits, key=lambda one: (-one.expected, -one.office.open, one.office.name))
