"""What holds for any award: never below zero, never above the law's cap, and it adds up."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from payung.foundation.rules import Benefit, benefits, current_law

LAW = current_law()
FIRST = date(2015, 7, 1)
DAYS = st.dates(FIRST, date(2035, 12, 31))
INCOMES = st.integers(1, 30_000_000)
COSTS = st.integers(0, 200_000_000)
ACCIDENTS = st.builds(benefits.Accident, DAYS, income_idr=INCOMES)
PARTS = st.sampled_from([row.part for row in LAW.jkk_cacat_sebagian.in_force(FIRST).value.rows])
WHOLE_OR_REDUCED = st.none() | st.integers(1, 100)


def adds_up(found: Benefit) -> None:
    assert found.total_idr == sum(line.amount_idr for line in found.lines)
    assert 0 <= found.sure_idr <= found.total_idr


def base_idr(accident: benefits.Accident) -> int:
    rows = LAW.iuran_jkk_bpu.in_force(FIRST).value.rows
    return next(row.base_idr for row in reversed(rows) if row.from_idr <= accident.income_idr)


@given(ACCIDENTS, st.integers(0, 4000))
def test_a_death_gives_its_parts_and_at_least_the_jkm_sum(accident, later):
    found = benefits.jkk_death(accident, died_on=accident.happened_on + timedelta(days=later))

    adds_up(found)
    least = LAW.jkm_santunan_kematian.in_force(accident.happened_on).value.amount
    assert found.lines[0].amount_idr >= least
    assert found.lines[0].amount_idr == max(48 * base_idr(accident), least)


@given(ACCIDENTS, st.lists(st.tuples(PARTS, WHOLE_OR_REDUCED), min_size=1, max_size=1))
def test_one_disability_is_never_worth_more_than_a_total_one(accident, losses):
    found = benefits.partial_disability(accident, [benefits.Loss(p, 1, lost) for p, lost in losses])
    whole = benefits.total_disability(accident).lines[0].amount_idr

    adds_up(found)
    assert 0 < found.total_idr <= whole


@given(ACCIDENTS, st.permutations(["arm_shoulder_right", "sight_one", "nose", "big_toe", "smell"]))
def test_several_disabilities_stop_at_the_cap_in_any_order(accident, parts):
    found = benefits.partial_disability(accident, [benefits.Loss(part) for part in parts])

    assert found.total_idr == benefits.total_disability(accident).lines[0].amount_idr
    assert found.lines[-1].code == "rules.line.disability_cap"


@given(ACCIDENTS, PARTS, st.integers(1, 99))
def test_more_loss_of_function_never_gives_less(accident, part, lost):
    less, more = (
        benefits.partial_disability(accident, [benefits.Loss(part, 1, percent)])
        for percent in (lost, lost + 1)
    )

    assert less.total_idr < more.total_idr


@given(ACCIDENTS, st.decimals("10", "29.9", places=1))
def test_a_higher_finding_within_a_range_never_gives_less(accident, percent):
    less, more = (
        benefits.partial_disability(accident, [benefits.Loss("scalp", found=found)])
        for found in (percent, percent + Decimal("0.1"))
    )

    assert less.total_idr < more.total_idr


@given(ACCIDENTS, st.integers(0, 1500), st.sampled_from(["days_of_month", "thirtieths"]))
def test_one_more_day_unable_to_work_never_gives_less(accident, days, reading):
    law = LAW.reading(stmb_part_month=reading)
    first = accident.happened_on
    less, more = (
        benefits.stmb(
            accident, from_on=first, last_on=first + timedelta(days=days + extra), law=law
        )
        for extra in (0, 1)
    )

    adds_up(less)
    assert less.total_idr <= more.total_idr
    assert all(0 < line.amount_idr <= base_idr(accident) for line in more.lines)


@given(ACCIDENTS, COSTS, COSTS, COSTS)
def test_transport_is_paid_up_to_each_ceiling_and_never_above_the_cost(accident, land, sea, air):
    costs = dict(zip(benefits.Mode, (land, sea, air), strict=True))
    found = benefits.transport(accident, costs)
    most = LAW.jkk_transportasi.in_force(accident.happened_on).value

    adds_up(found)
    for line, cost, cap in zip(
        found.lines, (land, sea, air), (most.land, most.sea, most.air), strict=True
    ):
        assert line.amount_idr == min(cost, cap)


@given(ACCIDENTS, COSTS)
def test_what_is_paid_back_grows_with_the_cost_up_to_the_ceiling(accident, cost):
    for rule, most in (
        (benefits.home_care, 20_000_000),
        (benefits.dentures, 5_000_000),
        (benefits.hearing_aid, 2_500_000),
        (benefits.glasses, 1_000_000),
    ):
        less, more = rule(accident, cost), rule(accident, cost + 1)
        adds_up(less)
        assert less.total_idr <= more.total_idr <= min(cost + 1, most)


@given(ACCIDENTS, COSTS, COSTS)
def test_a_prosthesis_is_paid_up_to_the_price_and_two_fifths(accident, cost, price):
    found = benefits.prosthesis(accident, cost, reference_price_idr=price)

    adds_up(found)
    assert found.total_idr == min(cost, price * 7 // 5)
