"""A slip recorded wrongly is withdrawn once, and everything is as if it had never been paid."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from payung.kernel.clock import today_in_wib
from payung.kernel.people import Viewer
from payung.reports import verify
from payung.stages.intake.problems import FileRefused
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Slip, SlipScan, SlipWithdrawal
from payung.stages.remittance.operations.scans import keep_scan
from payung.stages.remittance.problems import (
    MonthClosed,
    NotYourMoney,
    ReasonMissing,
    ScanUsed,
    SlipConfirmed,
    SlipKnown,
    SlipWithdrawn,
)
from payung.stages.remittance.queries.receipts import waiting_slips
from payung.stages.remittance.queries.withdrawn import withdrawn_slips
from tests.factories import remittance as made
from tests.factories.payroll import PNG
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR
from tests.stages.remittance.books import _books, _cut

pytestmark = pytest.mark.django_db


def _withdraw(of, slip_id, *, reason="Nomor salah ketik", by=None, at=AT):
    operations.withdraw_slip(slip_id=slip_id, reason=reason, by=by or of.treasurer, at=at)


def _slip_id(of, amount_idr, number="A1", **how):
    made.slip(of, amount_idr, number=number, **how)
    return int(Slip.objects.standing().get(number=number).pk)


class TestWithdraw:
    def test_holds_the_money_again_and_frees_number_and_picture_for_the_right_slip(self):
        of = made.office()
        _cut(of, 3)
        wrong = _slip_id(of, 2 * TARIFF_IDR, reason="sisanya menyusul")
        keep_scan(slip_id=wrong, content=PNG, by=of.treasurer, at=AT)

        _withdraw(of, wrong)

        assert (_books(of).held_idr, _books(of).transit_idr) == (3 * TARIFF_IDR, 0)
        assert waiting_slips(viewer=of.branch.viewer, on=today_in_wib(AT)) == []
        (gone,) = withdrawn_slips(
            viewer=of.treasurer.viewer, agency_id=of.agency_id, month=DECEMBER
        )
        assert (gone.number, gone.reason) == ("A1", "Nomor salah ketik")
        right = _slip_id(of, 3 * TARIFF_IDR)
        keep_scan(slip_id=right, content=PNG, by=of.treasurer, at=AT)
        made.receipt(of, "A1", 3 * TARIFF_IDR)
        assert _books(of).allocated_idr == 3 * TARIFF_IDR
        assert list(SlipScan.objects.order_by("pk").values_list("attempt", flat=True)) == [0, 1]
        assert verify.findings(viewer=Viewer.system()) == []
        with pytest.raises(SlipKnown):
            made.slip(of, TARIFF_IDR, number="A1", reason="lagi")
        other = made.office()
        _cut(other, 1)
        with pytest.raises(ScanUsed):
            keep_scan(
                slip_id=_slip_id(other, TARIFF_IDR, "B1"), content=PNG, by=other.treasurer, at=AT
            )

    def test_a_slip_that_only_waited_waits_no_longer(self):
        of = made.office()
        waits = _slip_id(of, TARIFF_IDR)

        _withdraw(of, waits)

        state = queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=DECEMBER)
        assert state.waiting_idr == 0
        _cut(of, 1)
        assert (_books(of).held_idr, _books(of).transit_idr) == (TARIFF_IDR, 0)

    def test_the_receipt_that_comes_after_waits_for_the_right_slip(self):
        of = made.office()
        _cut(of, 1)
        _withdraw(of, _slip_id(of, TARIFF_IDR))

        made.receipt(of, "A1", TARIFF_IDR)

        assert [one.slip_number for one in queries.parked_receipts(viewer=of.branch.viewer)] == [
            "A1"
        ]
        _slip_id(of, TARIFF_IDR)
        assert _books(of).allocated_idr == TARIFF_IDR

    def test_makes_no_money_younger_than_its_cut(self):
        of = made.office()
        _cut(of, 1)
        later = AT + timedelta(days=12)

        _withdraw(of, _slip_id(of, TARIFF_IDR), at=later)

        (held,) = queries.held(viewer=of.head.viewer, on=today_in_wib(later))
        assert (held.days, held.is_too_long) == (12, True)

    def test_is_refused_with_words_that_say_what_to_do(self):
        of, other = made.office(), made.office()
        _cut(of, 2)
        slip_id = _slip_id(of, TARIFF_IDR, reason="separuh")
        with pytest.raises(ReasonMissing):
            _withdraw(of, slip_id, reason="  ")
        with pytest.raises(NotYourMoney):
            _withdraw(of, slip_id, by=other.treasurer)
        with pytest.raises(NotYourMoney):
            _withdraw(of, 999_999)
        _withdraw(of, slip_id)
        with pytest.raises(SlipWithdrawn, match="slip_withdrawn"):
            _withdraw(of, slip_id)
        confirmed = _slip_id(of, 2 * TARIFF_IDR, "A2")
        made.receipt(of, "A2", 2 * TARIFF_IDR)
        with pytest.raises(SlipConfirmed) as refused:
            _withdraw(of, confirmed)
        assert "Minta cabang BPJS mengoreksinya" in refused.value.message()
        with pytest.raises(FileRefused):
            keep_scan(slip_id=confirmed, content=b"GIF89a", by=of.treasurer, at=AT)

    def test_of_a_closed_month_is_refused(self):
        of = made.office()
        _cut(of, 1)
        slip_id = _slip_id(of, TARIFF_IDR)
        asked = operations.ask_close(
            agency_id=of.agency_id, month=DECEMBER, reason="menunggu", by=of.treasurer, at=AT
        )
        state = queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=DECEMBER)
        operations.close(approval_id=asked, seen_digest=state.digest, by=of.head, at=AT)

        with pytest.raises(MonthClosed):
            _withdraw(of, slip_id)


class TestDatabase:
    """What the application itself could not do if it wanted to."""

    def test_a_number_or_a_picture_stands_once_and_a_slip_ends_once(self):
        of = made.office()
        _cut(of, 2)
        stands = Slip.objects.get(pk=_slip_id(of, TARIFF_IDR, reason="separuh"))
        keep_scan(slip_id=stands.pk, content=PNG, by=of.treasurer, at=AT)
        for refused, statement in (
            ("was not withdrawn", _COPY_SLIP),
            ("was not withdrawn", _COPY_SCAN),
            ("money of it stands", _WITHDRAW),
        ):
            with pytest.raises(DatabaseError, match=refused), transaction.atomic():
                _run(statement)
        _withdraw(of, stands.pk)
        _withdraw(of, _slip_id(of, 9 * TARIFF_IDR, "W1", reason="menunggu"))
        for refused, statement in (
            ("it was withdrawn and takes no money", _REMIT),
            ("remittance_slipwithdrawal", _WITHDRAW),
        ):
            with pytest.raises(DatabaseError, match=refused), transaction.atomic():
                _run(statement)

    def test_a_confirmed_slip_is_not_withdrawn_and_the_other_way(self):
        of = made.office()
        _cut(of, 1)
        _slip_id(of, TARIFF_IDR)
        made.receipt(of, "A1", TARIFF_IDR)

        with pytest.raises(DatabaseError, match="the branch confirmed it"), transaction.atomic():
            _run(_WITHDRAW)

        assert not SlipWithdrawal.objects.exists()


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


_COPY_SLIP = """
INSERT INTO remittance_slip (regency_id, bank, number, attempt, amount_idr, paid_on, recorded_at)
SELECT regency_id, bank, number, 1, amount_idr, paid_on, recorded_at FROM remittance_slip
"""
_COPY_SCAN = """
INSERT INTO remittance_slipscan (slip_id, kind, sha256, attempt, size, content, kept_at)
SELECT slip_id, kind, sha256, 1, size, content, kept_at FROM remittance_slipscan
"""
_WITHDRAW = """
INSERT INTO remittance_slipwithdrawal (slip_id, reason, withdrawn_at)
SELECT id, 'uji', recorded_at FROM remittance_slip
"""
_REMIT = """
INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, seq, amount_idr,
    slip_id, attempt)
SELECT max(t.entry_id), 'REMIT', 'TRANSIT', 'HELD', t.agency_id, t.month, max(t.seq) + 1, 1,
    (SELECT max(slip_id) FROM remittance_slipwithdrawal), 0
FROM ledger_transfer t GROUP BY t.agency_id, t.month
"""
