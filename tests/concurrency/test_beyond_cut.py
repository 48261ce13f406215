"""A slip beyond the cut is taken once, by two at once and by a process that dies in between."""

import pytest

from payung.foundation.approvals.operations import NotAsked
from payung.foundation.ledger.balances import balances
from payung.foundation.ledger.models import Transfer
from payung.kernel.people import Viewer
from payung.reports import verify
from payung.stages.remittance import operations
from payung.stages.remittance.models import PaidMonth, SlipLine
from payung.stages.remittance.operations.beyond_cut import ask_beyond_cut, take_beyond_cut
from payung.stages.remittance.problems import NothingBeyondCut
from payung.stages.remittance.queries.beyond_cut import beyond_cut_slips
from tests.concurrency.killing import dies_along
from tests.concurrency.test_remittance import _at_once
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.usefixtures("own_database")


def _stuck() -> tuple[made.Office, list[made.Given]]:
    of = made.office()
    given = made.giving(of, 3)
    made.listed(of)
    number = made.slip(of, 3 * TARIFF_IDR)
    made.report(of, not_cut={given[2].worker_id: "leave"})
    made.receipt(of, number, 3 * TARIFF_IDR)
    return of, given


def _ask(of: made.Office) -> int:
    line = SlipLine.objects.get(agency_id=of.agency_id).pk
    return ask_beyond_cut(slip_line_id=line, reason="kas kantor", by=of.treasurer, at=AT)


def _take(of: made.Office, asked: int, by=None) -> int:
    (seen,) = beyond_cut_slips(viewer=Viewer.system(), agency_id=of.agency_id)
    return take_beyond_cut(
        approval_id=asked, seen_digest=seen.digest, by=by or of.secretariat, at=AT
    )


def _is_taken_once(of: made.Office) -> None:
    books = balances([of.agency_id], DECEMBER)[of.agency_id]
    assert (books.office_idr, books.unallocated_idr) == (TARIFF_IDR, TARIFF_IDR)
    assert Transfer.objects.filter(kind="REMIT", agency_id=of.agency_id).count() == 1
    assert verify.findings(viewer=Viewer.system()) == []


def test_two_who_decide_at_once():
    of, _ = _stuck()
    asked = _ask(of)
    (seen,) = beyond_cut_slips(viewer=Viewer.system())

    def take(by):
        return lambda: take_beyond_cut(approval_id=asked, seen_digest=seen.digest, by=by, at=AT)

    outcomes = _at_once(take(of.secretariat), take(of.head))

    refused = [one for one in outcomes if isinstance(one, NotAsked | NothingBeyondCut)]
    assert len(refused) == 1
    assert PaidMonth.objects.count() == 2
    _is_taken_once(of)


def test_a_cut_that_comes_at_the_same_moment_is_counted_before_or_after():
    for _ in range(3):
        of, given = _stuck()
        asked = _ask(of)
        (seen,) = beyond_cut_slips(viewer=Viewer.system(), agency_id=of.agency_id)

        def cut(of=of, given=given):
            made.late_cut(of=of, month=DECEMBER, given=given[2], by=of.treasurer, at=AT)
            operations.settle(agency_ids=[of.agency_id], month=DECEMBER, by=of.treasurer, at=AT)

        def take(of=of, asked=asked, seen=seen):
            take_beyond_cut(approval_id=asked, seen_digest=seen.digest, by=of.secretariat, at=AT)

        _at_once(cut, take)

        books = balances([of.agency_id], DECEMBER)[of.agency_id]
        assert books.allocated_idr == 3 * TARIFF_IDR
        assert books.held_idr == books.office_idr, "what was held later is what the office gave"
    assert verify.findings(viewer=Viewer.system()) == []


@pytest.mark.slow
def test_killed_anywhere_it_is_taken_once():
    of, _ = _stuck()
    dies_along(lambda: _ask(of))
    asked = _ask(of)

    dies_along(lambda: _take(of, asked))

    _is_taken_once(of)
