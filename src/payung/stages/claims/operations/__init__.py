"""What changes claims: reported, gathered, handed over, decided, paid."""

from payung.stages.claims.operations.deciding import decide, pay
from payung.stages.claims.operations.facts import note_stage, open_facts, write_facts
from payung.stages.claims.operations.heirs import add_heir, correct_heir, remove_heir
from payung.stages.claims.operations.papers import keep_file, mark_papers
from payung.stages.claims.operations.reporting import (
    Event,
    Opened,
    note_death,
    report,
    report_later,
    withdraw_death,
)
from payung.stages.claims.operations.school import (
    add_child,
    ask_year,
    correct_child,
    pay_year,
    refuse_year,
)
from payung.stages.claims.operations.steps import (
    ask_more,
    begin,
    complete,
    hand_over,
    refuse,
    take_in,
    take_up_again,
    withdraw,
)

__all__ = [
    "Event",
    "Opened",
    "add_child",
    "add_heir",
    "ask_more",
    "ask_year",
    "begin",
    "complete",
    "correct_child",
    "correct_heir",
    "decide",
    "hand_over",
    "keep_file",
    "mark_papers",
    "note_death",
    "note_stage",
    "open_facts",
    "pay",
    "pay_year",
    "refuse",
    "refuse_year",
    "remove_heir",
    "report",
    "report_later",
    "take_in",
    "take_up_again",
    "withdraw",
    "withdraw_death",
    "write_facts",
]
