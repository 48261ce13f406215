"""The people who run a programme: those of each office, the branch, the secretariat."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from payung.foundation.access.lookups import NoSuchPerson, person_id_of
from payung.foundation.access.operations import create_person, grant
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.registry.queries import AgencyRow, RegencyRow

OFFICE_ROLES = (Role.OFFICER, Role.TREASURER, Role.OFFICE_HEAD)
REGENCY_ROLES = (Role.BRANCH, Role.SECRETARIAT, Role.LEADER, Role.KORPRI, Role.AUDITOR)


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who acts in which role; every role of every place is a person of its own."""

    regency: RegencyRow
    offices: tuple[AgencyRow, ...]
    actors: dict[tuple[Role, int | None], Actor] = field(default_factory=dict)

    def at(self, role: Role, agency_id: int | None = None) -> Actor:
        return self.actors[role, agency_id]


def cast(
    regency: RegencyRow, offices: Sequence[AgencyRow], *, since: date, by: Actor, at: datetime
) -> Cast:
    """Create the people of a regency and give them their duties; those there already stay."""
    actors: dict[tuple[Role, int | None], Actor] = {}
    for role in REGENCY_ROLES:
        actors[role, None] = _person(regency, role, None, since=since, by=by, at=at)
    for office in offices:
        for role in OFFICE_ROLES:
            actors[role, office.agency_id] = _person(
                regency, role, office, since=since, by=by, at=at
            )
    return Cast(regency=regency, offices=tuple(offices), actors=actors)


def _person(
    regency: RegencyRow,
    role: Role,
    office: AgencyRow | None,
    *,
    since: date,
    by: Actor,
    at: datetime,
) -> Actor:
    place = office.name if office else regency.name
    agency_id = office.agency_id if office else None
    word = sign_in_word(regency.code, role, agency_id)
    try:
        person_id = person_id_of(viewer=Viewer.system(), sign_in=word)
    except NoSuchPerson:
        person_id = create_person(sign_in=word, name=f"{ROLE_NAMES[role]} {place}", by=by, at=at)
        grant(
            person_id=person_id,
            role=role,
            regency_id=regency.regency_id,
            agency_id=agency_id,
            starts_on=since,
            by=by,
            at=at,
        )
    return Actor(person_id, place, role, regency.regency_id, agency_id, by.request_id)


ROLE_NAMES = {
    Role.OFFICER: "Petugas",
    Role.TREASURER: "Bendahara",
    Role.OFFICE_HEAD: "Kepala",
    Role.BRANCH: "Petugas cabang BPJS",
    Role.SECRETARIAT: "Sekretariat program",
    Role.LEADER: "Sekretaris daerah",
    Role.KORPRI: "Ketua Korpri",
    Role.AUDITOR: "Auditor Inspektorat",
}


def sign_in_word(regency_code: str, role: Role, agency_id: int | None) -> str:
    """Return the word such an invented person signs in with, such as `treasurer.33.24.7`."""
    return ".".join(filter(None, (role, regency_code, str(agency_id or ""))))
