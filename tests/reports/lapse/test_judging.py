"""From one worker's facts to the day on which cover is lost, by the rules of the law."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from payung.foundation.rules import Funds, Insured, Programme, Sector
from payung.kernel.month import Month
from payung.reports.lapse.judging import foreseen, retirement
from payung.reports.lapse.values import Cause, Facts, Step
from payung.reports.lapse.words import fact, then

JANUARY = Month(2026, 1)


def facts(**known: object) -> Facts:
    """A worker with a year behind them whom nothing threatens."""
    usual = Facts(
        agency_id=1,
        agency="Dinas Kesehatan",
        regency_id=1,
        worker_id=1,
        worker="Sukini",
        occupation="Petani",
        district="Boja",
        sponsorship_id=1,
        sponsor_id=1,
        sponsor="Wulan Handayani",
        is_accepted=True,
        first_month=JANUARY,
        paid=frozenset(Month.span(JANUARY, Month(2026, 11))),
        cut=frozenset(),
        reason="",
        until=None,
        gone_on=None,
        born_on=None,
        listed=None,
        is_withdrawn=False,
        ceiling_idr=16_800,
        insured=Insured(Sector.OTHER, Funds.PRIVATE, 1_000_000, frozenset({Programme.JKK})),
        is_own=False,
        dear=None,
        dear_idr=0,
    )
    return replace(usual, **known)


def paid_until(last: Month) -> frozenset[Month]:
    return frozenset(Month.span(JANUARY, last.next))


class TestAMonthThatIsLate:
    @pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 15), date(2026, 11, 16)])
    def test_is_no_loss_up_to_its_due_day_which_moves_behind_a_sunday(self, day):
        assert foreseen(facts(), on=day) is None

    def test_is_one_from_the_next_day_on(self):
        found = foreseen(facts(), on=date(2026, 11, 17))

        assert found is not None
        assert (found.cause, found.unpaid) == (Cause.ARREARS, (Month(2026, 11),))
        assert (found.loses_on, found.lapses_on) == (date(2027, 2, 1), date(2027, 2, 1))
        assert found.days_left(date(2026, 11, 17)) == 76

    def test_waits_for_the_working_day_after_joint_leave(self):
        paid = paid_until(Month(2026, 4))

        assert foreseen(facts(paid=paid), on=date(2026, 5, 18)) is None
        assert foreseen(facts(paid=paid), on=date(2026, 5, 19)) is not None

    def test_that_was_cut_is_told_as_money_on_its_way(self):
        found = foreseen(facts(cut=frozenset({Month(2026, 11)})), on=date(2026, 11, 17))

        assert found is not None
        assert found.cause is Cause.HELD
        assert "sudah dipotong" in fact(found)
        later = foreseen(facts(cut=frozenset({Month(2026, 11)})), on=date(2026, 12, 1))
        assert later is not None
        assert later.unpaid == (Month(2026, 11), Month(2026, 12))
        assert fact(later) == fact(found), "December has only begun, nobody cut it yet"

    def test_names_the_treasurers_reason(self):
        found = foreseen(facts(reason="net_pay"), on=date(2026, 11, 17))

        assert found is not None
        assert fact(found).endswith("Sebab menurut bendahara: gaji bersih tidak cukup.")
        assert then(found) == "Tanpa iuran sampai 31/01/2027, kepesertaan berakhir 01/02/2027."

    @pytest.mark.parametrize(
        ("last_paid", "ends"),
        [
            (Month(2026, 11), date(2027, 3, 1)),
            (Month(2027, 11), date(2028, 3, 1)),
            (Month(2026, 9), date(2027, 1, 1)),
        ],
    )
    def test_ends_on_the_first_of_the_fourth_month_whatever_february_has(self, last_paid, ends):
        on = (ends - timedelta(days=1)).replace(day=28)
        found = foreseen(facts(paid=paid_until(last_paid)), on=on)

        assert found is not None
        assert found.loses_on == ends
        assert found.last_day in {date(2027, 2, 28), date(2028, 2, 29), date(2026, 12, 31)}

    def test_is_none_where_the_month_before_is_unpaid_but_this_one_is_paid(self):
        paid = paid_until(Month(2026, 9)) | {Month(2026, 11)}

        assert foreseen(facts(paid=paid), on=date(2026, 11, 20)) is None


class TestASponsorWhoWillNotGoOn:
    ON = date(2026, 11, 20)
    PAID = paid_until(Month(2026, 11))

    def test_stops_cover_on_the_first_day_of_the_month_that_nobody_pays(self):
        found = foreseen(facts(paid=self.PAID, until=Month(2027, 1)), on=self.ON)

        assert found is not None
        assert (found.cause, found.month) == (Cause.STOPPED, Month(2027, 1))
        assert (found.loses_on, found.lapses_on) == (date(2027, 1, 1), date(2027, 4, 1))
        assert then(found) == "Tanpa perubahan, perlindungan berhenti mulai 01/01/2027."

    def test_counts_to_the_end_of_membership_once_that_month_has_begun(self):
        paid = paid_until(Month(2026, 12))
        last = foreseen(facts(paid=paid, until=Month(2027, 1)), on=date(2026, 12, 31))
        first = foreseen(facts(paid=paid, until=Month(2027, 1)), on=date(2027, 1, 1))

        assert last is not None
        assert first is not None
        assert (last.loses_on, last.days_left(date(2026, 12, 31))) == (date(2027, 1, 1), 1)
        assert (first.cause, first.loses_on) == (Cause.STOPPED, date(2027, 4, 1))

    def test_a_month_paid_in_advance_moves_the_day(self):
        paid = self.PAID | {Month(2027, 1)}
        found = foreseen(facts(paid=paid, until=Month(2027, 1)), on=self.ON)

        assert found is not None
        assert found.loses_on == date(2027, 2, 1)

    @pytest.mark.parametrize(
        ("gone_on", "month"),
        [(date(2026, 12, 1), Month(2026, 12)), (date(2026, 12, 2), Month(2027, 1))],
    )
    def test_who_leaves_on_the_first_is_not_billed_for_that_month(self, gone_on, month):
        found = foreseen(facts(paid=self.PAID, gone_on=gone_on), on=self.ON)

        assert found is not None
        assert (found.cause, found.month) == (Cause.GONE, month)

    def test_a_list_that_is_locked_still_asks_for_its_month(self):
        known = facts(paid=self.PAID, is_withdrawn=True, listed=Month(2026, 12))
        found = foreseen(known, on=self.ON)

        assert found is not None
        assert (found.cause, found.month) == (Cause.WITHDRAWN, Month(2027, 1))

    def test_a_tariff_above_the_permission(self):
        known = facts(paid=self.PAID, ceiling_idr=8_400, dear=Month(2027, 1), dear_idr=16_800)
        found = foreseen(known, on=self.ON)

        assert found is not None
        assert found.loses_on == date(2027, 1, 1)
        assert fact(found) == "Iuran Januari 2027 Rp16.800, di atas batas izin Rp8.400."

    def test_the_earlier_of_two_facts_counts(self):
        known = facts(until=Month(2027, 3))
        late = foreseen(known, on=self.ON)

        assert late is not None
        assert (late.cause, late.loses_on) == (Cause.ARREARS, date(2027, 2, 1))


class TestRetirement:
    PAID = paid_until(Month(2026, 11))

    @pytest.mark.parametrize(
        ("born_on", "month"),
        [
            (date(1968, 12, 31), Month(2027, 1)),
            (date(1969, 1, 1), Month(2027, 2)),
            (date(1968, 2, 29), Month(2026, 3)),
            (date(1970, 2, 28), Month(2028, 3)),
        ],
    )
    def test_ends_the_pay_after_the_month_of_the_birthday(self, born_on, month):
        assert retirement(born_on, 58) == month

    @pytest.mark.parametrize(
        ("born_on", "cause"),
        [
            (date(1968, 10, 31), None),
            (date(1968, 11, 1), Cause.RETIRES),
            (date(1969, 4, 30), Cause.RETIRES),
            (date(1969, 5, 1), None),
        ],
    )
    def test_is_foreseen_half_a_year_ahead_and_not_after_it_did_not_happen(self, born_on, cause):
        found = foreseen(facts(paid=self.PAID, born_on=born_on), on=date(2026, 11, 20))

        assert (found and found.cause) == cause

    def test_is_foreseen_again_for_the_later_age(self):
        found = foreseen(facts(paid=self.PAID, born_on=date(1966, 12, 5)), on=date(2026, 11, 20))

        assert found is not None
        assert (found.age, found.loses_on) == (60, date(2027, 1, 1))


class TestSteps:
    @pytest.mark.parametrize(
        ("on", "step"),
        [
            (date(2027, 2, 14), Step.FIRST),
            (date(2027, 2, 15), Step.FORTNIGHT),
            (date(2027, 2, 25), Step.FORTNIGHT),
            (date(2027, 2, 26), Step.LAST),
            (date(2027, 2, 28), Step.LAST),
        ],
    )
    def test_are_reached_fourteen_and_three_days_before(self, on, step):
        found = foreseen(facts(paid=paid_until(Month(2026, 11))), on=on)

        assert found is not None
        assert found.loses_on == date(2027, 3, 1)
        assert found.step(on) is step

    def test_count_the_leap_day(self):
        known = facts(paid=paid_until(Month(2027, 11)))
        steps = {
            day: found.step(day)
            for day in (date(2028, 2, 15), date(2028, 2, 16), date(2028, 2, 26), date(2028, 2, 27))
            if (found := foreseen(known, on=day)) is not None
        }

        assert list(steps.values()) == [Step.FIRST, Step.FORTNIGHT, Step.FORTNIGHT, Step.LAST]
