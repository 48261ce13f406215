"""Contributions paid on to the insurer: slips, receipts, and the month each worker got paid for."""

from payung.stages.remittance.models.months import (
    Close,
    PaidMonth,
    PaidMonths,
    Refund,
    RefundRequest,
    Reopening,
    Unpaid,
)
from payung.stages.remittance.models.payments import RefundPayment
from payung.stages.remittance.models.refund_scans import RefundScan
from payung.stages.remittance.models.scans import SlipScan
from payung.stages.remittance.models.slips import (
    Difference,
    DifferenceReason,
    Match,
    Receipt,
    Slip,
    SlipLine,
    SlipWithdrawal,
)
from payung.stages.remittance.models.unlisted import UnlistedRefund

__all__ = [
    "Close",
    "Difference",
    "DifferenceReason",
    "Match",
    "PaidMonth",
    "PaidMonths",
    "Receipt",
    "Refund",
    "RefundPayment",
    "RefundRequest",
    "RefundScan",
    "Reopening",
    "Slip",
    "SlipLine",
    "SlipScan",
    "SlipWithdrawal",
    "UnlistedRefund",
    "Unpaid",
]
