"""Whom a locked list bills, with whose consent, how much, and what is credited."""

from datetime import UTC, date, datetime

import pytest

from payung.kernel.month import Month
from payung.stages.deductions.models import DeductionLine
from payung.stages.membership.models import Payer, Spell
from payung.stages.registry.models import CivilServant, Worker
from tests.factories.deductions import (
    DECEMBER,
    consents,
    gives,
    locked,
    office,
    over_paid,
)
from tests.stages.deductions.locking import lock

pytestmark = pytest.mark.django_db


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
