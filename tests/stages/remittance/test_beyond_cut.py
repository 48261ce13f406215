"""A confirmed slip for more than was cut: two people take it, and the month closes."""

import pytest

from payung.foundation.approvals.operations import NotAsked, SamePerson, SeenOtherwise
from payung.foundation.ledger.models import Transfer
from payung.kernel.people import Viewer
from payung.reports import verify
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Difference, PaidMonth, SlipLine
from payung.stages.remittance.operations.beyond_cut import ask_beyond_cut, take_beyond_cut
from payung.stages.remittance.problems import (
    MonthNotReady,
    NothingBeyondCut,
    NotYourMoney,
    ReasonMissing,
)
from payung.stages.remittance.queries.beyond_cut import beyond_cut_part, beyond_cut_slips
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR
from tests.stages.remittance.books import _books

pytestmark = pytest.mark.django_db
LISTED_IDR = 3 * TARIFF_IDR


def _stuck(*, not_cut=1, received_idr=LISTED_IDR):
    """Paid on by the list (P28), cut from fewer people, confirmed by the branch."""
    of = made.office()
    given = made.giving(of, 3)
    made.listed(of)
    made.slip(of, LISTED_IDR, number="A1")
    made.report(of, not_cut={one.worker_id: "leave" for one in given[3 - not_cut :]})
    made.receipt(of, "A1", received_idr)
    return of, given


def _asked(of, *, reason="Talangan kas kantor", by=None, line=None):
    line = line or SlipLine.objects.get(agency_id=of.agency_id, slip__number="A1").pk
    return ask_beyond_cut(slip_line_id=line, reason=reason, by=by or of.treasurer, at=AT)


def _seen(of):
    return beyond_cut_slips(viewer=of.secretariat.viewer, agency_id=of.agency_id)[0].digest


def _taken(of):
    asked = _asked(of)
    take_beyond_cut(approval_id=asked, seen_digest=_seen(of), by=of.secretariat, at=AT)


def _blocks(of):
    state = queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=DECEMBER)
    return [block.code for block in state.blocks]


def _closed(of, reason="cabang mengembalikan bulan depan"):
    asked = operations.ask_close(
        agency_id=of.agency_id, month=DECEMBER, reason=reason, by=of.treasurer, at=AT
    )
    state = queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=DECEMBER)
    operations.close(approval_id=asked, seen_digest=state.digest, by=of.head, at=AT)


