"""Which anomaly was met in a state where it means something."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.histories.model.state import State, month_of
from tests.histories.model.values import Invocation, Reply, Sheet

ANOMALIES: Final = tuple(f"P{number:02}" for number in range(1, 35))
_Sure = Callable[[Invocation, Reply, State], bool]


def reached(
    tags: tuple[str, ...], call: Invocation, reply: Reply | None, before: State
) -> Iterator[str]:
    """Yield each anomaly that this reply shows to have been met."""
    if reply is None or reply[0] == "fault":
        return
    seen = {tag for tag in tags if tag in ASKED and ASKED[tag](call, reply, before)}
    yield from seen | {name for name, is_it in MET.items() if is_it(call, reply, before)}


def _no(*codes: str) -> _Sure:
    return lambda _call, reply, _before: reply[0] == "no" and reply[1] in codes


def _already(call: Invocation, reply: Reply, before: State) -> bool:
    return reply[:2] == ("ok", "already")


def _taken(call: Invocation, reply: Reply, before: State) -> bool:
    return call.kind == "upload" and reply[0] == "ok" and reply[1] != "already"


def _refused_or_taken(call: Invocation, reply: Reply, before: State) -> bool:
    return _taken(call, reply, before) or reply[1] == "file"


def _has_missing(call: Invocation, reply: Reply, before: State) -> bool:
    return _taken(call, reply, before) and reply[5] > 0


def _has_parked(call: Invocation, reply: Reply, before: State) -> bool:
    return _taken(call, reply, before) and reply[8] > 0


def _differs(call: Invocation, reply: Reply, before: State) -> bool:
    return _taken(call, reply, before) and reply[6] + reply[7] > 0


def _ok(call: Invocation, reply: Reply, before: State) -> bool:
    return reply[0] == "ok"


ASKED: Final[dict[str, _Sure]] = {
    "P01": _already,
    "P02": _already,
    "P06": _no("reconciliation.wrong_month"),
    "P07": _no("changed_header"),
    "P08": _no("reconciliation.other_office"),
    "P09": _has_parked,
    "P10": _no("file"),
    "P11": _has_missing,
    "P12": lambda _call, reply, _before: reply[0] == "again",
    "P13": _ok,
    "P15": _has_missing,
    "P16": _differs,
    "P17": _no("number"),
    "P18": _taken,
    "P19": _has_parked,
    "P20": _has_missing,
    "P21": _refused_or_taken,
    "P22": _refused_or_taken,
    "P23": _taken,
    "P24": _already,
    "P25": lambda call, reply, _before: call.kind == "upload" and reply[0] == "ok",
    "P26": _no("reply.other_batch"),
    "P27": lambda call, reply, _before: call.kind == "reply" and reply[0] == "ok" and reply[2] > 0,
    "P33": _has_missing,
    "P34": _taken,
}
"""What a step was meant for, and how it shows that it came to that."""


def _sheet(call: Invocation) -> Sheet | None:
    found: Any = call.args.get("sheet")
    return found


def _after_close(call: Invocation, reply: Reply, before: State) -> bool:
    return call.kind == "upload" and reply == ("no", "reconciliation.month_closed")


def _corrects(call: Invocation, reply: Reply, before: State) -> bool:
    sheet = _sheet(call)
    return _taken(call, reply, before) and sheet is not None and sheet.seq > 1


def _waits(call: Invocation, reply: Reply, before: State) -> bool:
    if call.kind != "slip" or reply[0] != "ok" or call.args["number"] in before.slips:
        return False
    return any(not before.answers.get(part.place) for part in call.args["parts"])


def _came_first(call: Invocation, reply: Reply, before: State) -> bool:
    if call.kind != "slip" or reply[0] != "ok" or call.args["number"] in before.slips:
        return False
    return any(one.slip == call.args["number"] for one in before.receipts.values())


def _boundary(call: Invocation, reply: Reply, before: State) -> bool:
    """A month of the full tariff, locked in the year before."""
    is_new = call.kind == "lock" and reply[0] == "ok" and reply[1] == 1 and reply[2] > 0
    return is_new and month_of(call.day) < 2 <= call.args["place"][1]


def _one_sum(call: Invocation, reply: Reply, before: State) -> bool:
    sheet = _sheet(call)
    if sheet is None or not _taken(call, reply, before):
        return False
    two = {row.nip for row in sheet.rows if row.count == "2" and row.amount}
    lines = before.lists[call.args["place"]]
    return any(before.nips[line.sponsor] in two for line in lines if line.amount)


MET: Final[dict[str, _Sure]] = {
    "P03": _after_close,
    "P04": _no("reconciliation.newer_exists"),
    "P05": _corrects,
    "P14": _no("reconciliation.conflict"),
    "P28": _waits,
    "P29": _came_first,
    "P30": lambda call, reply, _before: call.kind == "lock" and reply[0] == "ok" and reply[4],
    "P31": _boundary,
    "P32": _one_sum,
}
"""Anomalies that show in what happened, whoever meant them."""
