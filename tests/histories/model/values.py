"""The values that histories are made of. Frozen: a state is copied by copying its dicts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Place = tuple[int, int]
"""An office and a month, by their numbers."""
Pair = tuple[int, int]
"""A civil servant and a worker, by their numbers."""
Reply = tuple[Any, ...]
"""("ok", …) or ("no", why); ("again", …) where the form came before."""


class Refused(Exception):
    """The operation must be refused, for this reason, and nothing changes."""


@dataclass(frozen=True)
class Row:
    """One row of a filled-in sheet; `amount` is what the text means, or None."""

    nip: str
    name: str
    count: str
    amount_text: str
    amount: int | None
    is_cut: bool
    reason: str = ""
    """A code of payroll's reasons, "" for none."""


@dataclass(frozen=True)
class Sheet:
    """A result file as its content; `looks` are differences of bytes that mean nothing."""

    place: Place
    seq: int
    rows: tuple[Row, ...]
    fault: str = ""
    """What must refuse the file as a whole: number, changed_header, file."""
    looks: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[Any, ...]:
        return (self.place, self.seq, tuple(sorted(map(repr, self.rows))))


@dataclass(frozen=True)
class Line:
    sponsor: int
    worker: int
    amount: int
    credit: int


@dataclass(frozen=True)
class Answer:
    """One result of a list. `outcomes` gives (outcome, reported) by pair."""

    seq: int
    as_listed: bool
    content: tuple[Any, ...] | None
    outcomes: dict[Pair, tuple[str, int]]
    parked: tuple[tuple[str, int, str], ...] = ()
    given: frozenset[Pair] = frozenset()
    sha: str = ""


@dataclass(frozen=True)
class Move:
    """One transfer of the books."""

    number: int
    kind: str
    debit: str
    credit: str
    place: Place
    amount: int
    sponsor: int | None = None
    worker: int | None = None
    slip: str = ""
    reverses: int = 0


@dataclass(frozen=True)
class Part:
    place: Place
    amount: int
    reason: str = ""


@dataclass(frozen=True)
class Slip:
    number: str
    order: int
    parts: tuple[Part, ...]
    paid_on: date
    by: str
    receipt: str = ""
    explained: str = ""
    is_withdrawn: bool = False

    @property
    def total(self) -> int:
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True)
class Receipt:
    number: str
    slip: str
    amount: int
    received_on: date
    by: str


@dataclass(frozen=True)
class Paid:
    """A worker's paid month."""

    worker: int
    place: Place
    sponsor: int
    allocated: int
    drawn: int
    attempt: int
    is_taken_back: bool = False


@dataclass(frozen=True)
class Request:
    """Something that one person asked and another decides; `seen` is what was looked at."""

    key: str
    kind: str
    about: tuple[Any, ...]
    seen: tuple[Any, ...]
    reason: str
    by: str
    state: str = "asked"


@dataclass(frozen=True)
class Cared:
    """Who pays for a worker, and until when (exclusive), by months as ordinals."""

    sponsor: int
    ceiling: int | None
    first: int
    until: int | None = None
    died_on: date | None = None
    is_ended: bool = False
    left: int = 0
    """The office that had the worker when it ended."""


@dataclass(frozen=True)
class Moving:
    sponsor: int
    to_office: int
    from_office: int
    from_month: int
    released: bool = False
    welcomed: bool = False
    state: str = "asked"


@dataclass(frozen=True)
class Invocation:
    """What a client asked for, with everything it depends on; `key` is the form's."""

    key: str
    client: str
    kind: str
    day: date
    args: dict[str, Any] = field(default_factory=dict)
