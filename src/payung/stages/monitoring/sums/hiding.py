"""
What the public may see of offices and of groups of workers, so that no number points at a person.

Hidden first: an office with fewer than ten civil servants, and whatever would show one to four
people, be it those who give, those who do not, or workers. Of an office only those are printed
whose money the branch confirmed, never all who joined: so nobody can tell the few who wait for a
receipt, and a regency where three of them wait need not hide everybody.
Hidden with them, until nothing can be worked out: further offices of the same class, because the
class's and the regency's totals are published (`docs/algorithms/hiding.md`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from payung.stages.monitoring.sums.cells import Cell
from payung.stages.monitoring.sums.offices import SIZES, OfficeFigures
from payung.stages.monitoring.sums.ranking import Ranking, rank, score_of
from payung.stages.monitoring.sums.shares import Share

SMALLEST_SHOWN: Final = 5
"""A public count below this and above zero could point at a person."""
SMALLEST_OFFICE: Final = 10


@dataclass(frozen=True, kw_only=True)
class PublicOffice:
    """One office as published. Of a hidden one nothing but its name and class is told."""

    agency_id: int
    name: str
    size: str
    is_closed: bool
    is_assigned: bool
    asn: int | None = None
    covered: int | None = None
    place: int | None = None
    before: int | None = None
    change: Decimal | None = None
    scored: int | None = None
    """Of those who joined, the ones whose money the branch confirmed: the place rests on them."""

    @property
    def is_hidden(self) -> bool:
        return self.asn is None

    @property
    def score(self) -> Share | None:
        """What the place rests on."""
        if self.asn is None or self.scored is None:
            return None
        return Share(part=self.scored, whole=self.asn)


@dataclass(frozen=True, kw_only=True)
class PublicGroup:
    """A class of offices, or all of them (`size` empty); counts are None where hidden."""

    size: str
    offices: int
    asn: int | None
    joined: int | None
    covered: int | None


@dataclass(frozen=True, kw_only=True)
class Published:
    """What may be printed of a month. Hand `hidden` to the next month as `hidden_before`."""

    offices: tuple[PublicOffice, ...]
    classes: tuple[PublicGroup, ...]
    total: PublicGroup
    hidden: frozenset[int]


def safe_count(count: int) -> int | None:
    """Return a count that stands alone, or None where it could point at a person."""
    return None if 0 < count < SMALLEST_SHOWN else count


def publish(
    offices: Sequence[OfficeFigures],
    *,
    before: Sequence[OfficeFigures] = (),
    hidden_before: Collection[int] = frozenset(),
) -> Published:
    """
    Return the month as the public may see it, places worked out among what is shown.

    :param before: the month before, for places and changes.
    :param hidden_before: what was hidden then; it is hidden again first, so that two months
        beside each other do not give away what each of them hides.
    """
    hidden, closed_groups = _hidden(offices, frozenset(hidden_before))
    shown = [office for office in offices if office.agency_id not in hidden]
    shown_before = [office for office in before if office.agency_id not in hidden_before]
    ranking = rank(shown, shown_before)
    return Published(
        offices=tuple(_offices(offices, hidden, ranking)),
        classes=tuple(
            _group(size, of_size, is_hidden=size in closed_groups)
            for size, _ in SIZES
            if (of_size := _of(offices, size))
        ),
        total=_group("", offices, is_hidden=not shown and not _holds(offices)),
        hidden=hidden,
    )


def publish_cells(cells: Sequence[Cell]) -> tuple[tuple[Cell, bool], ...]:
    """
    Return the cells of one dimension, each with whether it may be shown; their sum is published.

    Where a single cell had to be hidden it could be worked out from the sum: the smallest of the
    others are hidden with it.
    """
    hidden = [cell for cell in cells if 0 < cell.workers < SMALLEST_SHOWN]
    rest = sorted((c for c in cells if c.workers >= SMALLEST_SHOWN), key=lambda c: c.workers)
    while (
        hidden
        and rest
        and not (len(hidden) > 1 and sum(cell.workers for cell in hidden) >= 2 * SMALLEST_SHOWN)
    ):
        hidden.append(rest.pop(0))
    return tuple((cell, cell not in hidden) for cell in cells)


def _hidden(
    offices: Sequence[OfficeFigures], hidden_before: frozenset[int]
) -> tuple[frozenset[int], frozenset[str]]:
    """Return which offices are hidden, and which classes' totals with them."""
    hidden = {office.agency_id for office in offices if _points_at_people(office)}
    closed: set[str] = set()
    sizes = [size for size, _ in SIZES if _of(offices, size)]
    for size in sizes:
        if not _complete(_of(offices, size), hidden, hidden_before):
            closed.add(size)
    # The offices of classes without a total stand together against the total of all.
    while closed and not _complete(
        [office for office in offices if office.size in closed], hidden, hidden_before
    ):
        another = next((size for size in reversed(sizes) if size not in closed), None)
        if another is None:
            return frozenset(office.agency_id for office in offices), frozenset(sizes)
        closed.add(another)
    return frozenset(hidden), frozenset(closed)


