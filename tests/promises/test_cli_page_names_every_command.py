"""docs/cli.md knows everything that can be typed after `payung`."""

import argparse

import pytest

from payung.jobs import arguments
from tests.promises.house import ROOT

PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def _parsers(parser, words):
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        yield words, parser
    for group in groups:
        for name, inner in group.choices.items():
            yield from _parsers(inner, (*words, name))


COMMANDS = list(_parsers(arguments._parser(), ("payung",)))


@pytest.mark.parametrize(("words", "parser"), COMMANDS, ids=[" ".join(w) for w, _ in COMMANDS])
def test_names_the_command_and_all_it_takes(words, parser):
    options = [option for action in parser._actions for option in action.option_strings]

    assert " ".join(words) in PAGE
    assert [option for option in options if option not in PAGE and option != "-h"] == []
