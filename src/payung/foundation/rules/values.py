"""The plain values the rules take and give. Amounts are whole rupiah."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
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
class Benefit:
    """Money due to the heirs, part by part."""

    total_idr: Rupiah
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]


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
