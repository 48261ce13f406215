"""S50: everything a leader sees in one look, in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.leaders.calls import Call, Unit, calls_of, units_of
from payung.reports.leaders.findings import Finding, finding_of
from payung.reports.leaders.invited import invited_offices
from payung.reports.leaders.outlook import Known, Outlook, outlook, workers_for
from payung.stages.monitoring import queries
from payung.stages.monitoring.queries import Beside, ClaimFigures, RegencyFigures
from payung.stages.monitoring.sums import (
    INFORMAL,
    Aim,
    Cell,
    Cohort,
    Money,
    OfficeFigures,
    Share,
    Spread,
    Stated,
    Totals,
    needed,
    newest_of,
    target_for,
)

MONTHS = 12
WAIT_MONTHS = 3
SMALLEST_SPREAD = 5
"""The days of fewer people than these could be the days of one."""


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A step of the funnel. `of` is None where it is not a part of the step before."""

    code: str
    count: int
    of: int | None

    @property
    def share(self) -> Share | None:
        return None if self.of is None else Share(part=self.count, whole=self.of)

    @property
    def bar(self) -> Decimal:
        """The share as the length of a bar: a later step of other workers may pass a hundred."""
        percent = self.share.percent if self.share else None
        return min(percent or Decimal(), Decimal(100))


@dataclass(frozen=True, kw_only=True)
class Look:
    """One month of a place, with what led to it and what to do. Months are oldest first."""

    now: Totals
    line: tuple[tuple[Month, Totals | None], ...]
    calls: tuple[Call, ...]
    finding: Finding
    """Of workers covered, whichever figure the line shows."""
    aims: tuple[Aim, ...]
    outlook: Outlook | None
    rungs: tuple[Rung, ...]
    beside: Beside
    """N9, N11, the days until protected, and where workers live; small counts as they are."""
    held: Money
    """Of all months shown and the running one; `held_idr` and `held_since` alone."""
    history: tuple[Stated, ...]
    """What others published of the regency, oldest first."""
    informal: Stated | None
    """How many informal workers there are, as last published."""
    taken_at: datetime | None
    regencies: tuple[RegencyFigures, ...]

    @property
    def kept(self) -> tuple[Cohort, ...]:
        return self.beside.kept

    @property
    def waits(self) -> Spread | None:
        """None where so few waited that their days could be the days of one."""
        found = self.beside.waits
        return found if found and found.count >= SMALLEST_SPREAD else None

    @property
    def claims(self) -> ClaimFigures:
        return self.beside.claims

    @property
    def districts(self) -> tuple[Cell, ...]:
        return self.beside.districts

    @property
    def code(self) -> str:
        """The figure that the line and the outlook speak of: that of the target, else N5."""
        return self.outlook.code if self.outlook else main_code(self.aims)

    @property
    def wanted(self) -> int | None:
        """How many people the target of the line means; None without one."""
        aim = self.aim(self.code)
        return needed(Share(part=0, whole=self.now.asn), aim.percent) if aim else None

    def count(self, totals: Totals | None) -> int | None:
        """Return the people of a month's point; None where there was nothing to count yet."""
        return counted(self.code, totals) if totals and _has_begun(totals) else None

    @property
    def coverage(self) -> Share | None:
        """N10: of all informal workers, those covered."""
        return Share(part=self.now.covered, whole=self.informal.part) if self.informal else None

    def aim(self, code: str) -> Aim | None:
        """Return the target of the whole place."""
        return target_for(self.aims, code=code)


def look(
    *,
    viewer: Viewer,
    on: date,
    province: str = "",
    month: Month | None = None,
    as_of: datetime | None = None,
) -> Look | None:
    """
    Return the state of what the viewer sees; None before anything was ever confirmed.

    As of a moment, who was invited by then is left out: invitations keep no versions.
    """
    known: dict[str, Any] = {"viewer": viewer, "as_of": as_of}
    placed: dict[str, Any] = {**known, "province": province}
    found = _months(month, on, placed)
    line = found[:MONTHS]
    if not line or (now := line[-1][1]) is None:
        return None
    month = now.month
    regencies = _regencies(viewer, month, province)
    offices, before = ([], []) if province else _offices(month, known)
    calls = _calls(now, regencies, offices, before, on)
    history = () if province else tuple(queries.own_history(**known))
    aims = () if province else tuple(queries.targets_of(year=on.year, **known))
    return Look(
        now=now,
        line=line,
        calls=calls,
        finding=_finding(line),
        aims=aims,
        outlook=_outlook(line, now, aims, calls, on),
        rungs=() if as_of else _rungs(viewer, now, offices, province),
        beside=_beside(month, placed),
        held=_held([one for _, one in found]),
        history=history,
        informal=newest_of(history, code=INFORMAL, on=on),
        taken_at=as_of or queries.last_taken(viewer=viewer),
        regencies=tuple(regencies),
    )


