"""Slips, receipts, and each worker's month: docs/algorithms/allocation.md, told once more."""

from collections.abc import Collection
from dataclasses import replace

from tests.histories.model.people import refuse_elsewhere
from tests.histories.model.state import State, first_day
from tests.histories.model.values import (
    Invocation,
    Line,
    Paid,
    Part,
    Place,
    Receipt,
    Refused,
    Reply,
    Slip,
)


def settle(state: State, places: Collection[Place]) -> None:
    """Post what has become possible in these places; a closed month is left alone."""
    opened = sorted(place for place in places if state.books.get(place) == "open")
    for place in opened:
        _remit(state, place)
    for place in opened:
        _receive(state, place)
    for place in sorted(opened, key=lambda place: (place[1], place[0])):
        _pay(state, place)


def _remit(state: State, place: Place) -> None:
    """A slip's part is paid on whole when that much is held, the first recorded first."""
    standing = [slip for slip in state.slips.values() if not slip.is_withdrawn]
    for slip in sorted(standing, key=lambda slip: slip.order):
        for part in slip.parts:
            if part.place != place or state.has_posted("REMIT", slip.number, place):
                continue
            if state.balance(place, "HELD") < part.amount:
                return
            state.post("REMIT", place, part.amount, slip=slip.number)


def _receive(state: State, place: Place) -> None:
    """A receipt fills its slip's parts, oldest month first; more than the slip never counts."""
    for slip in sorted(state.slips.values(), key=lambda slip: slip.order):
        if not slip.receipt:
            continue
        left = state.receipts[slip.receipt].amount
        for part in sorted(slip.parts, key=lambda part: (part.place[1], part.place[0])):
            amount = min(part.amount, left)
            left -= part.amount
            if part.place != place or amount <= 0:
                continue
            is_sent = state.has_posted("REMIT", slip.number, place)
            if is_sent and not state.has_posted("RECEIPT", slip.number, place):
                state.post("RECEIPT", place, amount, slip=slip.number)


def _pay(state: State, place: Place) -> None:
    """What the branch holds goes to the lines cut in full, in order, each whole or not at all."""
    lines = state.lists.get(place, ())
    paid = []
    free = state.balance(place, "BPJS")
    for line in lines:
        if line.amount == 0 or not _is_due(state, place, line):
            continue
        if state.kept(place, (line.sponsor, line.worker)) < line.amount:
            continue
        if line.amount > free:
            break
        free -= line.amount
        state.post("ALLOCATE", place, line.amount, sponsor=line.sponsor, worker=line.worker)
        paid.append(line)
    for line in lines:
        if line.amount == 0 and state.answers.get(place) and _is_due(state, place, line):
            paid.append(line)
    for line in paid:
        if line.credit:
            state.post("DRAW", place, line.credit, sponsor=line.sponsor, worker=line.worker)
        state.paid += (Paid(line.worker, place, line.sponsor, line.amount, line.credit, 0),)
    _keep_excess(state, place, free)


def _is_due(state: State, place: Place, line: Line) -> bool:
    died = state.cared[line.worker].died_on
    if died is not None and died < first_day(place[1]):
        return False
    if any((one.worker, one.place[1]) == (line.worker, place[1]) for one in state.paid):
        return False
    return line.credit <= state.prepaid(place[0], line.worker)


def _keep_excess(state: State, place: Place, free: int) -> None:
    """What was cut above a line that is paid now waits as credit for the worker's next months."""
    kept = {one.worker for one in state.moves if one.kind == "PREPAY" and one.place == place}
    for line in state.lists.get(place, ()):
        over = state.kept(place, (line.sponsor, line.worker)) - line.amount
        is_paid = any(
            (one.worker, one.place[1], one.is_taken_back) == (line.worker, place[1], False)
            for one in state.paid
        )
        if over <= 0 or not is_paid or line.worker in kept:
            continue
        if over > free:
            break
        free -= over
        state.post("PREPAY", place, over, sponsor=line.sponsor, worker=line.worker)


def slip(state: State, call: Invocation) -> Reply:
    number, paid_on = call.args["number"], call.args["paid_on"]
    parts: tuple[Part, ...] = call.args["parts"]
    if paid_on > call.day:
        raise Refused("remittance.day_ahead")
    if any(part.amount <= 0 for part in parts):
        raise Refused("remittance.amount_out_of_range")
    refuse_elsewhere(call, *(part.place[0] for part in parts), why="remittance.not_your_money")
    known = state.slips.get(number)
    if known is not None:
        told = [(part.place, part.amount) for part in parts]
        kept = [(part.place, part.amount) for part in known.parts]
        if sorted(told) != sorted(kept) or known.paid_on != paid_on:
            raise Refused("remittance.slip_known")
        return ("ok", number)
    places = [part.place for part in parts]
    state.refuse_closed(*places)
    for place in places:
        state.books.setdefault(place, "open")
    _refuse_unexplained(state, parts)
    made = Slip(number, len(state.slips) + 1, parts, paid_on, call.client)
    state.slips[number] = made
    waiting = next((one for one in state.receipts.values() if one.slip == number), None)
    if waiting is not None:
        _meet(state, made, waiting)
    settle(state, set(places))
    return ("ok", number)


