"""Questions about money: what to pay on, what is held and how long, how a month stands."""

from payung.stages.remittance.queries.money import Held, ToRemit, held, to_remit
from payung.stages.remittance.queries.month import Block, MonthState, month_state, month_states
from payung.stages.remittance.queries.open_requests import (
    OpenRequest,
    ParkedReceipt,
    open_requests,
    parked_receipts,
)

__all__ = [
    "Block",
    "Held",
    "MonthState",
    "OpenRequest",
    "ParkedReceipt",
    "ToRemit",
    "held",
    "month_state",
    "month_states",
    "open_requests",
    "parked_receipts",
    "to_remit",
]
