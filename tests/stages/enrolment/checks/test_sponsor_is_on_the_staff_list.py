"""The sponsor is on the staff list, and in the office that sends the sheet."""

from payung.stages.enrolment.checks.sponsor_is_on_the_staff_list import (
    sponsor_is_on_the_staff_list,
)


def test_an_unknown_number_is_refused():
    assert sponsor_is_on_the_staff_list(is_known=False, is_of_office=False).level == "reject"


def test_another_offices_staff_is_held_and_that_office_is_not_named():
    found = sponsor_is_on_the_staff_list(is_known=True, is_of_office=False)

    assert (found.level, found.code, found.values) == ("warning", "nip_of_other_agency", {})


def test_own_staff_is_taken():
    assert sponsor_is_on_the_staff_list(is_known=True, is_of_office=True) is None
