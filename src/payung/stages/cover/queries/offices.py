"""Protection of whole offices, as sets: how many, who is at risk, how long nobody paid."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.foundation.rules import current_law
from payung.foundation.rules.lapse import lapse_day, run_length
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer


@dataclass(frozen=True, kw_only=True)
class Covered:
    """An office's protected workers of a month: paid, confirmed, alive, in a spell."""

    agency_id: int
    agency: str
    workers: int
    sponsors: int
    paid_idr: int


@dataclass(frozen=True, kw_only=True)
class AtRisk:
    """A worker whose last `unpaid` months in a row are missing, and the day protection ends."""

    agency_id: int
    worker_id: int
    sponsorship_id: int
    unpaid: int
    first_unpaid: Month
    lapses_on: date


def covered_in(*, viewer: Viewer, month: Month) -> list[Covered]:
    """Return the protected workers of `month` per office the viewer sees, by name; one query."""
    if viewer.role is Role.SPONSOR:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_COVERED, _values(viewer, month))
        return [
            Covered(
                agency_id=agency_id,
                agency=name,
                workers=workers,
                sponsors=sponsors,
                paid_idr=int(paid_idr),
            )
            for agency_id, name, workers, sponsors, paid_idr in cursor.fetchall()
        ]


def at_risk_in(*, viewer: Viewer, month: Month, agency_id: int | None = None) -> list[AtRisk]:
    """
    Return the workers with unpaid months up to `month`, the longest in arrears first.

    `month` has begun and counts as unpaid while its contribution is missing.
    """
    if viewer.role is Role.SPONSOR:
        return []
    values = {**_values(viewer, month), "only": agency_id}
    with connection.cursor() as cursor:
        cursor.execute(UNPAID_STREAKS, values)
        return [
            AtRisk(
                agency_id=office,
                worker_id=worker,
                sponsorship_id=sponsorship,
                unpaid=unpaid,
                first_unpaid=month - (unpaid - 1),
                lapses_on=_lapses_on(month - (unpaid - 1)),
            )
            for office, worker, sponsorship, unpaid in cursor.fetchall()
        ]


def unpaid_streaks(*, viewer: Viewer, month: Month) -> dict[int, int]:
    """Return worker → how many months in a row up to `month` are unpaid; the paid are left out."""
    return {one.worker_id: one.unpaid for one in at_risk_in(viewer=viewer, month=month)}


def _lapses_on(first_unpaid: Month) -> date:
    law = current_law()
    length = run_length(first_unpaid, law)
    return lapse_day(Month.span(first_unpaid, first_unpaid + length), law)


def _values(viewer: Viewer, month: Month) -> dict[str, date | int | None]:
    return {
        "month": month.first_day,
        "last": month.last_day,
        "regency": viewer.regency_id,
        "agency": None if viewer.sees_all_agencies else viewer.agency_id or 0,
    }


_HERE = """
(%(regency)s::bigint IS NULL OR a.regency_id = %(regency)s)
AND (%(agency)s::bigint IS NULL OR a.id = %(agency)s)
"""

_COVERED = f"""
SELECT a.id, a.name, count(s.id), count(DISTINCT l.sponsor_id) FILTER (WHERE s.id IS NOT NULL),
       coalesce(sum(p.amount_idr) FILTER (WHERE s.id IS NOT NULL), 0)
FROM registry_agency a
LEFT JOIN remittance_paidmonth p ON p.agency_id = a.id AND p.month = %(month)s
    AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
LEFT JOIN deductions_deductionline l ON l.id = p.line_id
LEFT JOIN registry_worker w ON w.id = p.worker_id
LEFT JOIN LATERAL (
    SELECT id FROM membership_spell
    WHERE worker_id = p.worker_id AND card_number <> '' AND starts_on <= %(last)s
      AND (ends_on IS NULL OR ends_on > %(month)s)
      AND (end_reason <> 'lapsed' OR p.received_on < ends_on)
      AND (w.died_on IS NULL OR w.died_on >= greatest(%(month)s, starts_on))
    LIMIT 1
) s ON true
WHERE {_HERE}
GROUP BY a.id, a.name ORDER BY a.name, a.id
"""

UNPAID_STREAKS = f"""
SELECT o.agency_id, s.worker_id, o.id, streak.unpaid
FROM membership_spell s
JOIN LATERAL (
    SELECT id, agency_id FROM enrolment_sponsorship
    WHERE worker_id = s.worker_id AND state IN ('accepted', 'ended')
    ORDER BY state, id DESC LIMIT 1
) o ON true
JOIN registry_agency a ON a.id = o.agency_id
JOIN registry_worker w ON w.id = s.worker_id
CROSS JOIN LATERAL (
    SELECT ((extract(year FROM age(%(month)s, greatest(s.first_month, last.month))) * 12
           + extract(month FROM age(%(month)s, greatest(s.first_month, last.month))))::int
           + CASE WHEN last.month IS NULL THEN 1 ELSE 0 END) AS unpaid
    FROM (SELECT max(p.month) AS month FROM remittance_paidmonth p
          WHERE p.worker_id = s.worker_id AND p.month >= s.first_month AND p.month <= %(month)s
            AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
    ) last
) streak
WHERE s.ends_on IS NULL AND s.first_month <= %(month)s AND w.died_on IS NULL
  AND streak.unpaid > 0 AND (%(only)s::bigint IS NULL OR o.agency_id = %(only)s) AND {_HERE}
ORDER BY streak.unpaid DESC, o.agency_id, s.worker_id
"""
"""`unpaid` counts from the month after the last paid one, or from the first month of the spell."""
