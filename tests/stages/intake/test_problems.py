"""Every refusal has its words, and carries nothing personal in its own text."""

import pickle
import re
from pathlib import Path

import pytest

from payung.kernel import wording
from payung.stages.intake import problems
from payung.stages.intake.problems import FileRefused

SOURCES = sorted(Path(problems.__file__).parent.glob("gateway/*.py"))
CODES = sorted(
    {
        code
        for path in SOURCES
        for code in re.findall(r'"((?:file|template|cell|mark)\.\w+)"', path.read_text())
    }
)


@pytest.mark.parametrize("code", CODES)
def test_every_code_in_the_source_has_words_in_both_languages(code: str) -> None:
    assert {"id", "en"} <= set(wording.catalogue()[code])


def test_the_codes_were_found() -> None:
    assert len(CODES) > 25


def test_the_text_of_the_exception_is_only_its_code() -> None:
    refused = FileRefused("file.column_twice", column="Nama Sukini", row="5")

    assert str(refused) == "file.column_twice"
    assert "Nama Sukini" in refused.finding.message()


def test_a_refusal_survives_being_handed_to_another_process() -> None:
    refused = pickle.loads(pickle.dumps(FileRefused("file.no_rows", row="5")))

    assert (refused.code, dict(refused.finding.values)) == ("file.no_rows", {"row": "5"})


@pytest.mark.parametrize("code", [code for code in CODES if not code.startswith("mark")])
def test_no_refusal_uses_a_word_that_blames_or_begs(code: str) -> None:
    text = wording.catalogue()[code]["id"].lower()

    assert not re.search(r"\b(?:maaf|mohon|harap|silakan|tidak valid|wajib diisi|error)\b", text)
