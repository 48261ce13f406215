"""How counts and shares are written: `10.345`, `9,42%`; in English `10,345`, `9.42%`."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

_CENT: Final = Decimal("0.01")
ENGLISH: Final = "en"


def grouped(number: int, lang: str = "id") -> str:
    """Return a count with its thousands apart."""
    text = f"{number:,}"
    return text if lang == ENGLISH else text.replace(",", ".")


def decimal(value: Decimal, lang: str = "id") -> str:
    """Return a number with at most two decimals, none that say nothing."""
    rounded = value.quantize(_CENT, rounding=ROUND_HALF_EVEN)
    text = f"{rounded:f}".rstrip("0").rstrip(".") if rounded % 1 else f"{rounded:.0f}"
    return text if lang == ENGLISH else text.replace(".", ",")


def percent(value: Decimal, lang: str = "id") -> str:
    return f"{decimal(value, lang)}%"


def hundredths(value: Decimal, lang: str = "id") -> str:
    """Return a number with two decimals always, as a column of them is read."""
    text = f"{value.quantize(_CENT, rounding=ROUND_HALF_EVEN):f}"
    return text if lang == ENGLISH else text.replace(".", ",")


def points(value: Decimal, lang: str = "id") -> str:
    """Return by how much a share moved, with its sign."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{decimal(abs(value), lang)}"
