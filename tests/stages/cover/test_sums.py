"""Protection from plain facts: what holds for every history, and the exact borders."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.month import Month
from payung.stages.cover.sums import (
    History,
    Payment,
    Spell,
    last_protected_day,
    protection,
    run_that_ends_on,
)

JANUARY = Month(2026, 1)
DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]


@st.composite
def histories(draw):
    """A worker with one or two spells, months paid or not, perhaps a death."""
    first = JANUARY + draw(st.integers(0, 3))
    ends = draw(st.none() | st.sampled_from(DAYS[120:240]))
    spells = [
        Spell(
            starts_on=first.first_day + timedelta(days=draw(st.integers(0, 20))),
            first_month=first,
            ends_on=ends,
            end_reason=draw(st.sampled_from(["lapsed", "formal_job"])) if ends else "",
        )
    ]
    if ends:
        again = Month.of(ends) + draw(st.integers(1, 3))
        spells.append(Spell(starts_on=again.first_day, first_month=again))
    months = draw(st.sets(st.sampled_from(Month.span(JANUARY, JANUARY + 12))))
    late = draw(st.integers(0, 60))
    payments = {
        month: Payment(month=month, received_on=month.first_day + timedelta(days=late))
        for month in months
    }
    died_on = draw(st.none() | st.sampled_from(DAYS))
    return History(spells=tuple(spells), payments=payments, died_on=died_on)


@given(histories())
def test_protection_is_the_same_on_every_day_of_its_row_and_never_a_day_longer(history):
    for day in DAYS[::11]:
        found = protection(history, day)
        if found is None:
            continue
        assert found.since <= day <= found.until
        assert protection(history, found.since) == found
        assert protection(history, found.until) == found
        for outside in (found.since - timedelta(days=1), found.until + timedelta(days=1)):
            other = protection(history, outside)
            assert other is None or history.spell_on(outside) != history.spell_on(day)


@given(histories())
def test_a_protected_day_is_paid_in_a_spell_of_the_living(history):
    for day in DAYS[::11]:
        if protection(history, day) is not None:
            assert Month.of(day) in history.payments
            assert history.spell_on(day) is not None
            assert history.died_on is None or day <= history.died_on


@given(histories(), st.sampled_from(DAYS))
def test_the_last_protected_day_before_a_day_is_the_last_one(history, before):
    expected = [day for day in DAYS if day < before and protection(history, day) is not None]

    assert last_protected_day(history, before) == (expected[-1] if expected else None)


@pytest.mark.parametrize("received_on", [date(2026, 3, 31), date(2026, 4, 1)])
def test_what_is_received_on_the_day_of_the_lapse_comes_too_late(received_on):
    spell = Spell(
        starts_on=date(2026, 1, 1),
        first_month=JANUARY,
        ends_on=date(2026, 4, 1),
        end_reason="lapsed",
    )
    payment = Payment(month=Month(2026, 3), received_on=received_on)
    history = History(spells=(spell,), payments={payment.month: payment})

    # In time it is kept, and protects from the day it was received.
    assert (protection(history, date(2026, 3, 31)) is not None) is (
        received_on == date(2026, 3, 31)
    )


def test_no_number_no_protection():
    spell = Spell(starts_on=date(2026, 1, 1), first_month=JANUARY, has_number=False)
    payment = Payment(month=JANUARY, received_on=date(2026, 1, 10))

    assert protection(History(spells=(spell,), payments={JANUARY: payment}), DAYS[20]) is None


def test_the_run_that_ends_a_membership_is_three_months_long():
    assert len(run_that_ends_on(Month(2026, 7))) == 3


def test_a_new_number_in_the_middle_of_a_paid_month_leaves_no_gap():
    old = Spell(
        starts_on=date(2026, 1, 1),
        first_month=JANUARY,
        ends_on=date(2026, 5, 15),
        end_reason="new_number",
    )
    new = Spell(starts_on=date(2026, 5, 15), first_month=Month(2026, 7))
    payments = {
        month: Payment(month=month, received_on=month.first_day + timedelta(days=9))
        for month in Month.span(JANUARY, Month(2026, 7))
    }
    history = History(spells=(old, new), payments=payments)

    for day in (date(2026, 5, 14), date(2026, 5, 15), date(2026, 6, 30)):
        assert protection(history, day) is not None
