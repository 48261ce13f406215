"""Who on a death list may be a member is kept to be asked about, and answered once by a person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor
from payung.stages.claims.models import DeathMatch
from payung.stages.claims.models.deaths import DECIDES
from payung.stages.claims.problems import MatchUnknown, NotAllowed
from payung.stages.claims.queries.deaths_matching import Found, deceased
from payung.stages.claims.states import MATCH_MOVES, MatchState
from payung.stages.claims.sums.matching import Deceased
from payung.stages.claims.sums.places import DEATH_ROW_PLACE

_AT_ONCE: Final = 1000


@operation
def keep_matches(
    *, regency_id: int, file_id: int, found: Sequence[Found], by: Actor, at: datetime
) -> int:
    """
    Keep who is to be asked about; return how many are new.

    A death that waits or was confirmed, and a row that was answered before, is not asked again.

    :raises NotAllowed: death lists are the secretariat's.
    """
    if by.role not in DECIDES or by.regency_id not in (None, regency_id):
        raise NotAllowed
    before = DeathMatch.objects.filter(file_id=file_id).count()
    DeathMatch.objects.bulk_create(
        [
            DeathMatch(
                regency_id=regency_id,
                agency_id=one.agency_id,
                sponsorship_id=one.sponsorship_id,
                worker_id=one.worker_id,
                file_id=file_id,
                row=one.line.row,
                how=one.how,
                said_name=one.line.name,
                said_born_on=one.line.born_on,
                said_village=one.line.village,
                died_on=one.line.died_on,
                source=source_of(deceased(one.line)),
                state=MATCH_MOVES.to("offer", ""),
            )
            for one in found
        ],
        ignore_conflicts=True,
        batch_size=_AT_ONCE,
    )
    kept = DeathMatch.objects.filter(file_id=file_id).count() - before
    record("deaths.kept", by=by, at=at, row_count=kept, file=file_id)
    return kept


@operation
def recognise(*, match_id: int, claim_id: int, by: Actor, at: datetime) -> None:
    """
    Say that both are one person; the death's claim stands beside it from now on.

    Saying it again, also at the same moment, changes nothing.

    :raises NotAllowed: deciding is the secretariat's. :raises MatchUnknown: there is no such one.
    """
    row = _held(match_id, by)
    if row.state == MatchState.SAME:
        record("deaths.confirmed_again", target=row, by=by, at=at, claim=claim_id)
        return
    row.state = MATCH_MOVES.to("same_person", MatchState(row.state))
    row.claim_id, row.decided_by_id, row.decided_at = claim_id, by.person_id, at
    row.save(update_fields=["state", "claim_id", "decided_by_id", "decided_at"])
    record("deaths.same_person", target=row, by=by, at=at, claim=claim_id)


@operation
def tell_apart(*, match_id: int, by: Actor, at: datetime) -> None:
    """
    Say that they are two people; saying it again changes nothing.

    :raises MoveNotAllowed: it was confirmed that they are one.
    """
    row = _held(match_id, by)
    if row.state == MatchState.OTHER:
        record("deaths.other_person_again", target=row, by=by, at=at)
        return
    row.state = MATCH_MOVES.to("other_person", MatchState(row.state))
    row.decided_by_id, row.decided_at = by.person_id, at
    row.save(update_fields=["state", "decided_by_id", "decided_at"])
    record("deaths.other_person", target=row, by=by, at=at)


def source_of(row: Deceased) -> bytes:
    """Return the keyed hash by which the same row of a later list is known."""
    nik, key, born_on, died_on = row
    said = f"{nik.hex() if nik else ''}|{key}|{born_on or ''}|{died_on}"
    return sealer().index(said, DEATH_ROW_PLACE)


def _held(match_id: int, by: Actor) -> DeathMatch:
    if by.role not in DECIDES:
        raise NotAllowed
    rows = DeathMatch.objects.visible_to(by.viewer).select_for_update()
    found = rows.filter(pk=match_id).first()
    if found is None:
        raise MatchUnknown
    return found
