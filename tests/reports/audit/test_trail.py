"""S121 by its query: every rupiah is found again, or its gap has a name."""

from datetime import UTC, date, datetime

import pytest

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import Account
from payung.foundation.ledger.posting import Cause, adjust, begin_entry
from payung.kernel.people import Actor, Role, Viewer
from payung.reports.audit.office_month import office_month, rows_of_month
from payung.reports.audit.places import Place, sums
from payung.reports.audit.trail import trail_of
from payung.stages.deductions.models import DeductionList
from payung.stages.remittance import operations
from tests.factories import remittance as made
from tests.factories.followed import auditor_of, cut, first_trail, given_back
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR, Office

pytestmark = pytest.mark.django_db
JANUARY = DECEMBER.next
LATER = datetime(2027, 1, 10, 3, 0, tzinfo=UTC)


def _places(of: Office, worker_id: int) -> list[tuple[str, int]]:
    trail = first_trail(of, worker_id)
    return [(p.place.value, p.amount_idr) for part in trail.workers for p in part.pieces]


def test_a_paid_month_is_followed_to_its_receipt():
    of, [one] = cut()
    number = made.slip(of, TARIFF_IDR)
    made.receipt(of, number, TARIFF_IDR)

    trail = first_trail(of, one.worker_id)

    [part] = trail.workers
    [slip] = trail.carrying
    assert [(p.place, p.amount_idr) for p in part.pieces] == [(Place.COVERED, TARIFF_IDR)]
    assert part.covered is not None
    assert part.covered.slip_id == slip.slip_id
    assert slip.receipt is not None
    assert slip.receipt.received_on == date(2026, 12, 10)
    assert part.is_whole


def test_money_that_goes_no_further_is_held_and_then_in_transit_with_its_slip():
    of, [one] = cut()

    assert _places(of, one.worker_id) == [("held", TARIFF_IDR)]
    made.slip(of, TARIFF_IDR)

    trail = first_trail(of, one.worker_id)
    [piece] = trail.workers[0].pieces
    assert (piece.place, piece.slip_id) == (Place.TRANSIT, trail.slips[0].slip_id)
    assert trail.slips[0].receipt is None


def test_a_short_receipt_splits_the_last_line_between_branch_and_transit():
    of, given = cut(3)
    number = made.slip(of, 3 * TARIFF_IDR)
    made.receipt(of, number, 3 * TARIFF_IDR - 1)

    places = [_places(of, one.worker_id) for one in sorted(given, key=lambda g: g.sponsor_id)]

    assert places == [
        [("covered", TARIFF_IDR)],
        [("covered", TARIFF_IDR)],
        [("received", TARIFF_IDR - 1), ("transit", 1)],
    ]


def test_two_slips_leave_the_last_worker_held_until_the_second_comes():
    of, given = cut(2)
    first = made.slip(of, TARIFF_IDR, reason="Sisanya menyusul")
    made.receipt(of, first, TARIFF_IDR)
    ordered = sorted(given, key=lambda g: g.sponsor_id)

    assert _places(of, ordered[0].worker_id) == [("covered", TARIFF_IDR)]
    assert _places(of, ordered[1].worker_id) == [("held", TARIFF_IDR)]


def test_what_was_given_back_names_the_two_who_decided():
    of, [one] = cut()
    given_back(of, one)

    [part] = first_trail(of, one.worker_id).workers

    assert [(p.place, p.amount_idr) for p in part.pieces] == [(Place.RETURNED, TARIFF_IDR)]
    assert [(r.reason, r.paid_on) for r in part.refunds] == [("Terpotong dua kali", None)]


def test_what_was_over_paid_leads_to_the_month_that_used_it_and_back():
    of = made.office()
    [one] = made.giving(of, 1)
    made.listed(of)
    made.report(of, over_idr={one.worker_id: TARIFF_IDR})
    number = made.slip(of, 2 * TARIFF_IDR)
    made.receipt(of, number, 2 * TARIFF_IDR)
    made.listed(of, JANUARY, credits_idr={one.worker_id: TARIFF_IDR}, at=LATER)
    made.report(of, JANUARY, at=LATER)
    operations.settle(agency_ids=[of.agency_id], month=JANUARY, by=of.treasurer, at=LATER)

    [december] = first_trail(of, one.worker_id).workers
    assert december.later_line_id is not None
    january = trail_of(viewer=auditor_of(of), line_id=december.later_line_id)

    assert [p.place for p in december.pieces] == [Place.COVERED, Place.PREPAID]
    assert all(piece.slip_id for piece in december.pieces)
    assert january is not None
    [part] = january.workers
    assert part.credit_line_id == december.line_id
    assert (part.cut_idr, part.covered is not None) == (0, True)


