"""The readings of the three-month rule."""

from datetime import date

from payung.foundation.rules import current_law, jkm

BY_PAYMENTS = current_law().reading(jkm_wait_counts="paid_months")
EARLIER = current_law().reading(jkm_wait_from="2025-02-11")


def test_counting_payments_waits_for_the_third_one() -> None:
    benefit = jkm(
        died_on=date(2026, 9, 1), member_since=date(2026, 6, 1), paid_months=2, law=BY_PAYMENTS
    )

    assert benefit.total_idr == 10_000_000


def test_counting_payments_is_full_with_the_third_one() -> None:
    benefit = jkm(
        died_on=date(2026, 8, 31), member_since=date(2026, 6, 1), paid_months=3, law=BY_PAYMENTS
    )

    assert benefit.total_idr == 42_000_000


def test_another_first_day_of_the_rule_changes_the_amount() -> None:
    benefit = jkm(
        died_on=date(2025, 2, 11), member_since=date(2025, 2, 1), paid_months=1, law=EARLIER
    )

    assert benefit.total_idr == 10_000_000


def test_where_the_readings_differ_both_amounts_are_named() -> None:
    benefit = jkm(died_on=date(2026, 9, 1), member_since=date(2026, 6, 1), paid_months=2)

    note = next(n for n in benefit.notes if n.code == "rules.note.jkm_wait_counts_unconfirmed")
    assert note.values == {"calendar": "Rp42.000.000", "payments": "Rp10.000.000"}


def test_each_part_names_its_regulation_and_first_day() -> None:
    benefit = jkm(died_on=date(2024, 8, 21), member_since=date(2023, 1, 1), paid_months=20)

    assert {line.source for line in benefit.lines} == {"PP 82/2019"}
    assert {line.since for line in benefit.lines} == {date(2019, 12, 2)}
    assert sum(line.amount_idr for line in benefit.lines) == benefit.total_idr
