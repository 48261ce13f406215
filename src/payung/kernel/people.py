"""Who acts and who looks, as plain values; foundation.access makes them from a session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    SPONSOR = "sponsor"
    OFFICER = "officer"
    TREASURER = "treasurer"
    OFFICE_HEAD = "office_head"
    BRANCH = "branch"
    LEADER = "leader"
    KORPRI = "korpri"
    SECRETARIAT = "secretariat"
    AUDITOR = "auditor"
    SYSTEM = "system"


# The others see one agency, or only themselves.
_BEYOND_ONE_AGENCY = frozenset(
    {Role.BRANCH, Role.LEADER, Role.KORPRI, Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM}
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """
    Who is looking, and how far they may see.

    `regency_id` confines to one regency and None to none; `agency_id` confines to one agency.
    `province` (two digits of the Kemendagri code) confines who is of no regency.
    """

    role: Role
    person_id: int | None
    regency_id: int | None
    agency_id: int | None
    province: str = ""

    @property
    def sees_all_agencies(self) -> bool:
        """Whether the view is every agency of the regency, rather than `agency_id` alone."""
        return self.role in _BEYOND_ONE_AGENCY

    @classmethod
    def system(cls) -> Viewer:
        """Return the viewer of scheduled work and commands, confined to nothing."""
        return cls(Role.SYSTEM, None, None, None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does a thing, as the audit keeps it; `name` as it was on that day."""

    person_id: int | None
    name: str
    role: Role
    regency_id: int | None
    agency_id: int | None
    request_id: str

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.role, self.person_id, self.regency_id, self.agency_id)

    @classmethod
    def system(cls, request_id: str) -> Actor:
        """Return the actor of scheduled work and commands."""
        return cls(None, "Payung", Role.SYSTEM, None, None, request_id)
