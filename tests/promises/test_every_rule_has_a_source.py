"""Promise 7: every number of the law has a label, a unit, a source, and was compared lately."""

from datetime import date

import pytest
import yaml

from payung.kernel.clock import WIB
from tests.promises.house import SOURCE

FOLDER = SOURCE / "foundation" / "rules" / "parameters"
FILES = sorted(FOLDER.glob("*.yaml"))
SOURCES = yaml.safe_load((FOLDER.parent / "sources.yaml").read_text(encoding="utf-8"))
LONGEST_UNCHECKED_DAYS = 400

pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def _leaves(thing):
    if isinstance(thing, dict):
        for value in thing.values():
            yield from _leaves(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _leaves(value)
    else:
        yield thing


def _read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_says_what_it_is_and_in_which_unit(path):
    parameter = _read(path)

    assert parameter["label"].strip()
    assert parameter["unit"].strip()
    assert parameter["values"]


def test_every_value_names_its_source_and_where_it_was_read(path):
    for since, value in _read(path)["values"].items():
        assert value["source"].strip(), since
        assert value["evidence"], since
        assert set(value["evidence"]) <= set(SOURCES), since


def test_holds_no_float(path):
    assert [leaf for leaf in _leaves(_read(path)) if isinstance(leaf, float)] == []


def test_was_compared_with_the_law_lately(path, at):
    """Not the test's `at`: this promise ages on purpose, until a person reads the law again."""
    checked_on = _read(path)["checked_on"]
    today = max(date.today(), at.astimezone(WIB).date())  # noqa: DTZ011  # the machine's day

    assert (today - checked_on).days <= LONGEST_UNCHECKED_DAYS
