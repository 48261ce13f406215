"""S50: where the regency stands in one sentence, and whom to call."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from payung.kernel.people import Viewer
from payung.reports.numbers import (
    Cohort,
    Numbers,
    Point,
    Share,
    headline_month,
    retention,
    series,
    summed,
)
from payung.reports.offices import SIZES, SMALL, OfficeMonth, offices_in

CALLS = 5


@dataclass(frozen=True, kw_only=True)
class Call:
    """An office that needs a call: it is late, or many of its people are not in yet."""

    office: OfficeMonth
    is_late: bool
    share: Share


@dataclass(frozen=True, kw_only=True)
class SizeClass:
    """Offices of about the same size, by share; those that may not be ranked come last."""

    words: str
    offices: tuple[tuple[int | None, OfficeMonth, Share], ...]
    """Place (None: not ranked), office, share. Equal shares have equal places."""


@dataclass(frozen=True, kw_only=True)
class LeaderHome:
    numbers: Numbers
    before: Numbers
    line: tuple[Point, ...]
    cohorts: tuple[Cohort, ...]
    calls: tuple[Call, ...]
    classes: tuple[SizeClass, ...]

    @property
    def change(self) -> int:
        return self.numbers.covered - self.before.covered

    @property
    def highest(self) -> Decimal:
        """The highest share of any office, to which the bars are drawn; never zero."""
        shares = (share.percent for group in self.classes for _, _, share in group.offices)
        return max((share for share in shares if share), default=Decimal(100))

    @property
    def rises(self) -> int:
        """How many months in a row, up to this one, covered more workers than the one before."""
        counts = [point.covered for point in self.line]
        rises = 0
        for earlier, later in zip(counts[-2::-1], counts[:0:-1], strict=True):
            if earlier is None or later is None or later <= earlier:
                break
            rises += 1
        return rises


def leader_home(*, viewer: Viewer, on: date) -> LeaderHome | None:
    """Return the regency's state, in five statements; None before anything was confirmed."""
    month = headline_month(viewer=viewer, on=on)
    if month is None:
        return None
    offices = offices_in(viewer=viewer, month=month)
    return LeaderHome(
        numbers=summed(offices, month),
        before=summed(offices_in(viewer=viewer, month=month.previous), month.previous),
        line=tuple(series(viewer=viewer, until=month)),
        cohorts=tuple(retention(viewer=viewer, month=month)),
        calls=tuple(calls(offices, on)),
        classes=tuple(size_classes(offices)),
    )


def calls(offices: list[OfficeMonth], on: date) -> list[Call]:
    """
    Return the offices to call, the most urgent first.

    Late ones come first, by the workers who wait; then those that lack most sponsors to reach
    the average of all.
    """
    joined, asn = sum(o.joined for o in offices), sum(o.asn for o in offices)
    average = Decimal(joined) / asn if asn else Decimal()

    def lacking(office: OfficeMonth) -> Decimal:
        return average * office.asn - office.joined

    late = sorted((o for o in offices if _is_late(o, on)), key=lambda o: (-o.due, o.name))
    behind = [o for o in offices if not _is_late(o, on) and lacking(o) >= 1]
    wanted = [*late, *sorted(behind, key=lambda o: (-lacking(o), o.name))]
    return [Call(office=o, is_late=_is_late(o, on), share=share_of(o)) for o in wanted[:CALLS]]


def size_classes(offices: list[OfficeMonth]) -> list[SizeClass]:
    """Return the offices by size class, ranked by share of paid civil servants."""
    order = [words for _, words in SIZES] + [SMALL]
    by_size = sorted(offices, key=lambda o: order.index(o.size))
    return [
        SizeClass(words=words, offices=tuple(_ranked(list(group))))
        for words, group in groupby(by_size, key=lambda o: o.size)
    ]


def share_of(office: OfficeMonth) -> Share:
    return Share(part=office.joined, whole=office.asn)


def _ranked(offices: list[OfficeMonth]) -> list[tuple[int | None, OfficeMonth, Share]]:
    shares = {office.agency_id: share_of(office) for office in offices}

    def exact(office: OfficeMonth) -> Decimal:
        return Decimal(office.joined) / office.asn if office.asn else Decimal()

    ranked = sorted((o for o in offices if o.is_ranked), key=lambda o: (-exact(o), o.name))
    rest = sorted(
        (o for o in offices if not o.is_ranked), key=lambda o: (not o.is_assigned, o.name)
    )
    placed: list[tuple[int | None, OfficeMonth, Share]] = []
    for index, office in enumerate(ranked):
        tied = index > 0 and exact(ranked[index - 1]) == exact(office)
        place = placed[-1][0] if tied else index + 1
        placed.append((place, office, shares[office.agency_id]))
    return placed + [(None, office, shares[office.agency_id]) for office in rest]


def _is_late(office: OfficeMonth, on: date) -> bool:
    over = on > office.month.last_day
    return over and office.is_assigned and office.closed_on is None
