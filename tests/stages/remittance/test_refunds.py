"""A refund is asked once, given once, and its handing over is recorded once."""

from datetime import date, timedelta

import pytest

from payung.foundation.approvals.operations import refuse
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import RefundPayment
from payung.stages.remittance.problems import (
    DayAhead,
    NoRefund,
    NotYourMoney,
    PaidBeforeApproved,
    ReasonMissing,
    RefundedBefore,
    RefundWaits,
)
from payung.stages.remittance.sums import Way
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 10)


def _cut():
    of = made.office()
    given = made.giving(of, 2)
    made.listed(of)
    made.report(of)
    return of, given[0]


def _ask(of, given, amount_idr=TARIFF_IDR):
    return operations.ask_refund(
        agency_id=of.agency_id,
        month=DECEMBER,
        sponsor_id=given.sponsor_id,
        worker_id=given.worker_id,
        amount_idr=amount_idr,
        reason="berhenti",
        by=of.treasurer,
        at=AT,
    )


def _give(of, approval_id):
    (waiting,) = [
        one
        for one in queries.open_requests(viewer=of.head.viewer)
        if one.approval_id == approval_id
    ]
    return operations.refund(
        approval_id=approval_id, seen_digest=waiting.seen_digest, by=of.head, at=AT
    )


def _pay(of, refund_id, **more):
    said = {"way": Way.CASH, "proof": " K-7 ", "paid_on": TODAY, "by": of.treasurer, "at": AT}
    operations.record_refund_payment(refund_id=refund_id, **{**said, **more})


def test_asked_again_while_it_waits_is_refused():
    of, one = _cut()
    _ask(of, one, TARIFF_IDR - 1)

    with pytest.raises(RefundWaits):
        _ask(of, one)


def test_asked_again_after_a_refusal_is_a_new_request():
    of, one = _cut()
    first = _ask(of, one)
    refuse(approval_id=first, reason="salah", by=of.head, at=AT)

    assert _ask(of, one) != first


def test_a_part_given_back_is_all_that_is_ever_given_back():
    of, one = _cut()
    _give(of, _ask(of, one, TARIFF_IDR - 400))

    with pytest.raises(RefundedBefore):
        _ask(of, one, 400)


def test_handing_over_is_recorded_with_way_day_and_proof_once():
    of, one = _cut()
    given = _give(of, _ask(of, one))
    _pay(of, given)

    kept = RefundPayment.objects.get()
    assert (kept.way, kept.proof, kept.paid_on) == ("cash", "K-7", TODAY)
    with pytest.raises(NoRefund):
        _pay(of, given)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"proof": "  "}, ReasonMissing),
        ({"paid_on": TODAY + timedelta(days=1)}, DayAhead),
        ({"paid_on": TODAY - timedelta(days=1)}, PaidBeforeApproved),
    ],
)
def test_what_cannot_be_is_refused(more, problem):
    of, one = _cut()
    given = _give(of, _ask(of, one))

    with pytest.raises(problem):
        _pay(of, given, **more)
    assert not RefundPayment.objects.exists()


def test_another_office_records_nothing():
    of, one = _cut()
    given = _give(of, _ask(of, one))

    with pytest.raises(NotYourMoney):
        _pay(of, given, by=made.office().treasurer)


def test_an_unknown_refund_is_refused():
    of, _ = _cut()

    with pytest.raises(NoRefund):
        _pay(of, 10**9)
