"""A colleague goes on where a sponsor leaves: nobody is named before, and no month is lost."""

from datetime import date

import pytest
from django.db import connection

from payung.foundation.audit import scope
from payung.kernel.month import Month
from payung.process.adopting import TermsChanged, take_on
from payung.process.endings import end_sponsorship
from payung.reports.lapse.offers import offers
from payung.reports.lapse.predicting import predictions
from payung.stages.cover.queries import cover_on
from payung.stages.deductions.operations import lock
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.enrolment.operations import change_consent
from payung.stages.enrolment.problems import NotOffered, SponsorFull, UnknownSponsor
from payung.stages.membership.models import Payer, Spell
from payung.stages.registry.models import Area, CivilServant, Worker
from tests.factories import lapse
from tests.factories import remittance as made

pytestmark = pytest.mark.django_db

NOVEMBER, JANUARY = Month(2026, 11), Month(2027, 1)
ON = date(2026, 11, 20)
CEILING = 16_800


@pytest.fixture
def left():
    """A farmer in Boja whose sponsor stops with January, and a colleague who may go on."""
    of = made.office("Dinas Kesehatan")
    (given,) = lapse.covered(of, until=NOVEMBER)
    Area.objects.get_or_create(
        code="33.24.06", defaults={"name": "Boja", "folded": "BOJA", "parent_code": "33.24"}
    )
    Worker.objects.filter(pk=given.worker_id).update(occupation="Petani", district_code="33.24.06")
    return of, given


def stop(of, given, until=JANUARY):
    end_sponsorship(
        sponsorship_id=given.sponsorship_id,
        ended_on=until.previous.last_day,
        until_month=until,
        reason="wish",
        by=of.secretariat,
        at=lapse.morning(ON),
    )


def sponsor(of, serial=1):
    return lapse.account(
        f"Rekan{serial}",
        civil_servant_id=lapse.colleague(of, serial),
        regency_id=of.regency_id,
        agency_id=of.agency_id,
    )


def take(given, by, *, ceiling_idr=CEILING, on=ON):
    return take_on(
        sponsorship_id=given.sponsorship_id,
        ceiling_idr=ceiling_idr,
        pay_source="tpp",
        by=by,
        at=lapse.morning(on),
    )


class TestAnOffer:
    def test_tells_what_somebody_does_and_where_and_no_name(self, left):
        of, given = left
        stop(of, given)

        (offer,) = offers(viewer=sponsor(of).viewer, on=ON)

        assert (offer.occupation, offer.district) == ("Petani", "Boja")
        assert (offer.from_month, offer.amount_idr, offer.ceiling_idr) == (JANUARY, 16_800, CEILING)
        assert "name" not in vars(offer)

    def test_is_seen_by_colleagues_of_the_office_and_nobody_else(self, left):
        of, given = left
        stop(of, given)
        elsewhere = sponsor(made.office(), 2)
        abroad = sponsor(made.office(code="33.10"), 3)
        own = lapse.account(
            "Wulan",
            civil_servant_id=given.sponsor_id,
            regency_id=of.regency_id,
            agency_id=of.agency_id,
        )

        for viewer in (elsewhere.viewer, abroad.viewer, own.viewer, of.secretariat.viewer):
            assert offers(viewer=viewer, on=ON) == ()

    def test_is_seen_behind_the_walls_of_the_database_which_stand_again_afterwards(self, left):
        of, given = left
        stop(of, given)
        who = sponsor(of)
        me = lapse.Person.objects.get(pk=who.person_id).civil_servant_id
        scope.show_to(who.viewer, sponsor_id=me)
        try:
            assert len(offers(viewer=who.viewer, on=ON)) == 1
            assert Sponsorship.objects.count() == 0
        finally:
            scope.as_started()

    def test_is_made_of_a_retirement_three_months_ahead_and_no_sooner(self, left):
        of, given = left
        viewer = sponsor(of).viewer
        servants = CivilServant.objects.filter(pk=given.sponsor_id)

        servants.update(born_on=date(1969, 1, 31))
        assert len(offers(viewer=viewer, on=ON)) == 1
        servants.update(born_on=date(1969, 2, 1))
        assert offers(viewer=viewer, on=ON) == ()

    def test_is_not_made_of_arrears(self):
        of = made.office()
        lapse.covered(of, (NOVEMBER,), until=NOVEMBER)

        assert offers(viewer=sponsor(of).viewer, on=ON) == ()


