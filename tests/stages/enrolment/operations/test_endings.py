"""An end, and what a hand-over refuses. Months are tested with the process."""

import pytest

from payung.kernel.moves import MoveNotAllowed
from payung.stages.enrolment import operations
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.problems import AlreadyTheSponsor, UnknownSponsor
from tests.factories.enrolment import office, registered
from tests.factories.membership import protected

pytestmark = pytest.mark.django_db


def test_many_end_together_or_not_at_all(at):
    home = office()
    ids = [protected(home, 1, at), registered(home, 2, at)]

    with pytest.raises(MoveNotAllowed):
        operations.end_all(
            sponsorship_ids=ids, ended_on=at.date(), reason="wish", by=home.officer, at=at
        )
    assert Sponsorship.objects.filter(state="ended").count() == 0

    operations.end_all(
        sponsorship_ids=ids[:1], ended_on=at.date(), reason="wish", by=home.officer, at=at
    )
    assert Sponsorship.objects.get(state="ended").end_reason == "wish"


def test_the_next_sponsor_takes_number_and_ceiling_on(at):
    home = office()
    old = protected(home, 1, at)

    new = operations.hand_over(
        sponsorship_id=old, new_sponsor_id=home.stranger_id, by=home.officer, at=at
    )

    before, after = Sponsorship.objects.get(pk=old), Sponsorship.objects.get(pk=new)
    assert (before.state, before.end_reason) == ("ended", "handed_over")
    assert (after.state, after.card_number) == ("accepted", before.card_number)
    assert (after.agency_id, after.follows_id) == (home.other_agency_id, old)


def test_nobody_takes_over_the_own_worker_or_from_outside(at):
    home = office()
    number = protected(home, 1, at)

    with pytest.raises(AlreadyTheSponsor):
        operations.hand_over(
            sponsorship_id=number, new_sponsor_id=home.sponsors[0], by=home.officer, at=at
        )
    with pytest.raises(UnknownSponsor):
        operations.hand_over(sponsorship_id=number, new_sponsor_id=0, by=home.officer, at=at)
    assert Sponsorship.objects.get().state == "accepted"
