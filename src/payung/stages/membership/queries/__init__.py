"""Questions about spells, who pays them, and the cards that were printed for them."""

from payung.stages.membership.queries.cards import (
    Card,
    CardHolder,
    card_behind,
    cards_to_print,
    live_card,
)
from payung.stages.membership.queries.notices import Notice, Warned, notices, warnings_of
from payung.stages.membership.queries.spells import (
    DueRow,
    PayerRow,
    SpellRow,
    due_counts,
    open_due,
    payers_of,
    spells_of,
)

__all__ = [
    "Card",
    "CardHolder",
    "DueRow",
    "Notice",
    "PayerRow",
    "SpellRow",
    "Warned",
    "card_behind",
    "cards_to_print",
    "due_counts",
    "live_card",
    "notices",
    "open_due",
    "payers_of",
    "spells_of",
    "warnings_of",
]
