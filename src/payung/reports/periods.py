"""S101: the calendar of the months, and how far each office got with each of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from payung.foundation.rules import current_law, due_on, holidays
from payung.kernel.clock import in_wib
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.homes.officer import CUTOFF_DAY
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.monitoring.sums import GRACE
from payung.stages.registry.queries.calendar import USUAL, list_day, list_days

BACK, AHEAD = 11, 2


class Stage(StrEnum):
    """The four things an office does with a month, in order."""

    LOCKED = "locked"
    REPORTED = "reported"
    REMITTED = "remitted"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The days of one month. `moved_by` are the free days that moved the due day."""

    month: Month
    cutoff_on: date
    list_on: date
    due_on: date
    moved_by: tuple[tuple[date, str], ...]
    """Days by decree; a Saturday or Sunday moves it too and stands here without a name."""
    close_by: date

    def deadline(self, stage: Stage) -> date:
        """Return the last day on which this step is not late."""
        if stage is Stage.LOCKED:
            return self.list_on
        return self.close_by if stage is Stage.CLOSED else self.due_on


@dataclass(frozen=True, kw_only=True)
class OfficePeriod:
    """One office in one month. Days are those on which it last did each step."""

    agency_id: int
    office: str
    workers: int
    locked_at: datetime | None
    list_idr: int
    is_reported: bool
    held_idr: int
    transit_idr: int
    closed_at: datetime | None

    @property
    def done(self) -> frozenset[Stage]:
        if self.closed_at is not None:
            return frozenset(Stage)
        found = {Stage.LOCKED} if self.locked_at is not None else set()
        if self.is_reported:
            found.add(Stage.REPORTED)
            if self.held_idr == 0:
                found.add(Stage.REMITTED)
        return frozenset(found)

    @property
    def now(self) -> Stage | None:
        """The first step not done; None once the month is closed."""
        return next((stage for stage in Stage if stage not in self.done), None)

    def is_late(self, calendar: Calendar, on: date) -> bool:
        return self.now is not None and on > calendar.deadline(self.now)


@dataclass(frozen=True, kw_only=True)
class Period:
    """One month of the viewer's offices that have something to do in it."""

    calendar: Calendar
    offices: tuple[OfficePeriod, ...]
    on: date

    @property
    def late(self) -> tuple[OfficePeriod, ...]:
        return tuple(o for o in self.offices if o.is_late(self.calendar, self.on))

    @property
    def first_locked_on(self) -> date | None:
        days = [in_wib(o.locked_at).date() for o in self.offices if o.locked_at is not None]
        return min(days, default=None)

    def count(self, stage: Stage) -> int:
        return sum(stage in office.done for office in self.offices)

    @property
    def counts(self) -> tuple[tuple[Stage, int], ...]:
        return tuple((stage, self.count(stage)) for stage in Stage)


