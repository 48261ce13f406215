"""Two at once about one family, and the power that goes out in between."""

from datetime import date

import pytest

from payung.kernel.moves import MoveNotAllowed
from payung.process.claiming import report_death
from payung.process.claims_undoing import undo_death
from payung.reports import verify
from payung.stages.claims import operations
from payung.stages.claims.models import Claim, Decision, Payment
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.states import State
from tests.concurrency.killing import dies_along
from tests.concurrency.test_one_sponsor import at_once
from tests.factories import claims as made
from tests.factories.claims import AT, DIED_ON

pytestmark = [pytest.mark.usefixtures("own_database"), pytest.mark.slow]


def _report(place, by):
    return lambda: report_death(
        sponsorship_id=place.given[0].sponsorship_id, died_on=DIED_ON, by=by, at=AT
    )


def _tried(act):
    def call():
        try:
            return act()
        except (ClaimRefused, MoveNotAllowed) as refused:
            return type(refused)

    return call


def test_two_officers_who_report_one_death_make_one_claim():
    place = made.place()

    first, second = at_once([_report(place, place.officer), _report(place, place.other_officer)])

    assert first.claim_id == second.claim_id
    assert {first.is_new, second.is_new} == {True, False}
    assert Claim.objects.count() == 1


def test_two_of_the_branch_decide_and_pay_once():
    place = made.place()
    claim_id = made.died(place)
    made.at_branch(place, claim_id)
    (widow,) = made.heir_ids(place, claim_id)

    at_once([lambda: made.decided(place, claim_id)] * 2)
    at_once([_tried(lambda: made.pay(place, claim_id, widow, 10_000_000))] * 2)

    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2]
    assert list(Payment.objects.values_list("amount_idr", flat=True)) == [10_000_000]
    assert Claim.objects.get().state == State.PAID


def test_one_pays_while_another_refuses():
    place = made.place()
    claim_id = made.died(place)
    made.at_branch(place, claim_id)
    made.decided(place, claim_id)
    (widow,) = made.heir_ids(place, claim_id)

    at_once(
        [
            _tried(lambda: made.pay(place, claim_id, widow, 10_000_000)),
            _tried(
                lambda: operations.refuse(claim_id=claim_id, reason="x", by=place.branch, at=AT)
            ),
        ]
    )

    state, paid = Claim.objects.get().state, Payment.objects.count()
    assert (state, paid) in {(State.PAID, 1), (State.REFUSED, 0)}
    assert verify.findings(viewer=made.SYSTEM) == []


def test_the_power_goes_out_while_a_death_is_reported_undone_and_paid():
    place = made.place()
    dies_along(_report(place, place.officer))
    claim_id = Claim.objects.get().pk
    dies_along(lambda: undo_death(claim_id=claim_id, reason="salah orang", by=place.officer, at=AT))
    found = _report(made.Place(of=place.of, given=place.given), place.officer)()
    made.at_branch(place, found.claim_id)
    made.decided(place, found.claim_id)
    (widow,) = made.heir_ids(place, found.claim_id)
    dies_along(lambda: made.pay(place, found.claim_id, widow, 10_000_000))

    assert Claim.objects.get(pk=found.claim_id).state == State.PAID
    assert Payment.objects.get().paid_on == date(2026, 11, 20)
    assert verify.findings(viewer=made.SYSTEM) == []
