"""Slips, receipts, what goes back, and months that close."""

from datetime import date
from typing import Any, Final

from payung.foundation.approvals.models import Approval
from payung.process.closing import close_month
from payung.process.receipt_lists import accept_receipt_list, keep_receipt_list
from payung.stages.intake.gateway import read_table
from payung.stages.remittance import operations as remittance
from payung.stages.remittance.files import LAYOUT, LIMITS, ReadReceipts, rows_of
from payung.stages.remittance.models import Difference, PaidMonth, Refund, Slip, SlipLine
from payung.stages.remittance.operations.beyond_cut import ask_beyond_cut, take_beyond_cut
from payung.stages.remittance.operations.refund_payments import record_refund_payment
from payung.stages.remittance.queries import month_state
from payung.stages.remittance.queries.receipt_lists import receipt_list_review
from payung.stages.remittance.sums import Part, Way
from tests.histories.acts.base import Base
from tests.histories.model.values import Invocation, Place, Reply
from tests.histories.world import MONTHS

BANK: Final = "BANK JATENG"
KINDS: Final = ("cut", "not_cut", "missing", "under", "over")


class Money(Base):
    """The operations on money that was cut."""

    def do_slip(
        self,
        call: Invocation,
        how: dict[str, Any],
        number: str,
        paid_on: date,
        parts: tuple[Any, ...],
    ) -> Reply:
        made = remittance.record_slip(
            regency_id=self.world.regency_id,
            bank=BANK,
            number=number,
            paid_on=paid_on,
            parts=[
                Part(**self._of(part.place), amount_idr=part.amount, reason=part.reason)
                for part in parts
            ],
            **how,
        )
        return ("ok", self.slips.setdefault(made, number))

    def do_withdraw(self, call: Invocation, how: dict[str, Any], slip: str) -> Reply:
        found = Slip.objects.standing().filter(number=slip).first()
        number = int(found.pk) if found else 0
        remittance.withdraw_slip(slip_id=number, reason="salah ketik", **how)
        return ("ok",)

    def do_receipt(
        self,
        call: Invocation,
        how: dict[str, Any],
        number: str,
        slip: str,
        amount: int,
        received_on: date,
    ) -> Reply:
        remittance.record_receipt(
            number=number,
            bank=BANK,
            slip_number=slip,
            amount_idr=amount,
            received_on=received_on,
            **how,
        )
        return ("ok", number)

    def do_receipt_list(
        self, call: Invocation, how: dict[str, Any], rows: tuple[Any, ...]
    ) -> Reply:
        head = "Nomor Tanda Terima;Bank;Nomor Bukti Setor;Jumlah (Rp);Tanggal Diterima"
        body = "".join(f"\r\n{n};{BANK};{s};{a};{on:%d/%m/%Y}" for n, s, a, on in rows)
        content = f"{head}{body}\r\n".encode()
        table = read_table(content, name="terima.csv", wanted=LAYOUT, limits=LIMITS)
        read = ReadReceipts(
            name="terima.csv",
            content=content,
            fingerprint=table.fingerprint,
            sha256=table.sha256,
            receipts=rows_of(table, today=call.day),
        )
        kept = keep_receipt_list(read=read, regency_id=self.world.regency_id, **how)
        seen = receipt_list_review(viewer=how["by"].viewer, receipts=read.receipts).digest
        return ("ok", accept_receipt_list(file_id=kept, read=read, seen_digest=seen, **how))

    def do_explain(
        self, call: Invocation, how: dict[str, Any], slip: str, given_back: bool
    ) -> Reply:
        found = Difference.objects.filter(match__slip__number=slip).first()
        number = int(found.pk) if found else 0
        remittance.explain_difference(
            difference_id=number, words="kurang setor", given_back=given_back, **how
        )
        return ("ok",)

    def do_ask_beyond(
        self, call: Invocation, how: dict[str, Any], slip: str, place: Place, reason: str
    ) -> Reply:
        of = self._of(place)
        found = SlipLine.objects.filter(
            slip__in=Slip.objects.standing().filter(number=slip),
            agency_id=of["agency_id"],
            month=of["month"].first_day,
        ).first()
        number = int(found.pk) if found else 0
        return self._asked(call, ask_beyond_cut(slip_line_id=number, reason=reason, **how))

    def do_beyond(
        self, call: Invocation, how: dict[str, Any], ref: str, seen: tuple[Any, ...]
    ) -> Reply:
        take_beyond_cut(**self._decision(ref, seen), **how)
        return ("ok",)

    def do_ask_refund(
        self,
        call: Invocation,
        how: dict[str, Any],
        place: Place,
        pair: tuple[int, int],
        amount: int,
        reason: str,
    ) -> Reply:
        made = remittance.ask_refund(
            **self._of(place),
            sponsor_id=self.world.sponsors[pair[0]],
            worker_id=self.world.workers[pair[1]],
            amount_idr=amount,
            reason=reason,
            **how,
        )
        return self._asked(call, made)

    def do_refund(
        self, call: Invocation, how: dict[str, Any], ref: str, seen: tuple[Any, ...]
    ) -> Reply:
        made = remittance.refund(**self._decision(ref, seen), **how)
        return ("ok", Refund.objects.get(pk=made).amount_idr)

    def do_pay_refund(self, call: Invocation, how: dict[str, Any], ref: str) -> Reply:
        asked = Approval.objects.filter(pk=self.approvals.get(ref, 0)).first()
        found = asked and Refund.objects.filter(request_id=asked.target_id).first()
        record_refund_payment(
            refund_id=found.pk if found else 0, way=Way.CASH, proof="KW 1", paid_on=call.day, **how
        )
        return ("ok",)

    def do_unpay(self, call: Invocation, how: dict[str, Any], worker: int, month: int) -> Reply:
        of = {"worker_id": self.world.workers[worker], "month": MONTHS[month].first_day}
        found = PaidMonth.objects.filter(**of).order_by("-attempt").first()
        number = int(found.pk) if found else 0
        remittance.unpay(paid_month_id=number, reason="salah pekerja", **how)
        return ("ok",)

    def do_pay_again(self, call: Invocation, how: dict[str, Any], worker: int, month: int) -> Reply:
        remittance.pay_again(
            worker_id=self.world.workers[worker], month=MONTHS[month], reason="jadi", **how
        )
        return ("ok",)

    def do_ask_close(
        self, call: Invocation, how: dict[str, Any], place: Place, reason: str
    ) -> Reply:
        return self._asked(call, remittance.ask_close(**self._of(place), reason=reason, **how))

    def do_close(
        self, call: Invocation, how: dict[str, Any], ref: str, place: Place, seen: tuple[Any, ...]
    ) -> Reply:
        state = month_state(viewer=how["by"].viewer, **self._of(place))
        looked = "0" * 64 if seen else state.digest if state else ""
        number = self.approvals.get(ref, 0)
        close_month(approval_id=number, **self._of(place), seen_digest=looked, **how)
        return ("ok",)

    def do_ask_reopen(
        self, call: Invocation, how: dict[str, Any], place: Place, reason: str
    ) -> Reply:
        return self._asked(call, remittance.ask_reopen(**self._of(place), reason=reason, **how))

    def do_reopen(
        self, call: Invocation, how: dict[str, Any], ref: str, seen: tuple[Any, ...]
    ) -> Reply:
        remittance.reopen(**self._decision(ref, seen), **how)
        return ("ok",)
