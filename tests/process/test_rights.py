"""Every day what waits for a family is put on somebody's list; a second run adds nothing."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from payung.foundation.outbox.models import Item, PreparedText
from payung.kernel.clock import WIB
from payung.kernel.people import Role, Viewer
from payung.process.rights import remind_of_rights
from payung.reports.deaths.rights import Kind, rights_waiting, waiting
from payung.stages.claims import operations
from payung.stages.claims.queries.rights import school_rights
from tests.factories import claims as families
from tests.factories import lapse
from tests.factories.claims import AT, Place
from tests.factories.deaths import orphan
from tests.factories.world import SYSTEM

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEXT_SCHOOL_YEAR = datetime(2027, 7, 1, 0, 30, tzinfo=WIB)


@pytest.fixture
def family() -> Place:
    return families.place(1, months=1)


def _run(place: Place, at: datetime = AT) -> int:
    return remind_of_rights(regency_id=place.of.regency_id, by=SYSTEM, at=at)


class Killed(Exception):
    """The machine stops before the transaction ends."""


def _killed_at_the_end(place: Place) -> None:
    with transaction.atomic():
        _run(place)
        raise Killed


def _kinds(viewer: Viewer, at: datetime = AT) -> list[Kind]:
    return [one.kind for one in rights_waiting(viewer=viewer, at=at)]


class TestAScholarship:
    def test_is_on_the_offices_list_once_until_the_year_is_asked_for_and_again_next_year(
        self, family: Place
    ):
        claim_id, child_id = orphan(family)
        officer = family.officer

        assert (_run(family), _run(family), _run(family, AT + DAY)) == (1, 0, 0)

        (right,) = [
            one for one in rights_waiting(viewer=officer.viewer, at=AT) if one.kind is Kind.SCHOOL
        ]
        assert (right.claim_id, right.year, right.child) == (claim_id, 2026, 1)
        text = PreparedText.objects.get(code="wa.scholarship")
        assert "2026/2027" in text.body
        assert "Bintang" not in text.body
        assert text.phone_sealed is None

        operations.ask_year(
            child_id=child_id, year=2026, level="sd", asked_on=AT.date(), by=officer, at=AT
        )
        assert Kind.SCHOOL not in _kinds(officer.viewer)
        assert _run(family, AT + DAY) == 0
        assert not PreparedText.objects.filter(code="wa.scholarship", dropped_at=None).exists()
        assert _run(family, NEXT_SCHOOL_YEAR - DAY) == 0
        assert _run(family, NEXT_SCHOOL_YEAR) == 1
        years = [one.year for one in rights_waiting(viewer=officer.viewer, at=NEXT_SCHOOL_YEAR)]
        assert 2027 in years

    def test_a_run_that_was_killed_leaves_nothing_and_the_next_one_finds_all(self, family: Place):
        orphan(family)

        with pytest.raises(Killed):
            _killed_at_the_end(family)

        assert not PreparedText.objects.filter(code="wa.scholarship").exists()
        assert _run(family) == 1

    def test_what_is_known_of_children_is_opened_for_the_daily_job_only(self, family: Place):
        orphan(family)

        assert school_rights(viewer=family.officer.viewer, at=AT) == []


class TestACase:
    def test_with_which_nobody_began_is_quiet_after_forty_days(self, family: Place):
        families.died(family)
        viewer = family.officer.viewer

        assert _kinds(viewer, AT + 40 * DAY) == []
        assert _kinds(viewer, AT + 40 * DAY + timedelta(seconds=1)) == [Kind.QUIET]

    def test_whose_right_ends_within_a_year_is_on_the_list(self, family: Place):
        families.hurt(family, at=AT - timedelta(days=4 * 365 + 20))
        viewer = family.officer.viewer

        (right,) = rights_waiting(viewer=viewer, at=AT)

        assert right.kind is Kind.EXPIRING
        assert AT.date() < right.on < AT.date() + timedelta(days=365)
        assert _kinds(family.branch.viewer) == []
        assert waiting(viewer=viewer, at=AT).count == 1


def test_the_first_page_counts_what_the_list_shows(family: Place):
    families.died(family)
    later = AT + 60 * DAY

    for viewer in (family.officer.viewer, Viewer(Role.SYSTEM, None, family.of.regency_id, None)):
        listed = [one for one in _kinds(viewer, later) if one is not Kind.SCHOOL]
        assert waiting(viewer=viewer, at=later).rights == len(listed) == 1
    assert waiting(viewer=family.branch.viewer, at=later).count == 0


def test_officer_and_secretariat_hear_of_it_once_a_month(family: Place):
    families.died(family)
    place = {"regency_id": family.of.regency_id, "email": "hak@payung.example"}
    lapse.account("Endah", role=Role.OFFICER, agency_id=family.of.agency_id, **place)
    lapse.account("Rina", role=Role.SECRETARIAT, **place)
    later = AT + 60 * DAY

    for at in (later, later + DAY, later + 2 * DAY):
        _run(family, at)

    told = Item.objects.filter(kind="rights.mail.office")
    assert told.count() == 2
    assert all("1: klaim yang belum dimulai" in one.body for one in told)
    assert not any("Pekerja" in one.body for one in told)
    _run(family, later + 31 * DAY)
    assert told.all().count() == 4
