"""What must hold for every contribution, whatever the month, payer, sector and income."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.foundation.rules import (
    Contribution,
    Funds,
    Insured,
    Programme,
    Sector,
    arrears_contribution,
    ceiling_idr,
    contribution,
    current_law,
    tariff_table,
)
from payung.foundation.rules.problems import NotWhole
from payung.foundation.rules.rounding import share_of
from payung.kernel.month import Month

JKK_JKM = frozenset({Programme.JKK, Programme.JKM})
FIRST, END = Month(2015, 7), Month(2030, 1)
MONTHS = st.sampled_from(Month.span(FIRST, END))
INSURED = st.builds(
    Insured,
    sector=st.sampled_from(Sector),
    funds=st.sampled_from(Funds),
    income_idr=st.integers(1, 30_000_000),
    programmes=st.frozensets(st.sampled_from(Programme), min_size=1),
)


@settings(max_examples=150, deadline=None)
@given(month=MONTHS, insured=INSURED)
def test_the_total_is_the_sum_of_the_lines_and_never_below_zero(
    month: Month, insured: Insured
) -> None:
    due = contribution(month=month, **insured._asdict())

    assert due.total_idr == sum(line.amount_idr for line in due.lines)
    assert due.total_idr > 0


@settings(max_examples=150, deadline=None)
@given(month=MONTHS, insured=INSURED)
def test_a_reduction_never_raises_the_price(month: Month, insured: Insured) -> None:
    due = contribution(month=month, **insured._asdict())

    assert due.total_idr <= ceiling_idr(month=month, **insured._asdict())


@settings(max_examples=150, deadline=None)
@given(month=MONTHS, insured=INSURED, more=st.integers(0, 5_000_000))
def test_more_income_never_costs_less(month: Month, insured: Insured, more: int) -> None:
    richer = insured._replace(income_idr=insured.income_idr + more)

    less = contribution(month=month, **insured._asdict())

    assert less.total_idr <= contribution(month=month, **richer._asdict()).total_idr


@settings(max_examples=100, deadline=None)
@given(month=MONTHS, insured=INSURED)
def test_every_line_and_note_can_be_said_in_both_languages(month: Month, insured: Insured) -> None:
    due = contribution(month=month, **insured._asdict())

    assert all(line.text("id") and line.text("en") for line in due.lines)
    assert all(note.text("id") and note.text("en") for note in due.notes)
    assert all(line.source and line.evidence for line in due.lines)
    assert all(line.since <= month.first_day for line in due.lines)


def test_an_interior_bracket_says_that_it_was_not_verified() -> None:
    codes = [note.code for note in priced(Month(2025, 6), income_idr=1_100_000).notes]

    assert codes == ["rules.note.bracket_unverified"]


def test_the_first_bracket_needs_no_such_note() -> None:
    assert priced(Month(2025, 6), income_idr=1_099_999).notes == ()


def test_the_setting_takes_the_discount_from_private_payers() -> None:
    law = current_law().reading(discount_private="full")
    due = contribution(
        month=Month(2026, 6),
        sector=Sector.OTHER,
        funds=Funds.PRIVATE,
        income_idr=1_000_000,
        programmes=JKK_JKM,
        law=law,
    )

    assert due.total_idr == 16_800
    assert [n.code for n in due.notes] == ["rules.note.discount_private_unconfirmed.full"]


def test_the_reduction_names_its_instrument_and_first_day() -> None:
    cuts = [line for line in priced(Month(2026, 6)).lines if line.amount_idr < 0]

    assert [line.source for line in cuts] == ["PP 50/2025", "PP 50/2025"]
    assert {line.since for line in cuts} == {Month(2026, 4).first_day}


def test_a_table_has_the_same_prices_as_single_questions() -> None:
    combos = [
        (sector, funds, income, JKK_JKM)
        for sector, funds, income in product(Sector, Funds, (1_000_000, 3_000_000))
    ]

    table = tariff_table(Month(2026, 6), [*combos, *combos])

    assert list(table) == combos
    for sector, funds, income, programmes in combos:
        assert table[sector, funds, income, programmes] == contribution(
            month=Month(2026, 6),
            sector=sector,
            funds=funds,
            income_idr=income,
            programmes=programmes,
        )


@pytest.mark.parametrize(
    ("reading", "total_idr"), [("contribution_month", 16_800), ("payment_month", 8_400)]
)
def test_arrears_take_the_tariff_the_setting_says_and_note_it(reading: str, total_idr: int) -> None:
    insured = Insured(Sector.OTHER, Funds.PRIVATE, 1_000_000, JKK_JKM)

    due = arrears_contribution(
        month=Month(2026, 3),
        paid_in=Month(2026, 4),
        insured=insured,
        law=current_law().reading(arrears_tariff=reading),
    )

    assert due.total_idr == total_idr
    assert due.notes[-1].code == f"rules.note.arrears_tariff_unconfirmed.{reading}"


def test_arrears_without_a_change_of_tariff_need_no_note() -> None:
    insured = Insured(Sector.OTHER, Funds.PRIVATE, 1_000_000, JKK_JKM)

    due = arrears_contribution(month=Month(2025, 3), paid_in=Month(2025, 4), insured=insured)

    assert due.notes == ()


def test_a_share_that_is_not_whole_is_refused() -> None:
    rate = current_law().potongan_covid.in_force(Month(2020, 8).first_day).value.rate

    with pytest.raises(NotWhole):
        share_of(1_001, rate)


def priced(month: Month, *, income_idr: int = 1_000_000) -> Contribution:
    return contribution(
        month=month,
        sector=Sector.OTHER,
        funds=Funds.PRIVATE,
        income_idr=income_idr,
        programmes=JKK_JKM,
    )
