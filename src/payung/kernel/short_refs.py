"""
Short references for people to read out and write down: `KDL-7F3K-92C`.

An id goes through a secret permutation, so that one reference tells nothing of the next; the last
sign checks the others. The signs are those that nobody confuses: no I, L, O or U.
"""

import hmac
import re
from collections.abc import Iterable
from typing import Final

from payung.kernel.keyring import derived_key

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_LETTERS: Final = 3
_HALF: Final = 15
_MASK: Final = (1 << _HALF) - 1
_ROUNDS: Final = 8
HIGHEST: Final = (1 << 2 * _HALF) - 1
_VOWELS: Final = frozenset("AEIOU")
_KINDS: Final = ("KABUPATEN ", "KOTA ", "KAB. ")


def short_ref(number: int, place: str) -> str:
    """
    Return the reference of an id; `place` is the regency's name, and only its letters are shown.

    :raises OverflowError: the id is beyond a thousand million.
    """
    if not 0 <= number <= HIGHEST:
        raise OverflowError(number)
    mixed = _mixed(number, range(_ROUNDS))
    body = "".join(SIGNS[mixed >> shift & 31] for shift in range(25, -1, -5))
    return f"{_letters(place)}-{body[:4]}-{body[4:]}{_check(body)}"


def number_of(text: str) -> int | None:
    """Return the id behind a reference, however it was typed; None where it is not one of ours."""
    groups = re.findall("[A-Z0-9]+", text.upper())
    if len(groups) > 1 and len(groups[0]) == _LETTERS and groups[0].isalpha():
        del groups[0]  # the regency's letters are no part of the number
    typed = "".join(groups).translate(_READ_AS)
    body, check = typed[-7:-1], typed[-1:]
    if len(body) != 6 or check != _check(body):
        return None
    mixed = 0
    for sign in body:
        mixed = mixed << 5 | SIGNS.index(sign)
    left, right = mixed >> _HALF, mixed & _MASK
    return _mixed(right << _HALF | left, reversed(range(_ROUNDS)), swapped=True)


def _mixed(number: int, rounds: Iterable[int], *, swapped: bool = False) -> int:
    """Run a balanced network over the two halves; backwards it undoes itself."""
    left, right = number >> _HALF, number & _MASK
    for turn in rounds:
        left, right = right, left ^ _round(turn, right)
    return right << _HALF | left if swapped else left << _HALF | right


def _round(turn: int, half: int) -> int:
    digest = hmac.digest(_key(), f"{turn}:{half}".encode(), "sha256")
    return int.from_bytes(digest[:4], "big") & _MASK


def _check(body: str) -> str:
    return SIGNS[hmac.digest(_key(), body.encode(), "sha256")[0] & 31]


def _key() -> bytes:
    return derived_key("short_ref")


def _letters(place: str) -> str:
    """Return three letters for a regency: Kabupaten Kendal is KDL."""
    name = place.upper()
    for kind in _KINDS:
        name = name.removeprefix(kind)
    letters = [sign for sign in name if sign.isascii() and sign.isalpha()]
    hard = [sign for sign in letters if sign not in _VOWELS]
    chosen = [*hard[:1], *hard[-2:]] if len(hard) >= 3 else letters[:3]
    return "".join(chosen).ljust(3, "X")