class TestTakingOn:
    def test_leaves_no_month_without_a_payer_and_the_number_as_it_is(self, left):
        of, given = left
        stop(of, given)
        who = sponsor(of)

        new_id, first = take(given, who)

        assert first == JANUARY
        new = Sponsorship.objects.get(pk=new_id)
        old = Sponsorship.objects.get(pk=given.sponsorship_id)
        assert (new.state, new.follows_id, new.card_number) == ("accepted", old.pk, old.card_number)
        payers = Payer.objects.filter(worker_id=given.worker_id).order_by("from_month")
        assert [(row.from_month, row.until_month) for row in payers] == [
            (date(2026, 8, 1), date(2027, 1, 1)),
            (date(2027, 1, 1), None),
        ]
        assert Spell.objects.get(worker_id=given.worker_id).ends_on is None
        consent = Consent.objects.get(sponsorship=new)
        assert (consent.ceiling_idr, consent.pay_source, consent.evidence) == (
            CEILING,
            "tpp",
            "screen",
        )
        assert predictions(viewer=of.secretariat.viewer, on=ON) == ()

    def test_covers_without_a_gap_when_the_months_are_paid(self, left):
        of, given = left
        stop(of, given)
        take(given, sponsor(of))
        made.paid(of, Month(2026, 12))
        made.paid(of, JANUARY, amount_idr=16_800)

        cover = cover_on(
            viewer=of.secretariat.viewer, worker_id=given.worker_id, on=date(2027, 1, 31)
        )

        assert cover.covered
        assert cover.since == date(2026, 8, 10)

    def test_before_the_retirement_leaves_the_months_up_to_it_to_the_old_sponsor(self, left):
        of, given = left
        CivilServant.objects.filter(pk=given.sponsor_id).update(born_on=date(1968, 12, 31))

        _, first = take(given, sponsor(of))

        assert first == JANUARY
        assert Sponsorship.objects.get(pk=given.sponsorship_id).end_reason == "handed_over"

    def test_begins_after_the_lists_that_are_locked(self, left):
        of, given = left
        CivilServant.objects.filter(pk=given.sponsor_id).update(gone_on=ON)
        who = sponsor(of)
        lock(
            agency_ids=[of.agency_id],
            month=Month(2026, 12),
            by=of.treasurer,
            at=lapse.morning(ON),
        )

        _, first = take(given, who)

        assert first == JANUARY

    def test_after_a_withdrawal_begins_with_the_month_that_nobody_pays(self, left):
        of, given = left
        change_consent(
            sponsorship_id=given.sponsorship_id,
            withdrawn=True,
            by=of.secretariat,
            at=lapse.morning(ON),
        )

        _, first = take(given, sponsor(of))

        assert first == Month(2026, 12)


class TestRefusals:
    def test_who_comes_second_finds_nothing(self, left):
        of, given = left
        stop(of, given)
        take(given, sponsor(of, 1))

        with pytest.raises(NotOffered):
            take(given, sponsor(of, 2))

        assert Sponsorship.objects.filter(worker_id=given.worker_id, state="accepted").count() == 1

    def test_a_colleague_of_another_office_and_one_who_is_not_left(self, left):
        of, given = left
        with pytest.raises(NotOffered):
            take(given, sponsor(of, 1))
        stop(of, given)
        with pytest.raises(NotOffered):
            take(given, sponsor(made.office(), 2))

    def test_other_terms_than_were_read(self, left):
        of, given = left
        stop(of, given)

        with pytest.raises(TermsChanged) as changed:
            take(given, sponsor(of), ceiling_idr=8_400)

        assert changed.value.offer.ceiling_idr == CEILING

    def test_somebody_who_is_no_longer_on_the_staff_list(self, left):
        of, given = left
        stop(of, given)
        who = sponsor(of)
        CivilServant.objects.filter(nip="198001012005011901").update(gone_on=ON)

        with pytest.raises(UnknownSponsor):
            take(given, who)

    def test_somebody_with_as_many_workers_as_one_may_have(self, left, monkeypatch):
        of, given = left
        stop(of, given)
        monkeypatch.setattr("payung.stages.enrolment.operations.endings.MOST_WORKERS", 0)

        with pytest.raises(SponsorFull):
            take(given, sponsor(of))

    def test_a_membership_that_is_over(self, left):
        of, given = left
        stop(of, given)
        with made.as_operation(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE membership_spell SET ends_on = '2026-11-19', end_reason = 'job'"
                " WHERE worker_id = %s",
                [given.worker_id],
            )

        with pytest.raises(NotOffered):
            take(given, sponsor(of))
