from datetime import UTC, date, datetime, timedelta
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
    over_paid,
)

pytestmark = pytest.mark.django_db


def lock(of, at, month=DECEMBER):
    return operations.lock(agency_ids=[of.agency_id], month=month, by=of.treasurer, at=at)


class TestWhoIsBilled:
    def test_every_worker_with_a_payer_is_billed_to_the_payer(self, at):
        here = office()
        first, second = gives(here, at=at), gives(here, at=at)

        done = lock(here, at)

        lines = DeductionLine.objects.order_by("sponsor_id")
        assert [(line.sponsor_id, line.worker_id) for line in lines] == [
            (first.sponsor_id, first.worker_id),
            (second.sponsor_id, second.worker_id),
        ]
        assert (done.lines, done.total_idr, done.made) == (2, 16_800, 1)

    @pytest.mark.parametrize(
        ("from_month", "billed"),
        [(Month(2026, 11), True), (DECEMBER, True), (Month(2027, 1), False)],
    )
    def test_the_first_month_of_a_payer_decides(self, at, from_month, billed):
        here = office()
        gives(here, at=at, from_month=from_month)

        assert bool(lock(here, at).lines) is billed

    @pytest.mark.parametrize(
        ("until_month", "billed"),
        [(date(2026, 12, 1), False), (date(2027, 1, 1), True)],
    )
    def test_the_month_a_payer_stops_is_no_longer_billed(self, at, until_month, billed):
        here = office()
        given = gives(here, at=at)
        Payer.objects.filter(pk=given.payer_id).update(until_month=until_month)

        assert bool(lock(here, at).lines) is billed

    @pytest.mark.parametrize(
        ("died_on", "left_out"),
        [
            (date(2026, 11, 30), {"died": 1}),
            (date(2026, 12, 1), {}),
            (date(2026, 12, 15), {}),
        ],
    )
    def test_a_worker_who_died_before_the_month_is_not_billed(self, at, died_on, left_out):
        here = office()
        given = gives(here, at=at)
        Worker.objects.filter(pk=given.worker_id).update(died_on=died_on)

        assert lock(here, at).left_out == left_out

    @pytest.mark.parametrize(
        ("ends_on", "left_out"),
        [
            (date(2026, 11, 30), {"no_spell": 1}),
            (date(2026, 12, 1), {"no_spell": 1}),
            (date(2026, 12, 2), {}),
        ],
    )
    def test_a_spell_that_ended_by_the_first_day_is_not_billed(self, at, ends_on, left_out):
        here = office()
        given = gives(here, at=at)
        Spell.objects.filter(pk=given.spell_id).update(ends_on=ends_on, end_reason="lapsed")

        assert lock(here, at).left_out == left_out

    @pytest.mark.parametrize(
        ("gone_on", "left_out"),
        [
            (date(2026, 11, 30), {"gone": 1}),
            (date(2026, 12, 1), {"gone": 1}),
            (date(2026, 12, 2), {}),
        ],
    )
    def test_a_sponsor_off_the_staff_on_payday_is_not_billed(self, at, gone_on, left_out):
        here = office()
        given = gives(here, at=at)
        CivilServant.objects.filter(pk=given.sponsor_id).update(gone_on=gone_on)

        assert lock(here, at).left_out == left_out

    def test_a_mover_is_billed_by_the_present_office_only(self, at):
        old, new = office("Dinas Lama"), office("Dinas Baru")
        given = gives(old, at=at)
        CivilServant.objects.filter(pk=given.sponsor_id).update(agency_id=new.agency_id)

        locked(new, at=at)

        assert lock(old, at).list_ids == ()
        assert DeductionLine.objects.get().worker_id == given.worker_id

    def test_someone_who_moves_between_two_locks_is_billed_once(self, at):
        old, new = office("Dinas Lama"), office("Dinas Baru")
        given = gives(old, at=at)
        locked(old, at=at)
        CivilServant.objects.filter(pk=given.sponsor_id).update(agency_id=new.agency_id)

        done = lock(new, at)

        assert done.left_out == {"listed_elsewhere": 1}
        assert DeductionLine.objects.count() == 1


