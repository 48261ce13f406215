"""The plain values the rules take and give. Amounts are whole rupiah."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from payung.kernel.month import Month
from payung.kernel.rupiah import Rupiah
from payung.kernel.wording import say


class Sector(StrEnum):
    """The worker's sector as BPJS records it."""

    TRANSPORT = "transport"
    OTHER = "other"


class Funds(StrEnum):
    """Whose money pays the contribution."""

    PRIVATE = "private"
    APBN = "apbn"
    APBD = "apbd"
    DBHCHT = "dbhcht"
    CSR = "csr"
    VILLAGE = "village"


class Programme(StrEnum):
    """Jaminan Kecelakaan Kerja, Jaminan Kematian, Jaminan Hari Tua."""

    JKK = "jkk"
    JKM = "jkm"
    JHT = "jht"


class Insured(NamedTuple):
    """All a tariff depends on beside the month; a plain tuple of the same four does as well."""

    sector: Sector
    funds: Funds
    income_idr: int
    programmes: frozenset[Programme]


@dataclass(frozen=True)
class Note:
    """Something the reader of a result must know, above all what is not certain."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def text(self, lang: str = "id") -> str:
        return say(self.code, lang, **self.values)


@dataclass(frozen=True)
class Line:
    """One part of a result: what, how much, by which instrument, in force since when."""

    code: str
    amount_idr: Rupiah
    source: str
    since: date
    evidence: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    arithmetic: Note | None = None
    """How the amount was found, as it is printed before the equals sign."""
    percent: Decimal | None = None
    asks: tuple[Note, ...] = ()
    """Why this line is not certain: then it is a question to the branch, never a promise."""

    @property
    def label(self) -> str:
        return self.text("id")

    def text(self, lang: str = "id") -> str:
        return say(self.code, lang, **self.values)


@dataclass(frozen=True)
class Contribution:
    """The contribution of one worker for one month; reductions are lines below zero."""

    total_idr: Rupiah
    base_idr: Rupiah
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Statement:
    """What a rule says beside money: a day, a person, a right without a price, a question."""

    code: str
    source: str
    since: date
    evidence: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    on: date | None = None
    percent: Decimal | None = None
    amount_idr: Rupiah | None = None
    arithmetic: Note | None = None
    asks: tuple[Note, ...] = ()
    """Why this is not certain: then it is a question to the branch, never a promise."""

    def text(self, lang: str = "id") -> str:
        return say(self.code, lang, **self.values)


@dataclass(frozen=True)
class Benefit:
    """Money due to the worker or the heirs, part by part; the lines add up to the total."""

    total_idr: Rupiah
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    statements: tuple[Statement, ...] = ()

    @property
    def sure_idr(self) -> Rupiah:
        """Return what of the total does not wait for an answer of the branch."""
        return Rupiah(sum(int(line.amount_idr) for line in self.lines if not line.asks))


@dataclass(frozen=True)
class Guidance:
    """An answer without a total: who inherits, which day something is due or ends."""

    statements: tuple[Statement, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How a membership stands in a month that has begun."""

    unpaid_streak: int
    at_risk: bool
    lapses_on: date | None
    lapsed_on: date | None
    unpaid: tuple[Month, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Consequence:
    """What one missed month has caused or will cause, and on which day."""

    month: Month
    missed: bool
    happens_on: date
    note: Note
