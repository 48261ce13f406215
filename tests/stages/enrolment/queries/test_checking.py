"""The queue and one registration in it, each for its own office only."""

import pytest

from payung.stages.enrolment.models import Flag
from payung.stages.enrolment.operations import return_for_correction
from payung.stages.enrolment.queries.checking import (
    check_of,
    checking_queue,
    flagged,
    last_move,
    next_to_check,
    rows_of,
)
from tests.factories.enrolment import Office, nik, office, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Office:
    return office()


def test_the_queue_shows_the_longest_waiting_first_with_flags_once(home, at):
    first, second = registered(home, 1, at), registered(home, 2, at, sponsor=1)
    for _ in range(2):
        Flag.objects.create(sponsorship_id=second, level="warning", code="phone_unreadable")

    rows = checking_queue(viewer=home.officer.viewer, state="registered", at=at)

    assert [row.sponsorship_id for row in rows] == [first, second]
    assert [row.flags for row in rows] == [(), ("phone_unreadable",)]
    assert [row.may_be_ticked for row in rows] == [True, False]
    assert flagged(viewer=home.officer.viewer, ids=[first, second]) == {second}


def test_a_search_finds_parts_of_names_in_any_spelling(home, at):
    number = registered(home, 1, at)
    viewer = home.officer.viewer

    def found(text: str) -> list[int]:
        rows = checking_queue(viewer=viewer, state="registered", text=text, at=at)
        return [row.sponsorship_id for row in rows]

    assert found("PEKERJA b") == found("pegawai 900") == [number]
    assert found("orang lain") == found("100%") == []


def test_one_registration_comes_with_its_sealed_numbers_and_its_history(home, at):
    number = registered(home, 1, at)
    return_for_correction(sponsorship_id=number, reason="NIK", by=home.officer, at=at)

    check = check_of(viewer=home.officer.viewer, sponsorship_id=number)
    moved = last_move(viewer=home.officer.viewer, sponsorship_id=number)

    assert check is not None
    assert (check.nik, check.state, check.source) == (nik(1), "returned", "form")
    assert moved is not None
    assert moved.reason == "NIK"


def test_another_office_sees_none_of_it(home, at):
    number = registered(home, 1, at)
    stranger = home.other_officer.viewer

    assert checking_queue(viewer=stranger, state="registered", at=at) == []
    assert rows_of(viewer=stranger, ids=[number]) == []
    assert check_of(viewer=stranger, sponsorship_id=number) is None
    assert last_move(viewer=stranger, sponsorship_id=number) is None
    assert next_to_check(viewer=stranger, after=0) is None
    assert flagged(viewer=stranger, ids=[number]) == set()
