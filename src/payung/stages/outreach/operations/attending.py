"""Noting who is there: by the code on the wall, or counted from the signed list."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.names import fold
from payung.kernel.people import Actor
from payung.stages.outreach.models import Arrival, Headcount, Session
from payung.stages.outreach.operations.scope import own_session
from payung.stages.outreach.problems import ArrivalRefused, OutsideScope, SessionRefused
from payung.stages.outreach.states import SESSION_MOVES, SessionState
from payung.stages.outreach.sums.arriving import when
from payung.stages.registry.models import Agency, CivilServant

MOST: Final = 5000
_PLACE: Final = "outreach.arrival"


@operation
def arrive(*, code: str, agency_id: int, name: str, by: Actor, at: datetime) -> bool:
    """
    Note that somebody of an office is at the session of this code; return whether it was new.

    Only a keyed hash of the name stays, so that the same person counts once. An office cannot
    bring more people than it has: what comes beyond that is refused, and the list on paper counts.

    :raises ArrivalRefused: `unknown` code, too `early`, too `late`, called `off`, no such
        `office`, no `name`, or the office is `full`.
    """
    session = Session.objects.select_for_update().filter(code=code).first()
    if session is None:
        raise ArrivalRefused("unknown")
    if session.state == SessionState.CALLED_OFF:
        raise ArrivalRefused("off")
    if (now := when(starts_at=session.starts_at, ends_at=session.ends_at, at=at)) != "now":
        raise ArrivalRefused(now)
    office = Agency.objects.filter(pk=agency_id, regency_id=session.regency_id, closed_on=None)
    if not office.exists():
        raise ArrivalRefused("office")
    folded = fold(name)
    if not folded:
        raise ArrivalRefused("name")
    mark = sealer().index(f"{session.pk}\n{agency_id}\n{folded}", _PLACE)
    here = Arrival.objects.filter(session=session)
    if here.filter(mark=mark).exists():
        record("outreach.arrived_again", target=session, by=by, at=at)
        return False
    staff = CivilServant.objects.filter(agency_id=agency_id, gone_on=None).count()
    if here.filter(agency_id=agency_id).count() >= staff:
        raise ArrivalRefused("full")
    Arrival.objects.create(session=session, agency_id=agency_id, mark=mark, at=at)
    _began(session)
    record("outreach.arrived", target=session, by=by, at=at)
    return True


@operation
def count_list(*, session_id: int, counts: Mapping[int, int], by: Actor, at: datetime) -> None:
    """
    Keep how many of each office signed the list; only counts that are new or changed add a row.

    What is counted on paper is what holds, whatever was scanned.

    :raises OutsideScope: the session or an office is not the actor's.
    :raises SessionRefused: it was called off (`over`), has not begun (`early`), or a number
        nobody could mean (`count`).
    """
    session = own_session(session_id, by)
    if session.state == SessionState.CALLED_OFF:
        raise SessionRefused("over")
    if at < session.starts_at:
        raise SessionRefused("early")
    if any(not 0 <= count <= MOST for count in counts.values()):
        raise SessionRefused("count")
    known = Agency.objects.filter(pk__in=counts, regency_id=session.regency_id).count()
    if known != len(counts):
        raise OutsideScope(by.regency_id)
    before: dict[int, int] = {}
    rows = Headcount.objects.filter(session=session).order_by("pk")
    before.update(rows.values_list("agency_id", "count"))
    changed = {key: count for key, count in counts.items() if before.get(key) != count}
    Headcount.objects.bulk_create(
        Headcount(
            session=session,
            agency_id=agency_id,
            count=count,
            counted_by_id=by.person_id,
            counted_at=at,
        )
        for agency_id, count in sorted(changed.items())
    )
    if any(counts.values()):
        _began(session)
    record("outreach.list_counted", target=session, by=by, at=at, row_count=len(changed))


def _began(session: Session) -> None:
    if session.state == SessionState.PLANNED:
        session.state = SESSION_MOVES.to("begin", session.state)
        session.save(update_fields=["state"])
