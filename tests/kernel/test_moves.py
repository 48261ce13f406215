import pickle
from enum import StrEnum, auto

import pytest

from payung.kernel.moves import MoveNotAllowed, Moves


class State(StrEnum):
    DRAFT = auto()
    SENT = auto()
    RETURNED = auto()
    DONE = auto()


MOVES = Moves(
    {
        "send": ({State.DRAFT, State.RETURNED}, State.SENT),
        "return": ({State.SENT}, State.RETURNED),
        "finish": ({State.SENT}, State.DONE),
    }
)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", MOVES.actions)
def test_every_pair_of_action_and_state_is_decided(action, state):
    allowed = {
        *(("send", State.DRAFT), ("send", State.RETURNED)),
        *(("return", State.SENT), ("finish", State.SENT)),
    }

    if (action, state) in allowed:
        assert MOVES.allows(action, state)
        assert (state, MOVES.to(action, state)) in MOVES.pairs
    else:
        assert not MOVES.allows(action, state)
        with pytest.raises(MoveNotAllowed) as refusal:
            MOVES.to(action, state)
        assert (refusal.value.action, refusal.value.state) == (action, state)


def test_gives_the_database_its_pairs():
    assert MOVES.pairs == {
        (State.DRAFT, State.SENT),
        (State.RETURNED, State.SENT),
        (State.SENT, State.RETURNED),
        (State.SENT, State.DONE),
    }


def test_knows_where_a_life_begins_and_ends():
    assert MOVES.initial is State.DRAFT
    assert MOVES.final == {State.DONE}
    assert MOVES.states == set(State)


def test_says_what_can_be_done_in_a_state():
    assert MOVES.actions_from(State.SENT) == ["return", "finish"]
    assert MOVES.actions_from(State.DONE) == []


def test_asks_for_the_beginning_where_the_table_cannot_tell():
    table = {
        "send": ({State.DRAFT}, State.SENT),
        "return": ({State.SENT}, State.DRAFT),
    }

    with pytest.raises(ValueError, match="initial"):
        Moves(table)
    assert Moves(table, initial=State.DRAFT).initial is State.DRAFT


def test_an_unknown_action_is_a_mistake_in_the_code():
    with pytest.raises(KeyError):
        MOVES.to("fly", State.DRAFT)


def test_the_exception_speaks_to_a_log():
    refusal = MoveNotAllowed("finish", State.DRAFT)

    assert str(refusal) == "cannot 'finish' from state 'draft'"
    assert pickle.loads(pickle.dumps(refusal)).state == State.DRAFT
