"""A regency's year (D22): what twelve months add up to, who stayed, and what a month costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from payung.kernel.month import Month
from payung.stages.monitoring.sums.claims import ClaimFigures
from payung.stages.monitoring.sums.cohorts import Cohort
from payung.stages.monitoring.sums.offices import Totals
from payung.stages.monitoring.sums.shares import Share


@dataclass(frozen=True, kw_only=True)
class YearCohort:
    """The workers who began in one month, and how many of them paid all of the first months."""

    began: Month
    kept_3: Share | None = None
    kept_6: Share | None = None
    kept_12: Share | None = None


@dataclass(frozen=True, kw_only=True)
class Persistence:
    """
    Who stayed. `sponsors`: of the civil servants cut in January, those cut in `until` here too.

    Somebody who moved to another regency gives there, and is not counted here any more.
    """

    sponsors: Share | None
    until: Month | None
    cohorts: tuple[YearCohort, ...]


@dataclass(frozen=True, kw_only=True)
class Cost:
    """
    What the branch received for the year's months, per covered month; whole rupiah.

    `per_month_idr` × `covered_months` + `rest_idr` is `received_idr`, to the rupiah.
    """

    received_idr: int
    covered_months: int

    @property
    def per_month_idr(self) -> int | None:
        return self.received_idr // self.covered_months if self.covered_months else None

    @property
    def rest_idr(self) -> int:
        return self.received_idr - (self.per_month_idr or 0) * self.covered_months


@dataclass(frozen=True, kw_only=True)
class Year:
    """Twelve months of a regency as they are known; a month that was never taken is a gap."""

    year: int
    regency_id: int
    as_of: datetime
    months: tuple[Totals | None, ...]
    claims: ClaimFigures
    claims_by_month: tuple[ClaimFigures, ...]
    persistence: Persistence
    cost: Cost

    @property
    def known(self) -> tuple[Totals, ...]:
        return tuple(one for one in self.months if one is not None)

    @property
    def last(self) -> Totals | None:
        """The newest month with figures."""
        return self.known[-1] if self.known else None

    @property
    def is_provisional(self) -> bool:
        return len(self.known) < len(self.months) or any(one.is_provisional for one in self.known)


def months_of(year: int) -> list[Month]:
    return Month.span(Month(year, 1), Month(year + 1, 1))


def cost_of(months: Sequence[Totals | None]) -> Cost:
    """Add up what was received for these months, and the months that are covered by it."""
    known = [one for one in months if one is not None]
    return Cost(
        received_idr=sum(one.money.received_idr for one in known),
        covered_months=sum(one.covered for one in known),
    )


def persists_until(months: Sequence[Totals | None], running: Month) -> Month | None:
    """
    Return the newest month after January to ask who still gives; None without one.

    The running month counts once all closed it: before, nobody was cut yet in half the offices.
    """
    first, *rest = months
    if first is None or not first.joined:
        return None
    told = [one for one in rest if one is not None and one.joined]
    over = [one.month for one in told if one.month < running or one.is_final]
    return over[-1] if over else None


def year_cohorts(
    year: int, kept: Mapping[Month, Sequence[Cohort]], running: Month
) -> tuple[YearCohort, ...]:
    """
    Return the cohorts of a year's months by their beginning; one that nobody began is left out.

    :param kept: by the month in which three, six or twelve months are complete.
    """
    found = []
    for began in months_of(year):
        shares = {n: _kept(kept, began, n, running) for n in (3, 6, 12)}
        if any(shares.values()):
            found.append(
                YearCohort(began=began, kept_3=shares[3], kept_6=shares[6], kept_12=shares[12])
            )
    return tuple(found)


def _kept(
    kept: Mapping[Month, Sequence[Cohort]], began: Month, months: int, running: Month
) -> Share | None:
    """Return the share once its last month is over: before, it only looks like a loss."""
    complete = began + (months - 1)
    if complete >= running:
        return None
    return next((one.kept for one in kept.get(complete, ()) if one.months == months), None)
