"""Is there an order, consistent with replies and real time, in which the model ends as stored?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from tests.histories.expected import difference, told
from tests.histories.journal import Event, Journal
from tests.histories.model.apply import READS, apply
from tests.histories.model.state import State

MOST_STATES = 64


@dataclass(frozen=True)
class Found:
    """What the search ends with: states that explain the replies, or where none does."""

    states: tuple[State, ...]
    failure: str = ""


def explained(journal: Journal, beginning: State) -> Found:
    """Search the orders of what overlaps, and whether each unknown took effect."""
    states, kept = [beginning], [beginning]
    for place, group in _overlapping(journal.events):
        states, kept = _marked(journal, place, states, kept)
        after = [state for before in states for state in _after(before, group)]
        if not after:
            return Found((), _why(states[0], group))
        states = after[:MOST_STATES]
    states, _ = _marked(journal, len(journal.events), states, kept)
    return Found(tuple(states))


def _marked(
    journal: Journal, place: int, states: list[State], kept: list[State]
) -> tuple[list[State], list[State]]:
    """Keep what is backed up at this place, and go back to it where the machine was lost."""
    for at, mark in journal.marks:
        if at == place and mark == "backup":
            kept = states
        elif at == place:
            states = kept
    return states, kept


def ends_as(found: Found, stored: dict[str, Any]) -> str:
    """Return "" where one of the states is what is stored, else in what the first differs."""
    wrong = [difference(told(state), stored) for state in found.states]
    return "" if "" in wrong else wrong[0]


def endings(found: Found, stored: dict[str, Any]) -> list[State]:
    """
    Return the states that are what is stored, one for each set of forms that took effect.

    Where nobody heard of a form and the same was sent anew, either of the two may be the one.
    """
    right = [state for state in found.states if not difference(told(state), stored)]
    return list({frozenset(state.forms): state for state in right or found.states[:1]}.values())


def _overlapping(events: list[Event]) -> Iterator[tuple[int, list[Event]]]:
    """Yield what was under way at the same time, as groups in the order of real time."""
    group: list[Event] = []
    start, end = 0, 0
    for number, event in enumerate(events):
        if group and event.invoked > end:
            yield start, group
            group, start = [], number
        group.append(event)
        end = max(end, event.replied)
    if group:
        yield start, group


def _after(before: State, group: list[Event]) -> Iterator[State]:
    for order in permutations(group):
        states = [before]
        for event in order:
            states = [after for state in states for after in _steps(state, event)]
        yield from states


def _steps(state: State, event: Event) -> Iterator[State]:
    after, reply = apply(state, event.call)
    if event.reply is None:
        yield state
        if reply[0] == "ok" and event.call.kind not in READS:
            yield after
    elif reply == event.reply:
        yield after


def _why(state: State, group: list[Event]) -> str:
    for event in group:
        after, reply = apply(state, event.call)
        if event.reply is not None and reply != event.reply:
            return f"{event.call.kind} by {event.call.client}: must be {reply}, was {event.reply}"
        state = after
    return "no order of what overlaps explains the replies"
