"""
What somebody should hear of today: the facts behind the prepared texts, set by set.

Sealed numbers are handed on sealed. Each list is one statement, whatever the number of rows.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import COVERED, SEEN, fetch, scope

RECENT = timedelta(days=14)
"""How old a registration may be to be told of."""
LOOK_BACK = 2
"""The months in which a first payment is news."""


@dataclass(frozen=True, kw_only=True)
class Reachable:
    """Whom a text is for: the number sealed, and the texts that the person does not want."""

    agency_id: int
    phone_sealed: bytes | None
    unwanted: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Registration(Reachable):
    """One that waits for the officer, or was returned. `round` tells one return from the next."""

    sponsorship_id: int
    state: str
    registered_on: date
    round: int
    problem: str


@dataclass(frozen=True, kw_only=True)
class Start(Reachable):
    """A sponsorship that began lately: its first cut, and the first month that is covered."""

    payer_id: int
    spell_id: int
    sponsorship_id: int
    worker: str
    worker_phone_sealed: bytes | None
    first_cut: Month | None
    covered_since: date | None


@dataclass(frozen=True, kw_only=True)
class Office:
    """How an office is reached: its own number, and who holds a duty there, oldest first."""

    agency_id: int
    name: str
    phone: str
    returned: int
    people: tuple["Holder", ...]

    def first(self, role: str) -> "Holder | None":
        return next((holder for holder in self.people if holder.role == role), None)


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Somebody with a duty at an office."""

    role: str
    name: str
    phone_sealed: bytes | None
    unwanted: frozenset[str]


_TOLD = """p.phone_sealed, coalesce(p.unwanted, '[]'::jsonb) AS unwanted"""

_REGISTRATIONS = f"""WITH {SEEN}
SELECT s.id AS sponsorship_id, s.agency_id, s.state, s.registered_on, {_TOLD},
    coalesce(m.id, 0) AS round,
    coalesce(nullif(m.reason, ''), k.plain_words, r.reason, '') AS problem
FROM enrolment_sponsorship s JOIN seen ON seen.id = s.agency_id
LEFT JOIN access_person p ON p.civil_servant_id = s.sponsor_id AND p.is_active
LEFT JOIN LATERAL (SELECT a.id, a.reason FROM audit_move a
    WHERE a.entity = 'enrolment_sponsorship' AND a.entity_id = s.id AND a.to_state = 'returned'
    ORDER BY a.id DESC LIMIT 1) m ON s.state = 'returned'
LEFT JOIN LATERAL (SELECT y.reason FROM enrolment_batchline l
    JOIN enrolment_reply y ON y.line_id = l.id WHERE l.sponsorship_id = s.id
    ORDER BY l.id DESC LIMIT 1) r ON s.state = 'returned'
LEFT JOIN enrolment_rejectionreason k ON k.regency_id = s.regency_id AND k.is_live
    AND lower(k.branch_words) = lower(r.reason)
WHERE s.state = 'returned' OR (s.state = 'registered' AND s.registered_on >= %(since)s)
ORDER BY s.id"""

_STARTS = f"""WITH {SEEN}
SELECT y.id AS payer_id, y.spell_id, y.sponsorship_id, c.agency_id, {_TOLD},
    w.name AS worker, w.phone_sealed AS worker_phone_sealed,
    cut.month AS first_cut, greatest(paid.month, x.starts_on) AS covered_since
FROM membership_payer y
JOIN registry_civilservant c ON c.id = y.sponsor_id JOIN seen ON seen.id = c.agency_id
JOIN membership_spell x ON x.id = y.spell_id AND x.ends_on IS NULL
JOIN registry_worker w ON w.id = y.worker_id AND w.died_on IS NULL
LEFT JOIN access_person p ON p.civil_servant_id = y.sponsor_id AND p.is_active
LEFT JOIN LATERAL (SELECT t.month FROM ledger_transfer t
    WHERE t.kind = 'CUT' AND t.worker_id = y.worker_id AND t.sponsor_id = y.sponsor_id
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer z WHERE z.reverses_id = t.id)
    ORDER BY t.month LIMIT 1) cut ON true
LEFT JOIN LATERAL (SELECT p.month FROM remittance_paidmonth p
    WHERE p.worker_id = y.worker_id AND p.month >= y.from_month AND {COVERED}
    ORDER BY p.month LIMIT 1) paid ON true
WHERE y.until_month IS NULL AND y.from_month >= %(from)s
  AND (cut.month IS NOT NULL OR paid.month IS NOT NULL)
ORDER BY y.id"""

_OFFICES = f"""WITH {SEEN}
SELECT seen.id AS agency_id, seen.name, coalesce(k.phone, '') AS phone,
    (SELECT count(*) FROM enrolment_sponsorship s
        WHERE s.agency_id = seen.id AND s.state = 'returned') AS returned
FROM seen LEFT JOIN registry_agencycontact k ON k.agency_id = seen.id
ORDER BY seen.id"""

_HOLDERS = f"""WITH {SEEN}
SELECT d.agency_id, d.role, p.name, {_TOLD}
FROM access_duty d JOIN seen ON seen.id = d.agency_id
JOIN access_person p ON p.id = d.person_id AND p.is_active
WHERE d.role IN ('officer', 'treasurer', 'office_head')
  AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
ORDER BY d.starts_on, d.id"""


def registrations(*, viewer: Viewer, on: date) -> list[Registration]:
    """Return those that wait for an officer since lately, and all that were returned."""
    rows = fetch(_REGISTRATIONS, {**scope(viewer), "since": on - RECENT})
    return [Registration(**_told(row)) for row in rows]


def starts(*, viewer: Viewer, on: date) -> list[Start]:
    """Return the running sponsorships whose first cut or first covered month is news."""
    first = (Month.of(on) - LOOK_BACK).first_day
    return [
        Start(
            **_told(row)
            | {
                "first_cut": None if row["first_cut"] is None else Month.of(row["first_cut"]),
                "worker_phone_sealed": _bytes(row["worker_phone_sealed"]),
            }
        )
        for row in fetch(_STARTS, {**scope(viewer), "from": first})
    ]


def offices(*, viewer: Viewer, on: date) -> list[Office]:
    """Return how each office is reached on a day, in two statements."""
    held: dict[int, list[Holder]] = {}
    for row in fetch(_HOLDERS, {**scope(viewer), "on": on}):
        told = _told(row)
        held.setdefault(told.pop("agency_id"), []).append(Holder(**told))
    return [
        Office(**row, people=tuple(held.get(row["agency_id"], ())))
        for row in fetch(_OFFICES, scope(viewer))
    ]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "phone_sealed": _bytes(row["phone_sealed"]),
        "unwanted": frozenset(_texts(row["unwanted"])),
    }


def _texts(value: object) -> list[str]:
    """Read what the database gives for a list of codes: parsed already, or as JSON text."""
    parsed = json.loads(value) if isinstance(value, str) else value
    return [str(one) for one in parsed] if isinstance(parsed, list) else []


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)
