"""KPJ, the insurer's participant number: eleven digits, always text."""

from __future__ import annotations

from typing import Self

from payung.kernel.digits import digits_of

_LENGTH = 11


class Kpj(str):
    """Eleven digits; a worker may hold several from several jobs."""

    __slots__ = ()

    def __new__(cls, digits: str) -> Self:
        """Raises Unreadable. Separators are stripped, nothing is filled up."""
        return str.__new__(cls, digits_of(digits, subject="kpj", count=_LENGTH))


def parse_kpj(text: str) -> Kpj:
    """Read a KPJ as typed or pasted. Raises Unreadable."""
    return Kpj(text)


def spaced(kpj: str) -> str:
    """Return a KPJ in groups, to be read aloud: `1234 5678 901`."""
    return f"{kpj[:4]} {kpj[4:8]} {kpj[8:]}"
