"""A phone that cannot be read never costs a worker the registration."""

import pytest

from payung.stages.enrolment.checks.phone_is_readable import phone_is_readable


def test_the_zero_a_spreadsheet_ate_comes_back():
    assert phone_is_readable("82154117828") == ("+6282154117828", None)


@pytest.mark.parametrize("text", ["", " ", "-"])
def test_nothing_there_is_nothing_to_say(text):
    assert phone_is_readable(text) == (None, None)


@pytest.mark.parametrize("text", ["08123", "telepon tetangga"])
def test_what_cannot_be_dialled_is_a_warning(text):
    phone, finding = phone_is_readable(text)

    assert (phone, finding.level, finding.code) == (None, "warning", "phone_unreadable")
