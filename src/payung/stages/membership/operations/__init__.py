"""What changes memberships: spells and who pays them, and the cards that are printed for them."""

from payung.stages.membership.operations.cards import issue_cards, revoke_card
from payung.stages.membership.operations.spells import (
    NEW_NUMBER,
    change_payer,
    end_spells,
    open_spells,
    stop_payer,
)

__all__ = [
    "NEW_NUMBER",
    "change_payer",
    "end_spells",
    "issue_cards",
    "open_spells",
    "revoke_card",
    "stop_payer",
]
