"""Clashes, the door, effects, whom to visit next, what a story may say: without a database."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from payung.kernel.clock import WIB
from payung.stages.outreach.sums.arriving import attended, when
from payung.stages.outreach.sums.clashes import Slot, clashing
from payung.stages.outreach.sums.effects import OfficeEffect, Within, is_over, together
from payung.stages.outreach.sums.telling import first_name_problem, words_problem
from payung.stages.outreach.sums.visiting import Candidate, Seen, lift_of, next_visits

NINE = datetime(2026, 11, 20, 9, tzinfo=WIB)
TODAY = date(2026, 11, 20)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FULL = "Tidak ada lagi yang kami takutkan bila bapak berangkat ke sawah."


def slot(number: int, start: datetime, place: str = "Aula", offices=(1,)) -> Slot:
    return Slot(
        session_id=number,
        place=place,
        starts_at=start,
        ends_at=start + 2 * HOUR,
        offices=frozenset(offices),
    )


class TestClashes:
    def test_one_that_begins_as_the_other_ends_may_use_the_same_room(self):
        assert clashing(slot(1, NINE), [slot(2, NINE + 2 * HOUR), slot(3, NINE - 2 * HOUR)]) == []

    def test_a_minute_too_early_is_a_clash_of_place_and_of_offices(self):
        other = slot(2, NINE + 2 * HOUR - MINUTE, "  AULA ", offices=(1, 3))

        assert clashing(slot(1, NINE), [other]) == [(other, True, frozenset({1}))]

    def test_another_room_with_other_offices_is_none_and_a_session_never_meets_itself(self):
        assert clashing(slot(1, NINE), [slot(2, NINE, "Pendopo", (2,)), slot(1, NINE)]) == []


class TestTheDoor:
    @pytest.mark.parametrize(
        ("at", "said"),
        [
            (NINE - 46 * MINUTE, "early"),
            (NINE - 45 * MINUTE, "now"),
            (NINE + 3 * HOUR - MINUTE, "now"),
            (NINE + 3 * HOUR, "late"),
        ],
    )
    def test_is_open_from_45_minutes_before_to_an_hour_after(self, at, said):
        assert when(starts_at=NINE, ends_at=NINE + 2 * HOUR, at=at) == said

    def test_the_signed_list_holds_also_when_it_says_nobody(self):
        assert attended(arrivals=7, counted=None) == 7
        assert attended(arrivals=7, counted=0) == 0


class TestEffects:
    def test_thirty_days_are_over_on_the_thirtieth_day_after(self):
        assert not is_over(TODAY, 30, on=TODAY + timedelta(days=29))
        assert is_over(TODAY, 30, on=TODAY + timedelta(days=30))

    def test_a_group_is_over_when_each_office_is_and_keeps_its_denominator(self):
        def row(over: bool, sign_ups: int, came: int = 3) -> OfficeEffect:
            within = Within(days=30, sign_ups=sign_ups, paid_months=1, is_over=over)
            return OfficeEffect(
                agency_id=1, name="A", asn=40, since=TODAY, is_invited=True, attended=came,
                before=1, within=(within, within, within),
            )  # fmt: skip

        group = together("came", [row(True, 3), row(False, 4)])

        assert (group.asn, group.within[0].sign_ups, group.within[0].is_over) == (80, 7, False)
        assert str(group.rate(30).per_hundred) == "8.75"
        assert together("came", []).rate(30).per_hundred is None
        assert [row(True, 0).group, row(True, 0, came=0).group] == ["came", "invited"]


TABLE = [
    # name, ASN, joined, signed up, paid, last visit: expected, as docs/algorithms/visit_next.md
    ("Pendidikan", 1200, 200, 100, 90, None, 52),
    ("Kesehatan", 500, 100, 40, 20, None, 13),
    ("Boja", 40, 0, 0, 0, None, 2),
    ("Sosial", 400, 0, 10, 10, TODAY - timedelta(days=45), 11),
    ("Kominfo", 400, 0, 10, 10, TODAY, 0),
]
SEEN = Seen(visited_open=800, lifted=60, other_open=1000, other=10)


class TestWhomToVisitNext:
    def offices(self):
        return [
            Candidate(
                agency_id=number, name=name, asn=asn, joined=joined, signed_up=up, paid=paid,
                last_visit=last,
            )
            for number, (name, asn, joined, up, paid, last, _) in enumerate(TABLE)
        ]  # fmt: skip

    def test_the_worked_table_of_the_page(self):
        visits = next_visits(self.offices(), SEEN, on=TODAY)

        assert lift_of(SEEN) == Fraction(58, 1000), "(60 − 8 + 6) of (800 + 200)"
        assert {one.office.name: one.about for one in visits} == {
            name: about for name, *_, about in TABLE
        }
        names = [one.office.name for one in visits]
        assert names == ["Pendidikan", "Kesehatan", "Sosial", "Boja", "Kominfo"]

    def test_nothing_seen_is_the_assumption_and_harm_is_never_below_zero(self):
        assert lift_of(Seen()) == Fraction(3, 100)
        assert lift_of(Seen(visited_open=5000, lifted=0, other_open=100, other=50)) == 0

    def test_who_all_takes_part_or_has_a_session_ahead_is_not_on_the_list(self):
        full = Candidate(agency_id=1, name="A", asn=3, joined=4, signed_up=0, paid=0)
        ahead = Candidate(
            agency_id=2, name="B", asn=30, joined=4, signed_up=0, paid=0, next_visit=TODAY
        )

        assert next_visits([full, ahead], Seen(), on=TODAY) == []


class TestStories:
    @pytest.mark.parametrize(
        ("name", "problem"),
        [("Siti", ""), ("Nur'aini", ""), (" ", "empty"), ("Siti Rahayu", "two"), ("Siti2", "two"),
         ("S" * 31, "long"), ("-", "empty")],
    )  # fmt: skip
    def test_only_a_first_name(self, name, problem):
        assert first_name_problem(name) == problem

    @pytest.mark.parametrize(
        ("words", "problem"),
        [
            (FULL, ""),
            ("", "empty"),
            ("Terima kasih.", "short"),
            ("a" * 601, "long"),
            (f"{FULL} Telepon 0812-3456 789.", "number"),
            (f"{FULL} Kami di RT 03 RW 02.", "address"),
            (f"{FULL} — SITI   rahayu", "name"),
        ],
    )
    def test_nothing_that_leads_to_a_door(self, words, problem):
        assert words_problem(words, full_name="Siti Rahayu") == problem

    def test_a_single_name_may_stand_in_the_story(self):
        assert words_problem(f"{FULL} Siti", full_name="Siti") == ""
