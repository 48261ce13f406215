"""The checker itself is checked: a bug planted into the programme must show."""

import pytest

from tests.histories.planted import BUGS, caught
from tests.histories.shrinking import as_script

pytestmark = pytest.mark.slow
HERE = BUGS[::3]
"""A third of them, one kind after the other; `python -m benchmarks.histories --bugs` has all."""
FEW_STEPS = 8


def test_each_planted_bug_is_caught_within_a_few_seeds(place):
    assert [bug.name for bug in HERE if caught(place, bug) is None] == []


@pytest.mark.parametrize(
    "name", ["money paid on is given back as well", "one sum is split in halves"]
)
def test_a_failing_history_is_made_small(place, name):
    (bug,) = [bug for bug in BUGS if bug.name == name]

    found = caught(place, bug, shrink=True)

    assert found is not None
    assert 0 < len(found.script) <= FEW_STEPS, as_script(found.script)


def test_there_are_enough_of_them_and_no_two_are_one():
    names = [bug.name for bug in BUGS]

    assert len(set(names)) == len(names) >= 25