class TestConsent:
    @pytest.mark.parametrize(
        ("ceiling_idr", "left_out"),
        [(8_399, {"consent_ceiling": 1}), (8_400, {}), (8_401, {})],
    )
    def test_no_more_than_the_ceiling_is_asked_for(self, at, ceiling_idr, left_out):
        here = office()
        gives(here, at=at, ceiling_idr=ceiling_idr)

        assert lock(here, at).left_out == left_out

    @pytest.mark.parametrize(
        ("given_on", "left_out"),
        [
            (date(2026, 11, 20), {"consent_withdrawn": 1}),
            (date(2026, 11, 21), {}),
        ],
    )
    def test_a_withdrawal_counts_from_its_day(self, at, given_on, left_out):
        here = office()
        given = gives(here, at=at)
        consents(given.sponsorship_id, given_on=given_on, withdrawn=True)

        assert lock(here, at).left_out == left_out

    def test_the_day_of_locking_is_the_day_in_jakarta(self):
        at = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # half past midnight on the 21st in Kendal
        here = office()
        given = gives(here, at=at)
        consents(given.sponsorship_id, given_on=date(2026, 11, 21), withdrawn=True)

        assert lock(here, at).left_out == {"consent_withdrawn": 1}

    def test_a_later_version_raises_the_ceiling(self, at):
        here = office()
        given = gives(here, at=at, ceiling_idr=8_000)
        consents(given.sponsorship_id, ceiling_idr=16_800, given_on=date(2026, 11, 1))

        assert lock(here, at).left_out == {}


class TestAmount:
    @pytest.mark.parametrize(
        ("month", "amount_idr"),
        [
            (Month(2026, 3), 16_800),
            (Month(2026, 4), 8_400),
            (DECEMBER, 8_400),
            (Month(2027, 1), 16_800),
        ],
    )
    def test_the_month_decides_the_tariff_not_the_day(self, month, amount_idr):
        here = office()
        at = datetime(2026, 12, 30, 2, tzinfo=UTC)
        gives(here, at=at)

        assert lock(here, at, month).total_idr == amount_idr

    def test_each_combination_has_its_own_tariff(self, at):
        here = office()
        gives(here, at=at)
        gives(here, at=at, funds="apbd")
        gives(here, at=at, programmes="jkk,jkm,jht", ceiling_idr=100_000)

        lock(here, at)

        amounts = DeductionLine.objects.order_by("sponsor_id").values_list("amount_idr", flat=True)
        assert list(amounts) == [8_400, 16_800, 28_400]

    def test_an_income_without_a_tariff_does_not_stop_the_office(self, at):
        here = office()
        gives(here, at=at, income_idr=0)
        gives(here, at=at)

        done = lock(here, at)

        assert (done.lines, done.left_out) == (1, {"no_tariff": 1})


class TestCredit:
    def test_an_over_payment_pays_a_part_of_the_following_month(self, at):
        here = office()
        given = gives(here, at=at)
        over_paid(here, given, month=Month(2026, 11), amount_idr=3_000, at=at)

        lock(here, at)

        line = DeductionLine.objects.get()
        assert (line.amount_idr, line.credit_idr) == (5_400, 3_000)

    def test_what_is_left_goes_to_the_month_after(self, at):
        here = office()
        given = gives(here, at=at)
        over_paid(here, given, month=Month(2026, 11), amount_idr=10_000, at=at)

        lock(here, at)
        lock(here, at, DECEMBER.next)

        lines = DeductionLine.objects.order_by("month").values_list("amount_idr", "credit_idr")
        assert list(lines) == [(0, 8_400), (15_200, 1_600)]

    def test_savings_for_old_age_are_not_paid_from_it(self, at):
        here = office()
        given = gives(here, at=at, programmes="jkk,jkm,jht", ceiling_idr=100_000)
        over_paid(here, given, month=Month(2026, 11), amount_idr=50_000, at=at)

        lock(here, at)

        line = DeductionLine.objects.get()
        assert (line.amount_idr, line.credit_idr) == (20_000, 8_400)

    def test_it_belongs_to_one_worker_alone(self, at):
        here = office()
        given, other = gives(here, at=at), gives(here, at=at)
        over_paid(here, given, month=Month(2026, 11), amount_idr=3_000, at=at)

        lock(here, at)

        assert DeductionLine.objects.get(worker_id=other.worker_id).credit_idr == 0


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
