"""
The ranking of offices (screens.md 8.2): fair by size, by what was closed, without a person.

The score is N3 of a closed month, as far as the branch confirmed it. A month that is open, or was
opened again, has no place. Equal shares share a place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from payung.stages.monitoring.sums.offices import SIZES, OfficeFigures
from payung.stages.monitoring.sums.placing import places
from payung.stages.monitoring.sums.shares import Share, percent_of

MOST_RISERS: Final = 10
TINY: Final = "tiny"
_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An office with its place in its class; `before` and `change` where last month had them."""

    place: int
    office: OfficeFigures
    share: Share
    before: int | None
    change: Decimal | None
    """In percentage points, with two decimals."""


@dataclass(frozen=True, kw_only=True)
class SizeClass:
    size: str
    placed: tuple[Placed, ...]


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """
    Classes with somebody in them, the largest offices first.

    `late` have something to report and did not close; `idle` have nobody to report about;
    `small` closed, and have fewer than ten civil servants: a place would point at people.
    """

    classes: tuple[SizeClass, ...]
    risers: tuple[Placed, ...]
    late: tuple[OfficeFigures, ...]
    small: tuple[OfficeFigures, ...]
    idle: tuple[OfficeFigures, ...]


def score_of(office: OfficeFigures) -> Share:
    """Return N3 as far as confirmed: what was cut and never arrived earns no place."""
    return Share(part=min(office.joined, office.confirmed), whole=office.asn)


def may_be_ranked(office: OfficeFigures) -> bool:
    return office.is_closed and office.size != TINY


def rank(offices: Sequence[OfficeFigures], before: Sequence[OfficeFigures] = ()) -> Ranking:
    """
    Return the offices in their classes, beside last month's place and share.

    :param before: the same offices one month earlier; those not closed then have no change.
    """
    was, shares = _places(before), _shares(before)
    now = _places(offices)
    placed = [
        _placed(office, now[office.agency_id], was, shares)
        for office in offices
        if office.agency_id in now
    ]
    classes = []
    for size, _ in SIZES:
        of_size = [one for one in placed if one.office.size == size]
        of_size.sort(key=lambda one: (one.place, one.office.name, one.office.agency_id))
        if of_size:
            classes.append(SizeClass(size=size, placed=tuple(of_size)))
    rest = [office for office in offices if office.agency_id not in now]
    return Ranking(
        classes=tuple(classes),
        risers=tuple(_risers(placed)),
        late=_named(o for o in rest if o.is_assigned and not o.is_closed),
        small=_named(o for o in rest if o.is_closed),
        idle=_named(o for o in rest if not o.is_assigned and not o.is_closed),
    )


def _places(offices: Iterable[OfficeFigures]) -> dict[int, int]:
    by_size: dict[str, dict[int, Fraction | None]] = {}
    for office in offices:
        if may_be_ranked(office):
            by_size.setdefault(office.size, {})[office.agency_id] = score_of(office).exact
    return {key: place for group in by_size.values() for key, place in places(group).items()}


def _shares(offices: Iterable[OfficeFigures]) -> dict[int, Share]:
    return {one.agency_id: score_of(one) for one in offices if may_be_ranked(one)}


def _placed(
    office: OfficeFigures, place: int, was: Mapping[int, int], shares: Mapping[int, Share]
) -> Placed:
    share, before = score_of(office), shares.get(office.agency_id)
    return Placed(
        place=place,
        office=office,
        share=share,
        before=was.get(office.agency_id),
        change=change_of(share, before),
    )


def change_of(now: Share, before: Share | None) -> Decimal | None:
    """Return by how many percentage points a share changed; None without one of the two."""
    if before is None or now.exact is None or before.exact is None:
        return None
    points = now.exact - before.exact
    magnitude = percent_of(abs(points.numerator), points.denominator)
    assert magnitude is not None
    return magnitude.copy_sign(Decimal(points.numerator)) if magnitude else magnitude


def _risers(placed: Sequence[Placed]) -> list[Placed]:
    rising = [one for one in placed if one.change is not None and one.change > 0]
    rising.sort(key=lambda one: (-(one.change or _CENT), one.office.name, one.office.agency_id))
    return rising[:MOST_RISERS]


def _named(offices: Iterable[OfficeFigures]) -> tuple[OfficeFigures, ...]:
    return tuple(sorted(offices, key=lambda office: (office.name, office.agency_id)))