def _months(
    month: Month | None, on: date, placed: dict[str, Any]
) -> tuple[tuple[Month, Totals | None], ...]:
    """Return a year up to `month`, else to the one to speak of, and what runs since: held money."""
    if month is None:
        return tuple(queries.headline_series(on=on, months=MONTHS, **placed))
    current = max(Month.of(on), month)
    span = Month.span(month - (MONTHS - 1), current.next)
    found = queries.totals_series(until=current, months=len(span), **placed)
    return tuple(zip(span, found, strict=True))


def _offices(
    month: Month, known: dict[str, Any]
) -> tuple[list[OfficeFigures], list[OfficeFigures]]:
    """Return the offices in a month, and in the one before."""
    found = queries.offices_between(first=month.previous, last=month, **known)
    return found[month], found[month.previous]


def _finding(line: Sequence[tuple[Month, Totals | None]]) -> Finding:
    counts = [(one, of.covered if of and _has_begun(of) else None) for one, of in line]
    return finding_of(counts, open_months=open_of(line))


def _calls(
    now: Totals,
    regencies: Sequence[RegencyFigures],
    offices: Sequence[OfficeFigures],
    before: Sequence[OfficeFigures],
    on: date,
) -> tuple[Call, ...]:
    is_over = on > now.month.last_day
    units = [*_regency_units(regencies, is_over), *units_of(offices, before, is_over=is_over)]
    return calls_of(units, now.participation)


def main_code(aims: Sequence[Aim]) -> str:
    """Return N3 where only participation has a target; else N5, which the press speaks of."""
    return "N3" if not target_for(aims, code="N5") and target_for(aims, code="N3") else "N5"


def counted(code: str, totals: Totals) -> int:
    """Return the people that a figure counts: civil servants for N3, workers for N5."""
    return totals.joined if code == "N3" else totals.covered


def open_of(line: Sequence[tuple[Month, Totals | None]]) -> list[Month]:
    """Return the months of which not every office has reported."""
    return [month for month, one in line if one is not None and one.is_provisional]


def _has_begun(totals: Totals | None) -> bool:
    """Return whether anybody had a month to report: before that there is nothing to count."""
    return totals is not None and bool(totals.assigned or totals.covered or totals.joined)


def _outlook(
    line: Sequence[tuple[Month, Totals | None]],
    now: Totals,
    aims: Sequence[Aim],
    calls: Sequence[Call],
    on: date,
) -> Outlook | None:
    code = main_code(aims)
    known: list[Known] = [
        (month, counted(code, totals), totals.is_final)
        for month, totals in line
        if totals is not None
    ]
    gained = sum(call.gain for call in calls)
    if code == "N5":
        gained = workers_for(gained, covered=now.covered, joined=now.joined)
    aim = target_for(aims, code=code)
    return outlook(known, code=code, aim=aim, asn=now.asn, gained=gained, on=on)


def _rungs(
    viewer: Viewer, now: Totals, offices: Sequence[OfficeFigures], province: str
) -> tuple[Rung, ...]:
    steps = [
        Rung(code="registered", count=now.registered, of=None),
        Rung(code="accepted", count=now.accepted, of=now.registered),
        Rung(code="begun", count=now.begun, of=now.accepted),
        Rung(code="covered", count=now.covered, of=now.begun),
        Rung(code="full_year", count=now.full_year, of=now.covered),
    ]
    if province:
        return tuple(steps)
    invited = invited_offices(viewer=viewer, month=now.month)
    asked = sum(office.asn for office in offices if office.agency_id in invited)
    first = [Rung(code="invited", count=asked, of=now.asn)] if asked else []
    return (*first, *steps)


def _held(found: Sequence[Totals | None]) -> Money:
    months = [totals.money for totals in found if totals is not None]
    since = [money.held_since for money in months if money.held_since is not None]
    held = sum(money.held_idr for money in months)
    return Money(held_idr=held, held_since=min(since, default=None))


def _beside(month: Month, placed: dict[str, Any]) -> Beside:
    return queries.beside_of(month=month, wait_months=WAIT_MONTHS, claim_months=MONTHS, **placed)


def _regencies(viewer: Viewer, month: Month, province: str) -> list[RegencyFigures]:
    if not province:
        return []
    return queries.regencies_of(viewer=viewer, month=month, province=province)


def _regency_units(regencies: Sequence[RegencyFigures], is_over: bool) -> list[Unit]:
    return [_regency_unit(one, is_over) for one in regencies if one.is_here and one.figure("N3")]


def _regency_unit(one: RegencyFigures, is_over: bool) -> Unit:
    share = one.figure("N3")
    assert share is not None
    return Unit(
        agency_id=0,
        code=one.code,
        name=one.name,
        asn=share.whole or 0,
        joined=share.part,
        usual=share.part,
        is_late=is_over and one.is_provisional and bool(share.part),
    )
