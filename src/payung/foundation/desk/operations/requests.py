"""Somebody asks for their data: identity first, then an answer, within three times 24 hours."""

from dataclasses import replace
from datetime import datetime

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.foundation.desk.clocks import due
from payung.foundation.desk.models import DataRequest, RequestState
from payung.foundation.desk.problems import NotTheirs
from payung.kernel.keyring import sealer
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.names import shown
from payung.kernel.people import Actor

KINDS = ("copy", "correction", "deletion", "restriction")
LONGEST = {"name": 100, "contact": 100, "words": 1000}
_TABLE = "desk_datarequest"


@operation
def ask_data(
    *, regency_id: int, kind: str, name: str, contact: str, words: str, by: Actor, at: datetime
) -> int:
    """
    Write down a request about personal data; the clock begins. Return its id.

    Nothing is looked up by it: who asks is established by a person first.

    :param kind: "copy", "correction", "deletion" or "restriction".
    """
    if kind not in KINDS:
        raise ValueError(kind)
    said = {"name": name, "contact": contact, "words": words}
    sealed = {
        f"{field}_sealed": sealer().seal(shown(text)[: LONGEST[field]], f"{_TABLE}.{field}")
        for field, text in said.items()
    }
    asked = DataRequest.objects.create(
        regency_id=regency_id,
        kind=kind,
        asked_at=at,
        due_at=due(at),
        state=DataRequest.moves.to("ask", ""),
        **sealed,
    )
    # The public stands in no regency; the trace belongs to the one that must answer.
    record("data.asked", target=asked, by=replace(by, regency_id=regency_id), at=at, kind=kind)
    return int(asked.pk)


@operation
def identify_asker(
    *,
    request_id: int,
    how: str,
    worker_id: int | None = None,
    civil_servant_id: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Record that a person saw who asks, and by what; only now may anything be answered.

    :param how: what was seen, such as "KTP dilihat langsung"; never its number.
    :param worker_id: whose data it is, where it is a worker's.
    :param civil_servant_id: whose data it is, where it is a civil servant's; never both.
    :raises NotTheirs, MoveNotAllowed: no such request here, or it was identified before.
    """
    asked = _moved(request_id, "identify", by)
    asked.identified_by_id = by.person_id
    asked.identified_how = shown(how)[:200]
    asked.worker_id, asked.civil_servant_id = worker_id, civil_servant_id
    whose = ("worker_id", "civil_servant_id")
    asked.save(update_fields=["state", "identified_by_id", "identified_how", *whose])
    record("data.identified", target=asked, by=by, at=at)


@operation
def answer_request(*, request_id: int, outcome: str, by: Actor, at: datetime) -> None:
    """
    Record what was answered or done; the clock stops.

    :raises NotTheirs, MoveNotAllowed: no such request here, or nobody was identified yet.
    """
    _close(request_id, "answer", outcome, by, at)


@operation
def refuse_request(*, request_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Record that nothing is handed out, and why; the clock stops.

    :raises NotTheirs, MoveNotAllowed: no such request here, or it is closed.
    """
    _close(request_id, "refuse", reason, by, at)


def _close(request_id: int, action: str, outcome: str, by: Actor, at: datetime) -> None:
    give_reason(outcome)
    asked = _moved(request_id, action, by)
    asked.outcome, asked.closed_at = shown(outcome)[:500], at
    asked.save(update_fields=["state", "outcome", "closed_at"])
    record(f"data.{asked.state}", target=asked, by=by, at=at, kind=asked.kind)


def _moved(request_id: int, action: str, by: Actor) -> DataRequest:
    asked = DataRequest.objects.select_for_update().filter(pk=request_id).first()
    if asked is None or by.regency_id not in (None, asked.regency_id):
        raise NotTheirs
    if by.person_id is None:
        raise MoveNotAllowed(action, asked.state)
    asked.state = DataRequest.moves.to(action, RequestState(asked.state))
    return asked
