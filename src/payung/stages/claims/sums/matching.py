"""
Whether a row of a death list and a member may be one person. It offers; a person decides.

The worked table of docs/algorithms/death_matching.md is a test of this module.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

OLD_SPELLINGS: Final = (
    *(("oe", "u"), ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("ch", "h"), ("kh", "h")),
    *(("dh", "d"), ("th", "t"), ("bh", "b"), ("ph", "f"), ("sy", "s"), ("j", "y")),
    *(("v", "f"), ("z", "s"), ("q", "k"), ("ie", "i"), ("mm", "m"), ("nn", "n"), ("ss", "s")),
    *(("tt", "t"), ("ll", "l"), ("dd", "d"), ("ff", "f"), ("kk", "k"), ("rr", "r"), ("aa", "a")),
    *(("ii", "i"), ("uu", "u"), ("ee", "e"), ("bb", "b"), ("yy", "y")),
)
"""Replaced in this order, in Python and in SQL alike: spelling before 1972, and doubled letters."""
MUHAMMAD: Final = frozenset(
    {"md", "muh", "muhd", "moh", "mohd", "mohamad", "mohamed", "muhamad", "muhamed"}
)
ABDUL: Final = frozenset({"abd", "abdul", "abdoel"})
SHORTEST_PART: Final = 3
"""A name of one or two letters is an initial: it agrees with every name that begins so."""
LONGEST_EDITED: Final = 5
"""Words shorter than this agree to the letter; in longer ones a single letter may differ."""
YEAR_SLIPS: Final = (1, 2, 10)
"""By so many years a typed birth year is off, where day and month are right."""


class Names(StrEnum):
    """How two names agree, once titles and old spelling are out of the way."""

    SAME = "same"
    ALIKE = "alike"
    """One letter, an initial, or one name of several differs."""
    OTHER = "other"


class Dates(StrEnum):
    SAME = "same"
    NEAR = "near"
    """Day and month swapped; or only the day, only the month, or the year by a slip differs."""
    OTHER = "other"
    UNKNOWN = "unknown"


class How(StrEnum):
    """On what a row and a member agree, surest first."""

    NIK = "nik"
    NAME_AND_DATE = "name_and_date"
    ALIKE_AND_DATE = "alike_and_date"
    NAME_AND_NEAR = "name_and_near"


class Deceased(NamedTuple):
    """A row as far as it is compared: `key` is the name as `name_key` writes it."""

    nik_index: bytes | None
    key: str
    born_on: date | None
    died_on: date


class Member(NamedTuple):
    worker_id: int
    nik_index: bytes
    key: str
    born_on: date | None


ORDER: Final[Mapping[How, int]] = {how: place for place, how in enumerate(How)}


def name_key(folded: str) -> str:
    """Return a folded name without its old spelling; two writings of one name share it."""
    key = folded
    for old, new in OLD_SPELLINGS:
        key = key.replace(old, new)
    return key


def how(row: Deceased, member: Member) -> How | None:
    """Return on what they agree well enough to ask a person, or None."""
    if row.nik_index is not None and row.nik_index == member.nik_index:
        return How.NIK
    if member.born_on is not None and member.born_on > row.died_on:
        return None
    dates = dates_agree(row.born_on, member.born_on)
    if dates is Dates.NEAR:
        return How.NAME_AND_NEAR if row.key == member.key else None
    if dates is not Dates.SAME:
        return None
    names = names_agree(row.key, member.key)
    if names is Names.OTHER:
        return None
    return How.NAME_AND_DATE if names is Names.SAME else How.ALIKE_AND_DATE


def names_agree(one: str, other: str) -> Names:
    """Compare two keys word by word; the order of the words does not count."""
    if one == other:
        return Names.SAME
    if one[:1] != other[:1] and not set(one.split()) & set(other.split()):
        return Names.OTHER  # the database compares no other pairs either
    ours, theirs = _words(one), _words(other)
    if sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs):
        return Names.SAME
    # In a fixed order, so that it is all one which of the two is asked about which.
    few, many = sorted((sorted(ours), sorted(theirs)), key=lambda words: (len(words), words))
    left, is_known = list(many), False
    for word in sorted(few, key=lambda each: (-len(each), each)):
        found = next((there for there in left if _words_agree(word, there)), None)
        if found is None:
            return Names.OTHER
        left.remove(found)
        is_known = is_known or min(len(word), len(found)) >= SHORTEST_PART
    return Names.ALIKE if is_known and len(left) <= len(few) else Names.OTHER


def dates_agree(one: date | None, other: date | None) -> Dates:
    if one is None or other is None:
        return Dates.UNKNOWN
    if one == other:
        return Dates.SAME
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return Dates.NEAR
    if (one.month, one.day) == (other.month, other.day):
        return Dates.NEAR if abs(one.year - other.year) in YEAR_SLIPS else Dates.OTHER
    same = one.year == other.year and (one.month == other.month or one.day == other.day)
    return Dates.NEAR if same else Dates.OTHER


def _words(key: str) -> list[str]:
    """Return the words, the many short forms of Muhammad and Abdul as one each."""
    found = key.split()
    if len(found) == 1:
        return found
    return ["muhamad" if w in MUHAMMAD else "abdul" if w in ABDUL else w for w in found]


def _words_agree(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_PART:
        return len(short) == 1 and long.startswith(short)
    return len(short) >= LONGEST_EDITED and _one_letter_apart(short, long)


def _one_letter_apart(short: str, long: str) -> bool:
    """Whether one letter was added, left out, changed, or two neighbours changed places."""
    if len(long) - len(short) > 1:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    if short[start + 1 :] == long[start + 1 :]:
        return True
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    return swapped and short[start + 2 :] == long[start + 2 :]
