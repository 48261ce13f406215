"""Lists, and what changes who stands on them: stop, death, move, the branch's reply."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tests.histories.model.state import TARIFFS, State, first_day, month_of
from tests.histories.model.values import Cared, Invocation, Line, Moving, Place, Refused, Reply
from tests.histories.world import CLIENTS

LATE_DAY = 10


def refuse_elsewhere(call: Invocation, *offices: int, why: str) -> None:
    """An office's people act for their own office alone, the regency's for all."""
    own = CLIENTS[call.client].office
    if own is not None and set(offices) != {own}:
        raise Refused(why)


def lock(state: State, call: Invocation) -> Reply:
    place: Place = call.args["place"]
    office, _ = place
    refuse_elsewhere(call, office, why="deductions.not_your_office")
    if place in state.lists:
        if call.client == "sekar":
            raise Refused("locked_before")
        return _told(state, place, made=0)
    candidates = list(_candidates(state, place))
    before = _before(state, place)
    if not candidates and not (before is not None and state.lists[before]):
        return ("ok", 0, 0, 0, False)
    lines = [line for line in candidates if _is_listed(state, place, line)]
    state.lists[place] = tuple(sorted(lines, key=lambda line: (line.sponsor, line.worker)))
    there = {(line.sponsor, line.worker) for line in lines}
    last = state.lists[before] if before is not None else ()
    gone = {line.sponsor for line in last if (line.sponsor, line.worker) not in there}
    state.stopped[place] = frozenset(gone)
    state.books.setdefault(place, "open")
    return _told(state, place, made=1)


def _told(state: State, place: Place, *, made: int) -> Reply:
    lines = state.lists[place]
    before = _before(state, place)
    has_gap = bool(made) and before is not None and before[1] != place[1] - 1
    return ("ok", made, len(lines), sum(line.amount for line in lines), has_gap)


def _before(state: State, place: Place) -> Place | None:
    months = [month for office, month in state.lists if office == place[0] and month < place[1]]
    return (place[0], max(months)) if months else None


def _candidates(state: State, place: Place) -> Iterator[Line]:
    office, month = place
    for worker, cared in state.cared.items():
        is_payer = cared.first <= month and (cared.until is None or month < cared.until)
        if is_payer and state.offices[cared.sponsor] == office:
            due = TARIFFS[month]
            credit = max(min(_credit(state, place, worker), due), 0)
            yield Line(cared.sponsor, worker, due - credit, credit)


def _is_listed(state: State, place: Place, line: Line) -> bool:
    cared = state.cared[line.worker]
    if cared.died_on is not None and cared.died_on < first_day(place[1]):
        return False
    if cared.ceiling is None or cared.ceiling < line.amount:
        return False
    return not any(
        month == place[1] and any(other.worker == line.worker for other in lines)
        for (_, month), lines in state.lists.items()
    )


def _credit(state: State, place: Place, worker: int) -> int:
    """Return what was over-paid before this month and is neither used nor promised."""
    office, month = place
    left = sum(
        one.amount * ((one.debit == "PREPAID" and one.place[1] < month) - (one.credit == "PREPAID"))
        for one in state.moves
        if one.place[0] == office and one.worker == worker
    )
    for (of, listed), lines in state.lists.items():
        if of != office or state.books.get((of, listed)) != "open":
            continue
        drawn = {one.worker for one in state.standing("DRAW", place=(of, listed))}
        left -= sum(line.credit for line in lines if line.worker == worker and worker not in drawn)
    return left


def stop(state: State, call: Invocation) -> Reply:
    """A sponsorship ends: the month after is the first that its sponsor does not pay."""
    worker = call.args["worker"]
    cared = state.cared[worker]
    refuse_elsewhere(call, state.offices[cared.sponsor], why="not_found")
    if cared.is_ended:
        raise Refused("move_not_allowed")
    until = max(cared.first, month_of(call.args["on"]) + 1)
    left = state.offices[cared.sponsor]
    state.cared[worker] = replace(cared, until=until, is_ended=True, left=left)
    return ("ok", until - 1 if until > cared.first else None)


def died(state: State, call: Invocation) -> Reply:
    """A death ends the deductions of later months; the month of the death is still due (C5)."""
    worker, on = call.args["worker"], call.args["on"]
    cared = state.cared[worker]
    office = cared.left if cared.is_ended else state.offices[cared.sponsor]
    refuse_elsewhere(call, office, why="not_found")
    if cared.died_on not in (None, on):
        raise Refused("death_on_other_day")
    last = max(month_of(on) + 1, cared.first)
    until = last if cared.until is None else min(cared.until, last)
    state.cared[worker] = replace(cared, until=until, died_on=on, is_ended=True, left=office)
    return ("ok",)


def ask_move(state: State, call: Invocation) -> Reply:
    sponsor, to_office = call.args["sponsor"], call.args["to"]
    here = state.offices[sponsor]
    refuse_elsewhere(call, here, why="outside_scope")
    if here == to_office:
        raise Refused("not_elsewhere")
    if any(one.sponsor == sponsor and one.state == "asked" for one in state.moving.values()):
        raise Refused("asked_before")
    state.moving[call.key] = Moving(sponsor, to_office, here, call.args["month"])
    return ("ok",)


def agree_move(state: State, call: Invocation) -> Reply:
    moving = state.moving.get(call.args["ref"])
    own = CLIENTS[call.client].office
    if (
        moving is None
        or moving.state != "asked"
        or own
        not in (
            moving.from_office,
            moving.to_office,
        )
    ):
        raise Refused("not_found")
    moving = replace(
        moving,
        released=moving.released or own == moving.from_office,
        welcomed=moving.welcomed or own == moving.to_office,
    )
    state.moving[call.args["ref"]] = moving
    if not (moving.released and moving.welcomed):
        return ("ok", False)
    return ("ok", _finish(state, call.args["ref"], call.day))


def daily(state: State, call: Invocation) -> Reply:
    """The day's work: moves agreed before whose month has come."""
    agreed = [key for key, one in state.moving.items() if one.released and one.welcomed]
    return ("ok", sum(_finish(state, key, call.day) for key in agreed))


