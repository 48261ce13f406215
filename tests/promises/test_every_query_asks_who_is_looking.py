"""Promise 1: a question to the database without a viewer cannot be asked."""

from inspect import Parameter, signature

import pytest

from tests.promises.house import door, name_of, reaches_database, shown_by

PUBLISHED = "codes and names of places, published for everybody"
NOT_CONFINED = {
    "payung.stages.registry.queries.areas.known_areas": PUBLISHED,
    "payung.stages.registry.queries.areas.area_name": PUBLISHED,
    "payung.stages.registry.queries.areas.areas_within": PUBLISHED,
    "payung.reports.scope.fetch": "runs the question of a caller, which has the viewer",
}
"""Each with its reason. A reviewer reads every line that is added here."""

ASKED = [*door("queries", "lookups"), *shown_by("payung.reports")]
QUESTIONS = [function for function in ASKED if reaches_database(function)]


def test_there_are_questions():
    assert QUESTIONS


def test_no_exception_outlives_its_question():
    assert set(NOT_CONFINED) <= {name_of(question) for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS, ids=name_of)
def test_takes_its_viewer_by_name(question):
    if name_of(question) in NOT_CONFINED:
        return
    viewer = signature(question).parameters.get("viewer")

    assert viewer is not None, "add `viewer: Viewer`, keyword-only, or make the function private"
    assert viewer.kind is Parameter.KEYWORD_ONLY
    assert viewer.default is Parameter.empty, "a viewer is never assumed"
    assert getattr(viewer.annotation, "__name__", viewer.annotation) == "Viewer"
