"""Unpaid months: at risk at one and two, ended at three, never before."""

from hypothesis import given, settings
from hypothesis import strategies as st

from payung.foundation.rules import arrears, standing
from payung.kernel.month import Month

FIRST = Month(2024, 1)
MONTHS = Month.span(FIRST, Month(2027, 1))


@settings(max_examples=200, deadline=None)
@given(paid=st.frozensets(st.sampled_from(MONTHS)), asked=st.sampled_from(MONTHS))
def test_ended_means_three_unpaid_months_in_a_row_before(
    paid: frozenset[Month], asked: Month
) -> None:
    stands = standing(first_month=FIRST, paid_months=paid, asked=asked)

    before = Month.span(FIRST, asked)
    three = any(not paid & set(Month.span(m, m + 3)) for m in before if m + 3 <= asked)
    assert (stands.lapsed_on is not None) == three
    assert not (stands.lapsed_on and stands.lapses_on)
    if stands.lapsed_on:
        assert stands.unpaid_streak == 3


@settings(max_examples=200, deadline=None)
@given(paid=st.frozensets(st.sampled_from(MONTHS)), asked=st.sampled_from(MONTHS))
def test_what_is_announced_comes_true_when_nothing_more_is_paid(
    paid: frozenset[Month], asked: Month
) -> None:
    stands = standing(first_month=FIRST, paid_months=paid, asked=asked)

    if stands.lapses_on is not None:
        there = standing(first_month=FIRST, paid_months=paid, asked=Month.of(stands.lapses_on))
        assert there.lapsed_on == stands.lapses_on


def test_arrears_may_be_paid_before_the_day_the_membership_ends() -> None:
    owed = arrears(first_month=FIRST, paid_months=frozenset({FIRST}), asked=Month(2024, 3))

    assert owed.months == (Month(2024, 2), Month(2024, 3))
    assert owed.pay_before == Month(2024, 5).first_day
    assert "rules.note.claim_in_arrears_unconfirmed" in [note.code for note in owed.notes]


def test_after_the_end_only_a_new_registration_helps() -> None:
    owed = arrears(first_month=FIRST, paid_months=frozenset({FIRST}), asked=Month(2024, 5))

    assert owed.months == ()
    assert [n.code for n in owed.notes] == ["rules.note.arrears_need_new_registration"]
