"""What the officer sees of registrations: the queue with its flags, and one to be checked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from payung.foundation.access.models import Person
from payung.foundation.audit.models import Move
from payung.kernel.findings import Finding, Level
from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Flag, Opening, Sponsorship, WorkStatement
from payung.stages.enrolment.queries.lists import last_reason
from payung.stages.enrolment.states import OPEN, State
from payung.stages.registry.queries import area_name, identities

QUEUES: Final = (
    State.REGISTERED,
    State.HELD,
    State.RETURNED,
    State.VERIFIED,
    State.SUBMITTED,
)
OPEN_FOR: Final = timedelta(minutes=15)
"""How long an opening says that somebody is on it."""


@dataclass(frozen=True, slots=True)
class OpenedBy:
    """Somebody has this registration open since a moment ago."""

    person_id: int
    name: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One registration in the queue. `flags` are codes, in the order they were found."""

    sponsorship_id: int
    worker_name: str
    occupation: str
    sponsor_name: str
    registered_on: date
    state: str
    flags: tuple[str, ...]
    opened: OpenedBy | None

    @property
    def may_be_ticked(self) -> bool:
        """Whether it can be accepted together with others: nothing about it needs a look."""
        return self.state == State.REGISTERED and not self.flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One registration as the officer compares it with the KTP; `nik`, `phone`, `address` open."""

    sponsorship_id: int
    state: str
    worker_id: int
    worker_name: str
    nik: str
    born_on: date | None
    birth_place: str
    sex: str
    occupation: str
    phone: str
    address: str
    district: str
    relation: str
    sponsor_name: str
    sponsor_nip: str
    registered_on: date
    source: str
    flags: tuple[Finding, ...]
    reason: str
    instead_of: str
    """The worker whom the sponsor wishes to protect no longer once this one is insured."""


@dataclass(frozen=True, slots=True)
class LastMove:
    """Who brought a registration into its state, when, and why."""

    name: str
    at: datetime
    reason: str


_ROW: Final = (
    *("pk", "worker__name", "worker__occupation", "sponsor__name", "registered_on", "state"),
)
_CHECK: Final = (
    *("state", "worker_id", "worker__name", "worker__born_on", "worker__birth_place"),
    *("worker__sex", "worker__occupation", "worker__district_code", "relation"),
    *("sponsor__name", "sponsor__nip", "registered_on", "file_id"),
    *("instead_of__state", "instead_of__worker__name"),
)


def checking_queue(
    *, viewer: Viewer, state: str, text: str = "", at: datetime, skip: int = 0, most: int = 25
) -> list[QueueRow]:
    """Return the registrations of one queue, longest waiting first, in three questions."""
    rows = _searched(Sponsorship.objects.visible_to(viewer).filter(state=state), text)
    found = list(rows.order_by("registered_on", "pk").values_list(*_ROW)[skip : skip + most])
    return _queue_rows(found, _openings([row[0] for row in found], at))


def rows_of(*, viewer: Viewer, ids: Sequence[int]) -> list[QueueRow]:
    """Return these registrations, newest first, as far as the viewer may see them."""
    rows = Sponsorship.objects.visible_to(viewer).filter(pk__in=ids).order_by("-pk")
    return _queue_rows(rows.values_list(*_ROW), {})


def flagged(*, viewer: Viewer, ids: Collection[int]) -> set[int]:
    """Return those of the registrations that carry a flag, so need a look of their own."""
    seen = Sponsorship.objects.visible_to(viewer).filter(pk__in=ids)
    return set(Flag.objects.filter(sponsorship__in=seen).values_list("sponsorship_id", flat=True))


def check_of(*, viewer: Viewer, sponsorship_id: int) -> Check | None:
    """Return one registration with everything to compare, if the viewer may see it."""
    seen = Sponsorship.objects.visible_to(viewer).filter(pk=sponsorship_id)
    found = seen.values_list(*_CHECK).first()
    if found is None:
        return None
    state, worker_id, worker, born_on, place, sex, work, district = found[:8]
    relation, sponsor, nip, day, file_id, old_state, old = found[8:]
    who = identities(viewer=viewer, worker_ids=[worker_id]).get(worker_id)
    source = WorkStatement.objects.filter(sponsorship_id=sponsorship_id).order_by("pk")
    return Check(
        sponsorship_id=sponsorship_id,
        state=state,
        worker_id=worker_id,
        worker_name=worker,
        nik="" if who is None else str(who.nik),
        born_on=born_on,
        birth_place=place,
        sex=sex,
        occupation=work,
        phone="" if who is None else who.phone,
        address="" if who is None else who.address,
        district=(area_name(code=district) or "") if district else "",
        relation=relation,
        sponsor_name=sponsor,
        sponsor_nip=nip,
        registered_on=day,
        source="sheet" if file_id else source.values_list("source", flat=True).first() or "form",
        flags=tuple(_flags([sponsorship_id]).get(sponsorship_id, ())),
        reason=last_reason(viewer=viewer, sponsorship_id=sponsorship_id),
        instead_of=old if old_state in OPEN else "",
    )


def opening_of(*, viewer: Viewer, sponsorship_id: int, at: datetime) -> OpenedBy | None:
    """Return who has this registration open now, the viewer included."""
    seen = Sponsorship.objects.visible_to(viewer).filter(pk=sponsorship_id)
    return _openings(list(seen.values_list("pk", flat=True)), at).get(sponsorship_id)


def last_move(*, viewer: Viewer, sponsorship_id: int) -> LastMove | None:
    """Return the last change of state of a registration, if the viewer may see it."""
    if not Sponsorship.objects.visible_to(viewer).filter(pk=sponsorship_id).exists():
        return None
    moves = Move.objects.filter(entity=Sponsorship._meta.db_table, entity_id=sponsorship_id)
    found = moves.order_by("-pk").values_list("actor_id", "at", "reason").first()
    if found is None:
        return None
    actor_id, at, reason = found
    name = Person.objects.filter(pk=actor_id or 0).values_list("name", flat=True).first()
    return LastMove(name or "Payung", at, reason)


def next_to_check(*, viewer: Viewer, after: int, state: str = State.REGISTERED) -> int | None:
    """Return the registration that has waited longest in this queue, other than `after`."""
    rows = Sponsorship.objects.visible_to(viewer).filter(state=state).exclude(pk=after)
    return rows.order_by("registered_on", "pk").values_list("pk", flat=True).first()


def _searched(rows: QuerySet[Sponsorship], text: str) -> QuerySet[Sponsorship]:
    wanted = fold(text)
    if not wanted:
        return rows
    return rows.filter(Q(worker__folded__contains=wanted) | Q(sponsor__folded__contains=wanted))


def _queue_rows(found: Iterable[Any], opened: Mapping[int, OpenedBy]) -> list[QueueRow]:
    rows = list(found)
    flags = _flags([row[0] for row in rows])
    return [
        QueueRow(
            sponsorship_id=pk,
            worker_name=worker,
            occupation=work,
            sponsor_name=sponsor,
            registered_on=day,
            state=state,
            flags=tuple(dict.fromkeys(finding.code for finding in flags.get(pk, ()))),
            opened=opened.get(pk),
        )
        for pk, worker, work, sponsor, day, state in rows
    ]


def _flags(ids: Iterable[int]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    rows = Flag.objects.filter(sponsorship_id__in=list(ids)).order_by("pk")
    for pk, level, code, values in rows.values_list("sponsorship_id", "level", "code", "values"):
        found.setdefault(pk, []).append(Finding(Level(level), code, values))
    return found


def _openings(ids: Iterable[int], at: datetime) -> dict[int, OpenedBy]:
    rows = Opening.objects.filter(sponsorship_id__in=list(ids), opened_at__gt=at - OPEN_FOR)
    found = rows.values_list("sponsorship_id", "person_id", "name", "opened_at")
    return {pk: OpenedBy(person_id, name, opened_at) for pk, person_id, name, opened_at in found}
