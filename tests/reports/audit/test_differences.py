"""S123 by its query: each gap once, with its age; what two people signed stands apart."""

from datetime import date

import pytest

from payung.kernel.people import Role, Viewer
from payung.reports.audit.differences import Kind, differences
from payung.stages.remittance import operations
from payung.stages.remittance.models import Difference
from payung.stages.remittance.queries import month_state
from payung.stages.remittance.sums import Way
from tests.factories import remittance as made
from tests.factories.followed import auditor_of, cut, given_back
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR, Office

pytestmark = pytest.mark.django_db
LATE = date(2026, 12, 25)


def _kinds(of: Office, on: date = LATE) -> list[tuple[Kind, int, int]]:
    found = differences(viewer=auditor_of(of), on=on).open
    return [(one.kind, one.amount_idr, one.days) for one in found]


def test_nothing_open_is_no_difference():
    of, _ = cut(2)
    made.receipt(of, made.slip(of, 2 * TARIFF_IDR), 2 * TARIFF_IDR)

    assert _kinds(of) == []


def test_each_gap_is_one_difference_with_its_age():
    of, _ = cut(3)
    assert _kinds(of) == [(Kind.HELD, 3 * TARIFF_IDR, 15)]

    number = made.slip(of, 3 * TARIFF_IDR)
    assert _kinds(of) == [(Kind.TRANSIT, 3 * TARIFF_IDR, 16)]

    made.receipt(of, number, 3 * TARIFF_IDR - 100)
    assert sorted(_kinds(of)) == [
        (Kind.AMOUNT, 100, 16),
        (Kind.RECEIVED, TARIFF_IDR - 100, 15),
    ]

    operations.explain_difference(
        difference_id=Difference.objects.get().pk,
        words="Biaya bank",
        given_back=True,
        by=of.treasurer,
        at=AT,
    )
    assert (Kind.HELD, 100, 15) in _kinds(of)


def test_a_refund_is_open_until_it_was_handed_over():
    of, [one] = cut()
    refund_id = given_back(of, one)
    assert _kinds(of) == [(Kind.REFUND, TARIFF_IDR, 15)]

    operations.record_refund_payment(
        refund_id=refund_id,
        way=Way.CASH,
        proof="KW-7",
        paid_on=date(2026, 12, 10),
        by=of.treasurer,
        at=AT,
    )

    assert _kinds(of) == []


def test_a_list_without_an_answer_is_a_difference_after_its_due_day_only():
    of = made.office()
    made.giving(of, 1)
    made.listed(of)

    assert _kinds(of, date(2026, 12, 15)) == []
    assert _kinds(of, date(2026, 12, 16)) == [(Kind.UNREPORTED, TARIFF_IDR, 0)]


def test_a_cut_without_a_reason_a_slip_beyond_the_cut_and_a_receipt_without_slip_are_told():
    of = made.office()
    given = made.giving(of, 2)
    made.listed(of)
    made.report(of, not_cut={given[0].worker_id: ""})
    made.slip(of, 2 * TARIFF_IDR, reason="Semua")
    made.receipt(of, "BELUMADA", 5_000)

    assert {(kind, idr) for kind, idr, _ in _kinds(of)} == {
        (Kind.NO_REASON, TARIFF_IDR),
        (Kind.HELD, TARIFF_IDR),
        (Kind.WAITING, TARIFF_IDR),
        (Kind.NO_SLIP, 5_000),
    }


def test_a_month_closed_with_a_reason_is_told_apart():
    of, _ = cut(1)
    reason = "Bank libur, disetor bulan depan"
    asked = operations.ask_close(
        agency_id=of.agency_id, month=DECEMBER, reason=reason, by=of.treasurer, at=AT
    )
    state = month_state(viewer=Viewer.system(), agency_id=of.agency_id, month=DECEMBER)
    assert state is not None
    operations.close(approval_id=asked, seen_digest=state.digest, by=of.head, at=AT)

    found = differences(viewer=auditor_of(of), on=LATE)

    assert found.open == ()
    [one] = found.signed
    assert (one.kind, one.amount_idr, one.signed) == (Kind.HELD, TARIFF_IDR, reason)


def test_an_office_is_asked_for_alone():
    of, _ = cut(1)
    other, _ = cut(1)

    found = differences(viewer=auditor_of(of), on=LATE, agency_id=of.agency_id).open

    assert {one.agency_id for one in found} == {of.agency_id}
    assert differences(viewer=auditor_of(of), on=LATE, month=DECEMBER.next).open == ()
    del other


def test_another_regency_has_no_difference_of_this_one():
    cut()
    stranger = Viewer(Role.AUDITOR, 8009, made.office("Lain", code="33.10").regency_id, None)

    assert differences(viewer=stranger, on=LATE).open == ()
