"""Whom a sponsor asks: the own office, its officers, its number and hours; and who they are."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch


@dataclass(frozen=True, kw_only=True)
class OwnOffice:
    """A sponsor's own office. `phone`, its own in E.164, and `hours` may be empty."""

    sponsor_id: int
    agency_id: int
    office: str
    regency_id: int
    regency_code: str
    regency: str
    officers: tuple[str, ...]
    phone: str
    hours: str

    @property
    def officer(self) -> str:
        return ", ".join(self.officers)


_OWN = """
SELECT c.id AS sponsor_id, a.id AS agency_id, a.name AS office, g.id AS regency_id,
    g.code AS regency_code, g.name AS regency, coalesce(k.phone, '') AS phone,
    coalesce(k.hours, '') AS hours,
    coalesce((SELECT array_agg(o.name ORDER BY o.name) FROM access_duty d
        JOIN access_person o ON o.id = d.person_id AND o.is_active
        WHERE d.agency_id = a.id AND d.role = 'officer' AND d.starts_on <= %(on)s
          AND (d.ends_on IS NULL OR d.ends_on > %(on)s)), '{}') AS officers
FROM access_person p
JOIN registry_civilservant c ON c.id = p.civil_servant_id AND c.gone_on IS NULL
JOIN registry_agency a ON a.id = c.agency_id
JOIN registry_regency g ON g.id = a.regency_id
LEFT JOIN registry_agencycontact k ON k.agency_id = a.id
WHERE p.id = %(person)s"""


def own_office(*, viewer: Viewer, on: date) -> OwnOffice | None:
    """Return the viewer's own office; None where they are no longer on the staff list."""
    if viewer.role is not Role.SPONSOR:
        return None
    found = fetch(_OWN, {"person": viewer.person_id, "on": on})
    if not found:
        return None
    return OwnOffice(**{**found[0], "officers": tuple(found[0]["officers"])})
