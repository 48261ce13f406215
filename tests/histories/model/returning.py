"""Money that goes back, months taken back and paid again, months closed and opened."""

from dataclasses import replace

from tests.histories.model.answering import ask, decide, opened
from tests.histories.model.paying import settle
from tests.histories.model.people import refuse_elsewhere
from tests.histories.model.state import State
from tests.histories.model.values import Invocation, Paid, Pair, Place, Refused, Reply

NOT_YOURS = "remittance.not_your_money"


def _refundable(state: State, place: Place, pair: Pair) -> int:
    """What was cut for this pair and is neither given back nor used, as far as it is held."""
    used = sum(
        one.amount
        for one in state.moves
        if one.place == place
        and (one.sponsor, one.worker) == pair
        and one.kind in ("ALLOCATE", "PREPAY")
    )
    held = state.balance(place, "HELD") - state.waiting(place)
    return max(min(state.kept(place, pair) - used, held), 0)


def ask_refund(state: State, call: Invocation) -> Reply:
    place, pair, amount = call.args["place"], call.args["pair"], call.args["amount"]
    if not call.args["reason"]:
        raise Refused("remittance.reason_missing")
    refuse_elsewhere(call, place[0], why=NOT_YOURS)
    state.refuse_closed(place)
    if not 0 < amount <= _refundable(state, place, pair):
        raise Refused("remittance.more_than_held")
    _refuse_refunded(state, place, pair)
    for one in state.requests.values():
        if one.kind == "refund" and one.state == "asked" and one.about[:2] == (place, pair):
            raise Refused("remittance.refund_waits")
    return ask(state, call, "refund", (place, pair, call.key), (amount,))


def _refuse_refunded(state: State, place: Place, pair: Pair) -> None:
    for key in state.refunds:
        if state.requests[key].about[:2] == (place, pair):
            raise Refused("remittance.refunded_before")


def refund(state: State, call: Invocation) -> Reply:
    request = opened(state, call, "refund")
    place, pair, _ = request.about
    (amount,) = request.seen
    refuse_elsewhere(call, place[0], why=NOT_YOURS)
    state.refuse_closed(place)
    if amount > _refundable(state, place, pair):
        raise Refused("remittance.more_than_held")
    _refuse_refunded(state, place, pair)
    decide(state, call, request, call.args["seen"] or request.seen)
    state.refunds[request.key] = "approved"
    state.post("REFUND", place, amount, sponsor=pair[0], worker=pair[1])
    return ("ok", amount)


def pay_refund(state: State, call: Invocation) -> Reply:
    key = call.args["ref"]
    request = state.requests.get(key)
    if request is None or key not in state.refunds:
        raise Refused("remittance.no_refund")
    refuse_elsewhere(call, request.about[0][0], why=NOT_YOURS)
    if state.refunds[key] == "paid":
        raise Refused("remittance.no_refund")
    state.refunds[key] = "paid"
    return ("ok",)


def unpay(state: State, call: Invocation) -> Reply:
    """A wrongly paid month is marked, never erased; its money lies unallocated again (C3)."""
    worker, month = call.args["worker"], call.args["month"]
    found = _last(state, worker, month)
    if found is None:
        raise Refused("remittance.not_paid")
    refuse_elsewhere(call, found.place[0], why=NOT_YOURS)
    state.refuse_closed(found.place)
    if found.is_taken_back:
        raise Refused("remittance.not_paid")
    _replace(state, found)
    for one in list(state.standing("ALLOCATE", "DRAW", place=found.place)):
        if one.worker == worker:
            state.reverse(one)
    return ("ok",)


def pay_again(state: State, call: Invocation) -> Reply:
    """Only a month taken back, and only where the whole of its money is there."""
    worker, month = call.args["worker"], call.args["month"]
    last = _last(state, worker, month)
    if last is None:
        raise Refused("remittance.nothing_to_pay")
    refuse_elsewhere(call, last.place[0], why=NOT_YOURS)
    state.refuse_closed(last.place)
    is_there = last.allocated <= state.balance(last.place, "BPJS") and last.drawn <= state.prepaid(
        last.place[0], worker
    )
    if not last.is_taken_back or not is_there:
        raise Refused("remittance.nothing_to_pay")
    for kind, amount in (("ALLOCATE", last.allocated), ("DRAW", last.drawn)):
        if amount:
            state.post(kind, last.place, amount, sponsor=last.sponsor, worker=worker)
    state.paid += (replace(last, attempt=last.attempt + 1, is_taken_back=False),)
    return ("ok",)


def _last(state: State, worker: int, month: int) -> Paid | None:
    found = [one for one in state.paid if (one.worker, one.place[1]) == (worker, month)]
    return max(found, key=lambda one: one.attempt, default=None)


def _replace(state: State, found: Paid) -> None:
    state.paid = tuple(
        replace(one, is_taken_back=True) if one is found else one for one in state.paid
    )


def _refuse_open_ends(state: State, place: Place, reason: str) -> None:
    """M1 at the close: nothing in transit or unexplained, unless two people say why."""
    if place not in state.lists or not state.answers.get(place) or state.waiting(place):
        raise Refused("remittance.month_not_ready")
    accounts = ("HELD", "TRANSIT", "BPJS", "SUSPENSE")
    is_open = any(state.balance(place, account) for account in accounts)
    is_open |= (
        bool(state.unlisted(place))
        or bool(state.unbooked(place))
        or bool(state.unexplained(place))
        or bool(state.without_reason(place))
    )
    if is_open and not reason:
        raise Refused("remittance.month_not_ready")


def ask_close(state: State, call: Invocation) -> Reply:
    place = call.args["place"]
    refuse_elsewhere(call, place[0], why=NOT_YOURS)
    state.refuse_closed(place)
    _refuse_open_ends(state, place, call.args["reason"])
    return ask(state, call, "close", (place,), state.figures(place))


def close(state: State, call: Invocation) -> Reply:
    request = opened(state, call, "close")
    (place,) = request.about
    refuse_elsewhere(call, place[0], why=NOT_YOURS)
    if state.figures(place) != request.seen:
        raise Refused("approvals.seen_otherwise")
    _refuse_open_ends(state, place, request.reason)
    decide(state, call, request, call.args["seen"] or state.figures(place))
    state.books[place] = "closed"
    state.closes[place] = state.closes.get(place, 0) + 1
    return ("ok",)


def ask_reopen(state: State, call: Invocation) -> Reply:
    place = call.args["place"]
    refuse_elsewhere(call, place[0], why=NOT_YOURS)
    if not call.args["reason"]:
        raise Refused("remittance.reason_missing")
    if state.books.get(place) != "closed":
        raise Refused("remittance.not_closed")
    return ask(state, call, "reopen", (place,), state.figures(place))


def reopen(state: State, call: Invocation) -> Reply:
    request = opened(state, call, "reopen")
    (place,) = request.about
    refuse_elsewhere(call, place[0], why=NOT_YOURS)
    if state.books.get(place) != "closed":
        raise Refused("remittance.not_closed")
    decide(state, call, request, call.args["seen"] or request.seen)
    state.books[place] = "open"
    settle(state, {place})
    return ("ok",)
