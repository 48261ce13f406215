"""The officer's decisions: together or not at all, and only on the own office's rows."""

import pytest

from payung.foundation.audit.models import Move
from payung.kernel.moves import MoveNotAllowed
from payung.stages.enrolment import operations
from payung.stages.enrolment.models import Sponsorship, WorkStatement
from payung.stages.enrolment.problems import NotTheSponsorsOffice
from payung.stages.registry.models import CivilServant
from tests.factories.enrolment import office, registered, verified, worker

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Sponsorship.objects.order_by("pk").values_list("state", flat=True))


def test_verifying_states_who_checked_and_when(at):
    home = office()

    ids = verified(home, [1, 2], at)

    assert states() == ["verified", "verified"]
    stated = WorkStatement.objects.filter(sponsorship_id__in=ids, source="officer")
    assert set(stated.values_list("works", "in_hospital", "agrees", "verifier_id")) == {
        (True, False, True, 7)
    }


def test_one_that_cannot_be_verified_stops_all(at):
    home = office()
    done, fresh = verified(home, [1], at)[0], registered(home, 2, at)

    with pytest.raises(MoveNotAllowed):
        operations.verify(
            sponsorship_ids=[done, fresh], stated_on=at.date(), by=home.officer, at=at
        )

    assert states() == ["verified", "registered"]


def test_another_office_cannot_even_name_it(at):
    home = office()
    number = registered(home, 1, at)

    with pytest.raises(Sponsorship.DoesNotExist):
        operations.verify(
            sponsorship_ids=[number], stated_on=at.date(), by=home.other_officer, at=at
        )


def test_a_return_carries_its_reason(at):
    home = office()
    (number,) = verified(home, [1], at)

    operations.return_for_correction(
        sponsorship_id=number, reason="Foto KTP buram", by=home.officer, at=at
    )

    assert states() == ["returned"]
    assert Move.objects.latest("pk").reason == "Foto KTP buram"


def test_a_returned_one_goes_round_again(at):
    home = office()
    (number,) = verified(home, [1], at)
    operations.return_for_correction(sponsorship_id=number, reason="x", by=home.officer, at=at)

    operations.register_again(sponsorship_ids=[number], by=home.officer, at=at)

    assert states() == ["registered"]


def test_only_the_sponsors_office_takes_a_held_one_over(at):
    home = office()
    number = operations.register(
        sponsor_id=home.stranger_id,
        worker=worker(1),
        agency_id=home.agency_id,
        by=home.officer,
        at=at,
    )

    with pytest.raises(NotTheSponsorsOffice):
        operations.take_over(sponsorship_id=number, by=home.officer, at=at)
    operations.take_over(sponsorship_id=number, by=home.other_officer, at=at)

    assert states() == ["registered"]


def test_what_is_with_the_branch_cannot_be_cancelled(at):
    home = office()
    (number,) = verified(home, [1], at)
    operations.send_batch(agency_id=home.agency_id, by=home.officer, at=at)

    with pytest.raises(MoveNotAllowed):
        operations.cancel(sponsorship_id=number, reason="x", by=home.officer, at=at)


def test_sponsorships_follow_a_sponsor_who_moved(at):
    home = office()
    registered(home, 1, at)
    registered(home, 2, at, sponsor=1)
    CivilServant.objects.filter(pk=home.sponsors[0]).update(agency_id=home.other_agency_id)

    count = operations.follow_sponsors(regency_id=home.regency_id, by=home.officer, at=at)

    assert count == 1
    agencies = Sponsorship.objects.order_by("pk").values_list("agency_id", flat=True)
    assert list(agencies) == [home.other_agency_id, home.agency_id]
