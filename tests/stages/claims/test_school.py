"""School years: asked each year, paid or refused, for two children at most."""

from dataclasses import replace
from datetime import date

import pytest

from payung.foundation.rules.benefits import Level
from payung.stages.claims import operations, queries
from payung.stages.claims.models import Claim, SchoolYear
from payung.stages.claims.problems import DayWrong, NoScholarship, YearAsked
from payung.stages.claims.states import SchoolState
from payung.stages.claims.sums.heirs import ChildInput
from tests.factories import claims as made
from tests.factories.claims import AT, DIED_ON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def place():
    return made.place()


class TestSchoolYears:
    CHILD = ChildInput(name="Ayu", born_on=date(2016, 1, 1), level=Level.SD, grade=4)

    def child(self, place, claim_id, **more):
        return operations.add_child(
            claim_id=claim_id, child=replace(self.CHILD, **more), by=place.officer, at=AT
        )

    def ask(self, place, child_id, *, year=2026, level=Level.SD):
        return operations.ask_year(
            child_id=child_id, year=year, level=level, asked_on=TODAY, by=place.officer, at=AT
        )

    def accident_death(self, place):
        return made.report_death(
            sponsorship_id=place.given[0].sponsorship_id,
            died_on=DIED_ON,
            accident_at=made.noon(DIED_ON),
            by=place.officer,
            at=AT,
        ).claim_id

    def test_without_three_years_of_contributions_follow_no_illness(self, place):
        claim_id = made.died(place)
        with pytest.raises(NoScholarship) as refused:
            self.ask(place, self.child(place, claim_id))
        assert "36" in refused.value.message()

    def test_are_asked_once_refused_with_a_reason_and_asked_again(self, place):
        child_id = self.child(place, self.accident_death(place))
        asked = self.ask(place, child_id)
        with pytest.raises(YearAsked):
            self.ask(place, child_id)
        for year in (2025, 2027):
            with pytest.raises(DayWrong):
                self.ask(place, child_id, year=year)

        operations.refuse_year(
            school_year_id=asked, reason="surat sekolah belum ada", by=place.branch, at=AT
        )
        again = self.ask(place, child_id)

        assert SchoolYear.objects.get(pk=again).computed_idr == 1_500_000
        made.look(place, Claim.objects.get().pk)
        (row,) = queries.children_of(
            viewer=place.officer.viewer, claim_id=Claim.objects.get().pk, at=AT
        )
        assert [year.state for year in row.years] == [SchoolState.REFUSED, SchoolState.ASKED]
        assert row.years[0].reason == "surat sekolah belum ada"
        assert (row.next.year, row.next.level) == (2027, Level.SD)

    def test_are_for_two_children_and_not_for_who_married(self, place):
        claim_id = self.accident_death(place)
        first, second, third = (
            self.child(place, claim_id, name=name) for name in ("Ayu", "Bima", "Cipto")
        )
        operations.correct_child(
            child_id=second,
            child=replace(self.CHILD, married_on=date(2026, 1, 1)),
            by=place.officer,
            at=AT,
        )
        self.ask(place, first)
        with pytest.raises(NoScholarship):
            self.ask(place, second)
        self.ask(place, third)
        with pytest.raises(NoScholarship):
            self.ask(place, self.child(place, claim_id, name="Dewi"))