def _refuse_unexplained(state: State, parts: tuple[Part, ...]) -> None:
    for part in parts:
        to_remit = state.balance(part.place, "HELD") - state.waiting(part.place)
        if state.answers.get(part.place) and part.amount != to_remit and not part.reason:
            raise Refused("remittance.amount_not_held")


def _meet(state: State, slip: Slip, receipt: Receipt) -> None:
    """Slip and receipt have two recorders and an order of days (M14)."""
    if slip.by == receipt.by:
        raise Refused("remittance.same_recorder")
    if receipt.received_on < slip.paid_on:
        raise Refused("remittance.received_before_paid")
    state.amend(slip, receipt=receipt.number)


def withdraw(state: State, call: Invocation) -> Reply:
    """A slip recorded wrongly: what it paid on is held again, and its number is free."""
    number = call.args["slip"]
    found = state.slips.get(number)
    if found is None:
        raise Refused("remittance.not_your_money")
    places = [part.place for part in found.parts]
    refuse_elsewhere(call, *(place[0] for place in places), why="remittance.not_your_money")
    state.refuse_closed(*places)
    if found.receipt:
        raise Refused("remittance.slip_confirmed")
    for one in list(state.standing("REMIT")):
        if one.slip == number:
            state.reverse(one)
    gone = f"{number} withdrawn {found.order}"
    state.slips = {
        (gone if name == number else name): (
            replace(slip, number=gone, is_withdrawn=True) if name == number else slip
        )
        for name, slip in state.slips.items()
    }
    state.moves = tuple(
        replace(one, slip=gone) if one.slip == number else one for one in state.moves
    )
    settle(state, set(places))
    return ("ok",)


def receipt(state: State, call: Invocation) -> Reply:
    wanted = Receipt(
        call.args["number"],
        call.args["slip"],
        call.args["amount"],
        call.args["received_on"],
        call.client,
    )
    if wanted.received_on > call.day:
        raise Refused("remittance.day_ahead")
    for known in state.receipts.values():
        if known.number == wanted.number or known.slip == wanted.slip:
            if replace(known, by=wanted.by) != wanted:
                raise Refused("remittance.receipt_known")
            return ("ok", known.number)
    state.receipts[wanted.number] = wanted
    slip = state.slips.get(wanted.slip)
    if slip is not None:
        _meet(state, slip, wanted)
        settle(state, {part.place for part in slip.parts})
    return ("ok", wanted.number)


def receipt_list(state: State, call: Invocation) -> Reply:
    """A sheet of receipts: each row is recorded, or told why not; none keeps another back."""
    done = 0
    for number, slip, amount, received_on in call.args["rows"]:
        args = {"number": number, "slip": slip, "amount": amount, "received_on": received_on}
        before = number in state.receipts
        trial = state.copy()
        try:
            receipt(trial, Invocation(call.key, call.client, "receipt", call.day, args))
        except Refused:
            continue
        done += not before
        state.__dict__.update(trial.__dict__)
    return ("ok", done)


def explain(state: State, call: Invocation) -> Reply:
    """Why slip and receipt differ; what the bank gave back is held again."""
    found = state.slips.get(call.args["slip"])
    if found is None or not found.receipt:
        raise Refused("remittance.no_difference")
    if found.total == state.receipts[found.receipt].amount:
        raise Refused("remittance.no_difference")
    places = [part.place for part in found.parts]
    refuse_elsewhere(call, *(place[0] for place in places), why="remittance.not_your_money")
    state.refuse_closed(*places)
    if found.explained:
        raise Refused("remittance.no_difference")
    state.amend(found, explained="given_back" if call.args["given_back"] else "explained")
    if call.args["given_back"]:
        for place in places:
            take_back(state, found.number, place)
        settle(state, set(places))
    return ("ok",)


def take_back(state: State, number: str, place: Place) -> None:
    """What is in transit of a slip is not: the office's own money goes first, the rest is held."""
    left = _of_slip(state, number, place, "TRANSIT")
    if left <= 0:
        return
    office = min(left, -_of_slip(state, number, place, "SUSPENSE"))
    state.move("ADJUST", "SUSPENSE", "TRANSIT", place, left, slip=number)
    if left > office:
        state.move("ADJUST", "HELD", "SUSPENSE", place, left - office, slip=number)


def _of_slip(state: State, number: str, place: Place, account: str) -> int:
    return sum(
        one.amount * ((one.debit == account) - (one.credit == account))
        for one in state.moves
        if one.slip == number and one.place == place
    )
