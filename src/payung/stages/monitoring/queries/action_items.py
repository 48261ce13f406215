"""Questions about what somebody promised in a meeting: what is open, late, done."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.monitoring.models import ActionItem
from payung.stages.monitoring.queries.meetings import visible
from payung.stages.monitoring.states import ItemState

OFFICE = (Role.OFFICER, Role.OFFICE_HEAD)
_NOBODYS = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """What somebody is to do by a day. `office` is empty where no office has it."""

    item_id: int
    meeting_id: int
    regency_id: int
    month: Month
    starts_at: datetime
    """When the meeting was that asked for it."""
    agency_id: int | None
    office: str
    owner: str
    words: str
    due_on: date
    state: str
    ended_at: datetime | None
    ended_by: str
    note: str
    carried_from_id: int | None

    @property
    def is_open(self) -> bool:
        return self.state == ItemState.OPEN

    @property
    def who(self) -> str:
        """Return such as `Dinas Kesehatan (Bendahara gaji)`."""
        if not self.office:
            return self.owner
        return f"{self.office} ({self.owner})" if self.owner else self.office

    def days_over(self, on: date) -> int:
        """Return for how many days it has been late; 0 where it is not, or no longer open."""
        return max((on - self.due_on).days, 0) if self.is_open else 0


def open_items(
    *, viewer: Viewer, agency_id: int | None = None, as_of: datetime | None = None
) -> list[ItemRow]:
    """Return what is open, or was at `as_of`: what the next meeting begins with."""
    rows = _seen(viewer, agency_id)
    if as_of is None:
        return _rows(rows.filter(state=ItemState.OPEN))
    still = Q(ended_at=None) | Q(ended_at__gt=as_of)
    return [_as_open(row) for row in _rows(rows.filter(still, given_at__lte=as_of))]


def overdue(*, viewer: Viewer, on: date, agency_id: int | None = None) -> list[ItemRow]:
    """Return what should have been done before `on`, the longest late first."""
    return _rows(_seen(viewer, agency_id).filter(state=ItemState.OPEN, due_on__lt=on))


def items_of(*, viewer: Viewer, meeting_id: int, as_of: datetime | None = None) -> list[ItemRow]:
    """Return everything that a meeting asked for, whatever became of it."""
    rows = _seen(viewer).filter(meeting_id=meeting_id)
    return _rows(rows if as_of is None else rows.filter(given_at__lte=as_of))


def ended_since(*, viewer: Viewer, since: datetime, as_of: datetime | None = None) -> list[ItemRow]:
    """Return what was done or dropped since a moment."""
    ended = (ItemState.DONE, ItemState.DROPPED)
    rows = _seen(viewer).filter(state__in=ended, ended_at__gt=since)
    return _rows(rows if as_of is None else rows.filter(ended_at__lte=as_of))


def item_of(*, viewer: Viewer, item_id: int) -> ItemRow | None:
    """Return one item: the regency's people any of theirs, an office its own."""
    return next(iter(_rows(_seen(viewer).filter(pk=item_id))), None)


def items_of_office(*, viewer: Viewer, most: int = 50) -> list[ItemRow]:
    """Return what the viewer's own office was asked for: open first, then what ended last."""
    if viewer.agency_id is None:
        return []
    rows = _seen(viewer, viewer.agency_id)
    ended = rows.exclude(state=ItemState.OPEN).order_by("-ended_at", "-pk")[:most]
    return [*_rows(rows.filter(state=ItemState.OPEN)), *_told(ended)]


def _seen(viewer: Viewer, agency_id: int | None = None) -> QuerySet[ActionItem]:
    rows = ActionItem.objects.all()
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if viewer.role in OFFICE:
        rows = rows.filter(agency_id=viewer.agency_id or _NOBODYS)
    elif not visible(viewer):
        return rows.none()
    return rows if agency_id is None else rows.filter(agency_id=agency_id)


def _rows(found: QuerySet[ActionItem]) -> list[ItemRow]:
    return _told(found.order_by("due_on", "pk"))


def _told(found: QuerySet[ActionItem]) -> list[ItemRow]:
    return [_row(item) for item in found.select_related("agency", "meeting")]


def _row(item: ActionItem) -> ItemRow:
    return ItemRow(
        item_id=item.pk,
        meeting_id=item.meeting_id,
        regency_id=item.regency_id,
        month=Month.of(item.meeting.month),
        starts_at=item.meeting.starts_at,
        agency_id=item.agency_id,
        office=item.agency.name if item.agency else "",
        owner=item.owner,
        words=item.words,
        due_on=item.due_on,
        state=item.state,
        ended_at=item.ended_at,
        ended_by=item.ended_by,
        note=item.note,
        carried_from_id=item.carried_from_id,
    )


def _as_open(row: ItemRow) -> ItemRow:
    """Return an item as it stood before it ended."""
    return replace(row, state=ItemState.OPEN, ended_at=None, ended_by="", note="")
