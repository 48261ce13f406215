"""Who sees which registrations."""

import pytest

from payung.foundation.access.models import Person
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment import queries
from tests.factories.enrolment import batch, office, registered

pytestmark = pytest.mark.django_db


def viewer(home, role, agency_id=None, person_id=None):
    return Viewer(role, person_id, home.regency_id, agency_id)


def test_every_state_is_counted_and_an_office_counts_its_own(at):
    home = office()
    registered(home, 1, at)
    batch(home, [2], at)

    counts = queries.queue_counts(viewer=home.officer.viewer)

    assert (counts["registered"], counts["submitted"], counts["ended"]) == (1, 1, 0)
    assert sum(queries.queue_counts(viewer=home.other_officer.viewer).values()) == 0


def test_a_sponsor_sees_the_own_workers_only(at):
    home = office()
    mine, _ = registered(home, 1, at), registered(home, 2, at, sponsor=1)
    person = Person.objects.create(sign_in="a", name="A", civil_servant_id=home.sponsors[0])
    me = viewer(home, Role.SPONSOR, home.agency_id, person.pk)

    assert [row.sponsorship_id for row in queries.sponsorships(viewer=me)] == [mine]
    assert queries.my_workers(viewer=me, sponsor_id=home.sponsors[1]) == []
    assert queries.batches(viewer=me) == []


def test_the_branch_sees_what_was_sent_to_it(at):
    home = office()
    registered(home, 1, at)
    batch(home, [2], at)

    rows = queries.sponsorships(viewer=home.branch.viewer)

    assert [row.state for row in rows] == ["submitted"]


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR])
def test_the_regencys_people_see_the_regency_and_no_other(at, role):
    home, away = office(), office(code="33.10", name="Dinas Pangan", other="Dinas Tani")
    registered(home, 1, at)
    registered(away, 2, at)

    assert len(queries.sponsorships(viewer=viewer(home, role))) == 1
    assert len(queries.sponsorships(viewer=Viewer.system())) == 2


def test_lists_go_on_after_the_last_id(at):
    home = office()
    ids = [registered(home, number, at) for number in (1, 2, 3)]

    rows = queries.sponsorships(viewer=home.officer.viewer, after=ids[0], most=1)

    assert [row.sponsorship_id for row in rows] == [ids[1]]


def test_a_batch_is_read_in_few_questions(at, django_assert_num_queries):
    home = office()
    batch_id = batch(home, range(1, 6), at)

    with django_assert_num_queries(4):
        rows = queries.rows_of_batch(viewer=home.branch.viewer, batch_id=batch_id)

    assert [row.row for row in rows] == [1, 2, 3, 4, 5]
