"""An upload: the power goes out while it is read or accepted; two officers press at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from payung.jobs.simulation.registering import noon
from payung.kernel.people import Actor, Role, Viewer
from payung.reports import verify
from payung.stages.enrolment.files.correcting_rows import accept_rows
from payung.stages.enrolment.files.reviewing import review_of
from payung.stages.enrolment.files.uploads import receive
from payung.stages.enrolment.queries.uploads import uploads
from payung.stages.enrolment.sums.uploads import AlreadyTaken, ReviewChanged
from tests.concurrency.conftest import DAY
from tests.concurrency.killing import killed_at_every_statement, rows_of

pytestmark = pytest.mark.slow
SYSTEM = Viewer.system()


@pytest.fixture
def office(place):
    people, agency_id, sheet = place
    return people.at(Role.OFFICER, agency_id), sheet


def _receive(by: Actor, sheet: bytes) -> int:
    return receive(
        content=sheet,
        name="daftar.xlsx",
        regency_id=by.regency_id or 0,
        agency_id=by.agency_id or 0,
        by=by,
        at=noon(DAY),
    ).file_id


def test_an_acceptance_killed_anywhere_takes_effect_once(office):
    by, sheet = office
    file_id = _receive(by, sheet)

    def act():
        accept_rows(file_id=file_id, expected=12, by=by, at=noon(DAY))

    deaths = killed_at_every_statement(act)

    assert deaths > 20
    assert rows_of("enrolment_sponsorship") == rows_of("registry_worker") == 12
    assert rows_of("enrolment_consent") == 12
    review = review_of(viewer=SYSTEM, file_id=file_id, at=noon(DAY))
    assert (review.ready, review.upload.taken) == (0, 12)
    assert verify.findings(viewer=SYSTEM) == []


def test_an_upload_killed_anywhere_leaves_no_half_read_file_that_counts(office):
    by, sheet = office
    deaths = killed_at_every_statement(lambda: _receive(by, sheet))

    assert deaths > 5
    assert rows_of("enrolment_sponsorship") == 0
    assert all(one.takings == () for one in uploads(viewer=SYSTEM, most=200))
    assert verify.findings(viewer=SYSTEM) == []


def test_two_officers_who_press_at_once_accept_once_and_the_other_hears_who(office):
    by, sheet = office
    file_id = _receive(by, sheet)
    connection.close()

    def press(_: int) -> str:
        try:
            return f"took {accept_rows(file_id=file_id, expected=12, by=by, at=noon(DAY))}"
        except AlreadyTaken as other:
            return f"told {other.taking.rows} by {other.taking.name}"
        except ReviewChanged:
            return "told to look again"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as together:
        said = sorted(together.map(press, range(4)))

    assert [one for one in said if one.startswith("took")] == ["took 12"]
    assert all(one.startswith("told") for one in said[:3])
    assert rows_of("enrolment_sponsorship") == 12
