"""Two at once about one refund: asked, approved and handed over once, whichever comes first."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from payung.foundation.ledger.balances import balances
from payung.kernel.people import Viewer
from payung.reports import verify
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Refund, RefundPayment, RefundRequest
from payung.stages.remittance.problems import MoneyRefused, NoRefund, RefundWaits
from payung.stages.remittance.sums import Way
from tests.concurrency.test_remittance import _at_once
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.usefixtures("own_database")


def _cut() -> tuple[made.Office, made.Given]:
    of = made.office()
    given = made.giving(of, 2)
    made.listed(of)
    made.report(of)
    return of, given[0]


def _ask(of: made.Office, given: made.Given) -> Callable[[], Any]:
    return lambda: operations.ask_refund(
        agency_id=of.agency_id,
        month=DECEMBER,
        sponsor_id=given.sponsor_id,
        worker_id=given.worker_id,
        amount_idr=TARIFF_IDR,
        reason="berhenti",
        by=of.treasurer,
        at=AT,
    )


def _give(of: made.Office) -> Callable[[], Any]:
    (asked,) = queries.open_requests(viewer=of.head.viewer)
    return lambda: operations.refund(
        approval_id=asked.approval_id, seen_digest=asked.seen_digest, by=of.head, at=AT
    )


def test_two_who_ask_for_the_same_refund_leave_one_request():
    of, one = _cut()

    outcomes = _at_once(*[_ask(of, one)] * 2)

    assert sum(isinstance(outcome, RefundWaits) for outcome in outcomes) == 1
    assert RefundRequest.objects.count() == 1


def test_a_refund_and_a_slip_for_all_of_it_never_spend_the_money_twice():
    for _ in range(4):
        of, one = _cut()
        _ask(of, one)()

        outcomes = _at_once(_give(of), lambda of=of: made.slip(of, 2 * TARIFF_IDR))

        books = balances([of.agency_id], DECEMBER)[of.agency_id]
        assert sum(isinstance(outcome, MoneyRefused) for outcome in outcomes) == 1
        assert books.held_idr + books.transit_idr + books.returned_idr == 2 * TARIFF_IDR
        assert min(books.held_idr, books.transit_idr, books.returned_idr) >= 0
    assert verify.findings(viewer=Viewer.system()) == []


def test_two_who_record_the_handing_over_leave_one_proof():
    of, one = _cut()
    _ask(of, one)()
    given = _give(of)()

    def pay() -> None:
        operations.record_refund_payment(
            refund_id=given,
            way=Way.CASH,
            proof="K-1",
            paid_on=date(2026, 12, 10),
            by=of.treasurer,
            at=AT,
        )

    outcomes = _at_once(pay, pay)

    assert sum(isinstance(outcome, NoRefund) for outcome in outcomes) == 1
    assert (Refund.objects.count(), RefundPayment.objects.count()) == (1, 1)
