"""How a history ends: accidents off, everybody does what is left, and every month must close."""

from collections.abc import Iterator

from tests.histories.model.state import State
from tests.histories.model.values import Place
from tests.histories.steps import Step, step
from tests.histories.world import CLIENTS

ROUNDS = 3


def left_to_do(state: State) -> Iterator[Step]:
    """Yield what the regency's people still have to do; what is done already comes to nothing."""
    for place in sorted(state.lists):
        if state.books.get(place) == "open":
            yield from _month(state, place)


def _month(state: State, place: Place) -> Iterator[Step]:
    who, other = _people(place)
    if not state.answers.get(place):
        yield step("as_listed", who, place)
    yield step("reasons", who, place)
    for _ in range(ROUNDS):
        yield step("withdraw", "sekar", place, waiting=True)
    for slip in state.slips.values():
        if not slip.receipt and not slip.is_withdrawn:
            yield step("receipt", "cahya", place, slip=slip.number, days=1)
    for _ in range(ROUNDS):
        yield step("explain", "sekar", place, given_back=True)
    for _ in range(ROUNDS):
        yield step("ask_beyond", who, place)
        yield step("beyond", other, place)
    number = f"A{place[0]}{place[1]}"
    yield step("slip", who, place, number=number)
    yield step("receipt", "cahya", place, slip=number, days=1)
    yield step("ask_close", who, place, reason="liburan akhir tahun")
    yield step("close", other, place)


def _people(place: Place) -> tuple[str, str]:
    own = [name for name, one in CLIENTS.items() if one.office == place[0]]
    return own[0], "sekar"


def stuck(state: State) -> list[Place]:
    """Return the months that are still open although everybody has done everything."""
    return [place for place in sorted(state.lists) if state.books.get(place) != "closed"]
