"""A sponsor corrects what nobody has checked yet."""

from datetime import date

import pytest

from payung.stages.enrolment import operations
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.operations.correcting import correct
from payung.stages.enrolment.problems import NotChangeable, NothingChanged
from payung.stages.registry.models import Worker
from payung.stages.registry.problems import NikTaken
from tests.factories import enrolment as factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factory.office()


def test_a_registered_one_is_corrected_in_place_and_the_sector_follows(home, at):
    number = factory.registered(home, 1, at)

    changed = correct(
        sponsorship_id=number,
        given={"name": "Sukini", "occupation": "Sopir atau ojek", "born_on": date(1981, 8, 17)},
        by=home.officer,
        at=at,
    )

    found = Sponsorship.objects.get(pk=number)
    assert changed == ["name", "occupation", "born_on"]
    assert (found.sector, found.state) == ("transport", "registered")
    assert Worker.objects.get(pk=found.worker_id).folded == "sukini"


def test_a_returned_one_goes_before_the_officer_again(home, at):
    number = factory.registered(home, 1, at)
    operations.return_for_correction(
        sponsorship_id=number, reason="NIK salah", by=home.officer, at=at
    )

    correct(sponsorship_id=number, given={"nik": factory.nik(9)}, by=home.officer, at=at)

    assert Sponsorship.objects.get(pk=number).state == "registered"


def test_somebody_elses_nik_changes_nothing(home, at):
    first, second = factory.registered(home, 1, at), factory.registered(home, 2, at)

    with pytest.raises(NikTaken):
        correct(sponsorship_id=second, given={"nik": factory.nik(1)}, by=home.officer, at=at)

    workers = Sponsorship.objects.filter(pk__in=[first, second]).values("worker_id")
    assert Worker.objects.filter(pk__in=workers).values("nik_index").distinct().count() == 2


def test_what_was_verified_takes_a_new_number_and_nothing_else(home, at):
    (number,) = factory.verified(home, [1], at)

    correct(sponsorship_id=number, given={"phone": "+6281234567890"}, by=home.officer, at=at)
    with pytest.raises(NotChangeable):
        correct(sponsorship_id=number, given={"name": "Sukini"}, by=home.officer, at=at)


def test_the_same_again_is_said_to_change_nothing(home, at):
    number = factory.registered(home, 1, at)

    with pytest.raises(NothingChanged):
        correct(sponsorship_id=number, given={"name": "Pekerja B"}, by=home.officer, at=at)
