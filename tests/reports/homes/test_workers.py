from datetime import date

import pytest

from payung.kernel.month import Month
from payung.reports.homes.workers import Asked, Cell, Facts, Status, cover_of

ON = date(2026, 11, 20)
NOW = Month(2026, 11)
CUT = Asked(amount_idr=8_400, outcome="cut")
NOT_CUT = Asked(amount_idr=8_400, outcome="not_cut", reason="net_pay")
ASKED = Asked(amount_idr=8_400)


def _facts(*, unpaid: int = 0, first: Month = NOW - 14, **more) -> Facts:
    """A worker who paid every month but the last `unpaid` ones."""
    paid = frozenset(Month.span(first, NOW.next - unpaid))
    return Facts(state="accepted", first_month=first, paid=paid, **more)


class TestBeforeTheBranchSaidYes:
    @pytest.mark.parametrize(
        ("state", "status"),
        [
            ("draft", Status.DRAFT),
            ("registered", Status.CHECKED),
            ("held", Status.CHECKED),
            ("verified", Status.CHECKED),
            ("returned", Status.RETURNED),
            ("submitted", Status.AT_BRANCH),
        ],
    )
    def test_says_who_has_it_now(self, state, status):
        assert cover_of(Facts(state=state), on=ON).status is status

    def test_nobody_is_covered(self):
        assert cover_of(Facts(state="submitted"), on=ON).covered_until is None


class TestCovered:
    def test_only_when_the_running_month_is_paid(self):
        assert cover_of(_facts(), on=ON).status is Status.COVERED

    def test_until_the_last_day_of_the_last_paid_month_without_a_gap(self):
        facts = Facts(
            state="accepted", first_month=NOW - 2, paid=frozenset({NOW, NOW + 1, NOW + 3})
        )

        assert cover_of(facts, on=ON).covered_until == date(2026, 12, 31)

    def test_ends_at_midnight_of_the_last_day(self):
        facts = _facts()

        assert cover_of(facts, on=date(2026, 11, 30)).status is Status.COVERED
        assert cover_of(facts, on=date(2026, 12, 1)).status is not Status.COVERED


class TestOneMonthMissing:
    def test_cut_but_not_confirmed_waits_and_is_not_called_covered(self):
        cover = cover_of(_facts(unpaid=1, asked={NOW: CUT}), on=ON)

        assert cover.status is Status.WAITING
        assert cover.covered_until == date(2026, 10, 31)
        assert cover.strip[-1] == (NOW, Cell.HELD)

    def test_not_cut_is_arrears_with_its_reason(self):
        cover = cover_of(_facts(unpaid=1, asked={NOW: NOT_CUT}), on=ON)

        assert (cover.status, cover.reason) == (Status.ARREARS, "net_pay")
        assert cover.strip[-1] == (NOW, Cell.GAP)

    def test_is_due_up_to_the_last_day_to_pay_and_late_the_day_after(self):
        facts = _facts(unpaid=1, asked={NOW: ASKED})

        assert cover_of(facts, on=date(2026, 11, 16)).status is Status.DUE
        assert cover_of(facts, on=date(2026, 11, 17)).status is Status.ARREARS


class TestMoreMonthsMissing:
    def test_names_the_months_and_the_last_day_to_pay(self):
        cover = cover_of(_facts(unpaid=2), on=ON)

        assert cover.status is Status.ARREARS
        assert cover.missing == (NOW - 1, NOW)
        assert cover.ends_on == date(2027, 1, 1)
        assert cover.pay_until == date(2026, 12, 31)

    def test_three_are_the_end_from_the_first_day_of_the_fourth(self):
        facts = _facts(unpaid=3)

        assert cover_of(facts, on=date(2026, 11, 30)).status is Status.ARREARS
        assert cover_of(facts, on=date(2026, 12, 1)).status is Status.LAPSED


def test_waits_for_the_first_contribution_of_all():
    facts = Facts(state="accepted", first_month=NOW + 1)

    assert cover_of(facts, on=ON).status is Status.FIRST


def test_an_ended_sponsorship_says_so():
    facts = Facts(state="ended", first_month=NOW - 5, ended_on=date(2026, 10, 1), end_reason="wish")

    cover = cover_of(facts, on=ON)

    assert (cover.status, cover.ends_on) == (Status.ENDED, date(2026, 10, 1))


def test_a_lapsed_one_is_not_called_finished():
    facts = Facts(
        state="ended", first_month=NOW - 9, ended_on=date(2026, 10, 1), end_reason="lapsed"
    )

    assert cover_of(facts, on=ON).status is Status.LAPSED


def test_the_strip_has_twelve_months_and_shows_nothing_before_the_first():
    cover = cover_of(_facts(first=NOW - 3), on=ON)

    assert [cell for _, cell in cover.strip] == [Cell.NONE] * 8 + [Cell.PAID] * 4


def test_a_month_after_the_end_is_not_a_gap():
    facts = _facts(unpaid=1, spell_ends_on=date(2026, 11, 1))

    assert dict(cover_of(facts, on=ON).strip)[NOW] is Cell.NONE


def test_a_death_is_never_called_arrears_from_its_day_on():
    facts = _facts(unpaid=2, died_on=date(2026, 11, 20))

    assert cover_of(facts, on=date(2026, 11, 19)).status is Status.ARREARS
    assert cover_of(facts, on=date(2026, 11, 20)).status is Status.DIED
