"""Scholarships: the children of a family, and each school year asked, paid or refused."""

import base64
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.foundation.rules.benefits import Level, scholarship_year
from payung.foundation.rules.benefits.school_years import begins_on, school_year_of
from payung.foundation.rules.law import current_law
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.stages.claims.models import Child, ChildVersion, Claim, SchoolYear
from payung.stages.claims.operations.holding import BRANCH, OFFICE, hold, reason_of
from payung.stages.claims.problems import (
    AmountWrong,
    ChildUnknown,
    DayWrong,
    FileClosed,
    NameMissing,
    NoScholarship,
    YearAsked,
)
from payung.stages.claims.queries.computing import known_of
from payung.stages.claims.queries.known import KnownChild, children_now, facts_now
from payung.stages.claims.states import SCHOOL_MOVES, SchoolState, State
from payung.stages.claims.sums.awards import gives_scholarship
from payung.stages.claims.sums.decided import MOST_IDR
from payung.stages.claims.sums.heirs import ChildInput, child_text
from payung.stages.claims.sums.places import CHILD_PLACE, SCHOOL_PROOF_PLACE
from payung.stages.intake.gateway.scans import clean_scan

OVER: Final = (State.REFUSED, State.WITHDRAWN)


@operation
def add_child(*, claim_id: int, child: ChildInput, by: Actor, at: datetime) -> int:
    """
    Write a child into the claim, also after the cash was paid; return the child.

    :raises NameMissing, DayWrong: no name, or a birth that lies ahead.
    :raises FileClosed: the claim was refused or withdrawn.
    """
    claim = _standing(claim_id, by)
    _refuse_impossible(child, at)
    made = Child.objects.create(claim=claim, number=1 + Child.objects.filter(claim=claim).count())
    _write(made.pk, 1, child, by=by, at=at)
    record("claim.child_added", target=claim, by=by, at=at, child=made.pk)
    return int(made.pk)


@operation
def correct_child(*, child_id: int, child: ChildInput, by: Actor, at: datetime) -> None:
    """Write what is known of a child anew, such as a marriage or work that ends it."""
    claim, known = _child(child_id, by)
    _refuse_impossible(child, at)
    _write(child_id, known.version + 1, child, by=by, at=at)
    record("claim.child_corrected", target=claim, by=by, at=at, child=child_id)


@operation
def ask_year(
    *, child_id: int, year: int, level: Level, asked_on: date, by: Actor, at: datetime
) -> int:
    """
    Ask the branch for one school year; return it.

    :param year: the calendar year in which the school year begins.
    :raises NoScholarship: the rules give nothing for it; its words say why.
    :raises YearAsked: it was asked for before, and not refused.
    :raises DayWrong: `asked_on` lies ahead, before the event, or before the year begins.
    """
    claim, known = _child(child_id, by)
    _refuse_days(claim, year, asked_on, at)
    same = SchoolYear.objects.filter(child_id=child_id, year=year)
    if same.exclude(state=SchoolState.REFUSED).exists():
        raise YearAsked(year=str(year))
    made = SchoolYear.objects.create(
        child_id=child_id,
        year=year,
        level=level,
        state=SCHOOL_MOVES.to("ask", ""),
        asked_on=asked_on,
        computed_idr=_due(claim, known, level, asked_on),
    )
    record("school_year.asked", target=made, by=by, at=at, year=year, level=str(level))
    return int(made.pk)


@operation
def pay_year(
    *,
    school_year_id: int,
    amount_idr: int,
    paid_on: date,
    proof: bytes,
    by: Actor,
    at: datetime,
) -> None:
    """
    Record that a school year's scholarship was paid, with its proof.

    :raises AmountWrong, DayWrong, FileRefused: as they say.
    """
    made = _held_year(school_year_id, by)
    if not 0 < amount_idr <= MOST_IDR:
        raise AmountWrong
    if not made.asked_on <= paid_on <= today_in_wib(at):
        raise DayWrong
    clean = clean_scan(proof)
    made.state = SCHOOL_MOVES.to("pay", made.state)
    made.amount_idr, made.paid_on, made.kind = amount_idr, paid_on, clean.kind
    made.sha256 = sha256(proof).hexdigest()
    content = base64.b64encode(clean.content).decode("ascii")
    made.proof = sealer().seal(content, SCHOOL_PROOF_PLACE)
    made.save()
    record(
        "school_year.paid",
        target=made,
        by=by,
        at=at,
        total_idr=amount_idr,
        digest=made.sha256,
        kept=clean.sha256,
    )


