"""A staff list is looked at before it takes effect: kept first, accepted by what was seen."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.clock import today_in_wib
from payung.kernel.nip import NipKind, parse_nip
from payung.kernel.people import Actor
from payung.kernel.reporting import FileReport
from payung.process.new_nip import give_new_nip
from payung.process.received_lists import SeenOtherwise, keep_list
from payung.process.staff import take_staff
from payung.reports.quality.staff_list import KIND, ReadList
from payung.stages.registry.operations import add_agency, add_alias
from payung.stages.registry.queries.same_person import Pair
from payung.stages.registry.queries.staff_review import staff_review
from payung.stages.registry.sums.nips import cause_of


class OneForTwo(Exception):
    """One person of the registry was named for two rows of the list, or for another row."""


@operation
def keep_staff_list(*, read: ReadList, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Keep a list that was read, to be looked at and accepted; return its id. Nothing changes yet.

    :raises AppliedBefore: this very content took effect before.
    """
    return keep_list(
        kind=KIND,
        read=read,
        rows=read.staff.rows,
        findings=read.staff.findings,
        regency_id=regency_id,
        by=by,
        at=at,
    )


@operation
def accept_staff_list(
    *,
    read: ReadList,
    seen_digest: str,
    same: Mapping[str, int | None] | None = None,
    regency_id: int,
    by: Actor,
    at: datetime,
) -> FileReport:
    """
    Let a list that was looked at take effect.

    :param same: who stands behind each new NIP that may be somebody missing, None for nobody
        known. A person decides; a NIP without an answer goes on waiting.
    :raises SeenOtherwise: it would change other things than those that were seen.
    :raises OneForTwo: one person was named for two NIPs, or for a NIP that was not asked about.
    :raises OwnRecord, NewNipRefused, NipOfAnother: as a change of NIP.
    """
    review = staff_review(viewer=by.viewer, regency_id=regency_id, staff=read.staff)
    if review.digest != seen_digest:
        raise SeenOtherwise
    answers = dict(same or {})
    for pair in _named(review.difference.pairs, answers):
        _give(pair, read.name, by, at)
    return take_staff(
        content=read.content,
        name=read.name,
        regency_id=regency_id,
        apart=[nip for nip, person in answers.items() if person is None],
        by=by,
        at=at,
    )


def _give(pair: Pair, list_name: str, by: Actor, at: datetime) -> None:
    kind = NipKind(pair.kind)
    give_new_nip(
        civil_servant_id=pair.civil_servant_id,
        nip=parse_nip(pair.nip),
        kind=kind,
        cause=cause_of(NipKind(pair.old_kind), kind),
        counts_from=today_in_wib(at),
        reason=list_name,
        by=by,
        at=at,
    )


def _named(pairs: Sequence[Pair], answers: Mapping[str, int | None]) -> list[Pair]:
    """Return the pairs that are one person."""
    asked = {(pair.nip, pair.civil_servant_id): pair for pair in pairs}
    chosen = {nip: person for nip, person in answers.items() if person is not None}
    if len(set(chosen.values())) < len(chosen) or not set(chosen.items()) <= set(asked):
        raise OneForTwo
    return [asked[one] for one in chosen.items()]


@operation
def settle_spelling(
    *, spelling: str, agency_id: int | None, regency_id: int, by: Actor, at: datetime
) -> None:
    """
    Decide what an office of a list means: an office that is known, or a new one.

    :raises NameTaken: it already means another office.
    """
    if agency_id is None:
        add_agency(regency_id=regency_id, name=spelling, by=by, at=at)
    else:
        add_alias(agency_id=agency_id, spelling=spelling, by=by, at=at)
