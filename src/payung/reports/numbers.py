"""
The published numbers N1 to N7 and N9, one definition for screen, file and public page.

docs/algorithms and the page /angka/metode/ say the same in words. A number never travels without
its denominator and its month.
"""

from dataclasses import dataclass
from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.offices import OfficeMonth, offices_in
from payung.reports.scope import COVERED, SEEN, fetch, scope
from payung.stages.monitoring.sums.hiding import SMALLEST_SHOWN
from payung.stages.monitoring.sums.shares import Share

__all__ = [
    "SMALLEST_SHOWN",
    "Cohort",
    "Numbers",
    "Point",
    "Share",
    "headline_month",
    "numbers_of",
    "retention",
    "series",
    "summed",
]


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """One month of the offices a viewer sees."""

    month: Month
    asn: int
    """N1: civil servants on the staff list on the month's last day."""
    joined: int
    """N2: civil servants with at least one worker whose month is cut."""
    covered: int
    """N4: workers whose month the branch confirmed, in a running membership."""
    assigned: int
    """Offices that have a deduction to report for the month."""
    closed: int
    """N6: those of them that closed it."""
    on_time: int
    """N7: those that closed it within ten days after the month."""
    offices: int
    cut_idr: int
    held_idr: int
    closed_on: date | None
    """The day the last office closed; None while one is open."""

    @property
    def participation(self) -> Share:
        """N3."""
        return Share(part=self.joined, whole=self.asn)

    @property
    def per_hundred(self) -> Share:
        """N5: what the press calls the percentage."""
        return Share(part=self.covered, whole=self.asn)

    @property
    def completeness(self) -> Share:
        return Share(part=self.closed, whole=self.assigned)

    @property
    def is_final(self) -> bool:
        """Whether every office that had to report closed; if not, the figures are preliminary."""
        return self.assigned > 0 and self.closed == self.assigned


@dataclass(frozen=True, kw_only=True)
class Point:
    """One month of a line. `covered` and `joined` are None where no office had anything to do."""

    month: Month
    covered: int | None
    joined: int | None


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """N9: those who began `months` ago, and how many of them paid every month since."""

    months: int
    kept: Share


def headline_month(*, viewer: Viewer, on: date) -> Month | None:
    """
    Return the month to speak of: the running one once all closed it, else the one before.

    None before anything was ever confirmed by the branch.
    """
    statement = f"""WITH {SEEN}, open_books AS (
        SELECT l.month FROM deductions_deductionlist l JOIN seen ON seen.id = l.agency_id
        LEFT JOIN ledger_book b ON b.agency_id = l.agency_id AND b.month = l.month
        WHERE l.month = %(current)s AND b.state IS DISTINCT FROM 'closed')
    SELECT max(p.month) AS latest FROM seen
    CROSS JOIN LATERAL (SELECT month FROM remittance_paidmonth p WHERE p.agency_id = seen.id
        AND p.month <= %(current)s
        AND (p.month < %(current)s OR NOT EXISTS (SELECT 1 FROM open_books))
        ORDER BY p.month DESC LIMIT 1) p"""
    current = Month.of(on).first_day
    [found] = fetch(statement, {**scope(viewer), "current": current})
    return None if found["latest"] is None else Month.of(found["latest"])


def numbers_of(*, viewer: Viewer, month: Month) -> Numbers:
    """Return one month's numbers of the offices `viewer` sees."""
    return summed(offices_in(viewer=viewer, month=month), month)


def summed(offices: list[OfficeMonth], month: Month) -> Numbers:
    """Return the numbers that these offices add up to."""
    assigned = [office for office in offices if office.is_assigned]
    closings = [office.closed_on for office in assigned if office.closed_on is not None]
    complete = len(closings) == len(assigned) > 0
    return Numbers(
        month=month,
        asn=sum(office.asn for office in offices),
        joined=sum(office.joined for office in offices),
        covered=sum(office.covered for office in offices),
        assigned=len(assigned),
        closed=len(closings),
        on_time=sum(office.is_on_time for office in assigned),
        offices=len(offices),
        cut_idr=sum(office.cut_idr for office in offices),
        held_idr=sum(office.held_idr for office in offices),
        closed_on=max(closings) if complete else None,
    )


def series(*, viewer: Viewer, until: Month, months: int = 12) -> list[Point]:
    """Return workers covered and civil servants cut per month, oldest first; gaps stay gaps."""
    statement = f"""WITH {SEEN},
    paid AS (SELECT p.month, count(*) AS n FROM remittance_paidmonth p
        JOIN seen ON seen.id = p.agency_id
        WHERE p.month >= %(first)s AND p.month <= %(last)s AND {COVERED}
        GROUP BY p.month),
    cut AS (SELECT t.month, count(DISTINCT t.sponsor_id) AS n FROM ledger_transfer t
        JOIN seen ON seen.id = t.agency_id
        WHERE t.month >= %(first)s AND t.month <= %(last)s AND t.kind IN ('CUT', 'DRAW')
          AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)
        GROUP BY t.month)
    SELECT coalesce(paid.month, cut.month) AS month, paid.n AS covered, cut.n AS joined
    FROM paid FULL JOIN cut ON cut.month = paid.month"""
    first = until - (months - 1)
    values = {**scope(viewer), "first": first.first_day, "last": until.first_day}
    found = {Month.of(row["month"]): row for row in fetch(statement, values)}
    return [
        Point(
            month=month,
            covered=found[month]["covered"] if month in found else None,
            joined=found[month]["joined"] if month in found else None,
        )
        for month in Month.span(first, until.next)
    ]


def retention(*, viewer: Viewer, month: Month) -> list[Cohort]:
    """Return N9 for those who began 3, 6 and 12 months ago, counting `month` itself."""
    statement = f"""WITH {SEEN}, begun AS (
        SELECT s.worker_id, s.first_month, wanted.n FROM unnest(%(counts)s::int[]) AS wanted (n)
        JOIN membership_spell s
          ON s.first_month = (%(month)s::date - make_interval(months => wanted.n - 1))::date
        JOIN enrolment_sponsorship e ON e.id = s.opened_by_id JOIN seen ON seen.id = e.agency_id),
    paid AS (SELECT b.worker_id, b.n, m.months FROM begun b
        CROSS JOIN LATERAL (SELECT count(*) AS months FROM remittance_paidmonth p
            WHERE p.worker_id = b.worker_id
              AND p.month >= b.first_month AND p.month <= %(month)s
              AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)) m)
    SELECT n, count(*) FILTER (WHERE months >= n) AS kept, count(*) AS begun
    FROM paid GROUP BY n ORDER BY n"""
    values = {**scope(viewer), "month": month.first_day, "counts": [3, 6, 12]}
    return [
        Cohort(months=row["n"], kept=Share(part=row["kept"], whole=row["begun"]))
        for row in fetch(statement, values)
    ]
