"""The state that the operations of a history lead to, and the sums that can be asked of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from tests.histories.model.values import (
    Answer,
    Cared,
    Line,
    Move,
    Moving,
    Paid,
    Pair,
    Place,
    Receipt,
    Refused,
    Reply,
    Request,
    Slip,
)

SIDES = {
    "CUT": ("HELD", "ASN"),
    "REMIT": ("TRANSIT", "HELD"),
    "RECEIPT": ("BPJS", "TRANSIT"),
    "ALLOCATE": ("COVER", "BPJS"),
    "PREPAY": ("PREPAID", "BPJS"),
    "DRAW": ("COVER", "PREPAID"),
    "REFUND": ("RETURNED", "HELD"),
}
FIRST = date(2026, 11, 1)
TARIFFS = (8_400, 8_400, 16_800, 16_800)
"""By number of the month; the month's own tariff, whenever it is locked or cut (P31)."""


def month_of(day: date) -> int:
    """Return the number of a day's month, counted from the first one."""
    return (day.year - FIRST.year) * 12 + day.month - FIRST.month


def first_day(month: int) -> date:
    years, rest = divmod(FIRST.month - 1 + month, 12)
    return date(FIRST.year + years, rest + 1, 1)


@dataclass
class State:
    offices: dict[int, int] = field(default_factory=dict)
    """Where each civil servant belongs now."""
    nips: tuple[str, ...] = ()
    cared: dict[int, Cared] = field(default_factory=dict)
    lists: dict[Place, tuple[Line, ...]] = field(default_factory=dict)
    stopped: dict[Place, frozenset[int]] = field(default_factory=dict)
    """Civil servants with a deduction of the list before that this one no longer asks for."""
    answers: dict[Place, tuple[Answer, ...]] = field(default_factory=dict)
    books: dict[Place, str] = field(default_factory=dict)
    closes: dict[Place, int] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    reversed: frozenset[int] = frozenset()
    slips: dict[str, Slip] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    paid: tuple[Paid, ...] = ()
    requests: dict[str, Request] = field(default_factory=dict)
    refunds: dict[str, str] = field(default_factory=dict)
    """State of each refund by its request's key: approved, paid."""
    moving: dict[str, Moving] = field(default_factory=dict)
    batches: dict[Pair, str] = field(default_factory=dict)
    """What the branch answered, by batch and row."""
    cards: frozenset[str] = frozenset()
    reply_files: frozenset[Any] = frozenset()
    forms: dict[str, Reply] = field(default_factory=dict)

    def copy(self) -> "State":
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return State(
            **{
                name: dict(value) if isinstance(value, dict) else value
                for name, value in values.items()
            }
        )

    def standing(self, *kinds: str, place: Place | None = None) -> Iterator[Move]:
        """Yield the moves of these kinds that were not reversed."""
        for move in self.moves:
            is_here = place is None or move.place == place
            if is_here and move.kind in kinds and move.number not in self.reversed:
                yield move

    def balance(self, place: Place, account: str) -> int:
        total = 0
        for move in self.moves:
            if move.place == place:
                total += move.amount * ((move.debit == account) - (move.credit == account))
        return total

    def post(self, kind: str, place: Place, amount: int, **whose: Any) -> None:
        debit, credit = SIDES[kind]
        self.move(kind, debit, credit, place, amount, **whose)

    def move(
        self, kind: str, debit: str, credit: str, place: Place, amount: int, **whose: Any
    ) -> None:
        number = len(self.moves) + 1
        self.moves += (Move(number, kind, debit, credit, place, amount, **whose),)

    def reverse(self, one: Move) -> None:
        self.move(
            "REVERSE",
            one.credit,
            one.debit,
            one.place,
            one.amount,
            sponsor=one.sponsor,
            worker=one.worker,
            slip=one.slip,
            reverses=one.number,
        )
        self.reversed |= {one.number}

    def kept(self, place: Place, pair: Pair) -> int:
        """Return what was cut for a pair less what went back."""
        total = 0
        for one in self.moves:
            if one.place == place and (one.sponsor, one.worker) == pair:
                total += one.amount * (
                    (one.credit in ("ASN", "RETURNED")) - (one.debit in ("ASN", "RETURNED"))
                )
        return total

    def prepaid(self, office: int, worker: int) -> int:
        return sum(
            one.amount * ((one.debit == "PREPAID") - (one.credit == "PREPAID"))
            for one in self.moves
            if one.place[0] == office and one.worker == worker
        )

    def latest(self, place: Place) -> Answer | None:
        found = self.answers.get(place, ())
        return found[-1] if found else None

    def cut_of(self, place: Place, pair: Pair) -> Move | None:
        """Return the cut of this pair that stands."""
        for one in self.standing("CUT", place=place):
            if (one.sponsor, one.worker) == pair:
                return one
        return None

    def has_posted(self, kind: str, slip: str, place: Place) -> bool:
        return any(
            one.kind == kind and one.slip == slip and one.place == place for one in self.moves
        )

    def waiting(self, place: Place) -> int:
        """Return what slips recorded say for this place before the money for them was cut."""
        return sum(
            part.amount
            for slip in self.slips.values()
            for part in slip.parts
            if part.place == place
            and not slip.is_withdrawn
            and not self.has_posted("REMIT", slip.number, place)
        )

    def unexplained(self, place: Place) -> int:
        total = 0
        for slip in self.slips.values():
            if slip.receipt and not slip.explained and any(p.place == place for p in slip.parts):
                total += abs(slip.total - self.receipts[slip.receipt].amount)
        return total

    def unlisted(self, place: Place) -> int:
        """Return what payroll says it cut from people who are on no list of the office."""
        answer = self.latest(place)
        return sum(amount for _, amount, _ in answer.parked) if answer else 0

    def beyond_cut(self, place: Place) -> list[str]:
        """Return the slips that the branch confirmed and whose money was not cut."""
        held = self.balance(place, "HELD")
        return [
            slip.number
            for slip in sorted(self.slips.values(), key=lambda slip: slip.order)
            for part in slip.parts
            if slip.receipt
            and part.place == place
            and part.amount > held
            and not self.has_posted("REMIT", slip.number, place)
        ]

    def without_reason(self, place: Place) -> list[Pair]:
        """Return the pairs that were not cut as asked, and of whom nobody said why."""
        answer = self.latest(place)
        if answer is None:
            return []
        return [
            pair
            for pair, (outcome, reported) in answer.outcomes.items()
            if outcome not in ("cut", "not_cut")
            and pair not in answer.given
            and not ((cut := self.cut_of(place, pair)) and cut.amount == reported)
        ]

    def unbooked(self, place: Place) -> int:
        """Return what was cut from people of the list otherwise than asked, and was not posted."""
        answer = self.latest(place)
        return sum(
            reported
            for pair, (outcome, reported) in (answer.outcomes if answer else {}).items()
            if outcome in ("under", "over")
            and not ((cut := self.cut_of(place, pair)) and cut.amount == reported)
        )

    def figures(self, place: Place) -> tuple[Any, ...]:
        """Return everything an approver of the month looks at; it changes with every transfer."""
        answer = self.latest(place)
        lines = self.lists.get(place)
        return (
            self.books.get(place, "none"),
            self.closes.get(place, 0),
            sum(one.place == place for one in self.moves),
            None if lines is None else sum(line.amount for line in lines),
            answer.seq if answer else 0,
            len(self.without_reason(place)),
            self.waiting(place),
            self.unexplained(place),
            self.unlisted(place),
            self.unbooked(place),
        )

    def refuse_closed(self, *places: Place, why: str = "remittance.month_closed") -> None:
        if any(self.books.get(place) == "closed" for place in places):
            raise Refused(why)

    def amend(self, slip: Slip, **changes: Any) -> None:
        self.slips[slip.number] = replace(slip, **changes)
