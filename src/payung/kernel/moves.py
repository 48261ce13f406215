"""All allowed moves of one thing's life, in one table; every other pair is refused."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

S = TypeVar("S", bound=str)


class MoveNotAllowed(Exception):
    """The action does not start from this state. English, for logs; screens find own words."""

    def __init__(self, action: str, state: str) -> None:
        super().__init__(f"cannot {action!r} from state {str(state)!r}")
        self.action = action
        self.state = state

    def __reduce__(self) -> tuple[type[MoveNotAllowed], tuple[str, str]]:
        return (MoveNotAllowed, (self.action, self.state))


class Moves(Generic[S]):
    """
    A table `{action: (states it starts from, state it leads to)}`.

    The initial state is the one that no move leads to; where the table cannot tell
    (a life that returns to its start), give `initial`.
    """

    def __init__(
        self, table: Mapping[str, tuple[AbstractSet[S], S]], *, initial: S | None = None
    ) -> None:
        self._table = {action: (frozenset(start), end) for action, (start, end) in table.items()}
        self.initial = self._beginning() if initial is None else initial

    def to(self, action: str, from_state: S) -> S:
        """
        Return the state `action` leads to.

        :raises MoveNotAllowed: the action does not start from `from_state`.
        :raises KeyError: there is no such action, which is a mistake in the code.
        """
        start, end = self._table[action]
        if from_state not in start:
            raise MoveNotAllowed(action, from_state)
        return end

    def allows(self, action: str, from_state: S) -> bool:
        return from_state in self._table[action][0]

    def actions_from(self, state: S) -> list[str]:
        """Return what can be done in `state`, in the order of the table."""
        return [action for action, (start, _) in self._table.items() if state in start]

    @property
    def actions(self) -> list[str]:
        return list(self._table)

    @property
    def states(self) -> frozenset[S]:
        return frozenset({self.initial}.union(*({*start, end} for start, end in self._rows())))

    @property
    def final(self) -> frozenset[S]:
        """Return the states that no move leaves."""
        return self.states - {state for start, _ in self._rows() for state in start}

    @property
    def pairs(self) -> set[tuple[S, S]]:
        """Return every allowed (from, to), as the database trigger needs it."""
        return {(state, end) for start, end in self._rows() for state in start}

    def _rows(self) -> list[tuple[frozenset[S], S]]:
        return list(self._table.values())

    def _beginning(self) -> S:
        reached = {end for _, end in self._rows()}
        found = {state for start, _ in self._rows() for state in start} - reached
        if len(found) != 1:
            raise ValueError(f"name the initial state; the table suggests {sorted(found)}")
        return found.pop()
