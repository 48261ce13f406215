"""What a new list says about the one before, what stays frozen, and who may lock."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction

from payung.foundation.audit.models import Event
from payung.foundation.ledger.models import Book
from payung.kernel.month import Month
from payung.stages.deductions import operations
from payung.stages.deductions.models import DeductionLine, DeductionList, Stop
from payung.stages.deductions.problems import NotYourOffice
from payung.stages.membership.models import Payer, Spell
from payung.stages.registry.models import CivilServant, Worker
from tests.factories.deductions import (
    DECEMBER,
    civil_servant,
    consents,
    gives,
    locked,
    office,
)
from tests.stages.deductions.locking import lock

pytestmark = pytest.mark.django_db


class TestChange:
    def test_new_same_and_changed_beside_the_list_before(self, at):
        here = office()
        same = gives(here, at=at, sector="transport")
        changed = gives(here, at=at)
        lock(here, at)
        new = gives(here, at=at, from_month=Month(2027, 1))

        lock(here, at, Month(2027, 1))

        found = DeductionLine.objects.filter(month=date(2027, 1, 1))
        assert dict(found.values_list("worker_id", "change")) == {
            same.worker_id: "same",
            changed.worker_id: "changed",
            new.worker_id: "new",
        }

    def test_who_is_no_longer_billed_stands_on_the_list_with_the_reason(self, at):
        here, there = office(), office("Dinas Lain")
        names = ["died", "gone", "moved", "withdrawn", "ceiling", "lapsed", "ended", "handed"]
        given = {name: gives(here, at=at) for name in names}
        lock(here, at)
        Worker.objects.filter(pk=given["died"].worker_id).update(died_on=date(2026, 12, 31))
        gone, moved = given["gone"].sponsor_id, given["moved"].sponsor_id
        CivilServant.objects.filter(pk=gone).update(gone_on=date(2027, 1, 1))
        CivilServant.objects.filter(pk=moved).update(agency_id=there.agency_id)
        consents(given["withdrawn"].sponsorship_id, given_on=at.date(), withdrawn=True)
        consents(given["ceiling"].sponsorship_id, given_on=at.date(), ceiling_idr=10_000)
        Spell.objects.filter(pk=given["lapsed"].spell_id).update(
            ends_on=date(2027, 1, 1), end_reason="lapsed"
        )
        ended = Payer.objects.filter(pk__in=[given["ended"].payer_id, given["handed"].payer_id])
        ended.update(until_month=date(2027, 1, 1))
        heir = civil_servant(here)
        handed = Payer.objects.get(pk=given["handed"].payer_id)
        Payer.objects.create(
            spell=handed.spell,
            worker=handed.worker,
            sponsor=heir,
            sponsorship=handed.sponsorship,
            from_month=date(2027, 1, 1),
        )

        lock(here, at, Month(2027, 1))

        reasons = {
            "died": "died",
            "gone": "gone",
            "moved": "moved",
            "withdrawn": "consent_withdrawn",
            "ceiling": "consent_ceiling",
            "lapsed": "lapsed",
            "ended": "ended",
            "handed": "handed_over",
        }
        assert dict(Stop.objects.values_list("sponsor_id", "reason")) == {
            given[name].sponsor_id: reason for name, reason in reasons.items()
        }

    def test_an_office_where_everyone_stopped_gets_a_list_that_says_so(self, at):
        here = office()
        given = gives(here, at=at)
        lock(here, at)
        Payer.objects.filter(pk=given.payer_id).update(until_month=date(2027, 1, 1))

        done = lock(here, at, Month(2027, 1))

        assert (len(done.list_ids), done.lines) == (1, 0)
        assert Stop.objects.get().reason == "ended"

    def test_an_office_that_never_had_a_sponsor_gets_no_list(self, at):
        assert lock(office(), at).list_ids == ()

    def test_a_skipped_month_is_allowed_and_told(self, at):
        here = office()
        gives(here, at=at, sector="transport")
        lock(here, at, Month(2026, 11))

        done = lock(here, at, Month(2027, 1))

        assert done.after_a_gap == (here.agency_id,)
        assert DeductionLine.objects.get(month=date(2027, 1, 1)).change == "same"


class TestFrozen:
    def test_locking_again_changes_nothing(self, at):
        here = office()
        gives(here, at=at)
        first = lock(here, at)
        gives(here, at=at)

        again = lock(here, at + timedelta(minutes=1))

        assert (again.list_ids, again.lines, again.made) == (first.list_ids, 1, 0)

    def test_a_late_registration_is_on_the_next_month(self, at):
        here = office()
        gives(here, at=at)
        lock(here, at)
        late = gives(here, at=at)

        lock(here, at, DECEMBER.next)

        line = DeductionLine.objects.get(worker_id=late.worker_id)
        assert (line.month, line.change) == (date(2027, 1, 1), "new")

    def test_the_list_keeps_count_total_and_digest(self, at):
        here = office()
        given = gives(here, at=at)

        kept = locked(here, at=at)

        assert (kept.line_count, kept.total_idr) == (1, 8_400)
        row = f"{given.sponsor_id}:{given.worker_id}:8400:0"
        assert kept.digest == sha256(row.encode()).hexdigest()

    def test_the_audit_event_carries_count_total_and_digest(self, at):
        here = office()
        gives(here, at=at)

        kept = locked(here, at=at)

        event = Event.objects.get(action="deductions.locked")
        assert (event.row_count, event.total_idr, event.digest) == (1, 8_400, kept.digest)
        assert event.target_id == kept.pk

    def test_the_books_of_the_month_are_open(self, at):
        here = office()
        gives(here, at=at)

        lock(here, at)

        book = Book.objects.get(agency_id=here.agency_id)
        assert (book.month, book.state) == (date(2026, 12, 1), "open")

    @pytest.mark.parametrize("model", [DeductionList, DeductionLine])
    def test_the_database_refuses_to_change_a_list(self, at, model):
        here = office()
        gives(here, at=at)
        lock(here, at)

        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(month=date(2027, 1, 1))


class TestScope:
    def test_several_offices_are_locked_as_one_set(self, at):
        first, second = office("Dinas A"), office("Dinas B")
        gives(first, at=at)
        gives(second, at=at)

        done = operations.lock(
            agency_ids=[first.agency_id, second.agency_id],
            month=DECEMBER,
            by=first.secretariat,
            at=at,
        )

        assert (len(done.list_ids), done.lines, done.total_idr) == (2, 2, 16_800)
        assert Event.objects.filter(action="deductions.locked").count() == 1

    def test_a_treasurer_cannot_lock_another_office(self, at):
        mine, other = office("Dinas A"), office("Dinas B")
        gives(other, at=at)

        with pytest.raises(NotYourOffice):
            operations.lock(agency_ids=[other.agency_id], month=DECEMBER, by=mine.treasurer, at=at)

        assert not DeductionList.objects.exists()

    def test_a_secretariat_cannot_lock_an_office_of_another_regency(self, at):
        mine, other = office("Dinas A"), office("Dinas B", code="33.10")
        gives(other, at=at)

        with pytest.raises(NotYourOffice):
            operations.lock(
                agency_ids=[other.agency_id], month=DECEMBER, by=mine.secretariat, at=at
            )
