"""Which duties a person holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from payung.foundation.access.models import Duty
from payung.kernel.people import Role, Viewer


@dataclass(frozen=True, kw_only=True)
class HeldDuty:
    """One duty in force. `regency_id` and `agency_id` confine what it shows."""

    duty_id: int
    person_id: int
    name: str
    civil_servant_id: int | None
    role: Role
    regency_id: int | None
    agency_id: int | None
    province: str = ""

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.role, self.person_id, self.regency_id, self.agency_id, self.province)


def duties_on(*, viewer: Viewer, person_id: int, on: date) -> list[HeldDuty]:
    """Return what a person may act as on a day, oldest first; none once the person is closed."""
    return _held(_visible_to(viewer).filter(_in_force(on), person_id=person_id))


def _visible_to(viewer: Viewer) -> QuerySet[Duty]:
    rows = Duty.objects.all()
    if viewer.province:
        return rows.filter(person_id=viewer.person_id or 0)
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if viewer.sees_all_agencies:
        return rows
    own = Q(person_id=viewer.person_id)
    return rows.filter(own | Q(agency_id=viewer.agency_id) if viewer.agency_id else own)


def _in_force(on: date) -> Q:
    ends = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return Q(starts_on__lte=on, person__is_active=True) & ends


def _held(rows: QuerySet[Duty]) -> list[HeldDuty]:
    columns = (
        *("id", "person_id", "person__name", "person__civil_servant_id"),
        *("role", "regency_id", "agency_id", "province"),
    )
    found = rows.order_by("starts_on", "id").values(*columns)
    return [
        HeldDuty(
            duty_id=row["id"],
            person_id=row["person_id"],
            name=row["person__name"],
            civil_servant_id=row["person__civil_servant_id"],
            role=Role(row["role"]),
            regency_id=row["regency_id"],
            agency_id=row["agency_id"],
            province=row["province"],
        )
        for row in found
    ]
