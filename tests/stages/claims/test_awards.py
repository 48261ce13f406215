"""What the rules compute for a claim, and the evidence of cover beside it."""

from datetime import date, timedelta

import pytest

from payung.kernel.month import Month
from payung.stages.claims import queries
from payung.stages.claims.models import Claim
from payung.stages.claims.states import State
from payung.stages.claims.sums.facts import Facts, LossFound, Outcome
from tests.factories import claims as made
from tests.factories import remittance as money
from tests.factories.claims import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return made.place()


class TestAnAward:
    def test_of_a_living_worker_counts_every_part_and_is_paid_to_the_worker(self, place):
        claim_id = made.hurt(
            place,
            at=AT - timedelta(days=2),
            facts=Facts(
                outcome=Outcome.PARTIAL,
                declared_at=AT - timedelta(hours=1),
                unable_from=date(2026, 11, 18),
                unable_until=date(2026, 12, 17),
                losses=(LossFound(part="thumb_right", function_lost=50),),
                costs_idr={"land": 250_000, "glasses": 400_000},
            ),
        )

        made.look(place, claim_id)
        award = queries.award_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)

        assert {line.part: int(line.line.amount_idr) for line in award.lines} == {
            "transport": 250_000,
            "stmb": 1_000_000,
            "glasses": 400_000,
            "partial": 6_000_000,
        }
        assert (award.wage_idr, award.is_covered) == (1_000_000, True)
        made.at_branch(place, claim_id, heirs=())
        made.pay(place, claim_id, None, made.decided(place, claim_id))
        assert Claim.objects.get(pk=claim_id).state == State.PAID

    def test_of_an_unknown_part_of_the_body_says_so(self, place):
        facts = Facts(outcome=Outcome.PARTIAL, losses=(LossFound(part="ekor"),))
        claim_id = made.hurt(place, facts=facts)
        made.look(place, claim_id)

        award = queries.award_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)

        assert (award.lines, award.refused.code) == ((), "rules.part_unknown")

    def test_for_an_uncovered_day_is_no_promise_and_is_sent_all_the_same(self):
        of = money.office()
        given = money.giving(of, 2, from_month=Month(2026, 9))
        missed = {given[0].worker_id: "net_pay"}
        for month in (Month(2026, 9), Month(2026, 10), made.NOVEMBER):
            money.paid(of, month, not_cut=None if month.month == 9 else missed)
        place = made.Place(of=of, given=tuple(given))

        claim_id = made.died(place)

        viewer = place.officer.viewer
        seen = queries.evidence_of(viewer=viewer, claim_id=claim_id, at=AT)
        assert not seen.cover.covered
        assert [one.standing for one in seen.months] == ["paid", "not_cut", "not_cut"]
        assert seen.may_settle
        assert seen.actions == ("claims.todo.settle", "claims.todo.send_anyway")
        assert not queries.award_of(viewer=viewer, claim_id=claim_id, at=AT).is_covered
        made.at_branch(place, claim_id)