def _finish(state: State, key: str, day: date) -> bool:
    moving = state.moving[key]
    if moving.state != "asked" or not _is_due(state, moving, month_of(day)):
        return False
    state.moving[key] = replace(moving, state="done")
    state.offices[moving.sponsor] = moving.to_office
    return True


def _is_due(state: State, moving: Moving, now: int) -> bool:
    """No month may be billed by neither office, and none before its time (C7)."""
    old = {month for office, month in state.lists if office == moving.from_office}
    new = {month for office, month in state.lists if office == moving.to_office}
    firsts = [cared.first for cared in state.cared.values() if cared.sponsor == moving.sponsor]
    if firsts and any(month not in old for month in new if month >= min(firsts)):
        return False
    return now >= moving.from_month or (moving.from_month - 1) in old


def reply(state: State, call: Invocation) -> Reply:
    """The branch's numbers for a batch: another batch's are refused whole (P26), a number that
    another worker has in its row (P27)."""
    page, batch, cards = call.args["page"], call.args["batch"], call.args["cards"]
    if page != batch:
        raise Refused("reply.other_batch")
    if (batch, cards) in state.reply_files:
        return ("ok", 0, 0, True)
    taken, refused = [], 0
    texts = [card for _, card in cards if card]
    for row, card in cards:
        said = state.batches.get((batch, row))
        if not card or said == card:
            continue
        if said is not None or card in state.cards or texts.count(card) > 1:
            refused += 1
        else:
            taken.append((row, card))
    for row, card in taken:
        state.batches[batch, row] = card
        state.cards |= {card}
        first = month_of(call.day) + (1 if call.day.day <= LATE_DAY else 2)
        worker = call.args["workers"][row - 1]
        state.cared[worker] = Cared(sponsor=4, ceiling=None, first=first)
    state.reply_files |= {(batch, cards)}
    return ("ok", len(taken), refused, False)


def beginning(
    nips: tuple[str, ...], offices: tuple[int, ...], owners: Any, cards: tuple[str, ...]
) -> State:
    """Return the state of the world before anything happened in it."""
    return State(
        offices=dict(enumerate(offices)),
        nips=nips,
        cards=frozenset(cards),
        cared={
            worker: Cared(sponsor=sponsor, ceiling=ceiling, first=0)
            for worker, (sponsor, ceiling) in enumerate(owners)
        },
    )
