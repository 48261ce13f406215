"""S38, S3C: the staff of one office: who takes part, who could sign in, who leaves soon."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope

RETIREMENT_AGES: Final = (58, 60)
"""UU 20/2023: 58 for most posts, 60 for the highest; which one applies, the staff list hides."""
SOON: Final = timedelta(days=365)
RECENT: Final = timedelta(days=90)


class Show(StrEnum):
    """Which part of the staff."""

    ALL = "semua"
    NOT_YET = "belum"
    SPONSORS = "sudah"
    ARRIVED = "pindah"
    LEAVING = "pensiun"


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """One civil servant. Whether they take part is yes or no; for whom and how much is theirs."""

    civil_servant_id: int
    nip: str
    name: str
    position: str
    is_sponsor: bool
    can_sign_in: bool
    has_code: bool
    """A printed code for them is on its way and not used yet."""
    arrived_on: date | None
    person_id: int | None
    """Their account, where there is one."""
    has_factor: bool
    """An authenticator is in force, which a lost telephone takes with it."""
    retires_from: date | None
    """The earliest day of retirement, where it is near; some posts go on two years longer."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    staff: int
    sponsors: int
    leaving: int
    arrived: int

    @property
    def not_yet(self) -> int:
        return self.staff - self.sponsors


_STAFF = f"""{SEEN}, staff AS (
    SELECT c.id AS civil_servant_id, c.nip, c.name, c.position, c.folded,
        EXISTS (SELECT 1 FROM enrolment_sponsorship s WHERE s.sponsor_id = c.id
            AND s.state NOT IN ('ended', 'cancelled', 'draft')) AS is_sponsor,
        coalesce(left(p.password, 1) <> '!' AND p.is_active, false) AS can_sign_in,
        EXISTS (SELECT 1 FROM access_activationcode k WHERE k.person_id = p.id
            AND k.used_at IS NULL AND k.revoked_at IS NULL AND k.expires_at > %(at)s) AS has_code,
        p.id AS person_id, coalesce(p.is_active, false) AND EXISTS (SELECT 1 FROM access_factor f
            WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS has_factor,
        (SELECT max(h.at)::date FROM registry_staffchange h WHERE h.civil_servant_id = c.id
            AND h.kind IN ('moved', 'new', 'back') AND h.from_agency_id IS NOT NULL
            AND h.to_agency_id = c.agency_id AND h.at >= %(recent)s) AS arrived_on,
        CASE WHEN c.born_on + make_interval(years => {RETIREMENT_AGES[0]}) <= %(soon)s
            THEN (c.born_on + make_interval(years => {RETIREMENT_AGES[0]}))::date
            END AS retires_from
    FROM registry_civilservant c JOIN seen ON seen.id = c.agency_id
    LEFT JOIN access_person p ON p.civil_servant_id = c.id
    WHERE c.gone_on IS NULL)"""

_LIST = f"""WITH {_STAFF}
SELECT civil_servant_id, nip, name, position, is_sponsor, can_sign_in, has_code, arrived_on,
    retires_from, person_id, has_factor FROM staff
WHERE CASE %(show)s WHEN 'belum' THEN NOT is_sponsor WHEN 'sudah' THEN is_sponsor
    WHEN 'pindah' THEN arrived_on IS NOT NULL WHEN 'pensiun' THEN retires_from IS NOT NULL
    ELSE true END
  AND (%(only)s::bigint IS NULL OR civil_servant_id = %(only)s)
ORDER BY folded, nip OFFSET %(skip)s LIMIT %(most)s"""

_COUNT = f"""WITH {_STAFF}
SELECT count(*) AS staff, count(*) FILTER (WHERE is_sponsor) AS sponsors,
    count(*) FILTER (WHERE retires_from IS NOT NULL) AS leaving,
    count(*) FILTER (WHERE arrived_on IS NOT NULL) AS arrived FROM staff"""


def colleagues(
    *, viewer: Viewer, on: date, show: Show = Show.ALL, skip: int = 0, most: int = 25
) -> list[Colleague]:
    """Return the present staff of the viewer's own office, by name; nobody else's, for anybody."""
    values = {**_values(viewer, on), "show": show, "only": None, "skip": skip, "most": most}
    return [Colleague(**row) for row in fetch(_LIST, values)]


def colleague(*, viewer: Viewer, civil_servant_id: int, on: date) -> Colleague | None:
    """Return one colleague of the viewer's own office."""
    values = {**_values(viewer, on), "show": Show.ALL, "only": civil_servant_id}
    found = fetch(_LIST, {**values, "skip": 0, "most": 1})
    return Colleague(**found[0]) if found else None


def counts_of(*, viewer: Viewer, on: date) -> Counts:
    """Return how many of the viewer's own office take part, leave soon, or came lately."""
    return Counts(**fetch(_COUNT, _values(viewer, on))[0])


def _values(viewer: Viewer, on: date) -> dict[str, Any]:
    """Names of who does not take part stay in the office: without one, nobody is listed (T31)."""
    values = scope(viewer)
    if viewer.sees_all_agencies:
        values["agency"] = -1
    return {**values, "at": on, "soon": on + SOON, "recent": on - RECENT}
