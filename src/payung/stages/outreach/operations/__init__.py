"""What changes outreach: events and sessions planned, people there, stories told."""

from payung.stages.outreach.operations.attending import arrive, count_list
from payung.stages.outreach.operations.planning import (
    add_session,
    call_off,
    change_session,
    plan_event,
    renew_code,
)
from payung.stages.outreach.operations.stories import (
    Told,
    show_story,
    take_back,
    take_back_by_code,
    tell_story,
)

__all__ = [
    "Told",
    "add_session",
    "arrive",
    "call_off",
    "change_session",
    "count_list",
    "plan_event",
    "renew_code",
    "show_story",
    "take_back",
    "take_back_by_code",
    "tell_story",
]