_OFFICES = f"""WITH {SEEN}, months AS (
    SELECT generate_series(%(first)s::date, %(last)s::date, interval '1 month')::date AS month),
listed AS (
    SELECT l.agency_id, l.month, l.locked_at, l.total_idr, l.line_count,
        EXISTS (SELECT 1 FROM reconciliation_result r WHERE r.list_id = l.id) AS is_reported
    FROM deductions_deductionlist l JOIN seen ON seen.id = l.agency_id
    WHERE l.month BETWEEN %(first)s AND %(last)s),
due AS (
    SELECT m.month, c.agency_id, count(*) AS workers
    FROM months m JOIN membership_payer p ON p.from_month <= m.month
        AND (p.until_month IS NULL OR p.until_month > m.month)
    JOIN membership_spell s ON s.id = p.spell_id AND (s.ends_on IS NULL OR s.ends_on > m.month)
    JOIN registry_civilservant c ON c.id = p.sponsor_id JOIN seen ON seen.id = c.agency_id
    GROUP BY m.month, c.agency_id),
money AS (
    SELECT t.agency_id, t.month,
        sum(CASE WHEN t.debit = 'HELD' THEN t.amount_idr WHEN t.credit = 'HELD' THEN -t.amount_idr
            ELSE 0 END)::bigint AS held_idr,
        sum(CASE WHEN t.debit = 'TRANSIT' THEN t.amount_idr
            WHEN t.credit = 'TRANSIT' THEN -t.amount_idr ELSE 0 END)::bigint AS transit_idr
    FROM ledger_transfer t JOIN seen ON seen.id = t.agency_id
    WHERE t.month BETWEEN %(first)s AND %(last)s GROUP BY t.agency_id, t.month),
closed AS (
    SELECT c.agency_id, c.month, max(c.closed_at) AS closed_at
    FROM remittance_close c JOIN seen ON seen.id = c.agency_id
    WHERE c.month BETWEEN %(first)s AND %(last)s
      AND NOT EXISTS (SELECT 1 FROM remittance_reopening o WHERE o.close_id = c.id)
    GROUP BY c.agency_id, c.month)
SELECT m.month, seen.id AS agency_id, seen.name AS office,
    coalesce(l.line_count, due.workers, 0)::int AS workers, l.locked_at,
    coalesce(l.total_idr, 0) AS list_idr, coalesce(l.is_reported, false) AS is_reported,
    coalesce(money.held_idr, 0) AS held_idr, coalesce(money.transit_idr, 0) AS transit_idr,
    closed.closed_at
FROM months m CROSS JOIN seen
LEFT JOIN listed l ON l.agency_id = seen.id AND l.month = m.month
LEFT JOIN due ON due.agency_id = seen.id AND due.month = m.month
LEFT JOIN money ON money.agency_id = seen.id AND money.month = m.month
LEFT JOIN closed ON closed.agency_id = seen.id AND closed.month = m.month
WHERE l.agency_id IS NOT NULL OR due.workers > 0
ORDER BY m.month, seen.name, seen.id"""


def periods(*, viewer: Viewer, on: date) -> list[Period]:
    """Return the year behind and the months ahead, newest first, in two statements."""
    now = Month.of(on)
    return _periods(viewer, now - BACK, now + AHEAD, on)


def period(*, viewer: Viewer, month: Month, on: date) -> Period:
    """Return one month with its offices."""
    (found,) = _periods(viewer, month, month, on)
    return found


def calendar_of(month: Month, list_day: int = USUAL) -> Calendar:
    """
    Return the days of a month, by the rules and the decrees that are known.

    :param list_day: on which day of the month before the regency's payroll fixes its list.
    """
    before = month.previous
    day = due_on(month, holidays().days)
    named = current_law().jatuh_tempo.in_force(month.first_day).value.count
    nominal = month.first_day.replace(day=named)
    return Calendar(
        month=month,
        cutoff_on=before.first_day.replace(day=CUTOFF_DAY),
        list_on=before.first_day.replace(day=list_day),
        due_on=day,
        moved_by=tuple(_free_days(nominal, day)),
        close_by=month.last_day + GRACE,
    )


def holidays_known(month: Month) -> bool:
    """Return whether the decree on the holidays of the month's year is among the data."""
    return month.year in holidays().years


def _free_days(nominal: date, moved_to: date) -> list[tuple[date, str]]:
    known = {day: name for year in holidays().years.values() for day, name in year.days.items()}
    between = (nominal + timedelta(days=n) for n in range((moved_to - nominal).days))
    return [(day, known.get(day, "")) for day in between]


def _periods(viewer: Viewer, first: Month, last: Month, on: date) -> list[Period]:
    found: dict[Month, list[OfficePeriod]] = {}
    values = {**scope(viewer), "first": first.first_day, "last": last.first_day}
    for row in fetch(_OFFICES, values):
        found.setdefault(Month.of(row.pop("month")), []).append(OfficePeriod(**row))
    decided = list_days(viewer=viewer)
    return [
        Period(
            calendar=calendar_of(month, list_day(decided, month)),
            offices=tuple(found.get(month, ())),
            on=on,
        )
        for month in reversed(Month.span(first, last.next))
    ]
