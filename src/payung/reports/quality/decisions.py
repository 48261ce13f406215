"""Roles and authenticators that wait for a second person of the secretariat."""

from dataclasses import dataclass
from datetime import date, datetime

from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch

_MAY_LOOK = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})


@dataclass(frozen=True, kw_only=True)
class WaitingDecision:
    """A request that a second person decides. `role` is empty for a lost authenticator."""

    approval_id: int
    kind: str
    reason: str
    asked_at: datetime
    asked_by_id: int
    asked_by: str
    seen_digest: str
    person_id: int
    person: str
    sign_in: str
    duty_id: int | None
    role: str
    agency_id: int | None
    office: str
    starts_on: date | None


_WAITING = """
SELECT a.id AS approval_id, a.kind, a.reason, a.asked_at, a.asked_by_id, b.name AS asked_by,
    a.seen_digest, p.id AS person_id, p.name AS person, p.sign_in, d.id AS duty_id,
    coalesce(d.role, '') AS role, d.agency_id, coalesce(o.name, '') AS office, d.starts_on
FROM approvals_approval a
JOIN access_person b ON b.id = a.asked_by_id
LEFT JOIN access_duty d ON a.target_type = 'access_duty' AND d.id = a.target_id
JOIN access_person p ON p.id = CASE a.target_type
    WHEN 'access_duty' THEN d.person_id WHEN 'access_person' THEN a.target_id END
LEFT JOIN registry_agency o ON o.id = d.agency_id
WHERE a.state = 'asked' AND a.target_type IN ('access_duty', 'access_person')
  AND (%(regency)s::bigint IS NULL OR d.regency_id = %(regency)s
    OR (d.id IS NULL AND EXISTS (SELECT 1 FROM access_duty y
        WHERE y.person_id = p.id AND y.regency_id = %(regency)s)))
  AND (%(approval)s::bigint IS NULL OR a.id = %(approval)s)
ORDER BY a.asked_at, a.id LIMIT 25"""


def waiting_decisions(*, viewer: Viewer) -> list[WaitingDecision]:
    """Return what waits for a second person in this regency, the oldest first."""
    return _waiting(viewer, None)


def waiting_decision(*, viewer: Viewer, approval_id: int) -> WaitingDecision | None:
    """Return one of them, or None where it was decided or is not of this regency."""
    found = _waiting(viewer, approval_id)
    return found[0] if found else None


def _waiting(viewer: Viewer, approval_id: int | None) -> list[WaitingDecision]:
    if viewer.role not in _MAY_LOOK:
        return []
    values = {"regency": viewer.regency_id, "approval": approval_id}
    return [WaitingDecision(**row) for row in fetch(_WAITING, values)]
