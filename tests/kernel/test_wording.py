import re
import string
from collections import Counter
from pathlib import Path

import pytest
import yaml

import payung
from payung.kernel.wording import FOLDER, LANGUAGES, catalogue, say

FILES = sorted(FOLDER.glob("*.yaml"))
SOURCE = Path(payung.__file__ or "").parent
BANNED = ("maaf", "mohon", "harap", "silakan", "tidak valid", "wajib diisi", "error")
CODE_IN_SOURCE = re.compile(
    r"(?:Finding\.(?:reject|warning|info)|Unreadable\.because|Finding\(\s*Level\.[A-Z]+,)"
    r"\(?\s*\"([a-z0-9_.]+)\""
)


def placeholders(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def keys_in(path):
    tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [key.value for key, _ in tree.value] if tree else []


def test_every_code_is_said_in_both_languages_with_the_same_values():
    for code, texts in catalogue().items():
        assert set(texts) == set(LANGUAGES), code
        assert placeholders(texts["id"]) == placeholders(texts["en"]), code


def test_no_code_is_written_twice():
    keys = [(key, path.name) for path in FILES for key in keys_in(path)]
    first = dict(reversed(keys))

    assert [found for found, times in Counter(keys).items() if times > 1] == []
    assert [(key, name, first[key]) for key, name in keys if first[key] != name] == []


def test_no_sentence_scolds():
    for code, texts in catalogue().items():
        for word in BANNED:
            assert not re.search(rf"\b{word}\b", texts["id"].lower()), (code, word)


def test_no_sentence_is_longer_than_22_words():
    for code, texts in catalogue().items():
        for sentence in re.split(r"[.;?!:]\s", texts["id"]):
            assert len(sentence.split()) <= 22, (code, sentence)


def test_every_code_in_the_source_has_words():
    used = {
        (code, path.name)
        for path in SOURCE.rglob("*.py")
        for code in CODE_IN_SOURCE.findall(path.read_text(encoding="utf-8"))
    }

    assert len(used) > 30
    assert {(code, name) for code, name in used if code not in catalogue()} == set()


@pytest.mark.parametrize(
    ("code", "values", "text"),
    [
        ("nik_empty", {}, "Isi NIK"),
        ("nik_length", {"count": "15"}, "NIK harus 16 angka. Anda mengisi 15 angka"),
        ("nik_letters", {"letters": "O"}, 'NIK hanya angka. Hapus "O"'),
        ("nik_own", {}, "Ini NIK Anda sendiri. Isi NIK pekerja"),
        ("name_empty", {}, "Tulis nama seperti di KTP"),
        ("name_has_title", {"title": "H."}, 'Pindahkan gelar "H." ke kotak gelar'),
        ("birth_incomplete", {}, "Isi tanggal, bulan, dan tahun lahir"),
        ("birth_in_future", {}, "Tanggal lahir harus sebelum hari ini"),
    ],
)
def test_says_the_agreed_words(code, values, text):
    assert say(code, **values) == text


def test_a_missing_code_language_or_value_is_loud():
    with pytest.raises(KeyError):
        say("no_such_code")
    with pytest.raises(KeyError):
        say("nik_empty", "fr")
    with pytest.raises(KeyError):
        say("nik_length")


def test_braces_in_a_value_stay_as_they_are():
    assert say("nik_letters", letters="{x}{0.__class__}").endswith('"{x}{0.__class__}"')
