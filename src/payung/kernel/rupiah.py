"""Money is whole rupiah: read, shown, and said in words."""

from __future__ import annotations

import re
from typing import NoReturn, Self

from payung.kernel.findings import Unreadable

# Below 2**53, so that no spreadsheet or browser on the way can change it.
MOST = 999_999_999_999_999
_AMOUNT = re.compile(
    r"(?:Rp\.?)?\s*(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:(?P<by>[. ,])[0-9]{3})"
    r"(?:(?P=by)[0-9]{3})*)(?P<cents>,00|,-)?",
    re.IGNORECASE | re.ASCII,
)
_NEGATIVE = re.compile(r"(?:Rp\.?)?\s*[-\u2212\u2013(].*[0-9].*", re.IGNORECASE)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\t", " "))


class Rupiah(int):
    """
    A whole amount. Refuses floats, booleans and text; sums with whole numbers stay Rupiah.

    A float on the left (`1.5 + Rupiah(1)`) is out of reach and gives a float, which no
    Rupiah can be made of again.
    """

    __slots__ = ()

    def __new__(cls, amount: int) -> Self:
        return int.__new__(cls, _whole(amount))

    def __add__(self, other: int) -> Rupiah:
        return Rupiah(int.__add__(self, _whole(other)))

    __radd__ = __add__

    def __sub__(self, other: int) -> Rupiah:
        return Rupiah(int.__sub__(self, _whole(other)))

    def __rsub__(self, other: int) -> Rupiah:
        return Rupiah(int.__rsub__(self, _whole(other)))

    def __mul__(self, times: int) -> Rupiah:
        return Rupiah(int.__mul__(self, _whole(times)))

    __rmul__ = __mul__

    def __neg__(self) -> Rupiah:
        return Rupiah(int.__neg__(self))

    def __abs__(self) -> Rupiah:
        return Rupiah(int.__abs__(self))

    def __truediv__(self, other: int) -> NoReturn:
        raise TypeError("rupiah do not divide into fractions; say how to round, or use //")


def parse_rupiah(text: str, *, most: int = MOST) -> Rupiah:
    """
    Read `16800`, `16.800`, `Rp 16.800,00`, `16,800`, `16 800`.

    :raises Unreadable: empty, below zero, above `most`, or anything with cents or in doubt.
    """
    typed = text.translate(_SPACES).strip(" \r\n'")
    if not typed:
        raise Unreadable.because("rupiah_empty")
    found = _AMOUNT.fullmatch(typed)
    if not found:
        raise Unreadable.because(
            "rupiah_negative" if _NEGATIVE.fullmatch(typed) else "rupiah_unreadable"
        )
    if found["by"] == "," and found["cents"]:
        raise Unreadable.because("rupiah_unreadable")
    whole = re.sub(r"[^0-9]", "", found["whole"])
    if len(whole) > len(str(most)) or int(whole) > most:
        raise Unreadable.because("rupiah_too_much", most=render_rupiah(most))
    return Rupiah(int(whole))


def render_rupiah(amount_idr: int) -> str:
    """Return `Rp16.800`; below zero `-Rp16.800`."""
    sign = "-" if amount_idr < 0 else ""
    return f"{sign}Rp{abs(int(amount_idr)):,}".replace(",", ".")


def in_words(amount_idr: int) -> str:
    """Return an amount as documents say it: `enam belas ribu delapan ratus rupiah`."""
    amount = abs(int(amount_idr))
    if amount >= 10**18:
        raise ValueError("no words for amounts from 10**18")
    sign = "minus " if amount_idr < 0 else ""
    return f"{sign}{_spoken(amount) or 'nol'} rupiah"


_ONES = (
    *("", "satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
_SCALES = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")


def _spoken(amount: int) -> str:
    parts = []
    for power, scale in reversed(tuple(enumerate(_SCALES))):
        group = amount // 1000**power % 1000
        if group == 1 and scale == "ribu":
            parts.append("seribu")
        elif group:
            parts.append(f"{_below_a_thousand(group)} {scale}".rstrip())
    return " ".join(parts)


def _below_a_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds:
        parts.append("seratus" if hundreds == 1 else f"{_ONES[hundreds]} ratus")
    if rest < 12:
        parts.append(_ONES[rest])
    elif rest < 20:
        parts.append(f"{_ONES[rest - 10]} belas")
    else:
        parts.append(f"{_ONES[rest // 10]} puluh {_ONES[rest % 10]}".rstrip())
    return " ".join(part for part in parts if part)


def _whole(amount: int) -> int:
    if isinstance(amount, int) and not isinstance(amount, bool):
        return amount
    raise TypeError(f"rupiah are whole numbers, not {type(amount).__name__}")
