"""How sponsors, officers and the secretariat are reached. Numbers are handed on sealed."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class Reader:
    """One person. `phone_sealed` is their own number, where they gave one."""

    person_id: int
    has_email: bool
    phone_sealed: bytes | None
    unwanted: frozenset[str]


_TOLD: Final = """p.id AS person_id, coalesce(octet_length(p.email_sealed), 0) > 0 AS has_email,
    p.phone_sealed, p.unwanted"""

_SPONSORS: Final = f"""WITH {SEEN}
SELECT c.id AS sponsor_id, {_TOLD} FROM access_person p
JOIN registry_civilservant c ON c.id = p.civil_servant_id JOIN seen ON seen.id = c.agency_id
WHERE p.is_active AND c.id = ANY(%(sponsors)s)"""

_OFFICERS: Final = f"""WITH {SEEN}
SELECT d.agency_id, {_TOLD} FROM access_duty d JOIN seen ON seen.id = d.agency_id
JOIN access_person p ON p.id = d.person_id AND p.is_active
WHERE d.role = 'officer' AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
ORDER BY d.starts_on, d.id"""

_SECRETARIAT: Final = f"""SELECT {_TOLD} FROM access_duty d
JOIN access_person p ON p.id = d.person_id AND p.is_active
WHERE d.role = 'secretariat' AND d.regency_id = %(regency)s
  AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
ORDER BY d.starts_on, d.id"""


def sponsors(*, viewer: Viewer, sponsor_ids: list[int]) -> dict[int, Reader]:
    """Return the accounts of these civil servants, by civil servant; who has none is left out."""
    rows = fetch(_SPONSORS, {**scope(viewer), "sponsors": sponsor_ids})
    return {row.pop("sponsor_id"): _reader(row) for row in rows}


def officers(*, viewer: Viewer, on: date) -> dict[int, list[Reader]]:
    """Return the officers of each office on a day, longest in duty first."""
    found: dict[int, list[Reader]] = {}
    for row in fetch(_OFFICERS, {**scope(viewer), "on": on}):
        found.setdefault(row.pop("agency_id"), []).append(_reader(row))
    return found


def secretariat(*, viewer: Viewer, on: date) -> list[Reader]:
    """Return the secretariat of the viewer's regency on a day."""
    return [_reader(row) for row in fetch(_SECRETARIAT, {"regency": viewer.regency_id, "on": on})]


def _reader(row: dict[str, Any]) -> Reader:
    sealed, wishes = row["phone_sealed"], row["unwanted"]
    parsed = json.loads(wishes) if isinstance(wishes, str) else wishes
    return Reader(
        person_id=row["person_id"],
        has_email=row["has_email"],
        phone_sealed=None if sealed is None else bytes(sealed),
        unwanted=frozenset(str(one) for one in parsed or ()),
    )
