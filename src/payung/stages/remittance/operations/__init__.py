"""What people do with the money: record slips and receipts, give back, close and reopen months."""

from payung.stages.remittance.operations.closing import ask_close, ask_reopen, close, reopen
from payung.stages.remittance.operations.corrections import (
    explain_difference,
    pay_again,
    unpay,
)
from payung.stages.remittance.operations.receipts import record_receipt
from payung.stages.remittance.operations.refund_payments import record_refund_payment
from payung.stages.remittance.operations.refunds import ask_refund, refund
from payung.stages.remittance.operations.settling import Settled, settle
from payung.stages.remittance.operations.slips import record_slip
from payung.stages.remittance.operations.withdrawing import withdraw_slip
from payung.stages.remittance.sums import Part

__all__ = [
    "Part",
    "Settled",
    "ask_close",
    "ask_refund",
    "ask_reopen",
    "close",
    "explain_difference",
    "pay_again",
    "record_receipt",
    "record_refund_payment",
    "record_slip",
    "refund",
    "reopen",
    "settle",
    "unpay",
    "withdraw_slip",
]
