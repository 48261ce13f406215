"""A confirmed slip that pays on more than was cut: two people take it, the rest is the office's."""

from tests.histories.model.answering import ask, decide, opened
from tests.histories.model.paying import settle, take_back
from tests.histories.model.people import refuse_elsewhere
from tests.histories.model.state import State
from tests.histories.model.values import Invocation, Place, Refused, Reply, Slip


def ask_beyond(state: State, call: Invocation) -> Reply:
    number, place = call.args["slip"], call.args["place"]
    if not call.args["reason"]:
        raise Refused("remittance.reason_missing")
    seen = _seen(state, number, place)
    refuse_elsewhere(call, place[0], why="remittance.not_your_money")
    return ask(state, call, "beyond", (number, place), seen)


def beyond(state: State, call: Invocation) -> Reply:
    """What is held and the office's own money go on together; nobody is paid who was not cut."""
    request = opened(state, call, "beyond")
    number, place = request.about
    seen = _seen(state, number, place)
    refuse_elsewhere(call, place[0], why="remittance.not_your_money")
    if seen != request.seen:
        raise Refused("approvals.seen_otherwise")
    decide(state, call, request, call.args["seen"] or seen)
    amount, held, _ = seen
    slip = state.slips[number]
    state.move("ADJUST", "HELD", "SUSPENSE", place, amount - held, slip=number)
    state.post("REMIT", place, amount, slip=number)
    settle(state, {place})
    if slip.explained == "given_back":
        take_back(state, number, place)
        settle(state, {place})
    return ("ok",)


def _seen(state: State, number: str, place: Place) -> tuple[int, int, int]:
    """Return what is paid on, held and received. :raises Refused: it is not for two people."""
    slip = state.slips.get(number)
    amount = next((one.amount for one in slip.parts if one.place == place), 0) if slip else 0
    held = state.balance(place, "HELD")
    if slip is None or not _waits(state, slip, place) or amount <= held:
        raise Refused("remittance.nothing_beyond_cut")
    return (amount, held, state.receipts[slip.receipt].amount)


def _waits(state: State, slip: Slip, place: Place) -> bool:
    """Whether the branch has the money of this part, and payroll answered without cutting it."""
    is_open = state.books.get(place) == "open" and bool(state.answers.get(place))
    return is_open and bool(slip.receipt) and not state.has_posted("REMIT", slip.number, place)
