"""What can go wrong with money on its way to the branch, by name, in words for people."""

from typing import ClassVar

from payung.kernel.findings import Finding


class MoneyRefused(Exception):
    """Something about money was refused and nothing was done; `finding` says why."""

    code: ClassVar[str]

    def __init__(self, **values: str) -> None:
        self.finding = Finding.reject(self.code, **values)
        super().__init__(self.code, values)

    def message(self, lang: str = "id") -> str:
        return self.finding.message(lang)


class SlipEmpty(MoneyRefused):
    """A slip is for at least one office and month."""

    code = "remittance.slip_empty"


class PartTwice(MoneyRefused):
    """The same office and month stands twice on one slip."""

    code = "remittance.part_twice"


class AmountOutOfRange(MoneyRefused):
    """An amount is zero, negative or above what one transfer may be."""

    code = "remittance.amount_out_of_range"


class NumberEmpty(MoneyRefused):
    """Bank and number name a slip; a receipt has a number."""

    code = "remittance.number_empty"


class NumberTooLong(MoneyRefused):
    """No bank prints a name or number this long; two of them were pasted together."""

    code = "remittance.number_too_long"


class DayAhead(MoneyRefused):
    """Money was paid or received on a day that has not come yet."""

    code = "remittance.day_ahead"


class NotYourMoney(MoneyRefused):
    """The office is not one this person acts for. Says nothing about the office."""

    code = "remittance.not_your_money"


class SlipKnown(MoneyRefused):
    """Bank and number were recorded before, with other content, by the actor's own office."""

    code = "remittance.slip_known"


class SlipKnownElsewhere(SlipKnown):
    """Bank and number were recorded before, where this person does not look. Says no more."""

    code = "remittance.slip_known_elsewhere"


class ReceiptKnown(MoneyRefused):
    """This receipt, or a receipt for this slip, was recorded before with other content."""

    code = "remittance.receipt_known"


class AmountNotHeld(MoneyRefused):
    """The slip says another amount than the office holds for the month; explain or split."""

    code = "remittance.amount_not_held"


class PaidOnBefore(AmountNotHeld):
    """Nothing is left to pay on: a slip of the office took all of it. Says whose, and when."""

    code = "remittance.paid_on_before"


class SameRecorder(MoneyRefused):
    """Who recorded the slip cannot record its receipt (M14)."""

    code = "remittance.same_recorder"


class ReceivedBeforePaid(MoneyRefused):
    """The branch cannot receive money before it was paid."""

    code = "remittance.received_before_paid"


class MonthClosed(MoneyRefused):
    """The office's month is closed; two people must reopen it first."""

    code = "remittance.month_closed"


class MonthNotReady(MoneyRefused):
    """Something is open that keeps the month from closing; `values` name the first of it."""

    code = "remittance.month_not_ready"


class NotClosed(MoneyRefused):
    """Only a closed month can be reopened."""

    code = "remittance.not_closed"


class ReasonMissing(MoneyRefused):
    """This needs a reason in words."""

    code = "remittance.reason_missing"


class MoreThanHeld(MoneyRefused):
    """A refund is more than what is held for this person and month (M13)."""

    code = "remittance.more_than_held"


class NotPaid(MoneyRefused):
    """There is no standing paid month to take back."""

    code = "remittance.not_paid"


class NothingToPay(MoneyRefused):
    """The month is paid, was not cut, or the money for it is not there."""

    code = "remittance.nothing_to_pay"


class NoDifference(MoneyRefused):
    """Slip and receipt agree, or their difference has its reason already."""

    code = "remittance.no_difference"


class RefundWaits(MoneyRefused):
    """A refund for this person and month waits for a second person already."""

    code = "remittance.refund_waits"


class RefundedBefore(MoneyRefused):
    """Money of this person, worker and month was given back before; that happens once."""

    code = "remittance.refunded_before"


class NoRefund(MoneyRefused):
    """There is no such refund, or its payment was recorded before."""

    code = "remittance.no_refund"


class PaidBeforeApproved(MoneyRefused):
    """A refund cannot have been handed over before two people agreed."""

    code = "remittance.paid_before_approved"


class ScanUsed(MoneyRefused):
    """The very same picture proves another slip already (T08)."""

    code = "remittance.scan_used"


class ScanKnown(MoneyRefused):
    """The slip has another picture; a slip has one."""

    code = "remittance.scan_known"


class SlipConfirmed(MoneyRefused):
    """The branch confirmed the slip; what is wrong with it is put right with the branch."""

    code = "remittance.slip_confirmed"


class SlipWithdrawn(MoneyRefused):
    """The slip was withdrawn before; that happens once."""

    code = "remittance.slip_withdrawn"


class NothingUnlisted(MoneyRefused):
    """Nothing of this row is to be given back: it went back, or a correction took it away."""

    code = "remittance.nothing_unlisted"


class NothingBeyondCut(MoneyRefused):
    """The slip can be withdrawn, waits for payroll's answer, or its money was cut meanwhile."""

    code = "remittance.nothing_beyond_cut"
