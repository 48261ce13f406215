"""Whose deductions stopped: for the letter D16 and for the treasurer's list. No worker is named."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch

_NOBODY = -1


@dataclass(frozen=True, kw_only=True)
class StoppedDeduction:
    """
    One cut that is no longer asked for, from `from_month` on.

    `last_month` is the last that a list asked for, None where it never came to one.
    """

    from_month: Month
    last_month: Month | None
    amount_idr: int


@dataclass(frozen=True, kw_only=True)
class Stopper:
    """A civil servant with stopped deductions, the newest first; `running` others go on."""

    sponsor_id: int
    name: str
    nip: str
    grade: str
    position: str
    agency_id: int
    agency: str
    regency_id: int
    running: int
    stops: tuple[StoppedDeduction, ...]


@dataclass(frozen=True, kw_only=True)
class StoppedRow:
    """A line of the treasurer's list: one civil servant and the month from which cuts stop."""

    sponsor_id: int
    nip: str
    name: str
    from_month: Month
    last_month: Month | None
    cuts: int
    running: int


_STOPS = """WITH stop AS (
    SELECT s.sponsor_id, s.agency_id, s.regency_id, y.worker_id, c.withdrawn,
        coalesce(y.until_month, (asked.month + interval '1 month')::date,
            (date_trunc('month', coalesce(s.ended_on, c.given_on)) + interval '1 month')::date)
            AS from_month
    FROM enrolment_sponsorship s
    JOIN LATERAL (SELECT z.id, z.worker_id, z.until_month FROM membership_payer z
        WHERE z.sponsorship_id = s.id ORDER BY z.from_month DESC LIMIT 1) y ON true
    LEFT JOIN LATERAL (SELECT z.withdrawn, z.given_on FROM enrolment_consent z
        WHERE z.sponsorship_id = s.id ORDER BY z.version DESC LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT max(l.month) AS month FROM deductions_deductionline l
        WHERE l.sponsor_id = s.sponsor_id AND l.worker_id = s.worker_id) asked ON true
    WHERE (s.state = 'ended' OR (s.state = 'accepted' AND c.withdrawn))
      AND (%(agency)s::bigint IS NULL OR s.agency_id = %(agency)s)
      AND (%(regency)s::bigint IS NULL OR s.regency_id = %(regency)s)
      AND (%(person)s::bigint IS NULL OR s.sponsor_id = (
          SELECT p.civil_servant_id FROM access_person p WHERE p.id = %(person)s))
), told AS (
    SELECT stop.*, coalesce(last.amount_idr, 0) AS amount_idr, last.month AS last_month
    FROM stop LEFT JOIN LATERAL (SELECT l.month, l.amount_idr FROM deductions_deductionline l
        WHERE l.sponsor_id = stop.sponsor_id AND l.worker_id = stop.worker_id
          AND l.month < stop.from_month ORDER BY l.month DESC LIMIT 1) last ON true
), going AS (
    SELECT s.sponsor_id, count(*) AS running FROM enrolment_sponsorship s
    LEFT JOIN LATERAL (SELECT z.withdrawn FROM enrolment_consent z
        WHERE z.sponsorship_id = s.id ORDER BY z.version DESC LIMIT 1) c ON true
    WHERE s.state = 'accepted' AND NOT coalesce(c.withdrawn, false)
      AND s.sponsor_id IN (SELECT sponsor_id FROM stop) GROUP BY s.sponsor_id
)"""

_ONE = f"""{_STOPS}
SELECT t.from_month, t.last_month, t.amount_idr, c.name, c.title_before, c.title_after, c.nip,
    c.grade, c.position, t.agency_id, a.name AS agency, t.regency_id,
    coalesce(g.running, 0) AS running
FROM told t JOIN registry_civilservant c ON c.id = t.sponsor_id
JOIN registry_agency a ON a.id = t.agency_id LEFT JOIN going g ON g.sponsor_id = t.sponsor_id
WHERE t.sponsor_id = %(sponsor)s ORDER BY t.from_month DESC, t.worker_id"""

_LISTED = f"""{_STOPS}
SELECT t.sponsor_id, c.nip, c.name, t.from_month, max(t.last_month) AS last_month,
    count(*) AS cuts, coalesce(max(g.running), 0) AS running
FROM told t JOIN registry_civilservant c ON c.id = t.sponsor_id
LEFT JOIN going g ON g.sponsor_id = t.sponsor_id
GROUP BY t.sponsor_id, c.nip, c.name, c.folded, t.from_month
ORDER BY t.from_month DESC, c.folded, c.nip OFFSET %(skip)s LIMIT %(most)s"""


def stopper_of(*, viewer: Viewer, sponsor_id: int) -> Stopper | None:
    """Return one civil servant's stopped deductions; None beyond the view, or without any."""
    rows = fetch(_ONE, {**_within(viewer), "sponsor": sponsor_id})
    if not rows:
        return None
    first = rows[0]
    before, after = first["title_before"], first["title_after"]
    front = f"{before} {first['name']}" if before else first["name"]
    told = ("nip", "grade", "position", "agency_id", "agency", "regency_id", "running")
    return Stopper(
        sponsor_id=sponsor_id,
        name=f"{front}, {after}" if after else front,
        **{name: first[name] for name in told},
        stops=tuple(
            StoppedDeduction(
                from_month=Month.of(row["from_month"]),
                last_month=_month(row["last_month"]),
                amount_idr=row["amount_idr"],
            )
            for row in rows
        ),
    )


def stopped_rows(*, viewer: Viewer, skip: int = 0, most: int = 26) -> list[StoppedRow]:
    """Return the office's stops, the newest month first, then by name."""
    rows = fetch(_LISTED, {**_within(viewer), "skip": skip, "most": most})
    return [
        StoppedRow(
            **{
                **row,
                "from_month": Month.of(row["from_month"]),
                "last_month": _month(row["last_month"]),
            }
        )
        for row in rows
    ]


def _within(viewer: Viewer) -> dict[str, Any]:
    """One office sees its own, a sponsor themselves, the others of a regency the regency's."""
    is_sponsor = viewer.role is Role.SPONSOR
    is_wide = viewer.sees_all_agencies or is_sponsor
    return {
        "regency": None if is_sponsor else viewer.regency_id,
        "agency": None if is_wide else viewer.agency_id or _NOBODY,
        "person": viewer.person_id or _NOBODY if is_sponsor else None,
    }


def _month(day: date | None) -> Month | None:
    return None if day is None else Month.of(day)
