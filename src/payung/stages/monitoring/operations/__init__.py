"""Takes figures, sets targets, writes down what others published, and keeps meetings."""

from payung.stages.monitoring.operations.action_items import (
    carry_item,
    drop_item,
    finish_item,
    give_item,
)
from payung.stages.monitoring.operations.freezing import keep_freeze
from payung.stages.monitoring.operations.meetings import (
    call_off_meeting,
    change_meeting,
    decide,
    plan_meeting,
    set_agenda,
)
from payung.stages.monitoring.operations.stating import load_history, state_figure
from payung.stages.monitoring.operations.taking import Taken, rebuild, take
from payung.stages.monitoring.operations.targeting import set_target

__all__ = [
    "Taken",
    "call_off_meeting",
    "carry_item",
    "change_meeting",
    "decide",
    "drop_item",
    "finish_item",
    "give_item",
    "keep_freeze",
    "load_history",
    "plan_meeting",
    "rebuild",
    "set_agenda",
    "set_target",
    "state_figure",
    "take",
]
