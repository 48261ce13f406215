"""A former NIP is no mistake: the person is the same."""

from payung.stages.enrolment.checks.sponsor_nip_is_the_present_one import (
    sponsor_nip_is_the_present_one,
)


def test_a_former_nip_is_told_and_refuses_nothing():
    found = sponsor_nip_is_the_present_one(is_former=True)

    assert (found.level, found.code) == ("info", "sponsor_nip_former")
    assert sponsor_nip_is_the_present_one(is_former=False) is None
