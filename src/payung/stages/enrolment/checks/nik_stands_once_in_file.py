"""Each NIK stands in one row of a file; where it stands twice, nobody can say whose it is."""

from collections.abc import Iterable, Mapping
from typing import Final

_LEAST: Final = 10
"""Shorter remains of a number say nothing about who is meant."""


def nik_stands_once_in_file(niks: Iterable[tuple[int, str]]) -> Mapping[int, list[int]]:
    """
    Return, for each row whose NIK stands in other rows too, those other rows.

    Takes (row number, digits as typed); damaged numbers count as typed, so that the same slip
    copied twice is seen.
    """
    rows: dict[str, list[int]] = {}
    for row, digits in niks:
        rows.setdefault(digits, []).append(row)
    return {
        row: [other for other in together if other != row]
        for digits, together in rows.items()
        if len(together) > 1 and len(digits) >= _LEAST and digits.isdigit()
        for row in together
    }
