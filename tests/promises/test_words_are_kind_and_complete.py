"""Every sentence exists in both languages, and none scolds or begs."""

import re
import string

from payung.kernel.wording import LANGUAGES, catalogue
from tests.promises.house import SOURCE

BANNED = re.compile(r"\b(maaf|mohon|harap|silakan|tidak valid|wajib diisi|error)\b", re.IGNORECASE)
TEMPLATES = sorted((SOURCE / "web" / "templates").rglob("*.html"))
MARKUP = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]+>", re.S
)
READ_ALOUD = re.compile(r"(?:title|alt|aria-label|placeholder|value)=\"([^\"]*)\"")


def _placeholders(sentence):
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)


def test_every_sentence_stands_in_both_languages():
    halves = {
        code: texts
        for code, texts in catalogue().items()
        if set(texts) != set(LANGUAGES) or not all(text.strip() for text in texts.values())
    }

    assert halves == {}


def test_both_languages_of_a_sentence_show_the_same_values():
    different = {
        code: texts
        for code, texts in catalogue().items()
        if set(_placeholders(texts["id"])) != set(_placeholders(texts["en"]))
    }

    assert different == {}


def test_no_indonesian_sentence_begs_or_scolds():
    assert {
        code: texts["id"] for code, texts in catalogue().items() if BANNED.search(texts["id"])
    } == {}


def test_no_page_begs_or_scolds():
    found = {}
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        shown = " ".join([MARKUP.sub(" ", source), *READ_ALOUD.findall(source)])
        if words := BANNED.findall(shown):
            found[str(path.relative_to(SOURCE))] = words

    assert found == {}
