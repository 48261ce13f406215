from datetime import date, timedelta

import pytest

from payung.foundation.access import operations, visits
from payung.foundation.access.models import Duty, Person
from payung.foundation.access.queries import duties_on
from payung.kernel.people import Actor, Role, Viewer

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")
ON = date(2026, 11, 20)
LAST = date(2026, 12, 1)
"""The first day on which it holds no more."""


@pytest.fixture
def officers(at) -> dict[int, int]:
    """One officer at each of two offices of regency 7, and one in regency 8."""
    made = {}
    for agency_id, regency_id in ((70, 7), (71, 7), (80, 8)):
        person_id = operations.create_person(
            sign_in=f"petugas{agency_id}", name=f"Petugas {agency_id}", by=SYSTEM, at=at
        )
        operations.grant(
            person_id=person_id,
            role=Role.OFFICER,
            regency_id=regency_id,
            agency_id=agency_id,
            starts_on=ON,
            by=SYSTEM,
            at=at,
        )
        made[agency_id] = person_id
    return made


def test_an_officer_sees_their_own_office_only(officers):
    viewer = Viewer(Role.OFFICER, officers[70], 7, 70)

    assert len(duties_on(viewer=viewer, person_id=officers[70], on=ON)) == 1
    assert duties_on(viewer=viewer, person_id=officers[71], on=ON) == []


def test_the_secretariat_sees_its_own_regency_only(officers):
    viewer = Viewer(Role.SECRETARIAT, 1, 7, None)

    assert len(duties_on(viewer=viewer, person_id=officers[71], on=ON)) == 1
    assert duties_on(viewer=viewer, person_id=officers[80], on=ON) == []


def test_a_sponsor_without_an_office_sees_only_themselves(officers):
    viewer = Viewer(Role.SPONSOR, officers[71], None, None)

    assert duties_on(viewer=viewer, person_id=officers[70], on=ON) == []
    assert len(duties_on(viewer=viewer, person_id=officers[71], on=ON)) == 1


def test_a_duty_confines_what_its_holder_sees(officers):
    [duty] = duties_on(viewer=Viewer.system(), person_id=officers[70], on=ON)

    assert duty.viewer == Viewer(Role.OFFICER, officers[70], 7, 70)


def test_a_session_holds_what_its_person_may_act_as_and_nothing_once_it_was_ended(officers, at):
    """Asked before every page in words of its own, it must say what the question of all says."""
    mine, days = officers[70], (ON - timedelta(days=1), ON, ON + timedelta(days=9), LAST)
    Duty.objects.filter(person_id=mine).update(ends_on=LAST)
    visit_id = visits.begin(person_id=mine, key="kunci", device="HP", by=SYSTEM, at=at)

    def held(on: date):
        return visits.duties_in(visit_id=visit_id, person_id=mine, on=on)

    assert [len(held(day)) for day in days] == [0, 1, 1, 0]
    for day in days:
        assert held(day) == duties_on(viewer=Viewer.system(), person_id=mine, on=day)
    Person.objects.filter(pk=mine).update(is_active=False)
    assert held(ON) == []
    visits.end(visit_ids=[visit_id], person_id=mine, by=SYSTEM, at=at)
    assert held(ON) is None
    assert visits.duties_in(visit_id=None, person_id=mine, on=ON) is None
