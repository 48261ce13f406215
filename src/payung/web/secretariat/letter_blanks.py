"""
A letter's blanks as the secretariat types them: `[kantor]` on the page, `{office}` as kept.

The words are Indonesian in both languages of the page, as the letters themselves are.
"""

import re

from payung.foundation.documents.wording import PLACEHOLDERS
from payung.kernel.wording import say

_TYPED = re.compile(r"\[([^\[\]\n]{1,40})\]")
_KEPT = re.compile(r"(?<![{$#%])\{([a-z_]+)\}(?!\})")
_ALL = frozenset().union(*PLACEHOLDERS.values())


def word_of(name: str) -> str:
    """Return the word that stands for a thing the system fills in."""
    return say(f"manage.letter.blank.{name}", "id")


def as_typed(text: str) -> str:
    """Return a kept wording as it is shown for editing; unknown names stay in their braces."""
    return _KEPT.sub(lambda blank: f"[{word_of(blank[1])}]" if blank[1] in _ALL else blank[0], text)


def as_kept(text: str) -> str:
    """Return a typed wording as it is kept; what stands for nothing stays as it was typed."""
    known = {word_of(name): name for name in _ALL}

    def kept(blank: re.Match[str]) -> str:
        name = known.get(blank[1].strip().lower())
        return f"{{{name}}}" if name else blank[0]

    return _TYPED.sub(kept, text)


def blanks_of(kind: str) -> str:
    """Return the blanks that a kind of letter may have."""
    return ", ".join(sorted(f"[{word_of(name)}]" for name in PLACEHOLDERS[kind]))


def unknown_in(text: str) -> str:
    """Return the first blank of a wording, as it is kept, that nothing stands for, or nothing."""
    found = _TYPED.search(text)
    return found[0] if found else ""
