"""The generated pages say what the code says, and are the same every time."""

import argparse

from payung.config.commands import docs
from payung.foundation.audit.guards import tables
from payung.kernel.moves import Moves
from payung.kernel.people import Role


def test_writes_every_page_with_a_note_that_it_is_made(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(docs, "FOLDER", tmp_path / "generated")

    assert docs.run(argparse.Namespace()) == 0

    written = sorted((tmp_path / "generated").iterdir())
    assert [path.name for path in written] == sorted(docs.pages())
    assert all(path.read_text().startswith(docs.NOTE) for path in written)
    assert capsys.readouterr().out.count("docs/generated/") == len(written)


def test_is_the_same_every_time():
    assert docs.pages() == docs.pages()


def test_names_every_table_and_every_role():
    pages = docs.pages()

    assert all(f"| `{model._meta.db_table}` |" in pages["tables.md"] for model in tables())
    assert all(f"| `{role}` |" in pages["roles.md"] for role in Role)


def test_draws_a_life_from_its_beginning_to_its_ends():
    moves = Moves({"begin": ({""}, "open"), "end": ({"open"}, "done")})

    assert list(docs._diagram(moves)) == [
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> open: begin",
        "    open --> done: end",
        "    done --> [*]",
        "```",
    ]
