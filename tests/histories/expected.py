"""What the model's state looks like where it is read from the database."""

from collections import Counter
from typing import Any

from tests.histories.model.state import State

_KINDS = {
    **{"close": "month.close", "reopen": "month.reopen", "over": "over_cut", "refund": "refund"},
    "beyond": "slip.beyond_cut",
}
_EXPLAINED = {"": "", "given_back": "true", "explained": "false"}


def told(state: State) -> dict[str, Any]:
    answers = [(place, one) for place, all_ in state.answers.items() for one in all_]
    return {
        "accounts": _accounts(state),
        "books": {
            place: (
                book,
                sum(move.place == place for move in state.moves),
                state.closes.get(place, 0),
            )
            for place, book in state.books.items()
        },
        "moves": sorted(
            (*one.place, one.sponsor, one.worker, one.kind, one.amount)
            for one in state.standing("CUT", "ALLOCATE", "DRAW", "PREPAY", "REFUND")
        ),
        "lists": {
            place: sorted((line.sponsor, line.worker, line.amount, line.credit) for line in lines)
            for place, lines in state.lists.items()
        },
        "answers": {
            (*place, one.seq): (one.as_listed, one.sha, "" if one.as_listed else "applied")
            for place, one in answers
        },
        "outcomes": {
            (*place, one.seq, *pair): (*outcome, pair in one.given)
            for place, one in answers
            for pair, outcome in one.outcomes.items()
        },
        "parked": sorted((*place, one.seq, *row) for place, one in answers for row in one.parked),
        **_rest(state),
    }


def _rest(state: State) -> dict[str, Any]:
    requests = Counter((_KINDS[one.kind], one.state) for one in state.requests.values())
    given = [state.requests[key].seen[0] for key in state.refunds]
    return {
        "paid": sorted(
            (
                *(one.worker, one.place[1], one.place[0], one.attempt),
                *(one.allocated + one.drawn, one.is_taken_back),
            )
            for one in state.paid
        ),
        "slips": sorted(
            (
                *(one.number.split(" ")[0], one.is_withdrawn, one.total, one.receipt),
                *(_EXPLAINED[one.explained], len(one.parts)),
            )
            for one in state.slips.values()
        ),
        "receipts": {one.number: (one.slip, one.amount) for one in state.receipts.values()},
        "files": sum(not one.as_listed for all_ in state.answers.values() for one in all_),
        "requests": dict(requests),
        "refunds": (
            len(given),
            sum(one == "paid" for one in state.refunds.values()),
            sum(given),
        ),
        "cards": dict(state.batches),
    }


def _accounts(state: State) -> dict[tuple[int, int, str], int]:
    sums: Counter[tuple[int, int, str]] = Counter()
    for one in state.moves:
        sums[(*one.place, one.debit)] += one.amount
        sums[(*one.place, one.credit)] -= one.amount
    return {key: total for key, total in sums.items() if total}


def difference(model: dict[str, Any], stored: dict[str, Any]) -> str:
    """Return the first thing in which the two differ, in words for whoever looks for it."""
    for name, wanted in model.items():
        found = stored[name]
        if wanted == found:
            continue
        if isinstance(wanted, dict):
            keys = [key for key in {**wanted, **found} if wanted.get(key) != found.get(key)]
            key = min(keys, key=repr)
            return f"{name} {key}: must be {wanted.get(key)}, is {found.get(key)}"
        return f"{name}: must be {wanted}, is {found}"
    return ""
