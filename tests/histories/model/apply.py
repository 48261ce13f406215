"""One operation after another: the state it leads to, and what the client must hear."""

from collections.abc import Callable
from typing import Final

from tests.histories.model import answering, beyond, paying, people, returning
from tests.histories.model.state import State
from tests.histories.model.values import Invocation, Refused, Reply

RULES: Final[dict[str, Callable[[State, Invocation], Reply]]] = {
    "lock": people.lock,
    "stop": people.stop,
    "died": people.died,
    "ask_move": people.ask_move,
    "agree_move": people.agree_move,
    "daily": people.daily,
    "reply": people.reply,
    "upload": answering.upload,
    "as_listed": answering.as_listed,
    "reasons": answering.reasons,
    "ask_over": answering.ask_over,
    "allow_over": answering.allow_over,
    "slip": paying.slip,
    "withdraw": paying.withdraw,
    "receipt": paying.receipt,
    "receipt_list": paying.receipt_list,
    "explain": paying.explain,
    "ask_beyond": beyond.ask_beyond,
    "beyond": beyond.beyond,
    "ask_refund": returning.ask_refund,
    "refund": returning.refund,
    "pay_refund": returning.pay_refund,
    "unpay": returning.unpay,
    "pay_again": returning.pay_again,
    "ask_close": returning.ask_close,
    "close": returning.close,
    "ask_reopen": returning.ask_reopen,
    "reopen": returning.reopen,
}
READS: Final[dict[str, Callable[[State, Invocation], Reply]]] = {"fetch": answering.fetch}


def apply(state: State, call: Invocation) -> tuple[State, Reply]:
    """Return what `call` leads to; the given state stays as it is. A form takes effect once."""
    if call.kind in READS:
        try:
            return state, READS[call.kind](state, call)
        except Refused as refusal:
            return state, ("no", str(refusal))
    if call.key in state.forms:
        return state, ("again", *state.forms[call.key][1:])
    after = state.copy()
    try:
        reply = RULES[call.kind](after, call)
    except Refused as refusal:
        return state, ("no", str(refusal))
    after.forms[call.key] = reply
    return after, reply
