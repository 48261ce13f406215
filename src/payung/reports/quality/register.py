"""S110: what is missing or contradicts itself in the register, and which office to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from payung.kernel.people import Role, Viewer
from payung.reports.scope import SEEN, fetch, scope

_MAY_READ = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})

_SAME_NIK = """NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.target_type = 'registry_worker'
    AND e.target_id = w.id AND e.action = 'worker.corrected' AND e.detail -> 'fields' ? 'nik')"""
_FLAGGED = (
    """EXISTS (SELECT 1 FROM enrolment_flag f WHERE f.sponsorship_id = s.id
    AND f.code = '{code}' AND {stands}) AND """
    + _SAME_NIK
)

# A flag tells what was found at registration; it stands while the data is still as it was then.
KINDS: Final[dict[str, str]] = {
    "ganda": """w.born_on IS NOT NULL AND EXISTS (SELECT 1 FROM registry_worker o
        JOIN enrolment_sponsorship os ON os.worker_id = o.id
            AND os.state NOT IN ('ended', 'cancelled')
        WHERE o.regency_id = w.regency_id AND o.folded = w.folded AND o.born_on = w.born_on
          AND o.id <> w.id)""",
    "nik": _FLAGGED.format(
        code="nik_birthdate_differs",
        stands="f.values ->> 'inside' <> to_char(w.born_on, 'DD/MM/YY')",
    ),
    "kelamin": _FLAGGED.format(code="nik_sex_differs", stands="f.values ->> 'given' = w.sex"),
    "lahir": "w.born_on IS NULL",
    "telepon": "w.phone_sealed IS NULL",
    "alamat": "w.address_sealed IS NULL AND w.village_code = ''",
    "pekerjaan": "w.occupation = ''",
    "surel": """NOT EXISTS (SELECT 1 FROM access_person p WHERE p.civil_servant_id = s.sponsor_id
        AND p.email_sealed IS NOT NULL)""",
    "hilang": """EXISTS (SELECT 1 FROM registry_civilservant g WHERE g.id = s.sponsor_id
        AND g.gone_on IS NOT NULL)""",
}
"""Each as a condition on a running sponsorship `s` and its worker `w`."""
OF_SPONSORS: Final = frozenset({"surel", "hilang"})
"""Counted once per civil servant, however many workers they have."""


@dataclass(frozen=True, kw_only=True)
class Count:
    kind: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Register:
    """How many of each kind; `live` are the running registrations they are found among."""

    live: int
    counts: tuple[Count, ...]

    @property
    def is_clean(self) -> bool:
        return not any(one.count for one in self.counts)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One registration to ask about. The worker has no name here; the office knows it by number."""

    sponsorship_id: int
    registered_on: date
    sponsor: str
    office: str
    phone: str
    officers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OfficeCount:
    office: str
    count: int


_LIVE = """FROM enrolment_sponsorship s JOIN seen ON seen.id = s.agency_id
JOIN registry_worker w ON w.id = s.worker_id
WHERE s.state NOT IN ('ended', 'cancelled')"""


def _rows(kind: str, condition: str) -> str:
    once, order = ("", "")
    if kind in OF_SPONSORS:
        once, order = "DISTINCT ON (s.sponsor_id)", "ORDER BY s.sponsor_id, s.id"
    return f"""WITH {SEEN}, found AS (SELECT {once} s.id AS sponsorship_id, s.registered_on,
        s.sponsor_id, s.agency_id, seen.name AS office {_LIVE} AND {condition} {order})
    SELECT f.sponsorship_id, f.registered_on, coalesce(c.name, '') AS sponsor, f.office,
        coalesce(k.phone, '') AS phone, d.officers
    FROM found f LEFT JOIN registry_civilservant c ON c.id = f.sponsor_id
    LEFT JOIN registry_agencycontact k ON k.agency_id = f.agency_id
    CROSS JOIN LATERAL (SELECT coalesce(array_agg(p.name ORDER BY p.name), '{{}}') AS officers
        FROM access_duty y JOIN access_person p ON p.id = y.person_id AND p.is_active
        WHERE y.agency_id = f.agency_id AND y.role = 'officer' AND y.starts_on <= %(on)s
          AND (y.ends_on IS NULL OR y.ends_on > %(on)s)) d
    ORDER BY f.office, f.sponsorship_id LIMIT %(most)s OFFSET %(skip)s"""


def _offices(kind: str, condition: str) -> str:
    return f"""WITH {SEEN} SELECT seen.name AS office, count({_thing(kind)}) AS count
    {_LIVE} AND {condition} GROUP BY seen.name ORDER BY 2 DESC, 1 LIMIT %(most)s"""


def _thing(kind: str) -> str:
    return "DISTINCT s.sponsor_id" if kind in OF_SPONSORS else "*"


def _counted(kind: str, condition: str) -> str:
    return f"count({_thing(kind)}) FILTER (WHERE {condition}) AS {kind}"


_COUNTS = (
    f"WITH {SEEN} SELECT count(*) AS live, "
    + ", ".join(_counted(kind, condition) for kind, condition in KINDS.items())
    + f" {_LIVE}"
)
_ROWS = {kind: _rows(kind, condition) for kind, condition in KINDS.items()}
_OFFICES = {kind: _offices(kind, condition) for kind, condition in KINDS.items()}


def register(*, viewer: Viewer) -> Register:
    """Return the counts, the most first, in one statement."""
    if viewer.role not in _MAY_READ:
        return Register(live=0, counts=())
    [row] = fetch(_COUNTS, scope(viewer))
    counts = sorted(
        (Count(kind=kind, count=row[kind]) for kind in KINDS),
        key=lambda one: (-one.count, list(KINDS).index(one.kind)),
    )
    return Register(live=row["live"], counts=tuple(counts))


def rows_of_kind(
    *, viewer: Viewer, kind: str, on: date, skip: int = 0, most: int = 25
) -> Sequence[Row]:
    """Return the registrations of one kind, by office, each with whom to ask."""
    values = {**scope(viewer), "on": on, "skip": skip, "most": most}
    return [
        Row(**{**row, "officers": tuple(row["officers"])})
        for row in _asked(viewer, _ROWS, kind, values)
    ]


def offices_of_kind(*, viewer: Viewer, kind: str, most: int = 10) -> Sequence[OfficeCount]:
    """Return the offices with the most of one kind."""
    found = _asked(viewer, _OFFICES, kind, {**scope(viewer), "most": most})
    return [OfficeCount(**row) for row in found]


def _asked(
    viewer: Viewer, statements: dict[str, str], kind: str, values: dict[str, Any]
) -> list[dict[str, Any]]:
    if viewer.role not in _MAY_READ or kind not in KINDS:
        return []
    return fetch(statements[kind], values)
