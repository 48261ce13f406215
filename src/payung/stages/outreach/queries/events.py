"""Questions about events and sessions, and who is invited to them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from payung.kernel.people import Role, Viewer
from payung.stages.outreach.models import Arrival, Event, Headcount, Invitation, Session
from payung.stages.outreach.states import SessionState
from payung.stages.outreach.sums.arriving import attended


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeThere:
    """An office at a session. `counted` is None until somebody counted the signed list."""

    agency_id: int
    name: str
    invitation_id: int | None
    arrivals: int
    counted: int | None

    @property
    def is_invited(self) -> bool:
        """Whether it is invited, or its people came without."""
        return self.invitation_id is not None

    @property
    def attended(self) -> int:
        return attended(arrivals=self.arrivals, counted=self.counted)

    @property
    def differs(self) -> bool:
        """Whether scan and list say different things; the list holds."""
        return self.counted is not None and self.arrivals not in (0, self.counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session with its offices, by name. `code` is the address for noting arrivals."""

    session_id: int
    event_id: int
    regency_id: int
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    agenda: tuple[str, ...]
    state: str
    code: str
    called_off_because: str
    offices: tuple[OfficeThere, ...]

    @property
    def invited(self) -> tuple[OfficeThere, ...]:
        return tuple(office for office in self.offices if office.is_invited)

    @property
    def attended(self) -> int:
        return sum(office.attended for office in self.offices)

    @property
    def is_off(self) -> bool:
        return self.state == SessionState.CALLED_OFF

    @property
    def is_planned(self) -> bool:
        return self.state == SessionState.PLANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event with its sessions, in their order."""

    event_id: int
    regency_id: int
    title: str
    target: int | None
    sessions: tuple[SessionRow, ...]

    @property
    def standing(self) -> tuple[SessionRow, ...]:
        """Return the sessions that were not called off."""
        return tuple(session for session in self.sessions if not session.is_off)

    @property
    def held(self) -> tuple[SessionRow, ...]:
        """Return the sessions that took place: somebody was there."""
        return tuple(one for one in self.sessions if one.state == SessionState.TOOK_PLACE)

    @property
    def began_at(self) -> datetime | None:
        """Return when the first session was that took place."""
        return self.held[0].starts_at if self.held else None


def events_of(
    *, viewer: Viewer, skip: int = 0, most: int = 25, event_id: int | None = None
) -> list[EventRow]:
    """Return the events of the viewer's regency, the newest first."""
    if not viewer.sees_all_agencies or viewer.role is Role.BRANCH:
        return []
    rows = Event.objects.order_by("-pk")
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if event_id is not None:
        rows = rows.filter(pk=event_id)
    events = list(rows[skip : skip + most])
    found = _sessions(viewer, Q(event_id__in=[event.pk for event in events]))
    return [
        EventRow(
            event_id=event.pk,
            regency_id=event.regency_id,
            title=event.title,
            target=event.target,
            sessions=tuple(one for one in found if one.event_id == event.pk),
        )
        for event in events
    ]


def event_of(*, viewer: Viewer, event_id: int) -> EventRow | None:
    """Return one event of the viewer's regency."""
    return next(iter(events_of(viewer=viewer, event_id=event_id, most=1)), None)


def session_of(*, viewer: Viewer, session_id: int) -> SessionRow | None:
    """Return one session: the regency's people any of theirs, an office one it is invited to."""
    return next(iter(_sessions(viewer, Q(pk=session_id))), None)


def sessions_from(*, viewer: Viewer, since: datetime, most: int = 10) -> list[SessionRow]:
    """Return the sessions that end after `since` and were not called off, the next one first."""
    wanted = Q(ends_at__gt=since) & ~Q(state=SessionState.CALLED_OFF)
    return _sessions(viewer, wanted)[:most]


def session_by_code(*, viewer: Viewer, code: str) -> SessionRow | None:
    """Return the session that a code on a wall belongs to; only the system's viewer asks."""
    if viewer.role is not Role.SYSTEM:
        return None
    return next(iter(_sessions(viewer, Q(code=code))), None)


def _sessions(viewer: Viewer, wanted: Q) -> list[SessionRow]:
    rows = Session.objects.filter(wanted).select_related("event").order_by("starts_at", "pk")
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if viewer.role in (Role.SPONSOR, Role.BRANCH):
        rows = rows.none()
    elif not viewer.sees_all_agencies:
        own = Invitation.objects.filter(agency_id=viewer.agency_id or 0, withdrawn_at=None)
        rows = rows.filter(pk__in=own.values("session_id"))
    sessions = list(rows)
    there = _there(viewer, [session.pk for session in sessions])
    return [_row(session, there[session.pk]) for session in sessions]


def _row(session: Session, offices: Sequence[OfficeThere]) -> SessionRow:
    return SessionRow(
        session_id=session.pk,
        event_id=session.event_id,
        regency_id=session.regency_id,
        title=session.event.title,
        place=session.place,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        agenda=tuple(session.agenda),
        state=session.state,
        code=session.code,
        called_off_because=session.called_off_because,
        offices=tuple(offices),
    )


def _there(viewer: Viewer, ids: Sequence[int]) -> dict[int, list[OfficeThere]]:
    """Return the offices of each session, invited or come, as far as the viewer sees offices."""
    only = {} if viewer.sees_all_agencies else {"agency_id": viewer.agency_id or 0}
    invited = Invitation.objects.filter(session_id__in=ids, withdrawn_at=None, **only)
    names: dict[tuple[int, int], str] = {}
    asked: dict[tuple[int, int], int] = {}
    for pk, session_id, agency_id, name in invited.values_list(
        "pk", "session_id", "agency_id", "agency__name"
    ):
        names[session_id, agency_id] = name
        asked[session_id, agency_id] = pk
    arrived: defaultdict[tuple[int, int], int] = defaultdict(int)
    for session_id, agency_id, name in Arrival.objects.filter(
        session_id__in=ids, **only
    ).values_list("session_id", "agency_id", "agency__name"):
        names[session_id, agency_id] = name
        arrived[session_id, agency_id] += 1
    counted: dict[tuple[int, int], int] = {}
    lists = Headcount.objects.filter(session_id__in=ids, **only).order_by("pk")
    for session_id, agency_id, name, count in lists.values_list(
        "session_id", "agency_id", "agency__name", "count"
    ):
        names[session_id, agency_id] = name
        counted[session_id, agency_id] = count
    found: dict[int, list[OfficeThere]] = {session_id: [] for session_id in ids}
    for key, name in sorted(names.items(), key=lambda item: (item[1], item[0])):
        found[key[0]].append(
            OfficeThere(
                agency_id=key[1],
                name=name,
                invitation_id=asked.get(key),
                arrivals=arrived[key],
                counted=counted.get(key),
            )
        )
    return found