def test_a_month_taken_back_stays_in_sight_and_its_money_is_open_again():
    of, [one] = cut()
    made.receipt(of, made.slip(of, TARIFF_IDR), TARIFF_IDR)
    operations.unpay(
        paid_month_id=made.paid_months(of)[0], reason="Pekerja lain", by=of.treasurer, at=AT
    )

    [part] = first_trail(of, one.worker_id).workers

    assert [(p.place, p.amount_idr) for p in part.pieces] == [(Place.RECEIVED, TARIFF_IDR)]
    assert [paid.taken_back for paid in part.paid] == ["Pekerja lain"]
    assert part.covered is None


def test_who_was_not_cut_has_no_money_and_the_reason_of_payroll():
    of = made.office()
    [one] = made.giving(of, 1)
    made.listed(of)
    made.report(of, not_cut={one.worker_id: "net_pay"})

    [part] = first_trail(of, one.worker_id).workers

    assert (part.pieces, part.cut_idr, part.outcome, part.reason) == ((), 0, "not_cut", "net_pay")


def test_a_trail_takes_as_many_statements_for_many_workers_as_for_one(django_assert_num_queries):
    of, given = cut(5)
    trail = first_trail(of, given[0].worker_id)

    with django_assert_num_queries(7):
        trail_of(viewer=auditor_of(of), line_id=trail.workers[0].line_id)
    with django_assert_num_queries(4):
        month = office_month(viewer=auditor_of(of), list_id=trail.line.list_id)
    assert month is not None
    with django_assert_num_queries(3):
        rows_of_month(viewer=auditor_of(of), month=month)


def test_the_offices_money_is_the_sum_of_its_lines():
    of, _ = cut(4)
    made.receipt(of, made.slip(of, 3 * TARIFF_IDR, reason="Sebagian"), 3 * TARIFF_IDR - 100)
    month = office_month(viewer=auditor_of(of), list_id=_list_of(of))
    assert month is not None

    rows = rows_of_month(viewer=auditor_of(of), month=month)

    for one in month.sums:
        found = [p.amount_idr for row in rows for p in row.pieces if p.place is one.place]
        assert sum(found) == one.amount_idr
    assert month.cut_idr == 4 * TARIFF_IDR == sum(row.cut_idr for row in rows)


def test_another_regency_follows_nothing_here():
    of, [one] = cut()
    trail = first_trail(of, one.worker_id)
    stranger = Viewer(Role.AUDITOR, 8009, made.office("Lain", code="33.10").regency_id, None)

    assert trail_of(viewer=stranger, line_id=trail.workers[0].line_id) is None
    assert office_month(viewer=stranger, list_id=trail.line.list_id) is None
    assert sums(viewer=stranger, agency_id=of.agency_id, month=DECEMBER.first_day) == ()


def _list_of(of: Office) -> int:
    return int(DeductionList.objects.get(agency_id=of.agency_id).pk)


@operation
def _written_off(*, of: Office, by: Actor, at: datetime) -> None:
    """Move what is held to nobody, in two steps that each are allowed."""
    entry = begin_entry(Cause(ref="hilang", cause="test"), by=by, at=at)
    where = {"agency_id": of.agency_id, "month": DECEMBER, "amount_idr": TARIFF_IDR}
    adjust(entry, debit=Account.SUSPENSE, credit=Account.HELD, **where)
    adjust(entry, debit=Account.ASN, credit=Account.SUSPENSE, **where)
    record("test.lost", by=by, at=at)


def test_a_rupiah_that_was_written_off_is_shown_as_lost():
    of, [one] = cut()
    _written_off(of=of, by=of.treasurer, at=AT)

    assert _places(of, one.worker_id) == [("lost", TARIFF_IDR)]
