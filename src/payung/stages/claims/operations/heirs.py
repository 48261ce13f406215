"""Who may receive the money: named, corrected, taken off. Every change is a version of its own."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.rules.benefits.heirs import DESCENDANTS
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.stages.claims.models import Claim, Heir, HeirVersion
from payung.stages.claims.operations.flags import raise_flags
from payung.stages.claims.operations.holding import began, hold_file, reason_of, settle
from payung.stages.claims.problems import HeirDatesWrong, HeirUnknown, NameMissing
from payung.stages.claims.queries.known import day_of, heirs_now
from payung.stages.claims.sums.heirs import HeirInput, heir_text
from payung.stages.claims.sums.places import HEIR_PLACE

LONGEST_REASON = 200


@operation
def add_heir(*, claim_id: int, heir: HeirInput, by: Actor, at: datetime) -> int:
    """
    Name somebody who may receive the money; return the heir.

    :raises NameMissing, HeirDatesWrong: nobody is named, or the birth date cannot be.
    :raises FileClosed: the file is at the branch, or over.
    """
    claim = hold_file(claim_id, by=by)
    _refuse_impossible(claim, heir, at)
    number = 1 + Heir.objects.filter(claim=claim).count()
    made = Heir.objects.create(claim=claim, number=number)
    _write(made, 1, heir, by=by, at=at)
    record("claim.heir_added", target=claim, by=by, at=at, heir=made.pk)
    _after(claim, by=by, at=at)
    return int(made.pk)


@operation
def correct_heir(*, heir_id: int, heir: HeirInput, by: Actor, at: datetime) -> None:
    """
    Write what is known of an heir anew; the earlier words stay on record.

    :raises HeirUnknown: there is none, or it was taken off.
    """
    claim, found, version = _held(heir_id, by)
    _refuse_impossible(claim, heir, at)
    _write(found, version + 1, heir, by=by, at=at)
    record("claim.heir_corrected", target=claim, by=by, at=at, heir=found.pk, version=version + 1)
    _after(claim, by=by, at=at)


@operation
def remove_heir(*, heir_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Take somebody off who is no heir after all.

    :raises HeirUnknown, ReasonMissing: as they say.
    """
    claim, found, version = _held(heir_id, by)
    last = HeirVersion.objects.get(heir=found, version=version)
    HeirVersion.objects.create(
        heir=found,
        version=version + 1,
        relation=last.relation,
        sealed=last.sealed,
        is_removed=True,
        reason=reason_of(reason)[:LONGEST_REASON],
        written_by_id=by.person_id,
        written_at=at,
    )
    record("claim.heir_removed", target=claim, by=by, at=at, heir=found.pk)
    _after(claim, by=by, at=at)


def _held(heir_id: int, by: Actor) -> tuple[Claim, Heir, int]:
    found = Heir.objects.filter(pk=heir_id).first()
    if found is None:
        raise HeirUnknown
    claim = hold_file(found.claim_id, by=by)
    for known in heirs_now(claim.pk):
        if known.heir_id == heir_id:
            return claim, found, known.version
    raise HeirUnknown


def _write(of: Heir, version: int, heir: HeirInput, *, by: Actor, at: datetime) -> None:
    HeirVersion.objects.create(
        heir=of,
        version=version,
        relation=heir.relation,
        sealed=sealer().seal(heir_text(heir), HEIR_PLACE),
        written_by_id=by.person_id,
        written_at=at,
    )


def _refuse_impossible(claim: Claim, heir: HeirInput, at: datetime) -> None:
    if not shown(heir.name):
        raise NameMissing
    born_on = heir.born_on
    if born_on is None:
        return
    if born_on > today_in_wib(at):
        raise HeirDatesWrong
    if heir.relation not in DESCENDANTS and born_on > day_of(claim):
        raise HeirDatesWrong


def _after(claim: Claim, *, by: Actor, at: datetime) -> None:
    raise_flags(claim, at=at)
    began(claim, by=by, at=at)
    settle(claim, by=by, at=at)
