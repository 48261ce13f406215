"""The most is allowed; one more is not."""

from payung.stages.enrolment.checks.sponsor_has_room import sponsor_has_room


def test_the_last_place_is_taken_and_the_next_refused():
    assert sponsor_has_room(workers=25, most=25) is None
    assert sponsor_has_room(workers=26, most=25).values == {"most": "25"}
