"""What changes memberships: spells and who pays them, and the cards that are printed for them."""

from payung.stages.membership.operations.cards import issue_cards, revoke_card
from payung.stages.membership.operations.going_on import go_on_paying
from payung.stages.membership.operations.notices import (
    choose_notice_day,
    note_told,
    take_notice,
)
from payung.stages.membership.operations.spells import (
    NEW_NUMBER,
    change_payer,
    end_spells,
    open_spells,
    stop_payer,
)
from payung.stages.membership.operations.warnings import Reached, note_warnings

__all__ = [
    "NEW_NUMBER",
    "Reached",
    "change_payer",
    "choose_notice_day",
    "end_spells",
    "go_on_paying",
    "issue_cards",
    "note_told",
    "note_warnings",
    "open_spells",
    "revoke_card",
    "stop_payer",
    "take_notice",
]
