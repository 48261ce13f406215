"""Protected on a day, since when, until when, and why; on the exact first and last days."""

from datetime import date

import pytest

from payung.stages.registry.models import Worker
from payung.stages.remittance import operations
from tests.factories import remittance as made
from tests.stages.cover.asking import FEBRUARY, JANUARY, MARCH, _ask, _codes, _one

pytestmark = pytest.mark.django_db


class TestFirstAndLastDay:
    @pytest.mark.parametrize(
        ("day", "covered"),
        [
            (date(2026, 1, 9), False),
            (date(2026, 1, 10), True),
            (date(2026, 2, 1), True),
            (date(2026, 2, 28), True),
            (date(2026, 3, 1), False),
        ],
    )
    def test_protection_runs_from_the_first_receipt_to_the_end_of_the_last_paid_month(
        self, day, covered
    ):
        _, given = _one([JANUARY, FEBRUARY])

        assert _ask(given, day).covered is covered

    def test_since_and_until_are_the_unbroken_row(self):
        _, given = _one([JANUARY, FEBRUARY])

        answer = _ask(given, date(2026, 2, 14))

        assert (answer.since, answer.until) == (date(2026, 1, 10), date(2026, 2, 28))
        assert _codes(answer)[:3] == ["cover.number", "cover.paid", "cover.unbroken"]

    def test_a_gap_begins_a_new_row(self):
        _, given = _one([JANUARY, FEBRUARY, MARCH], missed=[FEBRUARY])

        before, gap, after = (
            _ask(given, day) for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1))
        )

        assert (before.since, before.until) == (date(2026, 1, 10), date(2026, 1, 31))
        assert (gap.covered, gap.since, gap.until) == (False, None, None)
        assert (after.since, after.until) == (date(2026, 3, 1), date(2026, 3, 31))

    def test_never_before_the_spell_starts(self):
        of = made.office()
        (given,) = made.giving(of, 1, from_month=JANUARY, starts_on=date(2026, 1, 20))
        made.paid(of, JANUARY)

        assert not _ask(given, date(2026, 1, 19)).covered
        assert _ask(given, date(2026, 1, 20)).since == date(2026, 1, 20)


class TestDeath:
    @pytest.mark.parametrize(
        ("day", "covered"),
        [(date(2026, 1, 14), True), (date(2026, 1, 15), True), (date(2026, 1, 16), False)],
    )
    def test_protects_up_to_and_on_the_day_of_death(self, day, covered):
        _, given = _one([JANUARY])
        Worker.objects.filter(pk=given.worker_id).update(died_on=date(2026, 1, 15))

        answer = _ask(given, day)

        assert answer.covered is covered
        if covered:
            assert answer.until == date(2026, 1, 15)
        else:
            assert _codes(answer)[0] == "cover.died"

    def test_never_protects_who_died_before_the_start(self):
        _, given = _one([JANUARY])
        Worker.objects.filter(pk=given.worker_id).update(died_on=date(2026, 1, 9))

        assert not _ask(given, date(2026, 1, 9)).covered
        assert not _ask(given, date(2026, 1, 10)).covered


class TestWhyNot:
    def test_no_deduction_was_listed(self):
        of = made.office()
        (given,) = made.giving(of, 1, from_month=JANUARY)

        assert "cover.not_listed" in _codes(_ask(given, date(2026, 1, 20)))

    def test_payroll_has_not_answered(self):
        of = made.office()
        (given,) = made.giving(of, 1, from_month=JANUARY)
        made.listed(of, JANUARY)

        assert "cover.not_reported" in _codes(_ask(given, date(2026, 1, 20)))

    def test_not_cut_with_the_treasurers_reason(self):
        _, given = _one([JANUARY], missed=[JANUARY])

        answer = _ask(given, date(2026, 1, 20))

        assert "cover.not_cut" in _codes(answer)
        assert any("gaji bersih tidak cukup" in reason.text() for reason in answer.why)

    def test_cut_and_held_then_paid_on_then_confirmed(self):
        of = made.office()
        (given,) = made.giving(of, 1, from_month=made.DECEMBER)
        made.listed(of)
        made.report(of)
        day = date(2026, 12, 20)
        assert "cover.held" in _codes(_ask(given, day))

        number = made.slip(of, made.TARIFF_IDR)
        assert "cover.in_transit" in _codes(_ask(given, day))

        made.receipt(of, number, made.TARIFF_IDR)
        assert _ask(given, day).covered

    def test_taken_back_is_not_paid(self):
        of, given = _one([JANUARY])
        (paid,) = made.paid_months(of, JANUARY)

        operations.unpay(paid_month_id=paid, reason="salah", by=of.treasurer, at=made.AT)

        assert not _ask(given, date(2026, 1, 20)).covered


class TestAtRisk:
    def test_says_what_each_missed_month_causes_and_when(self):
        _, given = _one([JANUARY, FEBRUARY], missed=[FEBRUARY])

        answer = _ask(given, date(2026, 2, 20))

        assert answer.status == "arrears_1"
        assert {str(one.month) for one in answer.at_risk} == {"2026-02", "2026-03", "2026-04"}
        assert {one.happens_on for one in answer.at_risk if one.missed} == {date(2026, 5, 1)}

    def test_is_empty_while_everything_is_paid(self):
        _, given = _one([JANUARY])

        assert _ask(given, date(2026, 1, 31)).at_risk == ()
