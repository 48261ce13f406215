"""Promise 2: nothing changes but by an operation, which knows who and when and leaves a trace."""

from inspect import Parameter, signature

import pytest

from tests.promises.house import door, name_of, reaches_database, shown_by

NO_CHANGE = {
    "payung.foundation.approvals.operations.open_request": "holds a row for its caller's change",
}
"""Each with its reason. A reviewer reads every line that is added here."""

DONE = [*door("operations"), *shown_by("payung.process")]
CHANGES = [function for function in DONE if reaches_database(function)]


def test_there_are_changes():
    assert CHANGES


def test_no_exception_outlives_its_function():
    assert set(NO_CHANGE) <= {name_of(change) for change in CHANGES}


@pytest.mark.parametrize("change", CHANGES, ids=name_of)
def test_is_an_operation_that_says_what_it_does(change):
    if name_of(change) in NO_CHANGE:
        return
    parameters = signature(change).parameters

    assert getattr(change, "is_operation", False), "put @operation on it, or make it private"
    assert (change.__doc__ or "").strip(), "say what the signature cannot"
    assert {"by", "at"} <= set(parameters)
    assert all(p.kind is Parameter.KEYWORD_ONLY for p in parameters.values())
