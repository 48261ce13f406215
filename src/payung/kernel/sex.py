"""Sex as civil registration writes it: L (laki-laki) or P (perempuan)."""

from __future__ import annotations

from enum import StrEnum

from payung.kernel.findings import Unreadable


class Sex(StrEnum):
    L = "L"
    P = "P"


_SPELLINGS = {
    **dict.fromkeys(("l", "lk", "laki", "lakilaki", "laki2", "pria", "male"), Sex.L),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "female"), Sex.P),
}


def parse_sex(text: str) -> Sex:
    """Read `L`, `P` or the usual words in any case. Raises Unreadable."""
    found = _SPELLINGS.get(text) or _SPELLINGS.get(_letters(text))
    if found is None:
        raise Unreadable.because("sex_unreadable" if _letters(text) else "sex_empty")
    return found


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
