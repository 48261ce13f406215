"""All days of a claim together: reports, the decision, payment, compensation, and expiry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from payung.foundation.rules.benefits.accident import in_order
from payung.foundation.rules.benefits.expiry import jkk_expiry, jkm_expiry
from payung.foundation.rules.benefits.reporting import stage_one, stage_two, suspicion_decided
from payung.foundation.rules.benefits.scheme import Scheme
from payung.foundation.rules.benefits.service import compensation, pay_by
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Guidance, Note, Statement


@dataclass(frozen=True)
class _Days:
    happened_on: date
    asked_on: date
    reported_on: date | None
    declared_on: date | None
    complete_on: date | None
    paid_on: date | None
    amount_idr: int | None


def deadlines(
    scheme: Scheme,
    happened_on: date,
    *,
    asked_on: date,
    reported_on: date | None = None,
    declared_on: date | None = None,
    complete_on: date | None = None,
    paid_on: date | None = None,
    amount_idr: int | None = None,
    law: Law | None = None,
) -> Guidance:
    """
    Return every day that the given facts decide, in the order in which they come.

    :param happened_on: the accident or diagnosis (JKK), or the death (JKM).
    :param asked_on: the day for which the right is judged, usually today.
    :raises OutOfOrder: a later step lies before an earlier one.
    """
    law = law or current_law()
    days = _Days(happened_on, asked_on, reported_on, declared_on, complete_on, paid_on, amount_idr)
    for later in (asked_on, reported_on, declared_on, complete_on):
        in_order(happened_on, later or happened_on)
    if complete_on is not None and paid_on is not None:
        in_order(complete_on, paid_on)
    statements = [*_reports(scheme, days, law), *_payment(scheme, days, law)]
    if scheme is Scheme.JKM:
        return Guidance((*statements, jkm_expiry(happened_on, law=law)))
    statements.append(jkk_expiry(happened_on, asked_on=asked_on, law=law))
    refused = (Note("rules.note.suspicion_refused"),) if days.reported_on is not None else ()
    return Guidance(tuple(statements), refused)


def _reports(scheme: Scheme, days: _Days, law: Law) -> Iterator[Statement]:
    if scheme is Scheme.JKM:
        return
    yield stage_one(days.happened_on, reported_on=days.reported_on or days.asked_on, law=law)
    if days.reported_on is not None:
        decided = suspicion_decided(days.reported_on, law=law)
        yield from [decided] if decided is not None else []
    if days.declared_on is not None:
        yield stage_two(days.declared_on, law=law)


def _payment(scheme: Scheme, days: _Days, law: Law) -> Iterator[Statement]:
    if days.complete_on is None:
        return
    due = pay_by(scheme, days.complete_on, law=law)
    yield due
    if days.paid_on is not None:
        yield compensation(due, days.paid_on, amount_idr=days.amount_idr, law=law)