def _complete(
    group: Sequence[OfficeFigures], hidden: set[int], hidden_before: frozenset[int]
) -> bool:
    """Hide further offices of the group until its total gives nothing away; say if it worked."""
    partners = sorted(
        (office for office in group if office.agency_id not in hidden),
        key=lambda o: (o.agency_id not in hidden_before, o.asn, o.agency_id),
    )
    while not _holds([office for office in group if office.agency_id in hidden]):
        if not partners:
            return False
        hidden.add(partners.pop(0).agency_id)
    return True


def _holds(hidden: Sequence[OfficeFigures]) -> bool:
    """Return whether the sum of the hidden offices, which is known, tells nothing about one."""
    if not hidden:
        return True
    if len(hidden) == 1 or any(_is_small(_sums(hidden))):
        return False
    asn, joined, covered = _sums(hidden)
    return all(_is_wide(office.asn, joined, asn - office.asn) for office in hidden) and (
        covered == 0 or covered >= 2 * SMALLEST_SHOWN
    )


def _is_wide(asn: int, joined: int, asn_of_others: int) -> bool:
    """Return whether somebody who knows every staff list cannot narrow down who joined here."""
    most, least = min(asn, joined), max(joined - asn_of_others, 0)
    return joined == 0 or most - least >= min(asn, SMALLEST_SHOWN)


def _points_at_people(office: OfficeFigures) -> bool:
    if office.asn == 0 and office.joined == 0 and office.covered == 0:
        return False
    confirmed = score_of(office).part
    shown = (*_is_small(_sums([office])), *_is_small((office.asn, confirmed, office.covered)))
    return office.asn < SMALLEST_OFFICE or any(shown)


def _sums(offices: Iterable[OfficeFigures]) -> tuple[int, int, int]:
    found = list(offices)
    return (
        sum(office.asn for office in found),
        sum(office.joined for office in found),
        sum(office.covered for office in found),
    )


def _is_small(sums: tuple[int, int, int]) -> tuple[bool, ...]:
    """Return for each count that is published, or follows from two, whether it is one to four."""
    asn, joined, covered = sums
    counts = (asn, joined, asn - joined, covered)
    return tuple(0 < count < SMALLEST_SHOWN for count in counts)


def _of(offices: Iterable[OfficeFigures], size: str) -> list[OfficeFigures]:
    return [office for office in offices if office.size == size]


def _group(size: str, offices: Sequence[OfficeFigures], *, is_hidden: bool) -> PublicGroup:
    asn, joined, covered = _sums(offices)
    return PublicGroup(
        size=size,
        offices=len(offices),
        asn=None if is_hidden else asn,
        joined=None if is_hidden else joined,
        covered=None if is_hidden else covered,
    )


def _offices(
    offices: Iterable[OfficeFigures], hidden: frozenset[int], ranking: Ranking
) -> Iterable[PublicOffice]:
    placed = {one.office.agency_id: one for group in ranking.classes for one in group.placed}
    for office in offices:
        public = PublicOffice(
            agency_id=office.agency_id,
            name=office.name,
            size=office.size,
            is_closed=office.is_closed,
            is_assigned=office.is_assigned,
        )
        if office.agency_id in hidden:
            yield public
            continue
        found = placed.get(office.agency_id)
        yield replace(
            public,
            asn=office.asn,
            covered=office.covered,
            place=found.place if found else None,
            before=found.before if found else None,
            change=found.change if found else None,
            scored=score_of(office).part,
        )
