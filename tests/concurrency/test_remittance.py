"""Two at once: the same slip, two receipts, a close against a late cut. One order or the other."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection

from payung.foundation.approvals.operations import NotDecided
from payung.foundation.ledger.balances import balances
from payung.kernel.people import Viewer
from payung.reports import verify
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Close, Match, PaidMonth, Receipt, Slip, SlipWithdrawal
from payung.stages.remittance.operations import Part
from payung.stages.remittance.problems import MoneyRefused
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.usefixtures("own_database")


def _at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all of them behind one barrier; return what each gave or raised."""
    barrier, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            outcomes[place] = act()
        except (MoneyRefused, NotDecided, DatabaseError) as refused:
            outcomes[place] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive(), "stuck: two of them wait for each other"
    return outcomes


def _cut(how_many: int = 20) -> made.Office:
    of = made.office()
    made.giving(of, how_many)
    made.listed(of)
    made.report(of)
    return of


def _books(of: made.Office):
    return balances([of.agency_id], DECEMBER)[of.agency_id]


def test_the_same_receipt_from_two_tabs_pays_once():
    of = _cut()
    number = made.slip(of, 20 * TARIFF_IDR)

    first, second = _at_once(*[lambda: made.receipt(of, number, 20 * TARIFF_IDR)] * 2)

    assert first == second
    assert PaidMonth.objects.count() == 20
    assert verify.findings(viewer=Viewer.system()) == []


def test_two_receipts_for_one_office_and_month_pay_everybody_once():
    of = _cut()
    numbers = [made.slip(of, 10 * TARIFF_IDR, reason="separuh") for _ in range(2)]

    _at_once(
        *[lambda number=number: made.receipt(of, number, 10 * TARIFF_IDR) for number in numbers]
    )

    assert PaidMonth.objects.count() == 20
    assert _books(of).unallocated_idr == 0
    assert verify.findings(viewer=Viewer.system()) == []


def test_the_same_slip_from_two_tabs_is_one_slip():
    of = _cut()

    first, second = _at_once(*[lambda: made.slip(of, 20 * TARIFF_IDR, number="S1")] * 2)

    assert first == second
    assert Slip.objects.count() == 1
    assert _books(of).transit_idr == 20 * TARIFF_IDR


def test_slip_and_its_receipt_at_once_always_meet():
    for attempt in range(5):
        of = _cut(2)
        number = f"T{attempt}"

        _at_once(
            lambda of=of, number=number: made.slip(of, 2 * TARIFF_IDR, number=number),
            lambda of=of, number=number: made.receipt(of, number, 2 * TARIFF_IDR),
        )

        assert (_books(of).transit_idr, _books(of).allocated_idr) == (0, 2 * TARIFF_IDR)
    assert Receipt.objects.count() == 5


def test_slips_over_the_same_offices_in_other_order_do_not_wait_for_each_other():
    offices = [_cut(2) for _ in range(4)]
    by = offices[0].secretariat

    def pay(number: str, places: list[made.Office]) -> int:
        parts = [
            Part(agency_id=of.agency_id, month=DECEMBER, amount_idr=TARIFF_IDR, reason="separuh")
            for of in places
        ]
        return operations.record_slip(
            regency_id=by.regency_id or 0,
            bank="BPD",
            number=number,
            paid_on=date(2026, 12, 9),
            parts=parts,
            by=by,
            at=AT,
        )

    outcomes = _at_once(lambda: pay("A", offices), lambda: pay("B", offices[::-1]))

    assert all(isinstance(outcome, int) for outcome in outcomes)
    assert all(_books(of).transit_idr == 2 * TARIFF_IDR for of in offices)


def test_a_close_and_a_late_cut_come_in_one_order_or_the_other():
    for _ in range(5):
        of = made.office()
        given = made.giving(of, 2)
        made.paid(of, not_cut={given[1].worker_id: "net_pay"})
        asked = operations.ask_close(agency_id=of.agency_id, month=DECEMBER, by=of.treasurer, at=AT)
        state = queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=DECEMBER)
        assert state is not None

        closed, cut = _at_once(
            lambda of=of, asked=asked, seen=state.digest: operations.close(
                approval_id=asked, seen_digest=seen, by=of.head, at=AT
            ),
            lambda of=of, late=given[1]: made.late_cut(
                of=of, month=DECEMBER, given=late, by=of.treasurer, at=AT
            ),
        )

        was_closed = Close.objects.filter(agency_id=of.agency_id).exists()
        assert was_closed is not isinstance(closed, Exception)
        assert was_closed is isinstance(cut, Exception)
        assert _books(of).cut_idr == (TARIFF_IDR if was_closed else 2 * TARIFF_IDR)


def test_a_slip_is_withdrawn_or_confirmed_but_never_both():
    of = _cut()
    number = made.slip(of, 20 * TARIFF_IDR)
    slip_id = int(Slip.objects.get().pk)

    def withdraw():
        operations.withdraw_slip(slip_id=slip_id, reason="salah", by=of.treasurer, at=AT)

    _at_once(withdraw, withdraw, lambda: made.receipt(of, number, 20 * TARIFF_IDR))

    books = _books(of)
    assert SlipWithdrawal.objects.count() + Match.objects.count() == 1
    assert (books.held_idr, books.allocated_idr) in ((20 * TARIFF_IDR, 0), (0, 20 * TARIFF_IDR))
    assert verify.findings(viewer=Viewer.system()) == []
