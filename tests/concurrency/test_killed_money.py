"""The power goes out while money is handled: each act is whole or absent, and is done once."""

from datetime import date

import pytest

from payung.foundation.documents.models import Document
from payung.foundation.outbox.models import Item, PreparedText
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.process.adopting import take_on
from payung.process.closing import close_month
from payung.process.endings import end_sponsorship
from payung.process.lapse_warnings import warn_of_lapses
from payung.process.payroll import take_result
from payung.process.tariff_notices import announce_tariffs
from payung.reports import verify
from payung.stages.deductions.operations import lock
from payung.stages.enrolment.models import Sponsorship
from payung.stages.intake.models import ReceivedFile
from payung.stages.membership.models import LapseWarning
from payung.stages.membership.operations import choose_notice_day
from payung.stages.reconciliation.models import Result
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import (
    Close,
    PaidMonth,
    Receipt,
    Refund,
    RefundPayment,
    RefundRequest,
    Reopening,
    Slip,
    SlipScan,
)
from payung.stages.remittance.operations import Part
from payung.stages.remittance.operations.scans import record_proven_slip
from payung.stages.remittance.sums import Way
from tests.concurrency.killing import dies_along
from tests.factories import deductions, lapse
from tests.factories import remittance as made
from tests.factories.payroll import PNG
from tests.factories.reconciliation import form
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_database")]
ON = date(2026, 11, 20)
NOVEMBER = Month(2026, 11)
JOB = Actor.system("job:uji")


def _in_order() -> None:
    assert verify.findings(viewer=Viewer.system()) == []


def test_list_and_payrolls_file(at):
    here = deductions.office()
    for _ in range(3):
        deductions.gives(here, at=at)
    dies_along(lambda: lock(agency_ids=[here.agency_id], month=DECEMBER, by=here.treasurer, at=at))
    content = form(deductions.locked(here, at=at), here)

    def send():
        return take_result(
            content=content,
            name="hasil.xlsx",
            agency_id=here.agency_id,
            month=DECEMBER,
            by=here.treasurer,
            at=at,
        )

    dies_along(send)

    assert "already_applied" in send().facts
    assert (Result.objects.count(), ReceivedFile.objects.count()) == (1, 1)


def test_slip_with_its_picture_receipt_close_and_reopening():
    of = made.office()
    made.giving(of, 3)
    made.listed(of)
    made.report(of)
    slip = {
        "regency_id": of.regency_id,
        "bank": "Bank Jateng",
        "number": "S1",
        "paid_on": date(2026, 12, 9),
        "parts": [Part(agency_id=of.agency_id, month=DECEMBER, amount_idr=3 * TARIFF_IDR)],
    }
    place = {"agency_id": of.agency_id, "month": DECEMBER}

    def pay():
        return record_proven_slip(**slip, scan=PNG, by=of.treasurer, at=AT)

    def confirm():
        return made.receipt(of, "S1", 3 * TARIFF_IDR)

    def ask():
        return operations.ask_close(**place, by=of.treasurer, at=AT)

    def close():
        state = queries.month_state(viewer=of.head.viewer, **place)
        return close_month(approval_id=ask_id, seen_digest=state.digest, **place, by=of.head, at=AT)

    def reopen():
        state = queries.month_state(viewer=of.head.viewer, **place)
        return operations.reopen(approval_id=reopen_id, seen_digest=state.digest, by=of.head, at=AT)

    for act in (pay, confirm, ask):
        dies_along(act)
        assert act() == act()
    ask_id = ask()
    dies_along(close)
    reopen_id = operations.ask_reopen(**place, reason="Tertukar", by=of.treasurer, at=AT)
    dies_along(reopen)

    for table in (Slip, SlipScan, Receipt, Close, Reopening):
        assert table.objects.count() == 1
    assert PaidMonth.objects.count() == 3
    assert Document.objects.filter(kind="D05").count() == 1
    _in_order()


def test_refund_asked_approved_and_handed_over():
    of = made.office()
    given = made.giving(of, 2)[0]
    made.listed(of)
    made.report(of)

    def ask():
        return operations.ask_refund(
            agency_id=of.agency_id,
            month=DECEMBER,
            sponsor_id=given.sponsor_id,
            worker_id=given.worker_id,
            amount_idr=TARIFF_IDR,
            reason="berhenti",
            by=of.treasurer,
            at=AT,
        )

    def approve():
        (asked,) = queries.open_requests(viewer=of.head.viewer)
        return operations.refund(
            approval_id=asked.approval_id, seen_digest=asked.seen_digest, by=of.head, at=AT
        )

    def hand_over():
        return operations.record_refund_payment(
            refund_id=Refund.objects.get().pk,
            way=Way.CASH,
            proof="K-1",
            paid_on=date(2026, 12, 10),
            by=of.treasurer,
            at=AT,
        )

    for act in (ask, approve, hand_over):
        dies_along(act)

    for table in (RefundRequest, Refund, RefundPayment):
        assert table.objects.count() == 1
    _in_order()


def test_a_colleague_takes_on():
    of = made.office()
    (given,) = lapse.covered(of, until=NOVEMBER)
    end_sponsorship(
        sponsorship_id=given.sponsorship_id,
        ended_on=date(2026, 12, 31),
        until_month=Month(2027, 1),
        reason="wish",
        by=of.secretariat,
        at=lapse.morning(ON),
    )
    who = lapse.account(
        "Rekan",
        civil_servant_id=lapse.colleague(of, 1),
        regency_id=of.regency_id,
        agency_id=of.agency_id,
    )

    dies_along(
        lambda: take_on(
            sponsorship_id=given.sponsorship_id,
            ceiling_idr=16_800,
            pay_source="gaji",
            by=who,
            at=lapse.morning(ON),
        )
    )

    assert Sponsorship.objects.filter(worker_id=given.worker_id, state="accepted").count() == 1


def test_warnings_and_notices_of_the_morning():
    of = made.office()
    lapse.covered(of, (NOVEMBER,), (NOVEMBER,), until=NOVEMBER)
    at = lapse.morning(ON)
    choose_notice_day(month=Month(2027, 1), announce_on=ON, by=of.secretariat, at=at)

    def warn():
        return warn_of_lapses(regency_id=of.regency_id, by=JOB, at=at)

    def announce():
        return announce_tariffs(regency_id=of.regency_id, by=JOB, at=at)

    dies_along(warn)
    warned = (LapseWarning.objects.count(), PreparedText.objects.count() + Item.objects.count())
    assert (warned[0], warn()) == (2, 0)
    dies_along(announce)

    assert announce() == 0
    assert LapseWarning.objects.count() == 2
    assert PreparedText.objects.count() + Item.objects.count() == warned[1] + 2
