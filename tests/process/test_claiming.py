"""A reported death stops what it must, asks back what was cut after it, and is told once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from payung.foundation.approvals.models import Approval
from payung.foundation.outbox.models import PreparedText
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.claiming import (
    report_accident,
    report_death,
    report_death_of_accident,
    report_disability,
)
from payung.stages.claims import operations, queries
from payung.stages.claims.models import Claim
from payung.stages.claims.problems import (
    AnotherOffice,
    ClaimUnknown,
    DiedBeforeAccident,
    DiedOnOtherDay,
    EventBeforeBirth,
    EventInFuture,
    NotAllowed,
)
from payung.stages.claims.sums.facts import Facts, Outcome
from payung.stages.deductions.models import DeductionLine
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Payer, Spell
from payung.stages.registry.models import Worker
from tests.factories import claims as made
from tests.factories import remittance as money
from tests.factories.claims import AT, DIED_ON, NOVEMBER

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = Month(2026, 12), Month(2027, 1)
LATER = datetime(2027, 1, 12, 3, 0, tzinfo=UTC)


def report(place, *, on=DIED_ON, by=None, at=AT, **more):
    return report_death(
        sponsorship_id=place.given[0].sponsorship_id,
        died_on=on,
        by=by or place.officer,
        at=at,
        **more,
    )


class TestADeath:
    def test_ends_sponsorship_spell_and_payer_after_its_month(self):
        place = made.place(months=2)

        found = report(place, facts=Facts(family_phone="081200000901"))

        assert found.ending.last_month == NOVEMBER
        assert Sponsorship.objects.get().state == "ended"
        assert Spell.objects.get().ends_on == DIED_ON + timedelta(days=1)
        assert Payer.objects.get().until_month == DECEMBER.first_day
        texts = set(PreparedText.objects.values_list("code", flat=True))
        assert texts == {"wa.claim_died", "wa.condolence"}
        assert Worker.objects.get().name not in " ".join(
            PreparedText.objects.values_list("body", flat=True)
        )

    def test_leaves_no_line_on_the_next_list(self):
        place = made.place(2, months=2)
        report(place)

        money.listed(place.of, DECEMBER)

        lines = DeductionLine.objects.filter(month=DECEMBER.first_day)
        assert set(lines.values_list("worker_id", flat=True)) == {place.given[1].worker_id}

    def test_told_twice_is_one_claim_and_another_day_is_refused(self):
        place = made.place()
        first = report(place)

        again = report(place, by=place.other_officer)

        assert (again.claim_id, again.is_new) == (first.claim_id, False)
        with pytest.raises(DiedOnOtherDay) as refused:
            report(place, on=DIED_ON - timedelta(days=1))
        assert "akta" in refused.value.message()

    def test_by_accident_and_by_illness_are_two_claims_the_second_linked(self):
        place = made.place()
        first = report(place)

        second = report(place, accident_at=made.noon(DIED_ON))

        assert second.is_new
        assert Claim.objects.get(pk=second.claim_id).prior_id == first.claim_id
        assert report(place, accident_at=made.noon(DIED_ON)).claim_id == second.claim_id

    @pytest.mark.parametrize(
        ("on", "problem"),
        [
            (date(2026, 11, 21), EventInFuture),
            (date(1979, 12, 31), EventBeforeBirth),
        ],
    )
    def test_on_a_day_that_cannot_be_is_refused(self, on, problem):
        place = made.place()
        Worker.objects.update(born_on=date(1980, 1, 1))

        with pytest.raises(problem):
            report(place, on=on)
        assert not Claim.objects.exists()

    def test_before_the_accident_it_follows_from_is_refused(self):
        with pytest.raises(DiedBeforeAccident):
            report(made.place(), accident_at=made.noon(DIED_ON + timedelta(days=1)))

    def test_before_enrolment_is_recorded_and_never_covered(self):
        place = made.place(months=2)

        found = report(place, on=date(2026, 9, 30))

        seen = queries.evidence_of(viewer=place.branch.viewer, claim_id=found.claim_id, at=AT)
        assert (seen.cover.covered, seen.is_before_enrolment) == (False, True)
        flags = queries.flags_of(viewer=place.branch.viewer, claim_id=found.claim_id)
        assert "claims.flag.after_event" in {flag.code for flag in flags}
        assert queries.flags_of(viewer=place.officer.viewer, claim_id=found.claim_id) == []

    def test_is_not_reported_by_a_stranger_or_about_another_offices_worker(self):
        place, away = made.place(), made.place()

        for by, problem in (
            (place.of.treasurer, NotAllowed),
            (away.officer, ClaimUnknown),
            (Actor(8008, "Siti", Role.SPONSOR, place.of.regency_id, place.of.agency_id, "uji"),
             ClaimUnknown),
        ):  # fmt: skip
            with pytest.raises(problem):
                report(place, by=by)

    def test_of_a_worker_whom_another_office_has_now_is_theirs_to_tell(self):
        place, away = made.place(), made.place()
        with money.as_operation():
            mine = Sponsorship.objects.get(agency_id=place.of.agency_id)
            mine.state, mine.ended_on, mine.end_reason = "ended", date(2026, 11, 1), "wish"
            mine.save()
            Sponsorship.objects.filter(agency_id=away.of.agency_id).update(worker_id=mine.worker_id)

        with pytest.raises(AnotherOffice):
            report(place)


class TestMonthsAfterADeath:
    def test_that_are_held_are_asked_back_at_once_and_paid_ones_taken_back(self):
        place = made.place()
        money.paid(place.of, DECEMBER)
        money.listed(place.of, JANUARY, at=LATER)
        money.report(place.of, JANUARY, at=LATER)

        found = report(place, at=LATER)

        rows = queries.months_after(viewer=place.officer.viewer, claim_id=found.claim_id)
        assert found.refunds_asked == 2
        assert [(row.month, row.standing) for row in rows] == [
            (DECEMBER, "correction_asked"),
            (JANUARY, "refund_asked"),
        ]
        assert set(Approval.objects.values_list("state", flat=True)) == {"asked"}

    def test_that_are_only_listed_wait_for_payroll(self):
        place = made.place()
        money.listed(place.of, DECEMBER)

        found = report(place)

        (row,) = queries.months_after(viewer=place.officer.viewer, claim_id=found.claim_id)
        assert (row.standing, found.refunds_asked) == ("listed", 0)


class TestAnAccident:
    def test_stops_nothing_and_starts_the_clock(self):
        place = made.place()
        happened_at = AT - timedelta(hours=20)

        claim_id = made.hurt(place, at=happened_at)

        (row,) = queries.claims(viewer=place.officer.viewer, at=AT)
        (clock,) = row.stages
        assert (clock.due_at, clock.hours_left) == (happened_at + timedelta(hours=48), 28)
        assert row.is_running
        assert Sponsorship.objects.get().state == "accepted"
        assert made.hurt(place, at=happened_at) == claim_id

    def test_that_lies_ahead_is_refused(self):
        with pytest.raises(EventInFuture):
            made.hurt(made.place(), at=AT + timedelta(minutes=1))

    def test_becomes_a_death_by_accident(self):
        place = made.place()
        claim_id = made.hurt(place, at=made.noon(DIED_ON))

        found = report_death_of_accident(
            claim_id=claim_id, died_on=DIED_ON, by=place.officer, at=AT
        )

        claim = Claim.objects.get()
        assert (found.claim_id, claim.is_death, claim.died_on) == (claim_id, True, DIED_ON)
        assert found.ending.last_month == NOVEMBER

    def test_at_the_branch_already_gets_a_death_beside_it(self):
        place = made.place()
        facts = Facts(outcome=Outcome.RECOVERED, declared_at=AT - timedelta(hours=1))
        claim_id = made.hurt(place, at=made.noon(DIED_ON), facts=facts)
        made.at_branch(place, claim_id, heirs=())

        found = report_death_of_accident(
            claim_id=claim_id, died_on=DIED_ON, by=place.officer, at=AT
        )

        linked = Claim.objects.get(pk=found.claim_id)
        assert (linked.prior_id, linked.is_death) == (claim_id, True)

    def test_has_a_later_disability_as_a_claim_of_its_own(self):
        place = made.place()
        claim_id = made.hurt(place)

        found = report_disability(
            claim_id=claim_id, facts=Facts(outcome=Outcome.TOTAL), by=place.officer, at=AT
        )

        assert Claim.objects.get(pk=found.claim_id).prior_id == claim_id
        assert queries.claim_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT).linked == (
            found.claim_id,
        )


def test_an_accident_is_reported_by_the_workers_own_sponsor():
    place = made.place()
    sponsor = made.sponsor(place)

    found = report_accident(
        sponsorship_id=place.given[0].sponsorship_id,
        happened_at=AT - timedelta(hours=3),
        facts=Facts(injury="patah kaki"),
        by=sponsor,
        at=AT,
    )

    (row,) = queries.claims(viewer=sponsor.viewer, at=AT)
    seen = queries.claim_of(viewer=sponsor.viewer, claim_id=found.claim_id, at=AT)
    assert row.claim_id == found.claim_id
    assert (seen.tasks, seen.actions, seen.reason) == ((), (), "")
    with pytest.raises(NotAllowed):
        operations.open_facts(claim_id=found.claim_id, reason="ingin tahu", by=sponsor, at=AT)
    assert queries.facts_of(viewer=sponsor.viewer, claim_id=found.claim_id, at=AT) is None
    assert (
        queries.claims(viewer=replace(sponsor.viewer, person_id=sponsor.person_id + 1), at=AT) == []
    )
