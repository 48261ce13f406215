"""Money paid above what was due: docs/algorithms/credit.md."""

from dataclasses import dataclass

from payung.foundation.rules.problems import AmountNegative
from payung.foundation.rules.values import Contribution, Line
from payung.kernel.rupiah import Rupiah

CREDITED_TO = ("rules.line.jkk", "rules.line.jkm")


@dataclass(frozen=True)
class Settled:
    """How a month is paid when there is credit: `from_credit + to_pay == due`, always."""

    from_credit_idr: Rupiah
    to_pay_idr: Rupiah
    left_idr: Rupiah


def credit(*, paid_idr: int, due_idr: int) -> Rupiah:
    """
    Return the overpayment that is credited to the following months' JKK and JKM.

    Zero when the payment is exact or too low. Never returned in cash by this rule (PP 50/2025).
    :raises AmountNegative: an amount is below zero.
    """
    _not_negative(paid_idr, due_idr)
    return Rupiah(max(paid_idr - due_idr, 0))


def settle(*, credit_idr: int, due: Contribution) -> Settled:
    """Return how credit pays a following month: JKK and JKM only, JHT stays to be paid."""
    _not_negative(credit_idr)
    from_credit = min(credit_idr, _creditable(due.lines))
    return Settled(
        from_credit_idr=Rupiah(from_credit),
        to_pay_idr=Rupiah(due.total_idr - from_credit),
        left_idr=Rupiah(credit_idr - from_credit),
    )


def _creditable(lines: tuple[Line, ...]) -> int:
    return sum(int(line.amount_idr) for line in lines if line.code.startswith(CREDITED_TO))


def _not_negative(*amounts_idr: int) -> None:
    for amount_idr in amounts_idr:
        if amount_idr < 0:
            raise AmountNegative(amount=str(int(amount_idr)))
