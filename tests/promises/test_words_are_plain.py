"""The sentences people read are short and say things as people do (screens, content rules)."""

import re
from pathlib import Path

import pytest
import yaml

from payung.kernel.wording import FOLDER

FILES = sorted([*FOLDER.glob("web_*.yaml"), FOLDER / "texts.yaml"])
LONGEST, AVERAGE = 22, 15
OFFICIALESE = re.compile(
    r"\b(dalam rangka|guna|dimaksud|melakukan pendaftaran|premi|rekonsiliasi|mutasi|nonaktif"
    r"|eligible)\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"\{[^}]*\}")
MARKUP = re.compile(r"<[^>]+>")
# A dot inside a number, an abbreviation or an address ends no sentence.
END = re.compile(r"(?<![0-9])[.!?](?:\s+|$)|[.!?](?:\s+(?=[A-ZÀ-Ý“\"])|$)|\n+")
ABBREVIATION = re.compile(r"\b(No|Yth|Kec|Kab|Alm|Jl|Dr|Ir|St)\.")
# The printed minutes of reconciliation keep their legal name, once.
KEEPS_THE_WORD: frozenset[str] = frozenset()


def _entries() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in FILES:
        if Path(path).exists():
            for code, texts in (
                yaml.safe_load(Path(path).read_text(encoding="utf-8")) or {}
            ).items():
                found[code] = texts["id"]
    return found


ENTRIES = _entries()


def _lengths(entry: str) -> list[int]:
    """Return the words of each sentence; a placeholder is one word."""
    plain = ABBREVIATION.sub(r"\1", MARKUP.sub(" ", PLACEHOLDER.sub(" x ", entry)))
    sentences = (re.findall(r"[\w’'/-]+", part) for part in END.split(plain))
    return [len(words) for words in sentences if words]


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_a_sentence_has_at_most_twenty_two_words(code):
    assert max(_lengths(ENTRIES[code]), default=0) <= LONGEST, ENTRIES[code]


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_what_has_several_sentences_has_short_ones(code):
    lengths = _lengths(ENTRIES[code])

    assert len(lengths) < 2 or sum(lengths) <= AVERAGE * len(lengths), ENTRIES[code]


def test_all_sentences_together_have_at_most_fifteen_words_on_average():
    lengths = [length for entry in ENTRIES.values() for length in _lengths(entry)]

    assert sum(lengths) / len(lengths) <= AVERAGE


def test_no_officialese():
    found = {
        code: text
        for code, text in ENTRIES.items()
        if OFFICIALESE.search(text) and code not in KEEPS_THE_WORD
    }

    assert found == {}


def test_nobody_is_shouted_at():
    assert {code: text for code, text in ENTRIES.items() if "!" in text} == {}


def test_a_long_sentence_would_be_found():
    assert _lengths("Isi NIK. Bayar Rp16.800 per bulan, lalu lihat 20/11/2026.") == [2, 8]
    assert max(_lengths("kata " * 23)) == 23
