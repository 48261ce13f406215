"""Whole ways of families, from the first word to the last rupiah."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from payung.foundation.rules.benefits import Level, Relation
from payung.process.claiming import report_death
from payung.stages.claims import operations, queries
from payung.stages.claims.models import Claim, Payment, SchoolYear
from payung.stages.claims.states import State
from payung.stages.claims.sums.heirs import ChildInput
from tests.factories import claims as made
from tests.factories.claims import AT, WIDOW, noon

pytestmark = pytest.mark.django_db


def test_five_families_of_kendal_receive_210_million():
    place = made.place(5, months=4)

    for number in range(5):
        claim_id = made.died(place, number)
        made.at_branch(place, claim_id)
        total_idr = made.decided(place, claim_id)
        (widow,) = made.heir_ids(place, claim_id)
        made.pay(place, claim_id, widow, total_idr)

    assert sum(Payment.objects.values_list("amount_idr", flat=True)) == 210_000_000
    assert set(Claim.objects.values_list("state", flat=True)) == {State.PAID}


def test_a_death_in_the_second_month_brings_the_funeral_amount():
    place = made.place(months=2)

    claim_id = made.died(place)
    made.at_branch(place, claim_id)

    assert made.decided(place, claim_id) == 10_000_000


def test_a_death_by_accident_brings_70_million_to_two_heirs():
    place = made.place()
    child = replace(WIDOW, name="Bagas", relation=Relation.CHILD, born_on=date(2001, 5, 4))
    claim_id = report_death(
        sponsorship_id=place.given[0].sponsorship_id,
        died_on=made.DIED_ON,
        accident_at=noon(made.DIED_ON - timedelta(days=1)),
        by=place.officer,
        at=AT,
    ).claim_id
    made.at_branch(place, claim_id, heirs=(WIDOW, child))

    assert made.decided(place, claim_id) == 70_000_000
    widow, son = made.heir_ids(place, claim_id)
    made.pay(place, claim_id, widow, 35_000_000)
    assert Claim.objects.get().state == State.IN_PROCESS
    made.pay(place, claim_id, son, 35_000_000)
    assert Claim.objects.get().state == State.PAID


def test_a_scholarship_life_of_two_children_is_174_million():
    place = made.place()
    claim_id = report_death(
        sponsorship_id=place.given[0].sponsorship_id,
        died_on=made.DIED_ON,
        accident_at=noon(made.DIED_ON),
        by=place.officer,
        at=AT + timedelta(days=1),
    ).claim_id
    children = [
        operations.add_child(
            claim_id=claim_id,
            child=ChildInput(
                name=name, born_on=date(2022, 9, day), level=Level.TK, guardian="Sumarni"
            ),
            by=place.officer,
            at=AT,
        )
        for day, name in ((1, "Ayu"), (2, "Bima"))
    ]

    for child_id in children:
        _goes_to_school(place, claim_id, child_id)

    rows = SchoolYear.objects.filter(state="paid")
    assert sum(rows.values_list("amount_idr", flat=True)) == 174_000_000
    assert rows.count() == 2 * 19


def _goes_to_school(place, claim_id, child_id):
    """Ask for each year of the plan when it comes, and be paid."""
    made.look(place, claim_id)
    rows = queries.children_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)
    (child,) = [row for row in rows if row.child_id == child_id]
    for year in child.plan:
        on = max(year.asked_from, made.DIED_ON) + timedelta(days=3)
        asked = operations.ask_year(
            child_id=child_id,
            year=year.year,
            level=year.level,
            asked_on=on,
            by=place.officer,
            at=noon(on),
        )
        operations.pay_year(
            school_year_id=asked,
            amount_idr=SchoolYear.objects.get(pk=asked).computed_idr,
            paid_on=on,
            proof=made.photo(),
            by=place.branch,
            at=noon(on),
        )
