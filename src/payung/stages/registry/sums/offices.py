"""Which office a written name means. Only text is compared here; nothing is looked up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from payung.kernel.names import fold, shown
from payung.stages.registry.sums.abbreviations import DIRECTIONS, HEADS, PHRASES, SILENT, WORDS

How = Literal["exact", "alias", "similar", "unclear", "none"]
LONGEST = 150
SAME = 90
"""From this likeness (0 to 100) on, two names are one name with a slip of the pen."""
PERHAPS = 82
MARGIN = 4
"""A second office this close to the best makes the name ambiguous."""

_ROMAN = re.compile(r"[ivx]+")


@dataclass(frozen=True, slots=True)
class Match:
    """`ref` is None where no single office is meant; `how` then is "unclear" or "none"."""

    ref: int | None
    how: How


def office_name(text: str) -> str:
    """Return an office name as we keep and show it."""
    return shown(text)[:LONGEST].strip()


@lru_cache(maxsize=8192)
def office_key(text: str, place: str = "") -> str:
    """
    Return the key on which spellings of one office agree: short forms spelled out, "dan" gone.

    :param place: the regency's own name, such as "Kabupaten Kendal"; it adds nothing at the end.
    """
    folded = f" {fold(office_name(text).replace('&', ' dan '))} "
    for phrase, instead in PHRASES.items():
        folded = folded.replace(f" {phrase} ", f" {instead} ")
    words = " ".join(WORDS.get(word, word) for word in folded.split()).split()
    own = fold(place).split()
    if own and len(words) > len(own) + 1 and words[-len(own) :] == own:
        words = words[: -len(own)]
    return " ".join(word for word in words if word not in SILENT)[:LONGEST] or fold(text)[:LONGEST]


@dataclass(slots=True)
class KnownOffices:
    """The offices of one regency by key, with other spellings decided earlier."""

    place: str
    names: dict[int, str]
    aliases: dict[str, int]
    _keys: dict[str, int]
    _letters: dict[str, list[int]]

    @classmethod
    def of(cls, place: str, names: Mapping[int, str], aliases: Mapping[str, int]) -> "KnownOffices":
        known = cls(place, {}, dict(aliases), {}, {})
        for ref, name in names.items():
            known.add(ref, name)
        return known

    def add(self, ref: int, name: str) -> None:
        self.names[ref] = name
        self._keys[self.key(name)] = ref
        initials = "".join(word[0] for word in fold(name).split() if word not in SILENT)
        for letters in {initials, _initials_with_short_words(name)}:
            self._letters.setdefault(letters, []).append(ref)

    def key(self, text: str) -> str:
        return office_key(text, self.place)

    def match(self, text: str) -> Match:
        """Return the office that `text` means: the same key, a decided spelling, or a slip."""
        key = self.key(text)
        if key in self._keys:
            ref = self._keys[key]
            return Match(ref, "exact" if fold(text) == fold(self.names[ref]) else "alias")
        if key in self.aliases:
            return Match(self.aliases[key], "alias")
        by_letters = self._letters.get(key, []) if len(key) >= 3 and " " not in key else []
        if len(set(by_letters)) == 1:
            return Match(by_letters[0], "similar")
        return self._alike(key)

    def nearest(self, text: str) -> str:
        """Return the name of the office that is most like `text`."""
        likeness = self._likeness(self.key(text))
        return self.names[likeness[0][1]] if likeness else ""

    def _likeness(self, key: str) -> list[tuple[float, int]]:
        return sorted(((alike(key, other), ref) for other, ref in self._spellings()), reverse=True)

    def _alike(self, key: str) -> Match:
        likeness = self._likeness(key)
        best, ref = likeness[0] if likeness else (0.0, 0)
        if best < PERHAPS:
            return Match(None, "none")
        rivals = {other for near, other in likeness if near >= best - MARGIN} - {ref}
        if best < SAME or rivals:
            return Match(None, "unclear")
        return Match(ref, "similar")

    def _spellings(self) -> Iterable[tuple[str, int]]:
        yield from self._keys.items()
        yield from self.aliases.items()


def alike(one: str, other: str) -> float:
    """
    Return how alike two keys are, 0 to 100; 0 where a word that tells offices apart differs.

    "SMP 1" and "SMP 2", "Kaliwungu" and "Kaliwungu Selatan", a Dinas and a Badan are never alike.
    """
    mine, theirs = one.split(), other.split()
    if _telling(mine) != _telling(theirs) or not _same_sort(mine, theirs):
        return 0.0
    if len(mine) != len(theirs):
        joined = fuzz.ratio("".join(mine), "".join(theirs))
        return joined if joined >= SAME + 5 else 0.0
    pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if a not in HEADS or b not in HEADS]
    if any(fuzz.ratio(a, b) < 75 for a, b in pairs):
        return 0.0
    return float(fuzz.ratio(" ".join(a for a, _ in pairs), " ".join(b for _, b in pairs)))


def _telling(words: list[str]) -> list[str]:
    return sorted(
        word
        for word in words
        if word in DIRECTIONS or len(word) == 1 or not word.isalpha() or _ROMAN.fullmatch(word)
    )


def _same_sort(mine: list[str], theirs: list[str]) -> bool:
    heads = [words[0] for words in (mine, theirs) if words and words[0] in HEADS]
    return len(heads) < 2 or heads[0] == heads[1]


def _initials_with_short_words(name: str) -> str:
    """ "Badan Kepegawaian dan Pengembangan SDM" is known as BKPSDM."""
    words = [word for word in name.split() if fold(word) not in SILENT]
    return "".join(fold(word) if word.isupper() else fold(word)[:1] for word in words)
