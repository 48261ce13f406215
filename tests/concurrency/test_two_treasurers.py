"""Two at once on one step of a month: one does it, and the other hears who did, and when."""

from datetime import date

import pytest

from payung.foundation.access.models import Person
from payung.foundation.approvals.models import Approval
from payung.foundation.approvals.operations import DecidedBefore
from payung.foundation.ledger.balances import balances
from payung.kernel.people import Viewer
from payung.process.closing import close_month
from payung.process.payroll import take_as_listed, take_result
from payung.reports import verify
from payung.reports.payroll.trace import trace_of
from payung.stages.deductions.models import DeductionList
from payung.stages.deductions.operations import lock
from payung.stages.reconciliation import operations as answers
from payung.stages.reconciliation.models import Result, ResultLine
from payung.stages.reconciliation.problems import NewerResult, ResultExists
from payung.stages.reconciliation.queries.over_cut_requests import over_cuts_asked
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Close, PaidMonth, Refund, Slip, Unpaid
from payung.stages.remittance.operations import Part
from payung.stages.remittance.problems import NothingToPay, NotPaid, PaidOnBefore, SlipKnown
from tests.concurrency.test_month_list import at_once
from tests.factories import deductions
from tests.factories import remittance as made
from tests.factories.anomalies import without
from tests.factories.reconciliation import form
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR
from tests.stages.reconciliation.conftest import cell

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_database")]
NAMES = {
    **{7001: "Wiwik", 7002: "Tri", 7003: "Sri"},
    **{8001: "Rudi", 8002: "Bambang", 8004: "Endah"},
}
WHEN = "10/12/2026"


@pytest.fixture(autouse=True)
def named(own_database):
    """The people of the factories have names; the actors are theirs."""
    for number, name in NAMES.items():
        Person.objects.create(pk=number, sign_in=name.lower(), name=name, password="!")


def told(outcomes, *, by: str, when: str = WHEN):
    """Return the one refusal, after making sure that it names who was faster, and when."""
    (refused,) = [one for one in outcomes if isinstance(one, Exception)]
    words = refused.finding.message()
    assert by in words, words
    assert when in words, words
    return refused


def cut() -> made.Office:
    of = made.office()
    made.giving(of, 2)
    made.listed(of)
    made.report(of)
    return of


def in_order() -> None:
    assert verify.findings(viewer=Viewer.system()) == []


def test_lock_and_result(at):
    here = deductions.office()
    for _ in range(3):
        deductions.gives(here, at=at)
    place = {"agency_id": here.agency_id, "month": DECEMBER, "by": here.treasurer, "at": at}

    def freeze():
        return lock(agency_ids=[here.agency_id], month=DECEMBER, by=here.treasurer, at=at)

    assert sorted(one.made for one in at_once(freeze, freeze)) == [0, 1]
    trace = trace_of(viewer=here.viewer, agency_id=here.agency_id, month=DECEMBER)
    assert trace.locked_by == "Wiwik"

    list_id = freeze().list_ids[0]
    whole = form(DeductionList.objects.get(pk=list_id), here)
    outcomes = at_once(
        lambda: take_result(content=whole, name="a.xlsx", **place),
        lambda: take_result(content=without(whole, 0), name="b.xlsx", **place),
        lambda: take_as_listed(list_id=list_id, **place),
    )
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert len(refused) == 2
    assert {type(one) for one in refused} <= {NewerResult, ResultExists}
    for one in refused:
        assert "Wiwik, 20/11/2026 09.00" in one.finding.message()
    assert Result.objects.count() == 1


