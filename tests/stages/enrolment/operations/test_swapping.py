"""A swap is a wish that is kept: the old one goes on, and the last place may be swapped."""

import pytest

from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.operations import cancel, register
from payung.stages.enrolment.problems import RegistrationRefused
from payung.stages.enrolment.queries.checking import check_of
from payung.stages.enrolment.sums.entries import MOST_WORKERS
from tests.factories.enrolment import Office, office, registered, worker

pytestmark = pytest.mark.django_db


def _swap(home: Office, number: int, instead_of: int, at, *, place: int = 0) -> int:
    return register(
        sponsor_id=home.sponsors[place],
        worker=worker(number),
        instead_of=instead_of,
        by=home.officer,
        at=at,
    )


def _full(home: Office, at) -> list[int]:
    return [registered(home, number, at) for number in range(1, MOST_WORKERS + 1)]


def _codes(refusal) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def test_is_remembered_and_ends_nothing(at):
    home = office()
    old = registered(home, 1, at)

    new = _swap(home, 2, old, at)

    assert Sponsorship.objects.get(pk=new).instead_of_id == old
    assert Sponsorship.objects.get(pk=old).state == "registered"


def test_is_told_to_the_officer_by_the_name_of_the_other(at):
    home = office()
    old = registered(home, 1, at)
    new = _swap(home, 2, old, at)
    name = Sponsorship.objects.get(pk=old).worker.name

    assert check_of(viewer=home.officer.viewer, sponsorship_id=new).instead_of == name
    assert check_of(viewer=home.officer.viewer, sponsorship_id=old).instead_of == ""

    cancel(sponsorship_id=old, reason="wish", by=home.officer, at=at)
    assert check_of(viewer=home.officer.viewer, sponsorship_id=new).instead_of == ""


def test_with_the_most_workers_one_can_still_be_swapped(at):
    home = office()
    mine = _full(home, at)
    with pytest.raises(RegistrationRefused) as refusal:
        registered(home, 90, at)
    assert "sponsor_has_enough_workers" in _codes(refusal)

    new = _swap(home, 90, mine[0], at)

    assert Sponsorship.objects.get(pk=new).state == "registered"


def test_a_second_swap_beside_the_first_is_one_too_many(at):
    home = office()
    mine = _full(home, at)
    _swap(home, 90, mine[0], at)

    for other in (mine[0], mine[1]):
        with pytest.raises(RegistrationRefused) as refusal:
            _swap(home, 91, other, at)
        assert "sponsor_has_enough_workers" in _codes(refusal)


def test_a_wish_about_somebody_elses_worker_is_none(at):
    home = office()
    theirs = registered(home, 1, at, sponsor=1)

    new = _swap(home, 2, theirs, at)

    assert Sponsorship.objects.get(pk=new).instead_of_id is None


def test_a_wish_about_what_is_over_makes_no_room(at):
    home = office()
    mine = _full(home, at)
    cancel(sponsorship_id=mine[0], reason="wish", by=home.officer, at=at)
    registered(home, 89, at)

    with pytest.raises(RegistrationRefused):
        _swap(home, 90, mine[0], at)


def test_one_is_swapped_by_one_only(at):
    home = office()
    old = registered(home, 1, at)
    _swap(home, 2, old, at)

    third = _swap(home, 3, old, at)

    assert Sponsorship.objects.get(pk=third).instead_of_id is None


def test_a_cancelled_swap_leaves_the_place_for_another(at):
    home = office()
    old = registered(home, 1, at)
    first = _swap(home, 2, old, at)
    cancel(sponsorship_id=first, reason="wish", by=home.officer, at=at)

    second = _swap(home, 3, old, at)

    assert Sponsorship.objects.get(pk=second).instead_of_id == old
