"""What the rules compute, what BPJS stated, how they differ, and what reached the family."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from payung.foundation.rules import Statement
from payung.foundation.rules.benefits import Scheme, compensation, pay_by
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Viewer
from payung.stages.claims.models import Claim, Decision, DecisionLine, Payment
from payung.stages.claims.queries.computing import award_now
from payung.stages.claims.queries.known import heirs_now
from payung.stages.claims.queries.opening import is_open_for, worked_on
from payung.stages.claims.states import State
from payung.stages.claims.sums.awards import Award


@dataclass(frozen=True, kw_only=True)
class DecidedRow:
    """One part of a decision beside the computed one."""

    key: str
    label_code: str
    values: Mapping[str, str]
    stated_idr: int
    computed_idr: int
    why: str

    @property
    def difference_idr(self) -> int:
        return self.stated_idr - self.computed_idr


@dataclass(frozen=True, kw_only=True)
class PaymentRow:
    """One payment; the name only for who may read names now, nobody's where it is the worker."""

    payment_id: int
    heir_id: int | None
    name: str
    relation: str
    amount_idr: int
    paid_on: date


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """The last decision; `compensation` says what a late payment adds."""

    decision_id: int
    number: int
    decided_on: date
    total_idr: int
    lines: tuple[DecidedRow, ...]
    payments: tuple[PaymentRow, ...]
    compensation: Statement | None

    @property
    def paid_idr(self) -> int:
        return sum(row.amount_idr for row in self.payments)

    @property
    def left_idr(self) -> int:
        return self.total_idr - self.paid_idr


def award_of(*, viewer: Viewer, claim_id: int, at: datetime) -> Award | None:
    """
    Return what the rules compute, as an explanation; what is paid, BPJS decides.

    None beyond the view; and of an injury also while nobody said why it is opened, because its
    parts name the body's.

    :raises ReasonNeeded: the secretariat or an auditor, who did not say why.
    """
    claim = worked_on(viewer, claim_id, at)
    return None if claim is None or _is_sealed(viewer, claim, at) else award_now(claim)


def decision_of(*, viewer: Viewer, claim_id: int, at: datetime) -> DecisionView | None:
    """
    Return the last decision with its payments; None where there is none, or as for `award_of`.

    :raises ReasonNeeded: the secretariat or an auditor, who did not say why.
    """
    claim = worked_on(viewer, claim_id, at)
    if claim is None or _is_sealed(viewer, claim, at):
        return None
    found = Decision.objects.filter(claim=claim).order_by("-number").first()
    if found is None:
        return None
    payments = _payments(found, claim, with_names=is_open_for(viewer, claim, at))
    return DecisionView(
        decision_id=int(found.pk),
        number=found.number,
        decided_on=found.decided_on,
        total_idr=found.total_idr,
        lines=_lines(found),
        payments=payments,
        compensation=_compensation(claim, found, payments, today_in_wib(at)),
    )


def _is_sealed(viewer: Viewer, claim: Claim, at: datetime) -> bool:
    is_injury = claim.kind == Scheme.JKK and not claim.is_death
    return is_injury and not is_open_for(viewer, claim, at)


def _lines(decision: Decision) -> tuple[DecidedRow, ...]:
    rows = DecisionLine.objects.filter(decision=decision).order_by("place")
    fields = ("key", "label_code", "values", "stated_idr", "computed_idr", "why")
    return tuple(
        DecidedRow(**dict(zip(fields, row, strict=True))) for row in rows.values_list(*fields)
    )


def _payments(decision: Decision, claim: Claim, *, with_names: bool) -> tuple[PaymentRow, ...]:
    rows = Payment.objects.filter(decision=decision).order_by("pk")
    known = {one.heir_id: one.heir for one in heirs_now(claim.pk)}
    found = []
    for pk, heir_id, amount_idr, paid_on in rows.values_list(
        "pk", "heir_id", "amount_idr", "paid_on"
    ):
        heir = known.get(heir_id) if heir_id is not None else None
        found.append(
            PaymentRow(
                payment_id=pk,
                heir_id=heir_id,
                name=heir.name if heir and with_names else "",
                relation="" if heir is None else str(heir.relation),
                amount_idr=amount_idr,
                paid_on=paid_on,
            )
        )
    return tuple(found)


def _compensation(
    claim: Claim, decision: Decision, payments: tuple[PaymentRow, ...], today: date
) -> Statement | None:
    """Return what the days since the complete file add; the last payment stops them."""
    if claim.handed_on is None:
        return None
    due = pay_by(Scheme(claim.kind), claim.handed_on)
    is_paid = claim.state == State.PAID and payments
    paid_on = max(row.paid_on for row in payments) if is_paid else today
    return compensation(due, max(paid_on, claim.handed_on), amount_idr=decision.total_idr)
