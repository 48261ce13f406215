"""The age on the day of registration decides, to the day."""

from datetime import date

import pytest

from payung.stages.enrolment.checks.age_allows_registration import age_allows_registration

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("born_on", "codes"),
    [
        (date(1961, 11, 20), ["over_65"]),
        (date(1961, 11, 21), ["born_65_next_month"]),
        (date(1961, 12, 31), ["born_65_next_month"]),
        (date(1962, 1, 1), []),
        (date(1966, 11, 20), []),
        (date(1990, 1, 1), []),
        (date(2006, 11, 20), []),
        (date(2009, 11, 20), ["minimum_age_unconfirmed"]),
        (date(2009, 11, 21), ["under_age"]),
        (date(2026, 11, 20), ["birth_in_future"]),
    ],
)
def test_first_day_last_day_and_the_day_after(born_on, codes):
    assert [finding.code for finding in age_allows_registration(ON)(born_on)] == codes


def test_asks_alike_on_the_29th_of_february():
    check = age_allows_registration(date(2028, 2, 29))

    assert list(check(date(1990, 5, 5))) == []
