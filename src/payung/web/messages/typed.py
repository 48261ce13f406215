"""
A text's blanks as the secretariat types them: `[kantor]` on the page, `{office}` as kept.

The words are Indonesian in both languages of the page, as the texts themselves are.
"""

import re

from payung.foundation.outbox.texts import VARIABLES
from payung.kernel.wording import say

_TYPED = re.compile(r"\[([^\[\]]{0,40})\]")
_KEPT = re.compile(r"\{([a-z_]+)\}")


def word_of(variable: str) -> str:
    """Return the word that stands for a variable."""
    return say(f"messages.slot.{variable}", "id")


def as_typed(body: str) -> str:
    """Return a kept text as it is shown for editing."""
    return _KEPT.sub(lambda slot: f"[{word_of(slot[1])}]", body)


def as_kept(code: str, typed: str) -> str:
    """Return a typed text as it is kept; a blank that the text does not have stays unknown."""
    known = {word_of(variable): variable for variable in VARIABLES[code]}
    # Braces mean something only in what is kept: typed ones must stay visibly wrong.
    masked = typed.replace("{", "{{").replace("}", "}}")
    return _TYPED.sub(lambda slot: f"{{{known.get(slot[1].strip().lower(), 'unknown')}}}", masked)
