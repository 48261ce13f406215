"""What may stand in a story: a first name, and words that lead to nobody's number or address."""

import re
from typing import Final

from payung.kernel.names import shown

FIRST_NAME: Final = 30
LONGEST: Final = 600
SHORTEST: Final = 40
_LONG_NUMBER: Final = re.compile(r"(?:[0-9][ .\-]?){7}[0-9]")
"""Eight digits in a row are a telephone, a NIK, a NIP or an account; no story needs one."""
_ADDRESS: Final = re.compile(r"\bRT\s*\.?\s*[0-9]+|\bRW\s*\.?\s*[0-9]+|@|https?:|www\.", re.I)


def first_name_problem(name: str) -> str:
    """Return `empty`, `two` (more than a first name), `long`, or nothing where it is right."""
    said = shown(name)
    if not said or not any(sign.isalpha() for sign in said):
        return "empty"
    if " " in said or any(sign.isdigit() for sign in said):
        return "two"
    return "long" if len(said) > FIRST_NAME else ""


def words_problem(words: str, *, full_name: str) -> str:
    """Return `empty`, `short`, `long`, `number`, `address`, `name`; nothing where it is right."""
    said = words.strip()
    if not said:
        return "empty"
    if len(said) < SHORTEST:
        return "short"
    if len(said) > LONGEST:
        return "long"
    if _LONG_NUMBER.search(said):
        return "number"
    if _ADDRESS.search(said):
        return "address"
    return "name" if _names_whole(said, full_name) else ""


def _names_whole(words: str, full_name: str) -> bool:
    """Return whether the words hold the name of more than one part, however it is written."""
    parts = shown(full_name).casefold().split()
    return len(parts) > 1 and " ".join(parts) in " ".join(words.casefold().split())
