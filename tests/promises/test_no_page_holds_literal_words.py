"""Every word on a page comes from the catalogue, so that every page speaks both languages."""

import re

import pytest
from django.template.base import Lexer, TokenType

from payung.kernel.wording import catalogue
from tests.promises.house import SOURCE

FOLDER = SOURCE / "web" / "templates"
TEMPLATES = {str(path.relative_to(FOLDER)): path for path in sorted(FOLDER.rglob("*.html"))}

# The same in every language: the name of the service, the two benefits, the insurer's number, and
# the invented people of the living page.
NAMES = {"Payung", "JKK", "JKM", "KPJ", "BPJS", "NIK", "NIP", "WhatsApp", "Excel", "CSV"}
INVENTED = {
    "style/_card.html": {"SUKINI"},
    "style/_cover.html": {"Siti", "Rahayu"},
    "style/_tables.html": {
        "Rizky",
        "Pratama",
        "Slamet",
        "Riyadi",
        "Andika",
        "Kurniawan",
        "Setiabudi",
    },
    "style/_dense.html": {"Nur", "Aini", "Patebon", "Sukorejo", "P"},
}

SILENT = re.compile(r"<!--.*?-->|<(script|style)\b[^>]*>.*?</\1>", re.S)
MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>", re.S)
READ_ALOUD = re.compile(
    r"\b(?:title|alt|aria-label|aria-description|placeholder|data-label|label|content)=\"([^\"]*)\""
)
# Blocks of base.html that hold the names of classes.
CLASS_BLOCKS = {"block width", "block main", "block tone"}
NOT_SHOWN = re.compile(r"<meta\b[^>]*>", re.S)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
CODE = re.compile(r"\b(?:say|say_plain|tell)\s+[\"']([a-z0-9_.]+)[\"']")
LITERAL = re.compile(r"\b(\w+)=(?:\"([^\"]*)\"|'([^']*)')")
# Parameters of parts that are shown to people; as text in an include they would be literal words.
SHOWN = {"label", "hint", "legend", "title", "words", "word", "action", "suffix", "measure", "text"}


def _outside_tags(source: str) -> str:
    """Return a template without what the engine eats; a value becomes a space."""
    kept: list[str] = []
    hidden = ""
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            hidden = _hidden_from(token.contents, hidden)
        shown = token.token_type is TokenType.TEXT and not hidden
        kept.append(token.contents if shown else " ")
    return "".join(kept)


def _hidden_from(tag: str, hidden: str) -> str:
    """Return the tag that ends what nobody reads: a comment, or a block of class names."""
    if hidden:
        return "" if tag.split()[0] == hidden else hidden
    if tag.split()[0] == "comment":
        return "endcomment"
    return "endblock" if tag in CLASS_BLOCKS else ""


def _words(name: str, source: str) -> list[str]:
    plain = SILENT.sub(" ", _outside_tags(source))
    aloud = READ_ALOUD.findall(NOT_SHOWN.sub(" ", plain))
    text = " ".join([MARKUP.sub(" ", plain), *aloud])
    allowed = NAMES | INVENTED.get(name, set())
    return [word for word in WORD.findall(ENTITY.sub(" ", text)) if word not in allowed]


def _handed_over(source: str) -> list[str]:
    """Return literal words that an include hands to a part to show."""
    found = []
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK and token.contents.startswith("include "):
            for parameter, one, other in LITERAL.findall(token.contents):
                if parameter in SHOWN and WORD.search(one or other):
                    found.append(one or other)
    return found


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_holds_no_word_of_its_own(name):
    source = TEMPLATES[name].read_text(encoding="utf-8")

    assert [*_words(name, source), *_handed_over(source)] == []


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_names_only_sentences_that_exist(name):
    codes = CODE.findall(TEMPLATES[name].read_text(encoding="utf-8"))

    assert [code for code in codes if code not in catalogue()] == []


def test_a_literal_word_would_be_found():
    assert _words("x.html", '<p title="Halo">{% say "a.b" %} dunia {{ x }}</p>') == [
        "dunia",
        "Halo",
    ]
    assert _words("x.html", "{% comment %}Kata{% endcomment %}<b>Payung</b> – 2 × {# Kata #}") == []
    assert _words("x.html", "{% block width %}narrow{% endblock %}Isi") == ["Isi"]
    assert _handed_over('{% include "parts/_text.html" with id="nik" label="Nomor" %}') == ["Nomor"]
