"""`payung keys FILE` makes keys once."""

import json

import pytest

from payung.config.commands import keys
from payung.jobs.arguments import read


def test_makes_the_file(tmp_path):
    assert keys.run(read(["keys", str(tmp_path / "keys.json")])) == 0

    assert set(json.loads((tmp_path / "keys.json").read_text())) == {
        "django",
        "seal",
        "index",
        "header",
    }


@pytest.mark.parametrize(("lang", "said"), [("id", "sudah ada"), ("en", "never overwritten")])
def test_leaves_an_existing_file_alone_and_says_so(lang, said, tmp_path, capsys):
    place = tmp_path / "keys.json"
    place.write_text("mine")

    assert keys.run(read(["keys", str(place), "--lang", lang])) == 1

    assert place.read_text() == "mine"
    assert said in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    assert keys.run(read(["keys", str(tmp_path / "file" / "keys.json")])) == 1

    assert capsys.readouterr().err.strip()