@operation
def refuse_year(*, school_year_id: int, reason: str, by: Actor, at: datetime) -> None:
    """BPJS refuses a school year, with its reason; it can be asked for again."""
    made = _held_year(school_year_id, by)
    made.reason_sealed = sealer().seal(reason_of(reason), SCHOOL_PROOF_PLACE)
    made.state = SCHOOL_MOVES.to("refuse", made.state)
    give_reason("claims.step.refuse")
    made.save(update_fields=["state", "reason_sealed"])
    give_reason("")
    record("school_year.refused", target=made, by=by, at=at)


def _standing(claim_id: int, by: Actor) -> Claim:
    claim = hold(claim_id, by=by, roles=OFFICE)
    if claim.state in OVER:
        raise FileClosed
    return claim


def _child(child_id: int, by: Actor) -> tuple[Claim, KnownChild]:
    found = Child.objects.filter(pk=child_id).first()
    if found is None:
        raise ChildUnknown
    claim = _standing(found.claim_id, by)
    return claim, next(one for one in children_now(claim.pk) if one.child_id == child_id)


def _held_year(school_year_id: int, by: Actor) -> SchoolYear:
    found = SchoolYear.objects.select_related("child").filter(pk=school_year_id).first()
    if found is None:
        raise ChildUnknown
    hold(found.child.claim_id, by=by, roles=BRANCH)
    return SchoolYear.objects.select_for_update(of=["self"]).get(pk=school_year_id)


def _due(claim: Claim, known: KnownChild, level: Level, asked_on: date) -> int:
    """Return what the rules give for the year. :raises NoScholarship: nothing, and why."""
    of = known_of(claim)
    if not gives_scholarship(of, facts_now(claim.pk)):
        raise NoScholarship(why=say("claims.no_scholarship_event"))
    _refuse_third(claim, known)
    found = scholarship_year(
        known.child.child(known.taken_years),
        level,
        asked_on=asked_on,
        event=of.event,
        number=known.number,
    )
    if not found.lines:
        raise NoScholarship(why=" ".join(one.text() for one in found.statements))
    return int(found.total_idr)


def _refuse_days(claim: Claim, year: int, asked_on: date, at: datetime) -> None:
    law = current_law()
    if not claim.event_on <= asked_on <= today_in_wib(at):
        raise DayWrong
    if year < school_year_of(claim.event_on, law) or begins_on(year, law) > asked_on:
        raise DayWrong


def _refuse_third(claim: Claim, known: KnownChild) -> None:
    """:raises NoScholarship: as many other children as the law allows have years already."""
    most = current_law().beasiswa_anak.in_force(claim.event_on).value.count
    others = [one for one in children_now(claim.pk) if one.taken_years]
    if known.child_id not in {one.child_id for one in others} and len(others) >= most:
        raise NoScholarship(why=say("claims.no_scholarship_children", most=str(most)))


def _refuse_impossible(child: ChildInput, at: datetime) -> None:
    if not shown(child.name):
        raise NameMissing
    later = [child.married_on, child.works_from]
    if child.born_on > today_in_wib(at) or any(d and d < child.born_on for d in later):
        raise DayWrong


def _write(child_id: int, version: int, child: ChildInput, *, by: Actor, at: datetime) -> None:
    ChildVersion.objects.create(
        child_id=child_id,
        version=version,
        sealed=sealer().seal(child_text(child), CHILD_PLACE),
        written_by_id=by.person_id,
        written_at=at,
    )
