"""RT and RW as people write them."""

import pytest

from payung.kernel.findings import Unreadable
from payung.stages.enrolment.sums.homes import address_line, read_rt_rw


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ""),
        ("3", "RT 003"),
        ("003", "RT 003"),
        ("III", "RT 003"),
        ("0", "RT 000"),
        ("3/2", "RT 003/RW 002"),
        ("RT 3 RW 2", "RT 003/RW 002"),
        ("rt.03/rw.02", "RT 003/RW 002"),
        ("999/999", "RT 999/RW 999"),
    ],
)
def test_makes_them_alike(typed, read):
    assert read_rt_rw(typed) == read


@pytest.mark.parametrize("typed", ["1000", "1/2/3", "tiga", "-", "<b>"])
def test_refuses_what_is_no_such_number(typed):
    if typed == "-":
        assert read_rt_rw(typed) == ""
        return
    with pytest.raises(Unreadable):
        read_rt_rw(typed)


def test_keeps_a_slash_in_a_hamlet():
    assert address_line("RT 003", "", "Krajan I/II") == "RT 003, Krajan I/II"
