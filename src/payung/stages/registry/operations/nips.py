"""A civil servant gets another NIP and stays the same person: PPPK becomes PNS, or a slip."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from payung.foundation.access.models import Person
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.findings import Level
from payung.kernel.nip import Nip, NipKind, check_nip
from payung.kernel.people import Actor, Role
from payung.kernel.sex import Sex
from payung.stages.registry.models import CivilServant, NipChange, Regency
from payung.stages.registry.problems import (
    NewNipRefused,
    NipOfAnother,
    OutsideScope,
    OwnRecord,
    TakeBackRefused,
)
from payung.stages.registry.sums.nips import Cause

REASON: Final = 200
TAKEN_BACK_WITHIN: Final = timedelta(days=90)


@operation
def change_nip(
    *,
    civil_servant_id: int,
    nip: Nip,
    kind: NipKind,
    cause: Cause,
    counts_from: date,
    reason: str,
    seen_nip: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """
    Give a present civil servant another NIP; return the change. The same again changes nothing.

    :param seen_nip: the NIP that the page showed; another one now means that somebody was faster.
    :raises OutsideScope: neither their officer, nor the secretariat of their regency.
    :raises OwnRecord: nobody changes their own.
    :raises NewNipRefused: the number or the day cannot be; `finding` says why.
    :raises NipOfAnother: somebody has or had it.
    """
    person = _held(civil_servant_id, by)
    last = _standing(person)
    if person.nip == nip:
        if last is None or last.after != nip:
            raise NewNipRefused("nip_new_same")
        record("nip.repeated", target=last, by=by, at=at)
        return int(last.pk)
    if seen_nip not in ("", person.nip):
        raise NewNipRefused("nip_new_meanwhile")
    _refuse_wrong(person, nip, kind, cause, at)
    _refuse_day(counts_from, last, at)
    change = _new(person, nip, kind, reason, by, at)
    change.cause, change.counts_from = cause, counts_from
    _put(change, nip, kind)
    record("nip.changed", target=change, by=by, at=at, cause=cause, person=person.pk)
    return int(change.pk)


@operation
def take_back_nip(*, change_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Undo a change that was a mistake: the person has the earlier NIP, the other never was theirs.

    A list that was locked in between keeps what was printed on it.

    :raises OutsideScope, OwnRecord: as for the change itself.
    :raises TakeBackRefused: it is not the last one, or 90 days have passed.
    """
    change = NipChange.objects.filter(pk=change_id).first()
    if change is None:
        raise OutsideScope(change_id)
    person = _held(change.civil_servant_id, by)
    last = _standing(person)
    if last is None or last.pk != change.pk:
        raise TakeBackRefused("nip_back_not_last")
    if at >= change.at + TAKEN_BACK_WITHIN:
        raise TakeBackRefused("nip_back_too_late")
    back = _new(person, change.before, change.kind_before, reason, by, at)
    back.cause, back.counts_from, back.takes_back = Cause.MISTAKE, today_in_wib(at), change
    _put(back, change.before, change.kind_before)
    record("nip.taken_back", target=back, by=by, at=at, person=person.pk)


def _held(civil_servant_id: int, by: Actor) -> CivilServant:
    """Return the present person, held, as long as no staff list of the regency takes effect."""
    found = CivilServant.objects.filter(pk=civil_servant_id, gone_on=None).first()
    if found is None or not _may(found, by):
        raise OutsideScope(civil_servant_id)
    Regency.objects.select_for_update(no_key=True).get(pk=found.regency_id)
    person = CivilServant.objects.select_for_update().get(pk=civil_servant_id)
    if person.gone_on is not None or not _may(person, by):
        raise OutsideScope(civil_servant_id)
    mine = Person.objects.filter(pk=by.person_id or 0, civil_servant_id=person.pk)
    if mine.exists():
        raise OwnRecord(civil_servant_id)
    return person


def _may(person: CivilServant, by: Actor) -> bool:
    if by.role is Role.SYSTEM:
        return True
    if by.regency_id != person.regency_id:
        return False
    return by.role is Role.SECRETARIAT or (
        by.role is Role.OFFICER and by.agency_id == person.agency_id
    )


def _standing(person: CivilServant) -> NipChange | None:
    """Return the person's last change that was no mistake."""
    rows = NipChange.objects.filter(civil_servant=person, takes_back=None)
    taken_back = NipChange.objects.exclude(takes_back=None).values("takes_back")
    return rows.exclude(pk__in=taken_back).order_by("-pk").first()


def _refuse_wrong(
    person: CivilServant, nip: Nip, kind: NipKind, cause: Cause, at: datetime
) -> None:
    """Birth date and sex say that it is the same person, unless they themselves were the slip."""
    if CivilServant.objects.filter(nip=nip).exists():
        raise NipOfAnother
    known = Nip(person.nip)
    born_on, sex = person.born_on or known.born_on, Sex(person.sex) if person.sex else known.sex
    for finding in check_nip(nip, kind=kind, on=today_in_wib(at)):
        if finding.level is Level.REJECT or finding.code == "nip_appointed_later":
            raise NewNipRefused(finding.code, **finding.values)
    if (born_on, sex) != (nip.born_on, nip.sex) and cause is not Cause.CORRECTED:
        raise NewNipRefused("nip_new_other_person")


def _refuse_day(counts_from: date, last: NipChange | None, at: datetime) -> None:
    if counts_from > today_in_wib(at):
        raise NewNipRefused("nip_new_not_yet")
    if last is not None and counts_from < last.counts_from:
        raise NewNipRefused("nip_new_before_last")


def _new(
    person: CivilServant, nip: str, kind: str, reason: str, by: Actor, at: datetime
) -> NipChange:
    return NipChange(
        civil_servant=person,
        before=person.nip,
        after=nip,
        kind_before=person.kind,
        kind_after=kind,
        reason=reason[:REASON],
        at=at,
        changed_by_id=by.person_id,
    )


def _put(change: NipChange, nip: str, kind: str) -> None:
    """Write both at once; whether the number is free, the database itself decides."""
    try:
        with transaction.atomic():
            change.save()
            CivilServant.objects.filter(pk=change.civil_servant_id).update(nip=nip, kind=kind)
    except IntegrityError as problem:
        raise NipOfAnother from problem