@pytest.mark.parametrize(("numbers", "refusal"), [("AB", PaidOnBefore), ("AA", SlipKnown)])
def test_remittance(numbers, refusal):
    of = cut()
    held = 2 * TARIFF_IDR

    def pay(number, day):
        return lambda: operations.record_slip(
            regency_id=of.regency_id,
            bank="BPD",
            number=number,
            paid_on=date(2026, 12, day),
            parts=[Part(agency_id=of.agency_id, month=DECEMBER, amount_idr=held)],
            by=of.treasurer,
            at=AT,
        )

    outcomes = at_once(pay(numbers[0], 8), pay(numbers[1], 9))

    assert isinstance(told(outcomes, by="Rudi"), refusal)
    assert Slip.objects.count() == 1
    assert balances([of.agency_id], DECEMBER)[of.agency_id].transit_idr == held


def test_close():
    of = made.office()
    made.giving(of, 2)
    made.paid(of)
    place = {"agency_id": of.agency_id, "month": DECEMBER}
    asked = operations.ask_close(**place, by=of.treasurer, at=AT)
    seen = queries.month_state(viewer=of.head.viewer, **place).digest

    outcomes = at_once(
        *[
            lambda by=by: close_month(approval_id=asked, seen_digest=seen, **place, by=by, at=AT)
            for by in (of.head, of.secretariat)
        ]
    )

    decided_by = Close.objects.get().approved_by_id
    assert isinstance(told(outcomes, by=NAMES[decided_by]), DecidedBefore)


def test_refund_approval():
    of = made.office()
    given = made.giving(of, 2)[0]
    made.listed(of)
    made.report(of)
    operations.ask_refund(
        agency_id=of.agency_id,
        month=DECEMBER,
        sponsor_id=given.sponsor_id,
        worker_id=given.worker_id,
        amount_idr=TARIFF_IDR,
        reason="berhenti",
        by=of.treasurer,
        at=AT,
    )
    (asked,) = queries.open_requests(viewer=of.head.viewer)

    outcomes = at_once(
        *[
            lambda by=by: operations.refund(
                approval_id=asked.approval_id, seen_digest=asked.seen_digest, by=by, at=AT
            )
            for by in (of.head, of.secretariat)
        ]
    )

    assert isinstance(told(outcomes, by=NAMES[Refund.objects.get().approved_by_id]), DecidedBefore)
    in_order()


def test_credit_of_an_over_cut(at):
    here = deductions.office()
    deductions.gives(here, at=at)
    kept = deductions.locked(here, at=at)
    take_result(
        content=form(kept, here, cell("D", "10.000")),
        name="lebih.xlsx",
        agency_id=here.agency_id,
        month=DECEMBER,
        by=here.treasurer,
        at=at,
    )
    answers.ask_over_cut(
        result_line_id=ResultLine.objects.get().pk, reason="Biar", by=here.treasurer, at=at
    )
    (asked,) = over_cuts_asked(viewer=here.viewer, list_id=kept.pk).values()

    outcomes = at_once(
        *[
            lambda by=by: answers.allow_over_cut(
                approval_id=asked.approval_id, seen_digest=asked.seen_digest, by=by, at=at
            )
            for by in (here.office_head, here.secretariat)
        ]
    )

    decided_by = Approval.objects.get(state="approved").decided_by_id
    refused = told(outcomes, by=NAMES[decided_by], when="20/11/2026")
    assert isinstance(refused, DecidedBefore)


def test_taking_a_paid_month_back_and_paying_it_again():
    of = made.office()
    (given,) = made.giving(of)
    made.paid(of)
    (paid,) = PaidMonth.objects.all()

    taken = at_once(
        *[
            lambda: operations.unpay(
                paid_month_id=paid.pk, reason="Tertukar", by=of.treasurer, at=AT
            )
        ]
        * 2
    )
    again = at_once(
        *[
            lambda: operations.pay_again(
                worker_id=given.worker_id, month=DECEMBER, reason="Benar", by=of.treasurer, at=AT
            )
        ]
        * 2
    )

    assert [type(one) for one in taken if isinstance(one, Exception)] == [NotPaid]
    assert [type(one) for one in again if isinstance(one, Exception)] == [NothingToPay]
    assert (Unpaid.objects.count(), PaidMonth.objects.count()) == (1, 2)
    in_order()
