"""What holds for any family's scholarship, any order of heirs, and any late payment."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from payung.foundation.rules import age_on, benefits, current_law, holidays
from payung.foundation.rules.working_days import is_working_day, working_days_between

SINCE = date(2019, 12, 2)
CAPS = {"tk": 8, "sd": 8, "smp": 3, "sma": 3, "pt": 5}
EVENTS = st.builds(
    benefits.Event, st.just(benefits.Scheme.JKK), st.dates(SINCE, date(2040, 12, 31))
)


@st.composite
def children(draw):
    """Draw children as families have them, and some as no family has."""
    level = draw(st.none() | st.sampled_from(list(benefits.Level)))
    years = {"tk": 2, "sd": 6, "smp": 3, "sma": 3, "pt": 5}[level or "tk"]
    born_on = draw(st.dates(date(1990, 1, 1), date(2041, 12, 31)))
    later = st.none() | st.integers(0, 12_000).map(lambda days: born_on + timedelta(days=days))
    return benefits.Child(
        born_on, level, draw(st.integers(1, years)), married_on=draw(later), works_from=draw(later)
    )


@given(EVENTS, st.lists(children(), max_size=4))
def test_a_plan_keeps_every_cap_and_adds_up(event, family):
    plan = benefits.scholarship_plan(event, family)
    per_level = Counter((year.child, year.level.value) for year in plan.years)

    assert plan.total_idr == sum(line.amount_idr for line in plan.lines)
    assert plan.total_idr == sum(year.amount_idr for year in plan.years) <= 174_000_000
    assert len({year.child for year in plan.years}) <= 2
    assert all(count <= CAPS[level] for (_, level), count in per_level.items())


@given(EVENTS, st.lists(children(), max_size=3))
def test_no_year_is_planned_for_a_child_of_23_or_married_or_at_work(event, family):
    for year in benefits.scholarship_plan(event, family).years:
        child = family[year.child - 1]
        assert age_on(child.born_on, year.asked_from) < 23
        assert child.married_on is None or year.asked_from < child.married_on
        assert child.works_from is None or year.asked_from < child.works_from


@given(EVENTS, children())
def test_who_loses_it_by_age_is_reminded_once_before_that_birthday(event, child):
    plan = benefits.scholarship_plan(event, [child])
    on = {one.code: one.on for one in plan.statements}

    by_age = on.get("rules.line.scholarship_ends_age")
    if plan.years and by_age:
        assert on["rules.line.scholarship_before"] == by_age
        assert plan.years[-1].asked_from < by_age


def test_a_birthday_on_the_first_day_of_a_school_year_belongs_to_the_one_before():
    event = benefits.Event(benefits.Scheme.JKK, date(2026, 8, 1))
    child = benefits.Child(date(2004, 7, 1), benefits.Level.PT, 3)

    plan = benefits.scholarship_plan(event, [child])

    assert [year.year for year in plan.years] == [2026]
    assert [one.on for one in plan.statements] == [date(2027, 7, 1)] * 2


@given(EVENTS, children())
def test_a_plan_and_the_question_for_a_single_year_agree(event, child):
    paid = Counter()
    for year in benefits.scholarship_plan(event, [child]).years:
        asked = benefits.Child(
            child.born_on, married_on=child.married_on, works_from=child.works_from, paid_years=paid
        )
        found = benefits.scholarship_year(asked, year.level, asked_on=year.asked_from, event=event)
        assert found.total_idr == year.amount_idr
        paid[year.level] += 1


@given(st.lists(st.sampled_from(list(benefits.Relation)), max_size=6), st.dates(SINCE))
def test_heirs_of_one_rank_only_and_the_sponsor_never(relations, died_on):
    found = benefits.heirs([benefits.Relative(one) for one in relations], died_on=died_on)
    said = [one for one in found.statements if not one.code.startswith("rules.heir.later.")]

    assert len({one.values["rank"] for one in said}) == 1
    assert any(note.code == "rules.note.sponsor_is_no_heir" for note in found.notes)


@given(
    st.sampled_from(list(benefits.Scheme)),
    st.dates(date(2025, 12, 1), date(2027, 2, 1)),
    st.integers(0, 60),
    st.integers(0, 10**9),
)
def test_a_later_payment_never_adds_less_and_one_in_time_nothing(scheme, complete_on, days, amount):
    due = benefits.pay_by(scheme, complete_on)
    assert due.on is not None
    assert is_working_day(due.on, holidays().days)
    standard = {"jkk": 7, "jkm": 3}[scheme]
    assert working_days_between(complete_on, due.on, holidays().days) == standard

    first, second = (
        benefits.compensation(due, complete_on + timedelta(days=days + more), amount_idr=amount)
        for more in (0, 1)
    )
    assert (first.amount_idr or 0) <= (second.amount_idr or 0)
    if complete_on + timedelta(days=days) <= due.on:
        assert first.amount_idr is None


@given(st.dates(date(2015, 7, 1), date(2040, 1, 1)), st.integers(0, 2400))
def test_the_right_never_comes_back(happened_on, days):
    asked = [happened_on + timedelta(days=days + more) for more in (0, 1)]
    stands = [
        (found.code == "rules.line.right_lapsed", bool(found.asks))
        for found in (benefits.jkk_expiry(happened_on, asked_on=day) for day in asked)
    ]

    assert stands[0] <= stands[1]


def test_the_ladder_names_every_relation_that_the_law_knows():
    rungs = current_law().ahli_waris.in_force(SINCE).value.ranks
    named = {relation for rung in rungs for relation in rung.relations}

    assert named <= {str(relation) for relation in benefits.Relation}
