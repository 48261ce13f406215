"""The day's texts: made from what is true, once, and taken off the lists when it changes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.foundation.access.models import Person
from payung.foundation.outbox.models import PreparedText
from payung.foundation.outbox.operations import note_opened, note_stop
from payung.foundation.outbox.queries import prepared_for
from payung.foundation.outbox.texts import problems_of
from payung.kernel.keyring import sealer
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.process.reminders import PREFIX, prepare_due
from payung.reports.homes.officer import next_cutoff
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.operations import return_for_correction
from payung.stages.registry.models import AgencyContact, CivilServant, Worker
from tests.factories.world import actor, noon, sponsorship, worker
from tests.factories.world_fixture import whole_world, world  # noqa: F401  # pytest's own way

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

JOB = Actor.system("job:reminders")
SPONSOR_PHONE = "+6281234567901"
WORKER_PHONE = "+6281234567902"


@pytest.fixture
def reachable(world):  # noqa: F811  # the fixture
    """Give the sponsor and their workers numbers, and the office one of its own."""
    sealed = sealer().seal(SPONSOR_PHONE, "access_person.phone")
    Person.objects.filter(pk=world.people[Role.SPONSOR]).update(phone_sealed=sealed)
    own = Sponsorship.objects.filter(sponsor_id=world.sponsor_id).values("worker_id")
    Worker.objects.filter(pk__in=own).update(
        phone_sealed=sealer().seal(WORKER_PHONE, "registry_worker.phone")
    )
    AgencyContact.objects.create(
        agency_id=world.agencies["Dinas Kesehatan"], phone="0294381234", hours="08.00–15.30 WIB"
    )
    return world


def due(world, at=None):  # noqa: F811  # the fixture
    return prepare_due(regency_id=world.regency_id, by=JOB, at=at or world.at)


def texts(code):
    return list(PreparedText.objects.filter(code=code, dropped_at=None).order_by("pk"))


class TestWhatIsPrepared:
    def test_a_new_registration_and_a_returned_one_for_the_officer(self, reachable):
        due(reachable)

        assert texts("wa.registered")
        assert any("perlu diperbaiki: Nama berbeda" in text.body for text in texts("wa.correction"))
        shown = prepared_for(viewer=actor(reachable, Role.OFFICER).viewer, most=100)
        assert {text.code for text in shown} >= {"wa.registered", "wa.correction"}

    def test_money_that_is_held_for_the_secretariat_to_tell_the_treasurer(self, reachable):
        due(reachable)

        held = texts("wa.remit")
        assert held
        assert {text.sender_role for text in held} == {Role.SECRETARIAT}

    def test_the_cut_off_only_on_the_day_before(self, reachable):
        eve = next_cutoff(reachable.today) - timedelta(days=1)

        due(reachable, noon(eve - timedelta(days=1)))
        assert texts("wa.cutoff") == []
        due(reachable, noon(eve))
        assert texts("wa.cutoff")[0].body.startswith("Besok batas kirim.")
        due(reachable, noon(eve + timedelta(days=1)))
        assert texts("wa.cutoff") == []

    def test_no_text_tells_a_number_a_full_name_or_more_than_its_length(self, reachable):
        due(reachable)
        names = set(Worker.objects.values_list("name", flat=True))

        for text in PreparedText.objects.all():
            assert "wa.lint.number" not in problems_of(text.code, text.body)
            assert not [name for name in names if " " in name and name in text.body]


class TestFirstMonths:
    @pytest.fixture
    def young(self, reachable):
        """See the sponsor's first months as they were: the day after the first was confirmed."""
        [payer] = _payers(reachable)[:1]
        month = Month.of(payer["from_month"])
        return reachable, noon(month.next.first_day + timedelta(days=10))

    def test_the_sponsor_and_the_worker_hear_of_the_cover(self, young):
        regency, at = young

        due(regency, at)

        assert texts("wa.active_sponsor")
        worker = texts("wa.active_worker")
        assert worker
        assert all("Tidak perlu membayar" in text.body for text in worker)
        assert all("0294-381234" in text.body for text in worker)

    def test_nobody_is_told_of_cover_before_the_branch_confirmed(self, young):
        regency, at = young

        due(regency, at)

        told = {text.subject_id for text in texts("wa.active_sponsor")}
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT DISTINCT y.sponsorship_id FROM membership_payer y
                JOIN remittance_paidmonth p ON p.worker_id = y.worker_id"""
            )
            confirmed = {row[0] for row in cursor.fetchall()}
        assert told
        assert told <= confirmed


class TestOnce:
    def test_a_second_run_prepares_nothing(self, reachable):
        assert due(reachable) > 0
        before = PreparedText.objects.count()

        assert due(reachable) == 0
        assert PreparedText.objects.count() == before

    def test_an_opened_text_stays_opened_and_is_not_prepared_again(self, reachable):
        due(reachable)
        first = texts("wa.correction")[0]
        note_opened(text_id=first.pk, by=actor(reachable, Role.OFFICER), at=reachable.at)

        assert due(reachable) == 0
        assert PreparedText.objects.filter(key=first.key).count() == 1

    def test_a_text_is_dropped_when_what_it_speaks_of_has_changed(self, reachable):
        due(reachable)
        correction = texts("wa.correction")[0]
        returned = Sponsorship.objects.get(pk=correction.subject_id)
        returned.state = "registered"
        returned.save(update_fields=["state"])

        due(reachable)

        correction.refresh_from_db()
        assert correction.dropped_at == reachable.at

    def test_a_text_prepared_on_demand_is_left_alone(self, reachable):
        due(reachable)

        assert all(text.key.startswith(PREFIX) for text in PreparedText.objects.all())

    def test_the_number_of_statements_does_not_grow_with_the_rows(self, reachable):
        due(reachable)
        few, many = 2, 40
        _register(reachable, few)
        with CaptureQueriesContext(connection) as first:
            assert due(reachable) == few
        _register(reachable, many)
        with CaptureQueriesContext(connection) as second:
            assert due(reachable) == many

        assert len(second) == len(first)


class TestWishes:
    def test_who_does_not_want_a_text_gets_none(self, reachable):
        Person.objects.filter(pk=reachable.people[Role.SPONSOR]).update(unwanted=["wa.correction"])

        due(reachable)

        own = Sponsorship.objects.filter(sponsor_id=reachable.sponsor_id, state="returned")
        prepared = {text.subject_id for text in texts("wa.correction")}
        assert not prepared & set(own.values_list("pk", flat=True))

    def test_a_number_that_answered_stop_gets_none(self, reachable):
        note_stop(phone=SPONSOR_PHONE, by=actor(reachable, Role.OFFICER), at=reachable.at)

        due(reachable)

        for viewer in (actor(reachable, role).viewer for role in (Role.OFFICER, Role.SECRETARIAT)):
            shown = prepared_for(viewer=viewer, most=200)
            assert SPONSOR_PHONE not in {text.phone for text in shown}

    def test_a_reason_that_holds_a_number_is_not_repeated(self, reachable):
        office = reachable.agencies["Dinas Kesehatan"]
        one = Sponsorship.objects.filter(agency_id=office, state="registered").first()
        return_for_correction(
            sponsorship_id=one.pk,
            reason="NIK 3324 0617 0890 0903 bukan miliknya",
            by=actor(reachable, Role.OFFICER),
            at=reachable.at,
        )

        due(reachable)

        [text] = [text for text in texts("wa.correction") if text.subject_id == one.pk]
        assert "ada data yang perlu dicocokkan dengan KTP" in text.body


class TestElsewhere:
    def test_another_regency_hears_nothing_of_this_one(self, reachable):
        due(reachable)

        stranger = Viewer(Role.OFFICER, 999, reachable.other_regency_id, reachable.other_agency_id)
        assert prepared_for(viewer=stranger) == []
        assert prepare_due(regency_id=reachable.other_regency_id, by=JOB, at=reachable.at) == 0


def _payers(world):  # noqa: F811  # the fixture
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT from_month FROM membership_payer WHERE sponsor_id = %s ORDER BY from_month",
            [world.sponsor_id],
        )
        return [{"from_month": row[0]} for row in cursor.fetchall()]


def _register(world, count):  # noqa: F811  # the fixture
    """Register so many more workers today."""
    sponsors = CivilServant.objects.filter(agency_id=world.agencies["Kecamatan Boja"])
    start = Worker.objects.count()
    for number in range(count):
        one = worker(world, 20_000 + start + number)
        sponsorship(world, sponsors.first(), one, "registered", world.today)
