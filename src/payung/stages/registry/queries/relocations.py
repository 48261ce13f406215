"""Questions about civil servants who are moving between offices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from payung.foundation.audit.scope import beyond
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.registry.models import Relocation
from payung.stages.registry.states import Relocated

ANSWER_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class RelocationRow:
    """One move; `is_released` and `is_welcomed` tell which office has agreed."""

    relocation_id: int
    civil_servant_id: int
    name: str
    from_agency_id: int
    from_agency: str
    from_regency_id: int
    from_regency: str
    to_agency_id: int
    to_agency: str
    to_regency_id: int
    to_regency: str
    from_month: Month
    state: str
    asked_at: datetime
    is_released: bool
    is_welcomed: bool
    reason: str

    @property
    def is_agreed(self) -> bool:
        """Whether both offices agreed, and only the month has to come."""
        return self.is_released and self.is_welcomed

    @property
    def is_far(self) -> bool:
        """Whether it leads into another regency."""
        return self.from_regency_id != self.to_regency_id

    @property
    def from_place(self) -> str:
        """The old office, with its regency where that is another one."""
        return f"{self.from_agency}, {self.from_regency}" if self.is_far else self.from_agency

    @property
    def to_place(self) -> str:
        """The new office, with its regency where that is another one."""
        return f"{self.to_agency}, {self.to_regency}" if self.is_far else self.to_agency

    def is_silent_in(self, regency_id: int | None) -> bool:
        """Whether an office of this regency has not answered yet."""
        leaving = self.from_regency_id == regency_id and not self.is_released
        return leaving or (self.to_regency_id == regency_id and not self.is_welcomed)

    @property
    def answer_by(self) -> date:
        """The last day on which the offices decide by themselves."""
        return today_in_wib(self.asked_at) + timedelta(days=ANSWER_DAYS)

    def waits_for(self, agency_id: int | None) -> bool:
        """Whether this office has not answered yet."""
        if self.state != Relocated.ASKED:
            return False
        leaving = self.from_agency_id == agency_id and not self.is_released
        return leaving or (self.to_agency_id == agency_id and not self.is_welcomed)


_FIELDS: Final = (
    *("pk", "civil_servant_id", "civil_servant__name", "from_agency_id", "from_agency__name"),
    *("from_agency__regency_id", "from_agency__regency__name", "to_agency_id", "to_agency__name"),
    *("to_agency__regency_id", "to_agency__regency__name", "from_month", "state", "asked_at"),
    *("released_by_id", "welcomed_by_id", "reason"),
)


def relocations(
    *, viewer: Viewer, is_open: bool, skip: int = 0, most: int = 50
) -> list[RelocationRow]:
    """Return the moves that touch the viewer's office: undecided oldest first, or decided."""
    rows = _visible(viewer)
    if is_open:
        rows = rows.filter(state=Relocated.ASKED).order_by("asked_at", "pk")
    else:
        rows = rows.exclude(state=Relocated.ASKED).order_by("-asked_at", "-pk")
    return _rows(rows.values_list(*_FIELDS)[skip : skip + most])


def relocation_of(*, viewer: Viewer, relocation_id: int) -> RelocationRow | None:
    """Return one move, if the viewer has to do with it."""
    found = _rows(_visible(viewer).filter(pk=relocation_id).values_list(*_FIELDS))
    return found[0] if found else None


def open_relocation(*, viewer: Viewer, civil_servant_id: int) -> RelocationRow | None:
    """Return the undecided move of one civil servant, if there is one the viewer may see."""
    rows = _visible(viewer).filter(civil_servant_id=civil_servant_id, state=Relocated.ASKED)
    found = _rows(rows.values_list(*_FIELDS))
    return found[0] if found else None


def relocations_overdue(*, viewer: Viewer, on: date) -> list[RelocationRow]:
    """Return the moves that an office in view left unanswered for 14 days, the oldest first."""
    rows = _visible(viewer).filter(
        Q(released_by_id=None) | Q(welcomed_by_id=None), state=Relocated.ASKED
    )
    found = _rows(rows.order_by("asked_at", "pk").values_list(*_FIELDS))
    late = [row for row in found if row.answer_by < on]
    own = viewer.regency_id
    return late if own is None else [row for row in late if row.is_silent_in(own)]


def agreed_relocations(*, viewer: Viewer) -> list[RelocationRow]:
    """Return the moves that both offices agreed to and that wait for their month, by month."""
    rows = _visible(viewer).filter(
        state=Relocated.ASKED, released_by_id__isnull=False, welcomed_by_id__isnull=False
    )
    return _rows(rows.order_by("from_month", "pk").values_list(*_FIELDS))


def _visible(viewer: Viewer) -> QuerySet[Relocation]:
    """A sponsor sees the own one, an office those it sends or takes, the regency its own."""
    rows = Relocation.objects.all()
    if viewer.regency_id is not None:
        own_regency = Q(from_agency__regency_id=viewer.regency_id)
        rows = rows.filter(own_regency | Q(to_agency__regency_id=viewer.regency_id))
    if viewer.role is Role.SPONSOR:
        return rows.filter(asked_by_id=viewer.person_id or 0)
    if viewer.sees_all_agencies:
        return rows
    own = viewer.agency_id or 0
    return rows.filter(Q(from_agency_id=own) | Q(to_agency_id=own))


def _rows(found: Iterable[tuple[Any, ...]]) -> list[RelocationRow]:
    # Until the move, the wall hides the person from the office that is asked to take them in.
    with beyond("both offices of a move see who moves"):
        return [RelocationRow(*map(_plain, _FIELDS, row)) for row in found]


def _plain(field: str, value: Any) -> Any:
    if field == "from_month":
        return Month.of(value)
    return value is not None if field in ("released_by_id", "welcomed_by_id") else value
