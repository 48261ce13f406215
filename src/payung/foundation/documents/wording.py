"""What a regency may reword in its letters: named parts, and a fixed list of things in braces."""

import re
from collections.abc import Mapping
from typing import Final

from payung.foundation.documents.problems import WordingRefused

HEAD: Final = "HEAD"
"""The kind under which the letterhead and the signature are worded, for all letters."""
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    HEAD: ("government", "address", "place", "signer_office", "signer_name", "signer_rank",
           "signer_nip"),
    "D01": ("opening", "closing"),
    "D02": ("opening", "closing"),
    "D14": ("opening", "closing"),
}  # fmt: skip
PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    HEAD: frozenset({"regency", "office"}),
    "D01": frozenset({"regency", "office", "legal_basis"}),
    "D02": frozenset({"regency", "office", "branch", "count", "number"}),
    "D14": frozenset({"regency", "office", "legal_basis"}),
}
_LONGEST: Final = 1000
_NAMED: Final = re.compile(r"(?<![{$#%])\{([a-z_]+)\}(?!\})")


def filled(text: str, values: Mapping[str, str]) -> str:
    """
    Return `text` with `{name}` replaced by its value, once: what a value holds stays as it is.

    There is no other syntax. `{{7*7}}`, `{%`, `%s` and `${x}` stand on paper as they were typed.

    :raises WordingRefused: a name in braces that has no value.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise WordingRefused("", found[1])
        return values[found[1]]

    return _NAMED.sub(value, text)


def refuse_unknown(kind: str, parts: Mapping[str, str]) -> None:
    """Check a new wording before it is kept. :raises WordingRefused: naming part and name."""
    for part, text in parts.items():
        if part not in PARTS.get(kind, ()) or len(text) > _LONGEST:
            raise WordingRefused(part, "")
        for found in _NAMED.finditer(text):
            if found[1] not in PLACEHOLDERS[kind]:
                raise WordingRefused(part, found[1])
