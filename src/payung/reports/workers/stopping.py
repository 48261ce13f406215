"""S23 and S24: from which month a deduction can stop, and what the worker still has by then."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch


@dataclass(frozen=True, kw_only=True)
class Stopping:
    """
    What stopping today would mean.

    `from_month` is the first that no list asks for; `last_month` the last that this sponsor pays,
    None where there is none. `paid_until` is the last month the branch has confirmed so far.
    """

    sponsorship_id: int
    name: str
    from_month: Month
    last_month: Month | None
    paid_until: Month | None
    is_locked: bool
    """Whether a list that is locked already decides the month."""


_MINE = """
SELECT s.id AS sponsorship_id, w.name, y.from_month,
    (SELECT max(l.month) FROM deductions_deductionlist l WHERE l.agency_id = s.agency_id) AS locked,
    (SELECT max(q.month) FROM remittance_paidmonth q WHERE q.worker_id = s.worker_id
        AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = q.id)) AS paid
FROM access_person p
JOIN enrolment_sponsorship s ON s.sponsor_id = p.civil_servant_id AND s.state = 'accepted'
JOIN registry_worker w ON w.id = s.worker_id
LEFT JOIN LATERAL (SELECT min(z.from_month) AS from_month FROM membership_payer z
    WHERE z.sponsorship_id = s.id AND z.until_month IS NULL) y ON true
WHERE p.id = %(person)s AND (%(id)s::bigint IS NULL OR s.id = %(id)s)
ORDER BY w.folded, s.id"""


def stoppable(*, viewer: Viewer, on: date, sponsorship_id: int | None = None) -> list[Stopping]:
    """Return the viewer's own accepted workers, by name, with what stopping would mean."""
    if viewer.role is not Role.SPONSOR:
        return []
    rows = fetch(_MINE, {"person": viewer.person_id, "id": sponsorship_id})
    return [_stopping(row, Month.of(on)) for row in rows]


def _stopping(row: dict[str, date | int | str | None], now: Month) -> Stopping:
    locked, begun, paid = row["locked"], row["from_month"], row["paid"]
    first = now
    if isinstance(locked, date):
        first = max(now, Month.of(locked).next)
    pays = isinstance(begun, date) and first > Month.of(begun)
    return Stopping(
        sponsorship_id=int(str(row["sponsorship_id"])),
        name=str(row["name"]),
        from_month=first,
        last_month=first.previous if pays else None,
        paid_until=Month.of(paid) if isinstance(paid, date) else None,
        is_locked=isinstance(locked, date) and Month.of(locked) >= now,
    )
