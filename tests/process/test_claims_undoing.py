"""A death that was reported by mistake is undone: without a gap, or as an honest return."""

from datetime import UTC, datetime

import pytest

from payung.foundation.approvals.models import Approval
from payung.foundation.outbox.models import PreparedText
from payung.kernel.month import Month
from payung.kernel.moves import MoveNotAllowed
from payung.process.claiming import report_death, report_death_of_accident
from payung.process.claims_undoing import undo_death
from payung.stages.claims import operations
from payung.stages.claims.models import Claim
from payung.stages.claims.problems import ReasonMissing
from payung.stages.claims.queries import claims_of
from payung.stages.claims.states import State
from payung.stages.deductions.models import DeductionLine
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.membership.models import Payer, Spell
from payung.stages.registry.models import Worker
from tests.factories import claims as made
from tests.factories import remittance as money
from tests.factories.claims import AT, DIED_ON

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = Month(2026, 12), Month(2027, 1)
LATER = datetime(2027, 1, 12, 3, 0, tzinfo=UTC)


def report(place, *, at=AT):
    return report_death(
        sponsorship_id=place.given[0].sponsorship_id, died_on=DIED_ON, by=place.officer, at=at
    )


class TestADeathThatNeverWas:
    def undo(self, place, claim_id, *, at=AT, by=None, reason="salah orang"):
        return undo_death(claim_id=claim_id, reason=reason, by=by or place.officer, at=at)

    def test_is_undone_without_a_gap(self):
        place = made.place(months=2)
        claim_id = made.died(place)

        undone = self.undo(place, claim_id)

        assert (undone.goes_on, undone.from_month) == (True, DECEMBER)
        assert Worker.objects.get().died_on is None
        assert Claim.objects.get().state == State.WITHDRAWN
        spell, (old, new) = Spell.objects.get(), Payer.objects.order_by("from_month")
        assert (spell.ends_on, spell.end_reason) == (None, "")
        assert old.until_month == new.from_month == DECEMBER.first_day
        follower = Sponsorship.objects.get(state="accepted")
        assert follower.follows.end_reason == "died"
        assert Consent.objects.get(sponsorship=follower).ceiling_idr == 20_000
        (row,) = claims_of(viewer=place.officer.viewer, sponsorship_id=follower.pk, at=AT)
        assert row.claim_id == claim_id
        money.listed(place.of, DECEMBER)
        assert DeductionLine.objects.filter(month=DECEMBER.first_day).count() == 1
        assert "wa.claim_lives" in set(PreparedText.objects.values_list("code", flat=True))

    def test_keeps_a_month_that_was_listed_before_the_report(self):
        place = made.place()
        money.listed(place.of, DECEMBER)
        claim_id = made.died(place)

        undone = self.undo(place, claim_id)

        assert undone.from_month == JANUARY
        assert [str(payer.from_month) for payer in Payer.objects.order_by("from_month")] == [
            "2026-11-01",
            "2027-01-01",
        ]

    def test_after_a_list_without_the_worker_is_a_new_registration(self):
        place = made.place(2)
        claim_id = made.died(place)
        money.listed(place.of, DECEMBER)

        undone = self.undo(place, claim_id)

        assert (undone.goes_on, undone.locked) == (False, DECEMBER)
        assert Worker.objects.filter(died_on__isnull=False).count() == 0
        assert Spell.objects.filter(ends_on__isnull=False).count() == 1
        assert Sponsorship.objects.filter(state="ended").count() == 1

    def test_lets_the_requests_for_refunds_be(self):
        place = made.place()
        money.paid(place.of, DECEMBER)
        claim_id = report(place, at=LATER).claim_id

        self.undo(place, claim_id, at=LATER, by=place.other_officer)

        assert Approval.objects.get().state == "refused"

    def test_leaves_the_accident_it_was_said_to_follow_from(self):
        place = made.place()
        claim_id = made.hurt(place, at=made.noon(DIED_ON))
        report_death_of_accident(claim_id=claim_id, died_on=DIED_ON, by=place.officer, at=AT)

        assert self.undo(place, claim_id).goes_on
        claim = Claim.objects.get()
        assert (claim.is_death, claim.died_on, claim.state) == (False, None, State.REPORTED)

    def test_is_undone_where_bpjs_found_out_and_refused(self):
        place = made.place()
        claim_id = made.died(place)
        made.at_branch(place, claim_id)
        operations.refuse(claim_id=claim_id, reason="masih hidup", by=place.branch, at=AT)

        assert self.undo(place, claim_id).goes_on
        assert Claim.objects.get().state == State.WITHDRAWN
        assert report(place).is_new

    def test_needs_a_reason_and_a_file_that_is_still_the_officers(self):
        place = made.place()
        claim_id = made.died(place)
        with pytest.raises(ReasonMissing):
            self.undo(place, claim_id, reason=" ")
        made.at_branch(place, claim_id)

        with pytest.raises(MoveNotAllowed):
            self.undo(place, claim_id)
        operations.ask_more(claim_id=claim_id, reason="hidup", by=place.branch, at=AT)
        assert self.undo(place, claim_id).goes_on
