"""Signs for branch and auditor, on each boundary day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from payung.kernel.wording import say
from payung.stages.claims.sums.signs import Around, signs

ENROLLED = date(2026, 8, 1)
USUAL = Around(
    event_on=date(2027, 3, 1),
    died_on=date(2027, 3, 1),
    enrolled_on=ENROLLED,
    member_since=date(2026, 8, 20),
    works=True,
    in_hospital=False,
)


def codes(**changed):
    return [sign.code.removeprefix("claims.flag.") for sign in signs(replace(USUAL, **changed))]


def test_nothing_stands_out_usually():
    assert codes() == []


@pytest.mark.parametrize(("days", "expected"), [(0, True), (90, True), (91, False)])
def test_a_death_within_ninety_days_of_enrolment(days, expected):
    on = ENROLLED + timedelta(days=days)

    assert ("early_death" in codes(event_on=on, died_on=on)) is expected


def test_enrolled_a_day_after_the_event_and_on_the_day():
    assert codes(event_on=ENROLLED - timedelta(days=1)) == ["after_event"]
    assert "after_event" not in codes(event_on=ENROLLED)


def test_the_two_questions_and_what_nobody_asked():
    assert codes(works=False, in_hospital=True) == ["did_not_work", "was_in_hospital"]
    assert codes(works=None, in_hospital=None) == ["work_not_asked", "hospital_not_asked"]


def test_three_others_are_a_cluster_and_two_are_a_family():
    assert codes(same_phone=2, same_address=2) == []
    assert codes(same_phone=3, same_address=4) == ["same_phone", "same_address"]


def test_every_sign_has_words():
    loud = replace(
        USUAL,
        died_on=ENROLLED,
        event_on=ENROLLED,
        member_since=None,
        works=False,
        in_hospital=True,
        same_phone=3,
        same_address=3,
        is_sponsor_heir=True,
        same_file=True,
    )

    found = list(signs(loud))

    assert len(found) == 8
    for sign in found:
        assert "{" not in say(sign.code, "id", **sign.values) + say(sign.code, "en", **sign.values)
