"""A numerator that never leaves its denominator, and the one row that every output shows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

from payung.kernel.month import Month

BOOKS: Final = "figures.source.books"
STATED: Final = "figures.source.stated"
_CENT: Final = Decimal("0.01")


def percent_of(part: int, whole: int | None) -> Decimal | None:
    """Return the percentage with two decimals; None where there is nothing to divide by."""
    if not whole:
        return None
    exact = Decimal(part) * 100 / Decimal(whole)
    return exact.quantize(_CENT, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, kw_only=True)
class Share:
    """A numerator that never leaves its denominator."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Return the percentage with two decimals; None where there is nothing to divide by."""
        return percent_of(self.part, self.whole)

    @property
    def exact(self) -> Fraction | None:
        """Return the share itself, to compare by: two that round alike need not be equal."""
        return Fraction(self.part, self.whole) if self.whole else None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """
    One published number: screen, PDF, XLSX, CSV and public page all show this row.

    `whole` is None only where the definition has none (N1, N4, amounts of money).
    """

    code: str
    part: int
    whole: int | None = None
    month: Month
    as_of: datetime
    is_provisional: bool = False
    source: str = BOOKS
    source_words: str = ""

    @property
    def name(self) -> str:
        """The catalogue's code for what it is called."""
        return f"figures.name.{self.code.lower().replace('.', '_')}"

    @property
    def percent(self) -> Decimal | None:
        return percent_of(self.part, self.whole)

    @property
    def is_money(self) -> bool:
        return self.code.startswith("N8")
