"""What clients saw: every invocation and its reply, and what must be found of them (8.1)."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.histories.model.values import Invocation, Reply
from tests.histories.stored import rows

MAIN: Final[dict[str, frozenset[str]]] = {
    "lock": frozenset({"deductions.locked", "deductions.lock_repeated"}),
    "upload": frozenset({"month.settled"}),
    "as_listed": frozenset({"reconciliation.as_listed", "reconciliation.repeated"}),
    "reasons": frozenset({"reconciliation.reason_given"}),
    "ask_over": frozenset({"approval.asked"}),
    "allow_over": frozenset({"reconciliation.over_cut_allowed"}),
    "slip": frozenset({"slip.recorded", "slip.repeated"}),
    "withdraw": frozenset({"slip.withdrawn"}),
    "receipt": frozenset({"receipt.recorded", "receipt.repeated"}),
    "explain": frozenset({"difference.explained"}),
    "ask_beyond": frozenset({"approval.asked"}),
    "beyond": frozenset({"slip.beyond_cut_taken"}),
    "ask_refund": frozenset({"approval.asked"}),
    "refund": frozenset({"refund.given"}),
    "pay_refund": frozenset({"refund.paid"}),
    "unpay": frozenset({"paid_month.taken_back"}),
    "pay_again": frozenset({"paid_month.paid_again"}),
    "ask_close": frozenset({"approval.asked"}),
    "close": frozenset({"month.closed"}),
    "ask_reopen": frozenset({"approval.asked"}),
    "reopen": frozenset({"month.reopened"}),
    "stop": frozenset({"sponsorship.ended"}),
    "died": frozenset({"worker.died"}),
    "ask_move": frozenset({"relocation.asked"}),
    "agree_move": frozenset({"relocation.agreed"}),
    "daily": frozenset({"relocations.finished"}),
}
"""The one event that each operation leaves exactly once where it took effect."""
_EVENTS: Final = "SELECT request_id, action, count(*) FROM audit_event GROUP BY 1, 2"
_ENTRIES: Final = "SELECT DISTINCT request_id FROM ledger_entry"
_FORMS: Final = "SELECT key::text, result FROM access_submittedform"


@dataclass
class Event:
    """One invocation; without a reply the client does not know what became of it."""

    call: Invocation
    invoked: int
    replied: int
    reply: Reply | None


@dataclass
class Journal:
    """`marks` are the moments of a backup and of its restoring, by place in `events`."""

    events: list[Event] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    kills: int = 0
    restarts: int = 0

    @property
    def acks(self) -> int:
        return sum(event.reply is not None and event.reply[0] == "ok" for event in self.events)

    @property
    def unknown(self) -> int:
        return sum(event.reply is None for event in self.events)


def oracle(journal: Journal, effective: Iterable[str], outsiders: frozenset[str]) -> Counter[str]:
    """
    Count what must be zero: L lost, U twice, G phantom, Z torn, W another result than was told.

    :param effective: keys whose operation took effect in the order that explains the replies.
    :param outsiders: marks of what was there before the history began.
    """
    events: dict[str, Counter[str]] = {}
    for request_id, action, count in rows(_EVENTS):
        events.setdefault(request_id, Counter())[action] += count
    forms = dict(rows(_FORMS))
    posted = {request_id for (request_id,) in rows(_ENTRIES)}
    took_effect = set(effective)
    kinds = {event.call.key: event.call.kind for event in journal.events}
    found: Counter[str] = Counter(L=0, U=0, G=0, Z=0, W=0)
    for key in took_effect:
        count = sum(events.get(key, Counter())[action] for action in MAIN.get(kinds[key], ()))
        found["L"] += key not in forms
        found["U"] += kinds[key] in MAIN and count > 1
        found["Z"] += kinds[key] in MAIN and count == 0
    for key in {*forms, *posted, *events} - outsiders - took_effect:
        is_a_note = key in kinds and set(events.get(key, ())) <= {"reconciliation.file_refused"}
        found["G"] += not is_a_note or key in forms or key in posted
    found["W"] += sum(_is_told_otherwise(event, forms) for event in journal.events)
    return found


def _is_told_otherwise(event: Event, forms: dict[str, Any]) -> bool:
    if event.reply is None or event.reply[0] not in ("ok", "again"):
        return False
    kept = forms.get(event.call.key)
    return kept is not None and kept != json.dumps(event.reply[1:])
