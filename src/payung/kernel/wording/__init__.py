"""
The one catalogue of words for people: Indonesian first, English second.

Every floor keeps its sentences in a YAML file of its own in this folder, as
`code: {id: "...", en: "..."}`; placeholders stand in braces. Read once, when first needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
LANGUAGES = ("id", "en")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Return every code with its sentence per language, from all YAML files of this folder."""
    sentences: dict[str, Mapping[str, str]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        sentences.update(sentences_in(path))
    return sentences


def sentences_in(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the codes of one file of this folder, with their sentence per language."""
    found: Mapping[str, Mapping[str, str]] | None = _LOADER(path.read_bytes()).get_single_data()
    return found or {}


def say(code: str, lang: str = "id", /, **values: str) -> str:
    """Return the sentence for `code`. Raises KeyError for an unknown code, language or value."""
    return catalogue()[code][lang].format_map(values)


# The C parser reads the same YAML about ten times faster, but is not part of every build.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
