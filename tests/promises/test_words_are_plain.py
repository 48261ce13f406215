"""The sentences people read are short and say things as people do (screens, content rules)."""

import re

import pytest

from payung.kernel.wording import FOLDER, sentences_in

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
# By file, so that a test is a file and its failure names the sentences: a test for each of the
# thousands would cost more than it tells.
ENTRIES = {
    path.stem: {code: texts["id"] for code, texts in sentences_in(path).items()} for path in FILES
}
ALL = {code: entry for entries in ENTRIES.values() for code, entry in entries.items()}


def _lengths(entry: str) -> list[int]:
    """Return the words of each sentence; a placeholder is one word."""
    plain = ABBREVIATION.sub(r"\1", MARKUP.sub(" ", PLACEHOLDER.sub(" x ", entry)))
    sentences = (re.findall(r"[\w’'/-]+", part) for part in END.split(plain))
    return [len(words) for words in sentences if words]


@pytest.mark.parametrize("file", ENTRIES)
def test_a_sentence_has_at_most_twenty_two_words(file):
    long = {
        code: entry
        for code, entry in ENTRIES[file].items()
        if max(_lengths(entry), default=0) > LONGEST
    }

    assert long == {}


@pytest.mark.parametrize("file", ENTRIES)
def test_what_has_several_sentences_has_short_ones(file):
    long = {
        code: entry
        for code, entry in ENTRIES[file].items()
        if len(lengths := _lengths(entry)) > 1 and sum(lengths) > AVERAGE * len(lengths)
    }

    assert long == {}


def test_all_sentences_together_have_at_most_fifteen_words_on_average():
    lengths = [length for entry in ALL.values() for length in _lengths(entry)]

    assert sum(lengths) / len(lengths) <= AVERAGE


def test_no_officialese():
    assert {code: entry for code, entry in ALL.items() if OFFICIALESE.search(entry)} == {}


def test_nobody_is_shouted_at():
    assert {code: entry for code, entry in ALL.items() if "!" in entry} == {}


def test_a_long_sentence_would_be_found():
    assert _lengths("Isi NIK. Bayar Rp16.800 per bulan, lalu lihat 20/11/2026.") == [2, 8]
    assert max(_lengths("kata " * 23)) == 23