class TestTaking:
    def test_pays_who_was_cut_and_says_whose_the_rest_is(self):
        of, given = _stuck()
        assert _blocks(of) == ["slip_waits", "held"]
        (waits,) = beyond_cut_slips(viewer=of.treasurer.viewer, month=DECEMBER)
        assert (waits.held_idr, waits.beyond_idr) == (2 * TARIFF_IDR, TARIFF_IDR)
        with pytest.raises(MonthNotReady):
            _closed(of)

        _taken(of)

        books = _books(of)
        assert (books.cut_idr, books.allocated_idr) == (2 * TARIFF_IDR, 2 * TARIFF_IDR)
        assert (books.received_idr, books.unallocated_idr) == (LISTED_IDR, TARIFF_IDR)
        assert (books.suspense_idr, books.office_idr) == (-TARIFF_IDR, TARIFF_IDR)
        paid = set(PaidMonth.objects.values_list("worker_id", flat=True))
        assert paid == {one.worker_id for one in given[:2]}, "nobody is paid who was not cut"
        assert _blocks(of) == ["unallocated", "office_money"]
        with pytest.raises(MonthNotReady):
            _closed(of, reason="")
        _closed(of)
        assert verify.findings(viewer=Viewer.system()) == []

    def test_where_nothing_was_cut_all_of_it_is_the_offices(self):
        of, _ = _stuck(not_cut=3)

        _taken(of)

        assert (_books(of).office_idr, _books(of).unallocated_idr) == (LISTED_IDR, LISTED_IDR)
        assert not PaidMonth.objects.exists()
        _closed(of)
        assert verify.findings(viewer=Viewer.system()) == []

    def test_a_later_cut_is_paid_from_what_the_branch_has(self):
        of, given = _stuck()
        _taken(of)

        made.late_cut(of=of, month=DECEMBER, given=given[2], by=of.treasurer, at=AT)
        operations.settle(agency_ids=[of.agency_id], month=DECEMBER, by=of.treasurer, at=AT)

        assert PaidMonth.objects.count() == 3
        assert (_books(of).held_idr, _books(of).unallocated_idr) == (TARIFF_IDR, 0)
        assert verify.findings(viewer=Viewer.system()) == []

    @pytest.mark.parametrize("is_said_before", [True, False])
    def test_what_the_bank_gives_back_is_the_offices_first(self, is_said_before):
        of, _ = _stuck(received_idr=TARIFF_IDR)
        difference = Difference.objects.get().pk

        def said():
            operations.explain_difference(
                difference_id=difference, words="x", given_back=True, by=of.treasurer, at=AT
            )

        for act in (said, lambda: _taken(of))[:: 1 if is_said_before else -1]:
            act()

        books = _books(of)
        assert (books.suspense_idr, books.transit_idr) == (0, 0)
        assert (books.held_idr, books.allocated_idr) == (TARIFF_IDR, TARIFF_IDR)
        assert verify.findings(viewer=Viewer.system()) == []

    def test_an_older_slip_that_waits_gets_nothing_of_it(self):
        of, _ = _stuck(not_cut=3)
        older = SlipLine.objects.get().pk
        made.slip(of, LISTED_IDR, number="B1", reason="ulang")
        made.receipt(of, "B1", LISTED_IDR)
        line = SlipLine.objects.get(slip__number="B1").pk

        asked = _asked(of, line=line)
        seen = beyond_cut_part(viewer=Viewer.system(), slip_line_id=line).digest
        take_beyond_cut(approval_id=asked, seen_digest=seen, by=of.secretariat, at=AT)

        assert beyond_cut_part(viewer=Viewer.system(), slip_line_id=older) is not None
        sent = Transfer.objects.filter(kind="REMIT").values_list("slip_id", flat=True)
        assert list(sent) == [SlipLine.objects.get(pk=line).slip_id]


class TestRefusals:
    def test_by_the_second_person_who_saw_something_else(self):
        of, given = _stuck()
        asked, seen = _asked(of), _seen(of)
        told = {"approval_id": asked, "at": AT}
        with pytest.raises(SamePerson):
            take_beyond_cut(**told, seen_digest=seen, by=of.treasurer)
        with pytest.raises(SeenOtherwise):
            take_beyond_cut(**told, seen_digest="0" * 64, by=of.secretariat)
        made.cut_reversed(
            of=of, month=DECEMBER, worker_id=given[0].worker_id, by=of.treasurer, at=AT
        )
        with pytest.raises(SeenOtherwise):
            take_beyond_cut(**told, seen_digest=seen, by=of.secretariat)
        _taken(of)
        with pytest.raises(NothingBeyondCut):
            _asked(of)
        with pytest.raises(NotAsked):
            take_beyond_cut(**told, seen_digest=seen, by=of.secretariat)

    def test_who_else_and_why_not(self):
        of, other = _stuck()[0], made.office()
        with pytest.raises(ReasonMissing):
            _asked(of, reason=" ")
        with pytest.raises(NotYourMoney):
            _asked(of, by=other.treasurer)
        assert beyond_cut_slips(viewer=other.treasurer.viewer) == []

    def test_a_slip_that_can_still_be_withdrawn_or_waits_for_payroll_is_not_for_two(self):
        of = made.office()
        made.giving(of, 1)
        made.listed(of)
        made.slip(of, 2 * TARIFF_IDR, number="A1")
        with pytest.raises(NothingBeyondCut):
            _asked(of)
        made.receipt(of, "A1", 2 * TARIFF_IDR)
        with pytest.raises(NothingBeyondCut):
            _asked(of)
        made.report(of)
        _taken(of)
        assert _books(of).allocated_idr == TARIFF_IDR
