"""Who may sign in here, as the secretariat and the auditor see it (S105)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from payung.foundation.access.models import ActivationCode, Duty, Factor, Person, Visit
from payung.kernel.people import Role, Viewer

_MAY_LOOK = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})


class Standing(StrEnum):
    """Which people a list shows."""

    ACTIVE = "active"
    PROPOSED = "proposed"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class DutySeen:
    """A duty of somebody, `[starts_on, ends_on)`; one of no days waits for a second person."""

    duty_id: int
    role: Role
    agency_id: int | None
    starts_on: date
    ends_on: date | None

    @property
    def is_proposed(self) -> bool:
        return self.ends_on == self.starts_on

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)


@dataclass(frozen=True, kw_only=True)
class PersonSeen:
    """Somebody with duties in this regency. `seen_at`: the last sign of life in any session."""

    person_id: int
    name: str
    sign_in: str
    is_active: bool
    has_factor: bool
    has_password: bool
    seen_at: datetime | None
    open_sessions: int
    code_until: datetime | None
    duties: tuple[DutySeen, ...]

    @property
    def needs_factor(self) -> bool:
        """Whether they do more than look after their own workers, which takes an authenticator."""
        return any(duty.role is not Role.SPONSOR for duty in self.duties)


def people(
    *,
    viewer: Viewer,
    on: date,
    at: datetime,
    standing: Standing = Standing.ACTIVE,
    role: Role | None = None,
    named: str = "",
    skip: int = 0,
    most: int = 25,
) -> list[PersonSeen]:
    """
    Return people with duties in the viewer's regency, by name.

    Civil servants who only sponsor are thousands: they come when `role` asks for them.
    """
    duties = _duties(viewer).filter(person=OuterRef("pk"))
    duties = duties.filter(role=role) if role else duties.exclude(role=Role.SPONSOR)
    holds = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    if standing is Standing.PROPOSED:
        rows = Person.objects.filter(Exists(duties.filter(starts_on=F("ends_on"))))
    else:
        coming = Q(starts_on__gt=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")))
        active = Q(Exists(duties.filter(holds | coming)), is_active=True)
        rows = Person.objects.filter(Exists(duties))
        rows = rows.filter(active) if standing is Standing.ACTIVE else rows.exclude(active)
    if named.strip():
        said = named.strip()[:100]
        rows = rows.filter(Q(name__icontains=said) | Q(sign_in__startswith=said.replace(" ", "")))
    return _seen(rows.order_by("name", "pk")[skip : skip + most], viewer, at)


def person_seen(*, viewer: Viewer, person_id: int, at: datetime) -> PersonSeen | None:
    """Return one person with every duty here, or None where nobody like this works here."""
    rows = Person.objects.filter(Exists(_duties(viewer).filter(person=OuterRef("pk"))))
    found = _seen(rows.filter(pk=person_id), viewer, at)
    return found[0] if found else None


def names_of(*, viewer: Viewer, person_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names behind ids in a trace that the viewer may read."""
    if viewer.role not in _MAY_LOOK:
        return {}
    wanted = {one for one in person_ids if one is not None}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def expired_codes(*, viewer: Viewer, at: datetime) -> int:
    """Return how many printed codes ran out unused: people who never came in."""
    return (
        ActivationCode.objects.filter(
            Exists(_duties(viewer).filter(person=OuterRef("person"))),
            used_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__lte=at,
        )
        .values("person")
        .distinct()
        .count()
    )


def secretariat_count(*, viewer: Viewer, on: date) -> int:
    """Return how many may decide as the second person; one alone cannot give every role."""
    holds = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    held = _duties(viewer).filter(holds, role=Role.SECRETARIAT, starts_on__lte=on)
    return held.filter(person__is_active=True).values("person").distinct().count()


def _duties(viewer: Viewer) -> QuerySet[Duty]:
    if viewer.role not in _MAY_LOOK:
        return Duty.objects.none()
    rows = Duty.objects.all()
    return rows if viewer.regency_id is None else rows.filter(regency_id=viewer.regency_id)


def _seen(rows: QuerySet[Person], viewer: Viewer, at: datetime) -> list[PersonSeen]:
    found = list(rows)
    ids = [person.pk for person in found]
    held = _held_by(ids, viewer)
    with_factor = set(
        Factor.objects.filter(person__in=ids, confirmed_at__isnull=False).values_list(
            "person", flat=True
        )
    )
    visits = Visit.objects.filter(person__in=ids)
    seen_at = dict(visits.values_list("person").annotate(last=Max("seen_at")))
    open_now: dict[int, int] = {}
    for person_id in visits.filter(ended_at__isnull=True).values_list("person", flat=True):
        open_now[person_id] = open_now.get(person_id, 0) + 1
    codes = dict(
        ActivationCode.objects.filter(
            person__in=ids, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at
        ).values_list("person", "expires_at")
    )
    return [
        PersonSeen(
            person_id=person.pk,
            name=person.name,
            sign_in=person.sign_in,
            is_active=person.is_active,
            has_factor=person.pk in with_factor,
            has_password=person.has_usable_password(),
            seen_at=seen_at.get(person.pk),
            open_sessions=open_now.get(person.pk, 0),
            code_until=codes.get(person.pk),
            duties=tuple(held.get(person.pk, ())),
        )
        for person in found
    ]


def _held_by(ids: list[int], viewer: Viewer) -> dict[int, list[DutySeen]]:
    held: dict[int, list[DutySeen]] = {}
    for duty in _duties(viewer).filter(person__in=ids).order_by("starts_on", "pk"):
        held.setdefault(duty.person_id, []).append(
            DutySeen(
                duty_id=duty.pk,
                role=Role(duty.role),
                agency_id=duty.agency_id,
                starts_on=duty.starts_on,
                ends_on=duty.ends_on,
            )
        )
    return held
