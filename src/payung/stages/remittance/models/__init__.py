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
from payung.stages.remittance.models.scans import SlipScan
from payung.stages.remittance.models.slips import (
    Difference,
    DifferenceReason,
    Match,
    Receipt,
    Slip,
    SlipLine,
)

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
    "Reopening",
    "Slip",
    "SlipLine",
    "SlipScan",
    "Unpaid",
]
