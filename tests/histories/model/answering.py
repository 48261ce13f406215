"""What payroll's answer does: section by section the rules for files, then for the money cut."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.histories.model.paying import settle
from tests.histories.model.people import refuse_elsewhere
from tests.histories.model.state import State
from tests.histories.model.values import (
    Answer,
    Invocation,
    Line,
    Move,
    Pair,
    Place,
    Refused,
    Reply,
    Request,
    Row,
    Sheet,
)

Outcomes = dict[Pair, tuple[str, int]]


def fetch(state: State, call: Invocation) -> Reply:
    """The form for the next answer: who is on the list, with how many workers and how much."""
    place: Place = call.args["place"]
    refuse_elsewhere(call, place[0], why="no_list")
    if place not in state.lists:
        raise Refused("no_list")
    people: dict[int, list[Line]] = {}
    for line in state.lists[place]:
        people.setdefault(line.sponsor, []).append(line)
    rows = tuple(
        (state.nips[sponsor], len(lines), sum(line.amount for line in lines))
        for sponsor, lines in sorted(people.items())
    )
    last = state.latest(place)
    return ("ok", (last.seq if last else 0) + 1, rows)


def upload(state: State, call: Invocation) -> Reply:
    place: Place = call.args["place"]
    sheet: Sheet = call.args["sheet"]
    refuse_elsewhere(call, place[0], why="reconciliation.no_list")
    _refuse_file(state, place, sheet)
    last = state.latest(place)
    if last is not None and last.content == sheet.content:
        settle(state, {place})
        return ("ok", "already")
    if last is not None and sheet.seq <= last.seq:
        is_same = sheet.seq == last.seq
        raise Refused(f"reconciliation.{'conflict' if is_same else 'newer_exists'}")
    outcomes = matched(state, place, sheet)
    posted, reversed_idr = _bring_books_to(state, place, outcomes)
    parked = tuple(
        (row.nip, row.amount or 0, _why_parked(state, place, row.nip))
        for row in _parked(state, place, sheet)
    )
    made = Answer(
        seq=sheet.seq,
        as_listed=False,
        content=sheet.content,
        outcomes=outcomes,
        parked=tuple(sorted(parked)),
        sha=call.args["sha"],
    )
    state.answers[place] = (*state.answers.get(place, ()), made)
    settle(state, {place})
    counts = [outcome for outcome, _ in outcomes.values()]
    kinds = ("cut", "not_cut", "missing", "under", "over")
    return ("ok", posted, reversed_idr, *(counts.count(kind) for kind in kinds), len(parked))


def _refuse_file(state: State, place: Place, sheet: Sheet) -> None:
    """The file as a whole: form and signature, then office before month before list."""
    if place not in state.lists:
        raise Refused("reconciliation.no_list")
    if sheet.fault or not sheet.rows:
        raise Refused(sheet.fault or "file")
    if sheet.place[0] != place[0]:
        raise Refused("reconciliation.other_office")
    if sheet.place[1] != place[1]:
        raise Refused("reconciliation.wrong_month")
    state.refuse_closed(place, why="reconciliation.month_closed")


def matched(state: State, place: Place, sheet: Sheet) -> Outcomes:
    """Give every line of the list one outcome; no amount is ever corrected (P16)."""
    outcomes: Outcomes = {}
    for sponsor, lines in _by_sponsor(state, place):
        rows = [row for row in sheet.rows if row.nip == state.nips[sponsor]]
        for line, outcome in zip(lines, _of_person(rows, lines), strict=True):
            outcomes[line.sponsor, line.worker] = outcome
    return outcomes


def _by_sponsor(state: State, place: Place) -> Iterator[tuple[int, list[Line]]]:
    lines = state.lists[place]
    for sponsor in sorted({line.sponsor for line in lines}):
        yield sponsor, [line for line in lines if line.sponsor == sponsor]


def _of_person(rows: list[Row], lines: list[Line]) -> list[tuple[str, int]]:
    missing = [("missing", 0)] * len(lines)
    if len(rows) != 1 or rows[0].amount is None:
        return missing
    (row,) = rows
    if not row.is_cut:
        return [("not_cut", 0)] * len(lines) if row.reason else missing
    asked = [line.amount for line in lines]
    if row.count != str(len(lines)):
        return missing
    if row.amount == sum(asked):
        return [("cut", amount) for amount in asked]
    if row.amount <= 0:
        return missing
    outcome = "under" if row.amount < sum(asked) else "over"
    return [(outcome, share) for share in shared(row.amount, asked)]


def shared(amount: int, asked: list[int]) -> list[int]:
    """Split one sum: each worker is filled in turn, what is above the whole goes to the first."""
    shares = []
    for wanted in asked:
        shares.append(min(amount - sum(shares), wanted))
    shares[0] += amount - sum(shares)
    return shares


def _parked(state: State, place: Place, sheet: Sheet) -> list[Row]:
    on_list = {state.nips[line.sponsor] for line in state.lists[place]}
    return [row for row in sheet.rows if row.nip not in on_list and row.amount is not None]


def _why_parked(state: State, place: Place, nip: str) -> str:
    """Say only what this office knows of the person (P08, P09, P19)."""
    if nip not in state.nips:
        return "not_of_office"
    sponsor = state.nips.index(nip)
    if sponsor in state.stopped[place]:
        return "stopped"
    return "not_on_list" if state.offices[sponsor] == place[0] else "not_of_office"


def _bring_books_to(state: State, place: Place, outcomes: Outcomes) -> tuple[int, int]:
    """Post the difference between the books and this answer: REVERSE and CUT (P05)."""
    asked = {(line.sponsor, line.worker): line.amount for line in state.lists[place]}
    posted = _cut_new(state, place, outcomes, asked)
    wrong = [
        cut
        for pair, (outcome, reported) in outcomes.items()
        if (cut := state.cut_of(place, pair)) is not None
        and not (outcome == "cut" and cut.amount == asked[pair])
        and not (outcome == "over" and cut.amount == reported)
    ]
    _refuse_passed_on(state, place, wrong)
    for cut in wrong:
        state.reverse(cut)
    posted += _cut_new(state, place, outcomes, asked)
    return posted, sum(cut.amount for cut in wrong)


def _cut_new(state: State, place: Place, outcomes: Outcomes, asked: dict[Pair, int]) -> int:
    new = [
        pair
        for pair, (outcome, _) in outcomes.items()
        if outcome == "cut" and asked[pair] > 0 and state.cut_of(place, pair) is None
    ]
    for sponsor, worker in new:
        state.post("CUT", place, asked[sponsor, worker], sponsor=sponsor, worker=worker)
    return sum(asked[pair] for pair in new)


def _refuse_passed_on(state: State, place: Place, wrong: list[Move]) -> None:
    """Money that was paid on, allocated or given back is never taken back silently (M13)."""
    workers = {cut.worker for cut in wrong}
    used = any(
        one.worker in workers for one in state.standing("ALLOCATE", "DRAW", "REFUND", place=place)
    )
    if used or sum(cut.amount for cut in wrong) > state.balance(place, "HELD"):
        raise Refused("reconciliation.money_passed_on")


def as_listed(state: State, call: Invocation) -> Reply:
    place: Place = call.args["place"]
    refuse_elsewhere(call, place[0], why="reconciliation.not_your_list")
    if place not in state.lists:
        raise Refused("reconciliation.not_your_list")
    state.refuse_closed(place, why="closed")
    lines = state.lists[place]
    before = state.answers.get(place, ())
    total = sum(line.amount for line in lines)
    if before:
        if len(before) > 1 or not before[0].as_listed:
            raise Refused("reconciliation.result_exists")
        settle(state, {place})
        return ("ok", True, total)
    outcomes = {(line.sponsor, line.worker): ("cut", line.amount) for line in lines}
    _cut_new(state, place, outcomes, {pair: amount for pair, (_, amount) in outcomes.items()})
    state.answers[place] = (Answer(1, True, None, outcomes),)
    settle(state, {place})
    return ("ok", False, total)


def reasons(state: State, call: Invocation) -> Reply:
    """A reason for differences of the answer that stands; for no other."""
    place, seq, pairs = call.args["place"], call.args["seq"], call.args["pairs"]
    if call.args["code"] == "":
        raise Refused("reconciliation.reason_unknown")
    refuse_elsewhere(call, place[0], why="reconciliation.not_your_list")
    state.refuse_closed(place, why="closed")
    answer = state.latest(place)
    if answer is None or answer.seq != seq or not pairs:
        raise Refused("reconciliation.no_difference")
    if any(answer.outcomes[pair][0] in ("cut", "not_cut") for pair in pairs):
        raise Refused("reconciliation.no_difference")
    amended = replace(answer, given=answer.given | set(pairs))
    state.answers[place] = (*state.answers[place][:-1], amended)
    return ("ok", len(pairs))


def _over(state: State, place: Place, seq: int, sponsor: int) -> list[tuple[Pair, int]]:
    answer = state.latest(place)
    if answer is None or answer.seq != seq:
        return []
    return [
        (pair, reported)
        for pair, (outcome, reported) in sorted(answer.outcomes.items())
        if pair[0] == sponsor and outcome == "over"
    ]


def ask_over(state: State, call: Invocation) -> Reply:
    place, seq, sponsor = call.args["place"], call.args["seq"], call.args["sponsor"]
    refuse_elsewhere(call, place[0], why="reconciliation.not_your_list")
    state.refuse_closed(place, why="closed")
    over = _over(state, place, seq, sponsor)
    if not over:
        raise Refused("reconciliation.no_difference")
    for (_, worker), reported in over:
        if reported > (state.cared[worker].ceiling or 0):
            raise Refused("reconciliation.above_ceiling")
    return ask(state, call, "over", (place, seq, sponsor), tuple(over))


def allow_over(state: State, call: Invocation) -> Reply:
    request = opened(state, call, "over")
    place, seq, sponsor = request.about
    refuse_elsewhere(call, place[0], why="reconciliation.not_your_list")
    state.refuse_closed(place, why="closed")
    over = _over(state, place, seq, sponsor)
    if not over:
        raise Refused("reconciliation.no_difference")
    decide(state, call, request, call.args["seen"] or tuple(over))
    total = 0
    for pair, reported in over:
        if reported > 0 and state.cut_of(place, pair) is None:
            state.post("CUT", place, reported, sponsor=pair[0], worker=pair[1])
            total += reported
    return ("ok", total)


def ask(
    state: State, call: Invocation, kind: str, about: tuple[Any, ...], seen: tuple[Any, ...]
) -> Reply:
    """One request per thing: the same again is the same; other figures take its place."""
    reason = call.args.get("reason", "")
    for key, one in state.requests.items():
        if (one.kind, one.about, one.state) == (kind, about, "asked"):
            if (one.seen, one.reason) == (seen, reason):
                return ("ok", key)
            state.requests[key] = replace(one, state="withdrawn")
    state.requests[call.key] = Request(call.key, kind, about, seen, reason, call.client)
    return ("ok", call.key)


def opened(state: State, call: Invocation, kind: str) -> Request:
    request = state.requests.get(call.args["ref"])
    if request is None or request.kind != kind or request.state != "asked":
        raise Refused("approvals.not_asked")
    return request


def decide(state: State, call: Invocation, request: Request, seen: tuple[Any, ...]) -> None:
    """Another person decides, on what was asked about (S5, S6)."""
    if request.by == call.client:
        raise Refused("approvals.same_person")
    if seen != request.seen:
        raise Refused("approvals.seen_otherwise")
    state.requests[request.key] = replace(request, state="approved")
