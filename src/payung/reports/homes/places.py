"""The name above every page: the office and regency of whoever looks, and what it all rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.kernel.people import Viewer
from payung.reports.scope import fetch
from payung.stages.registry.queries.legal_bases import CITED_ON
from payung.stages.registry.sums.legal_bases import listed


@dataclass(frozen=True, kw_only=True)
class Place:
    """A regency, with the office where the viewer belongs to one."""

    regency_id: int
    regency_code: str
    regency: str
    agency: str
    branch: str
    joined_on: date
    branch_phone: str = ""
    branch_address: str = ""
    branch_hours: str = ""
    basis: str = ""
    """What the programme rests on, on the day that was asked for."""


def place_of(*, viewer: Viewer, on: date | None = None) -> Place | None:
    """
    Return where `viewer` belongs; for the public the regency that joined first.

    :param on: the day whose legal bases are cited; without one there are none.
    """
    found = fetch(
        f"""SELECT r.id AS regency_id, r.code AS regency_code, r.name AS regency,
            coalesce(a.name, '') AS agency, r.branch_name AS branch,
            r.joined_on, r.branch_phone, r.branch_address, r.branch_hours,
            ({CITED_ON}) AS cited
        FROM registry_regency r
        LEFT JOIN registry_agency a ON a.regency_id = r.id AND a.id = %(agency)s
        WHERE %(regency)s::bigint IS NULL OR r.id = %(regency)s
        ORDER BY r.joined_on, r.id LIMIT 1""",
        {"agency": viewer.agency_id, "regency": viewer.regency_id, "on": on},
    )
    return _place(found[0]) if found else None


def _place(row: dict[str, Any]) -> Place:
    cited = row.pop("cited") or []
    return Place(**row, basis=listed(cited))


def regencies(*, viewer: Viewer, on: date | None = None) -> list[Place]:
    """Return the regencies that run the programme, as far as `viewer` sees, oldest first."""
    found = fetch(
        f"""SELECT r.id AS regency_id, r.code AS regency_code, r.name AS regency, '' AS agency,
            r.branch_name AS branch, r.joined_on, r.branch_phone, r.branch_address,
            r.branch_hours, ({CITED_ON}) AS cited
        FROM registry_regency r
        WHERE %(regency)s::bigint IS NULL OR r.id = %(regency)s ORDER BY r.joined_on, r.id""",
        {"regency": viewer.regency_id, "on": on},
    )
    return [_place(row) for row in found]


@dataclass(frozen=True, kw_only=True)
class Contact:
    """An office and who looks after the programme there, with the office's own number."""

    office: str
    officers: tuple[str, ...] = ()
    phone: str = ""
    hours: str = ""
    room: str = ""


_CONTACTS = """SELECT a.name AS office,
    coalesce(array_agg(p.name ORDER BY p.name) FILTER (WHERE p.id IS NOT NULL), '{}') AS officers,
    coalesce(k.phone, '') AS phone, coalesce(k.hours, '') AS hours, coalesce(k.room, '') AS room
FROM registry_agency a
LEFT JOIN registry_agencycontact k ON k.agency_id = a.id
LEFT JOIN access_duty d ON d.agency_id = a.id AND d.role = 'officer'
    AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
LEFT JOIN access_person p ON p.id = d.person_id AND p.is_active
WHERE a.closed_on IS NULL AND (%(regency)s::bigint IS NULL OR a.regency_id = %(regency)s)
  AND position(lower(%(named)s) IN lower(a.name)) > 0
GROUP BY a.id, a.name, k.phone, k.hours, k.room ORDER BY a.name LIMIT 60"""

_SECRETARIAT = """SELECT a.name AS office, coalesce(k.phone, '') AS phone,
    coalesce(k.hours, '') AS hours, coalesce(k.room, '') AS room
FROM access_duty d JOIN access_person p ON p.id = d.person_id AND p.is_active
JOIN registry_civilservant c ON c.id = p.civil_servant_id
JOIN registry_agency a ON a.id = c.agency_id
LEFT JOIN registry_agencycontact k ON k.agency_id = a.id
WHERE d.role = 'secretariat' AND d.regency_id = %(regency)s
  AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
ORDER BY k.phone IS NULL, d.starts_on, d.id LIMIT 1"""


def contacts(*, viewer: Viewer, on: date, named: str = "") -> list[Contact]:
    """Return the offices whose name contains `named`, with their officers on a day, by name."""
    values = {"regency": viewer.regency_id, "named": named.strip()[:100], "on": on}
    return [
        Contact(**{**row, "officers": tuple(row["officers"])}) for row in fetch(_CONTACTS, values)
    ]


def secretariat_contact(*, viewer: Viewer, on: date) -> Contact | None:
    """Return the office where the regency's secretariat works; None where that is not known."""
    found = fetch(_SECRETARIAT, {"regency": viewer.regency_id, "on": on})
    return Contact(**found[0]) if found else None
