"""What BPJS decided, and each part of it that reached the family."""

import base64
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Sum

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Actor
from payung.kernel.rupiah import render_rupiah
from payung.stages.claims.models import Claim, Decision, DecisionLine, Payment
from payung.stages.claims.operations.holding import BRANCH, hold, move
from payung.stages.claims.problems import (
    AmountWrong,
    DayWrong,
    HeirUnknown,
    MoreThanDecided,
    NoDecision,
    PaidAlready,
)
from payung.stages.claims.queries.computing import award_now
from payung.stages.claims.queries.known import heirs_now
from payung.stages.claims.states import State
from payung.stages.claims.sums.decided import MOST_IDR, Compared, DecidedLine, compare
from payung.stages.claims.sums.places import PROOF_PLACE
from payung.stages.intake.gateway.scans import clean_scan

LONGEST_WHY = 300


@operation
def decide(
    *, claim_id: int, lines: Sequence[DecidedLine], decided_on: date, by: Actor, at: datetime
) -> int:
    """
    Record the amounts that BPJS stated, part by part; return the decision.

    Said again before anything is paid, it is the next version; the first stays on record.

    :raises LineUnknown, AmountWrong, WhyMissing, NothingDecided: see `sums.decided.compare`.
    :raises DayWrong: before the file was handed over, or ahead.
    :raises PaidAlready: a part of it was paid.
    """
    claim = _in_process(claim_id, "decide", by)
    _refuse_decision(claim, decided_on, at)
    rows = compare(award_now(claim).lines, lines)
    made = Decision.objects.create(
        claim=claim,
        number=1 + Decision.objects.filter(claim=claim).count(),
        decided_on=decided_on,
        total_idr=sum(row.stated_idr for row in rows),
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    lines_made = [_line(made, place, row) for place, row in enumerate(rows, start=1)]
    DecisionLine.objects.bulk_create(lines_made)
    record("claim.decided", target=claim, by=by, at=at, total_idr=made.total_idr)
    return int(made.pk)


@operation
def pay(
    *,
    claim_id: int,
    heir_id: int | None,
    amount_idr: int,
    paid_on: date,
    proof: bytes,
    by: Actor,
    at: datetime,
) -> int:
    """
    Record that a part of the decision reached somebody, with its proof; return the payment.

    With the last rupiah the claim is paid.

    :param heir_id: None where the worker receives it.
    :raises NoDecision, MoreThanDecided, AmountWrong, HeirUnknown, DayWrong, FileRefused: see there.
    """
    claim = _in_process(claim_id, "pay", by)
    decision = Decision.objects.filter(claim=claim).order_by("-number").first()
    if decision is None:
        raise NoDecision
    _refuse_receiver(claim, heir_id)
    left_idr = decision.total_idr - _paid(decision)
    _refuse_amount(amount_idr, left_idr)
    if not decision.decided_on <= paid_on <= today_in_wib(at):
        raise DayWrong
    made = Payment(
        decision=decision,
        heir_id=heir_id,
        amount_idr=amount_idr,
        paid_on=paid_on,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    _prove(made, claim, proof, by=by, at=at)
    if amount_idr == left_idr:
        move(claim, "pay", by=by, at=at)
    return int(made.pk)


def _prove(made: Payment, claim: Claim, proof: bytes, *, by: Actor, at: datetime) -> None:
    """Write a payment with its picture, written anew and sealed."""
    clean = clean_scan(proof)
    made.kind, made.size = clean.kind, len(clean.content)
    made.sha256 = sha256(proof).hexdigest()
    content = base64.b64encode(clean.content).decode("ascii")
    made.proof = sealer().seal(content, PROOF_PLACE)
    made.save(force_insert=True)
    record(
        "claim.part_paid",
        target=claim,
        by=by,
        at=at,
        total_idr=made.amount_idr,
        digest=made.sha256,
        payment=made.pk,
        kept=clean.sha256,
    )


def _in_process(claim_id: int, action: str, by: Actor) -> Claim:
    claim = hold(claim_id, by=by, roles=BRANCH)
    if claim.state != State.IN_PROCESS:
        raise MoveNotAllowed(action, claim.state)
    return claim


def _refuse_decision(claim: Claim, decided_on: date, at: datetime) -> None:
    assert claim.handed_on is not None
    if not claim.handed_on <= decided_on <= today_in_wib(at):
        raise DayWrong
    if Payment.objects.filter(decision__claim=claim).exists():
        raise PaidAlready


def _refuse_receiver(claim: Claim, heir_id: int | None) -> None:
    if heir_id is None:
        if claim.is_death:
            raise HeirUnknown
    elif heir_id not in {one.heir_id for one in heirs_now(claim.pk)}:
        raise HeirUnknown


def _refuse_amount(amount_idr: int, left_idr: int) -> None:
    if not 0 < amount_idr <= MOST_IDR:
        raise AmountWrong
    if amount_idr > left_idr:
        raise MoreThanDecided(amount=render_rupiah(amount_idr), left=render_rupiah(left_idr))


def _paid(decision: Decision) -> int:
    found = Payment.objects.filter(decision=decision).aggregate(idr=Sum("amount_idr"))
    return int(found["idr"] or 0)


def _line(decision: Decision, place: int, row: Compared) -> DecisionLine:
    return DecisionLine(
        decision=decision,
        place=place,
        key=row.key,
        label_code=row.label_code,
        values=dict(row.values),
        stated_idr=row.stated_idr,
        computed_idr=row.computed_idr,
        why=row.why[:LONGEST_WHY],
    )
