from datetime import date

import pytest

from payung.foundation.access import operations
from payung.foundation.access.queries import duties_on
from payung.kernel.people import Actor, Role, Viewer

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")
ON = date(2026, 11, 20)


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
