"""Questions about the partner hospitals of a regency."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from payung.kernel.people import Viewer
from payung.stages.registry.models import Hospital


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalRow:
    """A partner hospital (PLKK); `phone` in E.164 or empty. Published."""

    hospital_id: int
    name: str
    address: str
    phone: str
    is_always_open: bool
    since_on: date
    ended_on: date | None = None


_FIELDS = ("name", "address", "phone", "is_always_open", "since_on", "ended_on")


def hospitals(*, viewer: Viewer, on: date | None = None) -> list[HospitalRow]:
    """Return the partners of the viewer's regency by name; without `on` those that ended too."""
    rows = Hospital.objects.filter(regency_id=viewer.regency_id or 0)
    if on is not None:
        rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on), since_on__lte=on)
    return [
        HospitalRow(hospital_id=pk, **dict(zip(_FIELDS, values, strict=True)))
        for pk, *values in rows.order_by("name", "pk").values_list("pk", *_FIELDS)
    ]


def hospital_of(*, viewer: Viewer, hospital_id: int) -> HospitalRow | None:
    """Return one of the viewer's regency."""
    return next((row for row in hospitals(viewer=viewer) if row.hospital_id == hospital_id), None)
