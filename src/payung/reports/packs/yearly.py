"""D22: a regency's year as everybody may read it, small counts taken out first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.homes.places import Place, place_of
from payung.reports.leaders.findings import Finding, finding_of
from payung.reports.published.months import PublicMonth, as_published, is_small
from payung.stages.monitoring.queries import ClaimFigures, totals_of, year_figures
from payung.stages.monitoring.sums import Share, Spread
from payung.stages.monitoring.sums.years import Cost, Persistence

YEARS: Final = 5
FEWEST: Final = 5
"""The days of fewer claims than these could be the days of one family."""


@dataclass(frozen=True, kw_only=True)
class PublicClaims:
    """N11 of a year; None where a count is so small that it could point at a family."""

    reported: int | None
    completed: int | None
    paid: int | None
    paid_idr: int | None
    to_paid: Spread | None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Of the workers who began in a month, those who paid each of the first 3, 6, 12 months."""

    began: Month
    shares: tuple[Share | None, ...]


@dataclass(frozen=True, kw_only=True)
class YearReport:
    """
    A year as published. `months` are twelve, January first; `before` are Decembers of years ago.

    `cost` is of the months that are shown: with a hidden one in it, that one could be worked out.
    """

    place: Place
    year: int
    as_of: datetime
    is_provisional: bool
    months: tuple[PublicMonth, ...]
    before: tuple[PublicMonth, ...]
    claims: PublicClaims
    sponsors: Share | None
    kept: tuple[Kept, ...]
    cost: Cost

    @property
    def counts(self) -> list[tuple[Month, int | None]]:
        return [(one.month, one.covered) for one in self.months]

    @property
    def shown(self) -> list[PublicMonth]:
        return [one for one in self.months if one.covered is not None]

    @property
    def last(self) -> PublicMonth | None:
        return self.shown[-1] if self.shown else None

    @property
    def found(self) -> Finding:
        """What the last month shown says beside the first one."""
        ends = [self.shown[0], self.shown[-1]] if len(self.shown) > 1 else self.shown
        return finding_of([(one.month, one.covered) for one in ends])

    @property
    def has_hidden(self) -> bool:
        return any(one.hidden for one in self.months)


def year_report(
    *, regency_id: int, year: int, as_of: datetime, viewer: Viewer
) -> YearReport | None:
    """Return a year as it was known at a moment; None where nothing was, or for a foreign place."""
    place = place_of(viewer=viewer)
    if viewer.regency_id != regency_id or place is None:
        return None
    found = year_figures(regency_id=regency_id, year=year, as_of=as_of, viewer=viewer)
    if found is None:
        return None
    span = Month.span(Month(year, 1), Month(year + 1, 1))
    months = tuple(as_published(month, one) for month, one in zip(span, found.months, strict=True))
    return YearReport(
        place=place,
        year=year,
        as_of=as_of,
        is_provisional=found.is_provisional,
        months=months,
        before=tuple(_before(viewer, year, as_of)),
        claims=_claims(found.claims),
        sponsors=_share(found.persistence.sponsors),
        kept=_kept(found.persistence),
        cost=cost_of_shown(months),
    )


def cost_of_shown(months: Sequence[PublicMonth]) -> Cost:
    """Return what came in for the months shown, and for how many months of cover."""
    shown = [one for one in months if one.covered is not None and one.received_idr is not None]
    return Cost(
        received_idr=sum(one.received_idr or 0 for one in shown),
        covered_months=sum(one.covered or 0 for one in shown),
    )


def _before(viewer: Viewer, year: int, as_of: datetime) -> list[PublicMonth]:
    decembers = [Month(year - back, 12) for back in range(YEARS - 1, 0, -1)]
    found = [(month, totals_of(viewer=viewer, month=month, as_of=as_of)) for month in decembers]
    return [as_published(month, one) for month, one in found if one is not None and one.covered]


def _claims(found: ClaimFigures) -> PublicClaims:
    """
    Return what may be seen of a year's claims.

    Beside how many were reported, one to four that are not complete, or not paid, would be shown
    by subtraction: then the later step is hidden.
    """

    def step(count: int) -> int | None:
        return None if is_small(count, found.reported - count) else count

    reported = None if is_small(found.reported) else found.reported
    paid = step(found.paid)
    completed = step(found.completed)
    if completed is not None and paid is not None and is_small(completed - paid):
        completed = None
    spread = found.to_paid
    return PublicClaims(
        reported=reported,
        completed=completed if reported is not None else None,
        paid=paid if reported is not None else None,
        paid_idr=found.paid_idr if paid is not None and reported is not None else None,
        to_paid=spread if spread and spread.count >= FEWEST and paid is not None else None,
    )


def _share(share: Share | None) -> Share | None:
    if share is None or is_small(share.part, share.whole, share.whole - share.part):
        return None
    return share if share.whole else None


def _kept(found: Persistence) -> tuple[Kept, ...]:
    """Return the cohorts of which something can be shown; steps between them are counts too."""
    rows = []
    for one in found.cohorts:
        shares: list[Share | None] = []
        last: Share | None = None
        for share in (one.kept_3, one.kept_6, one.kept_12):
            shown = _share(share)
            if shown is not None and last is not None and is_small(last.part - shown.part):
                shown = None
            shares.append(shown)
            last = shown or last
        if any(shares):
            rows.append(Kept(began=one.began, shares=tuple(shares)))
    return tuple(rows)
