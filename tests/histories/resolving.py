"""From what somebody means to do to what is sent: amounts, days and references filled in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

from tests.histories.clients import Clients
from tests.histories.edits import edited
from tests.histories.model.state import State, month_of
from tests.histories.model.values import Part, Place
from tests.histories.replies import reply_sheet
from tests.histories.sheets import bytes_of
from tests.histories.steps import Step
from tests.histories.world import workers_of_batch

Args = dict[str, Any]
LAST_MONTH: Final = 3


@dataclass
class Desk:
    """What a step can refer to: the state as clients may know it, their files, the day."""

    state: State
    clients: Clients
    day: date
    uploads: dict[Place, Args] = field(default_factory=dict)


def resolved(step: Step, desk: Desk) -> Args | None:
    """Return what is sent, or None where there is nothing that the step could be about."""
    return FILLED[step.kind](step, desk)


def _place(step: Step, desk: Desk) -> Args | None:
    return {"place": step.place}


def _upload(step: Step, desk: Desk) -> Args | None:
    if step.get("resend"):
        return desk.uploads.get(step.place)
    form = desk.clients.forms.get(step.get("slot"))
    if form is None:
        return None
    other = desk.clients.forms.get(step.get("other", ""))
    sheet = form.sheet
    for edit in step.get("edits", ()):
        sheet = edited(sheet, edit, step.get("pick", 0), other, desk.clients.world.nips)
    content = bytes_of(form, sheet)
    sha = sha256(content).hexdigest()
    args = {"place": step.place, "sheet": sheet, "content": content, "sha": sha}
    desk.uploads[step.place] = args
    return args


def _reasons(step: Step, desk: Desk) -> Args | None:
    answer = desk.state.latest(step.place)
    if answer is None:
        return None
    pairs = desk.state.without_reason(step.place)
    if not pairs and step.get("anyway"):
        pairs = list(answer.outcomes)
    if not pairs:
        return None
    code = step.get("code", "leave")
    return {"place": step.place, "seq": answer.seq, "pairs": tuple(pairs), "code": code}


def _ask_over(step: Step, desk: Desk) -> Args | None:
    answer = desk.state.latest(step.place)
    over = answer and [pair[0] for pair, (what, _) in answer.outcomes.items() if what == "over"]
    if answer is None or not over:
        return None
    return {
        "place": step.place,
        "seq": answer.seq,
        "sponsor": over[step.get("pick", 0) % len(over)],
        "reason": "gaji susulan",
    }


def _decision(kind: str) -> Callable[[Step, Desk], Args | None]:
    def fill(step: Step, desk: Desk) -> Args | None:
        found = [one for one in desk.state.requests.values() if one.kind == kind]
        waiting = [one for one in found if one.state == "asked"] or found
        if not waiting:
            return None
        args: Args = {"ref": waiting[-1].key, "seen": step.get("seen", ())}
        if kind == "close":
            args["place"] = waiting[-1].about[0]
        return args

    return fill


def _slip(step: Step, desk: Desk) -> Args | None:
    state = desk.state
    if step.get("again"):
        known = state.slips.get(step.get("number"))
        if known is None:
            return None
        parts = known.parts
        if step.get("again") == "other":
            parts = tuple(Part(one.place, one.amount + 1, "beda") for one in parts)
        return {"number": known.number, "paid_on": known.paid_on, "parts": parts}
    mode, parts = step.get("mode", "held"), ()
    for place in step.get("places", (step.place,)):
        amount = _amount_of(state, place, mode)
        if amount > 0:
            reason = "dijelaskan" if mode in ("less", "more") or step.get("reason") else ""
            parts += (Part(place, amount, reason),)
    if not parts:
        return None
    paid_on = desk.day - timedelta(days=step.get("back", 0))
    return {"number": step.get("number"), "paid_on": paid_on, "parts": parts}


def _amount_of(state: State, place: Place, mode: str) -> int:
    listed = sum(line.amount for line in state.lists.get(place, ()))
    if mode == "list" or not state.answers.get(place):
        return listed or 8_400
    held = state.balance(place, "HELD") - state.waiting(place)
    wrong = {"less": held - 8_400, "more": held + 8_400, "silent": held + 1}
    return wrong.get(mode, held)


def _receipt(step: Step, desk: Desk) -> Args | None:
    slip = step.get("slip")
    known = desk.state.slips.get(slip)
    listed = sum(line.amount for line in desk.state.lists.get(step.place, ())) or 8_400
    whole = known.total if known else listed
    amount = whole + {"less": -8_400, "one_less": -1, "more": 1}.get(step.get("mode", ""), 0)
    if amount <= 0:
        return None
    received_on = desk.day - timedelta(days=step.get("back", 0))
    if step.get("again"):
        before = desk.state.receipts.get(f"R{slip}")
        if before is None:
            return None
        amount = before.amount + (1 if step.get("again") == "other" else 0)
        received_on = before.received_on
    return {"number": f"R{slip}", "slip": slip, "amount": amount, "received_on": received_on}


def _receipt_list(step: Step, desk: Desk) -> Args | None:
    rows = []
    for slip in step.get("slips", ()):
        one = _receipt(Step("receipt", place=step.place, opts=(("slip", slip),)), desk)
        if one is not None:
            rows.append((one["number"], one["slip"], one["amount"], one["received_on"]))
    return {"rows": tuple(rows)} if rows else None


def _withdraw(step: Step, desk: Desk) -> Args | None:
    """Take back the last slip that waits or is under way; with `anyway`, whichever was last."""
    slips = [one for one in desk.state.slips.values() if not one.is_withdrawn]
    open_ones = [one for one in slips if not one.receipt]
    if step.get("waiting"):
        open_ones = [
            one
            for one in open_ones
            if any(not desk.state.has_posted("REMIT", one.number, p.place) for p in one.parts)
        ]
    found = open_ones or (slips if step.get("anyway") else [])
    return {"slip": found[-1].number} if found else None


def _explain(step: Step, desk: Desk) -> Args | None:
    met = [one for one in desk.state.slips.values() if one.receipt]
    differing = [
        one
        for one in met
        if not one.explained and one.total != desk.state.receipts[one.receipt].amount
    ]
    if step.get("only_here"):
        differing = [one for one in differing if one.parts[0].place == step.place]
    found = differing or (met if step.get("anyway") else [])
    if not found:
        return None
    return {"slip": found[-1].number, "given_back": step.get("given_back", False)}


def _ask_beyond(step: Step, desk: Desk) -> Args | None:
    """Ask about the oldest slip that the branch confirmed beyond the cut; `anyway`, about any."""
    found = desk.state.beyond_cut(step.place)
    if not found and step.get("anyway"):
        slips = desk.state.slips.values()
        found = [one.number for one in slips if one.parts[0].place == step.place]
    if not found:
        return None
    return {"slip": found[0], "place": step.place, "reason": step.get("reason", "talangan")}


def _ask_refund(step: Step, desk: Desk) -> Args | None:
    cuts = list(desk.state.standing("CUT", place=step.place))
    if not cuts:
        return None
    cut = cuts[step.get("pick", 0) % len(cuts)]
    amount = cut.amount + (1 if step.get("mode") == "more" else 0)
    if step.get("mode") == "half":
        amount = cut.amount // 2
    return {
        "place": step.place,
        "pair": (cut.sponsor, cut.worker),
        "amount": amount,
        "reason": step.get("reason", "batal"),
    }


def _refunded(step: Step, desk: Desk) -> Args | None:
    keys = list(desk.state.refunds)
    return {"ref": keys[-1]} if keys else None


def _paid(wants_taken_back: bool) -> Callable[[Step, Desk], Args | None]:
    def fill(step: Step, desk: Desk) -> Args | None:
        found = [one for one in desk.state.paid if one.place == step.place]
        fitting = [one for one in found if one.is_taken_back is wants_taken_back]
        if step.get("anyway"):
            fitting = fitting or found
        if not fitting:
            return None
        one = fitting[step.get("pick", 0) % len(fitting)]
        return {"worker": one.worker, "month": one.place[1]}

    return fill


def _asking(step: Step, desk: Desk) -> Args | None:
    return {"place": step.place, "reason": step.get("reason", "")}


def _worker(step: Step, desk: Desk) -> Args | None:
    workers = sorted(desk.state.cared)
    worker = workers[step.get("pick", 0) % len(workers)]
    if step.kind == "died" and (known := desk.state.cared[worker].died_on):
        return {"worker": worker, "on": known}
    return {"worker": worker, "on": desk.day - timedelta(days=step.get("back", 0))}


def _ask_move(step: Step, desk: Desk) -> Args | None:
    sponsors = sorted(desk.state.offices)
    sponsor = sponsors[step.get("pick", 0) % len(sponsors)]
    month = min(month_of(desk.day) + step.get("ahead", 0), LAST_MONTH)
    return {"sponsor": sponsor, "to": 1 - desk.state.offices[sponsor], "month": month}


def _agree_move(step: Step, desk: Desk) -> Args | None:
    keys = [key for key, one in desk.state.moving.items() if one.state == "asked"]
    return {"ref": keys[-1]} if keys else None


def _reply(step: Step, desk: Desk) -> Args | None:
    batch, page, cards = step.get("batch"), step.get("page"), step.get("cards")
    world = desk.clients.world
    told = tuple(
        (row, world.cards[0] if card == "taken" else card) for row, card in enumerate(cards, 1)
    )
    return {
        "page": page,
        "batch": batch,
        "cards": told,
        "workers": workers_of_batch(batch),
        "content": reply_sheet(world.batches[batch], told),
    }


FILLED: Final[dict[str, Callable[[Step, Desk], Args | None]]] = {
    "lock": _place,
    "fetch": _place,
    "upload": _upload,
    "as_listed": _place,
    "reasons": _reasons,
    "ask_over": _ask_over,
    "allow_over": _decision("over"),
    "slip": _slip,
    "withdraw": _withdraw,
    "receipt": _receipt,
    "receipt_list": _receipt_list,
    "explain": _explain,
    "ask_beyond": _ask_beyond,
    "beyond": _decision("beyond"),
    "ask_refund": _ask_refund,
    "refund": _decision("refund"),
    "pay_refund": _refunded,
    "unpay": _paid(False),
    "pay_again": _paid(True),
    "ask_close": _asking,
    "close": _decision("close"),
    "ask_reopen": _asking,
    "reopen": _decision("reopen"),
    "stop": _worker,
    "died": _worker,
    "ask_move": _ask_move,
    "agree_move": _agree_move,
    "daily": lambda _step, _desk: {},
    "reply": _reply,
}
