"""Who has a registration open: told to colleagues, binding nobody."""

from datetime import timedelta

import pytest

from payung.stages.enrolment.models import Opening, Sponsorship
from payung.stages.enrolment.operations.opening import open_for_checking
from payung.stages.enrolment.queries.checking import OPEN_FOR, opening_of
from tests.factories.enrolment import Office, office, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Office:
    return office()


def test_an_opening_is_seen_for_a_quarter_of_an_hour_and_not_a_moment_longer(home, at):
    number = registered(home, 1, at)

    open_for_checking(sponsorship_id=number, by=home.officer, at=at)

    seen = opening_of(viewer=home.officer.viewer, sponsorship_id=number, at=at + OPEN_FOR / 2)
    assert seen is not None
    assert (seen.person_id, seen.name) == (7, "Petugas")
    late = at + OPEN_FOR
    assert opening_of(viewer=home.officer.viewer, sponsorship_id=number, at=late) is None


def test_the_next_officer_replaces_the_one_before(home, at):
    number = registered(home, 1, at)
    open_for_checking(sponsorship_id=number, by=home.officer, at=at)

    later = at + timedelta(minutes=1)
    open_for_checking(sponsorship_id=number, by=home.officer, at=later)

    assert Opening.objects.get().opened_at == later


def test_another_office_opens_nothing_and_sees_nothing(home, at):
    number = registered(home, 1, at)
    open_for_checking(sponsorship_id=number, by=home.officer, at=at)
    stranger = home.other_officer

    with pytest.raises(Sponsorship.DoesNotExist):
        open_for_checking(sponsorship_id=number, by=stranger, at=at)
    assert opening_of(viewer=stranger.viewer, sponsorship_id=number, at=at) is None
