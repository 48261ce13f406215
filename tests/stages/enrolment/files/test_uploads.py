"""An upload on its way: kept, read, corrected, accepted, and always the office's own."""

import pytest

from payung.stages.enrolment.files.correcting_rows import (
    RowIsSettled,
    RowStillWrong,
    accept_rows,
    correct_row,
)
from payung.stages.enrolment.files.reviewing import Outcome, review_of
from payung.stages.enrolment.files.template import registrations_template
from payung.stages.enrolment.files.uploads import receive
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.sums.uploads import AlreadyTaken, ReviewChanged, UploadRefused
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.queries import NoSuchFile
from payung.stages.registry.models import Agency
from tests.factories.enrolment import Office, nik, office, row, sheet

pytestmark = pytest.mark.django_db
FIRST = 4


@pytest.fixture
def home() -> Office:
    return office()


def send(home: Office, rows, at):
    return receive(
        content=sheet(rows),
        name="daftar.xlsx",
        regency_id=home.regency_id,
        agency_id=home.agency_id,
        by=home.officer,
        at=at,
    )


def rows(home: Office) -> list[list[object]]:
    return [
        row(home.nips[0], 1),
        row(home.nips[1], 2, nik=nik(2)[:-1]),
        row(home.nips[2], 3, phone="0"),
    ]


def test_every_row_has_its_outcome_the_faulty_first(home, at):
    file_id = send(home, rows(home), at).file_id

    review = review_of(viewer=home.officer.viewer, file_id=file_id, at=at)

    assert [(each.row, each.outcome) for each in review.rows] == [
        (FIRST + 1, Outcome.FIX),
        (FIRST + 2, Outcome.DOUBT),
        (FIRST, Outcome.GOOD),
    ]
    assert (review.ready, review.faulty) == (2, 1)
    assert not Sponsorship.objects.exists()


def test_a_correction_is_kept_only_when_the_rules_take_it(home, at):
    file_id = send(home, rows(home), at).file_id
    typed = {"nip": home.nips[1], "nik": "1", "name": "Sukini", "born": "17/08/1980"}

    with pytest.raises(RowStillWrong) as wrong:
        correct_row(file_id=file_id, row=FIRST + 1, typed=typed, by=home.officer, at=at)
    assert wrong.value.findings[0][1].code == "nik_length"

    typed["nik"] = nik(2)
    review = correct_row(file_id=file_id, row=FIRST + 1, typed=typed, by=home.officer, at=at)
    assert review.ready == 3
    with pytest.raises(NoSuchFile):
        correct_row(file_id=file_id, row=99, typed=typed, by=home.officer, at=at)


def test_good_rows_are_taken_while_the_faulty_wait_and_settled_rows_are_closed(home, at):
    file_id = send(home, rows(home), at).file_id

    with pytest.raises(ReviewChanged):
        accept_rows(file_id=file_id, expected=3, by=home.officer, at=at)
    taken = accept_rows(file_id=file_id, expected=2, by=home.officer, at=at)

    assert taken == 2
    assert Sponsorship.objects.filter(file=file_id).count() == 2
    with pytest.raises(RowIsSettled):
        correct_row(file_id=file_id, row=FIRST, typed={
            "nip": home.nips[0], "nik": nik(9), "name": "S", "born": "17/08/1980"
        }, by=home.officer, at=at)  # fmt: skip
    with pytest.raises((AlreadyTaken, ReviewChanged)):
        accept_rows(file_id=file_id, expected=2, by=home.officer, at=at)


def test_the_same_content_is_refused_with_the_file_that_took_effect(home, at):
    good = [row(home.nips[0], 1)]
    file_id = send(home, good, at).file_id
    accept_rows(file_id=file_id, expected=1, by=home.officer, at=at)

    with pytest.raises(UploadRefused) as again:
        send(home, good, at)

    assert (again.value.code, again.value.file_id) == ("enrolment.file_accepted_before", file_id)


def test_a_sheet_mostly_of_strangers_is_refused_and_one_stranger_is_held(home, at):
    with pytest.raises(FileRefused) as whole:
        send(home, [row(home.stranger_nip, 1)], at)
    assert whole.value.code == "office.file.other_office"

    mixed = [row(home.nips[0], 1), row(home.nips[1], 2), row(home.stranger_nip, 3)]
    accept_rows(file_id=send(home, mixed, at).file_id, expected=3, by=home.officer, at=at)
    held = Sponsorship.objects.get(sponsor=home.stranger_id)
    assert (held.state, held.agency_id) == ("held", home.other_agency_id)


def test_another_office_neither_sees_nor_accepts_nor_gets_the_template(home, at):
    file_id = send(home, rows(home), at).file_id
    stranger = home.other_officer

    with pytest.raises(NoSuchFile):
        review_of(viewer=stranger.viewer, file_id=file_id, at=at)
    with pytest.raises(NoSuchFile):
        accept_rows(file_id=file_id, expected=2, by=stranger, at=at)
    with pytest.raises(Agency.DoesNotExist):
        registrations_template(viewer=stranger.viewer, agency_id=home.agency_id)
