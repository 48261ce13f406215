"""Asking, approving, refusing. What follows is the caller's, in the same transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import connection

from payung.foundation.approvals.models import Approval, ApprovalState
from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_time
from payung.kernel.findings import Finding
from payung.kernel.people import Actor


class NotDecided(Exception):
    """The request stays as it was; `finding` says why."""

    code: ClassVar[str]

    def __init__(self, approval_id: int | None = None, **values: str) -> None:
        self.finding = Finding.reject(self.code, **values)
        super().__init__(self.code, approval_id)


class SamePerson(NotDecided):
    """The person who asked may not decide."""

    code = "approvals.same_person"


class SeenOtherwise(NotDecided):
    """The figures changed since they were asked about; look again before deciding."""

    code = "approvals.seen_otherwise"


class NotAsked(NotDecided):
    """There is no open request of this kind on this thing."""

    code = "approvals.not_asked"


class DecidedBefore(NotAsked):
    """Somebody was faster; the words say who and when."""

    code = "approvals.decided_before"


class NotTheAsker(NotDecided):
    """Only who asked may take the request back; others refuse it."""

    code = "approvals.not_the_asker"


class NobodyDecides(NotDecided):
    """Asking and deciding is for people; scheduled work can do neither."""

    code = "approvals.nobody"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An open request, as the one who decides needs it."""

    approval_id: int
    target_id: int
    reason: str
    seen_digest: str
    asked_by_id: int


@operation
def ask(
    *,
    kind: str,
    target_type: str,
    target_id: int,
    reason: str,
    seen_digest: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Ask a second person to decide. The same open request asked again is the same request.

    Asked again after the figures or the reason changed, the older request is withdrawn, so that
    nobody waits for ever on a request that can no longer be approved.

    :raises NobodyDecides: scheduled work asks.
    """
    person_id = person_of(by)
    _one_at_a_time(kind, target_type, target_id)
    asked = Approval.objects.filter(
        kind=kind, target_type=target_type, target_id=target_id, state=ApprovalState.ASKED
    ).first()
    if asked is not None and (asked.seen_digest, asked.reason) != (seen_digest, reason[:300]):
        _move(asked, ApprovalState.WITHDRAWN, decided_by_id=None, by=by, at=at)
        asked = None
    if asked is None:
        asked = Approval.objects.create(
            kind=kind,
            target_type=target_type,
            target_id=target_id,
            reason=reason[:300],
            seen_digest=seen_digest,
            asked_by_id=person_id,
            asked_at=at,
        )
    record("approval.asked", target=asked, by=by, at=at, reason=reason, kind=kind)
    return int(asked.pk)


def open_request(approval_id: int, *, kind: str) -> Asked:
    """
    Return the open request of this kind, for the operation that carries it out.

    It is not held: hold what it is about first, then `approve`, which looks again.

    :raises NotAsked: there is none; DecidedBefore where somebody decided on it.
    """
    asked = _still_asked(Approval.objects.filter(pk=approval_id, kind=kind).first(), approval_id)
    return Asked(
        approval_id=int(asked.pk),
        target_id=asked.target_id,
        reason=asked.reason,
        seen_digest=asked.seen_digest,
        asked_by_id=asked.asked_by_id,
    )


@operation
def approve(*, approval_id: int, seen_digest: str, by: Actor, at: datetime) -> int:
    """
    Approve what another person asked for; returns the person who approved.

    :raises SamePerson: the asker decides.
    :raises SeenOtherwise: `seen_digest` differs from what was asked about.
    :raises NotAsked: already decided.
    :raises NobodyDecides: scheduled work decides.
    """
    asked = _to_decide(approval_id, by)
    if asked.seen_digest != seen_digest:
        raise SeenOtherwise(approval_id)
    _move(asked, ApprovalState.APPROVED, decided_by_id=by.person_id, by=by, at=at)
    return person_of(by)


@operation
def refuse(*, approval_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Refuse a request, with the reason.

    :raises SamePerson, NotAsked, NobodyDecides: as for `approve`.
    """
    asked = _to_decide(approval_id, by)
    give_reason(reason)
    _move(asked, ApprovalState.REFUSED, decided_by_id=by.person_id, by=by, at=at, reason=reason)


@operation
def take_back(*, approval_id: int, by: Actor, at: datetime) -> None:
    """
    Take back what one asked for oneself; what it was about stays as it is.

    :raises NotTheAsker: somebody else asked.
    :raises NotAsked, NobodyDecides: as for `approve`.
    """
    found = Approval.objects.select_for_update().filter(pk=approval_id).first()
    asked = _still_asked(found, approval_id)
    if asked.asked_by_id != person_of(by):
        raise NotTheAsker(approval_id)
    _move(asked, ApprovalState.WITHDRAWN, decided_by_id=None, by=by, at=at)


def person_of(by: Actor) -> int:
    """Return who acts. :raises NobodyDecides: scheduled work, which may not ask or decide."""
    if by.person_id is None:
        raise NobodyDecides
    return by.person_id


def _to_decide(approval_id: int, by: Actor) -> Approval:
    found = Approval.objects.select_for_update().filter(pk=approval_id).first()
    asked = _still_asked(found, approval_id)
    if asked.asked_by_id == person_of(by):
        raise SamePerson(approval_id)
    return asked


def _still_asked(found: Approval | None, approval_id: int) -> Approval:
    if found is not None and found.state == ApprovalState.ASKED:
        return found
    if found is None or found.decided_at is None or found.decided_by_id is None:
        raise NotAsked(approval_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM access_person WHERE id = %s", [found.decided_by_id])
        (name,) = cursor.fetchone() or ("?",)
    when = f"{render_date(in_wib(found.decided_at).date())} {render_time(found.decided_at)}"
    raise DecidedBefore(approval_id, who=name, when=when)


def _one_at_a_time(kind: str, target_type: str, target_id: int) -> None:
    key = f"approval:{kind}:{target_type}:{target_id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _move(
    asked: Approval,
    state: ApprovalState,
    *,
    decided_by_id: int | None,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    asked.state, asked.decided_by_id, asked.decided_at = state, decided_by_id, at
    asked.save(update_fields=["state", "decided_by_id", "decided_at"])
    record(f"approval.{state}", target=asked, by=by, at=at, reason=reason, kind=asked.kind)
