"""What the treasurer says of one transfer, read once; amounts only where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.rupiah import parse_rupiah
from payung.stages.intake.problems import FileRefused
from payung.stages.remittance.operations import Part
from payung.stages.remittance.problems import (
    AmountNotHeld,
    AmountOutOfRange,
    DayAhead,
    NumberEmpty,
    NumberTooLong,
    PaidOnBefore,
    ScanKnown,
    ScanUsed,
    SlipEmpty,
    SlipKnown,
    SlipKnownElsewhere,
)
from payung.stages.remittance.queries import ToRemit
from payung.web.language import current, tell
from payung.web.requests import Request
from payung.web.scans import sent_scan
from payung.web.secretariat.asking import Said

FIELDS: Final[dict[type[Exception], str]] = {
    AmountNotHeld: "alasan",
    AmountOutOfRange: "jumlah",
    SlipEmpty: "jumlah",
    DayAhead: "tanggal",
    NumberEmpty: "nomor",
    NumberTooLong: "nomor",
    PaidOnBefore: "alasan",
    ScanKnown: "bukti",
    ScanUsed: "bukti",
    SlipKnown: "nomor",
    SlipKnownElsewhere: "nomor",
    FileRefused: "bukti",
}
"""Beside which box a refusal stands."""
LONGEST: Final = 200


@dataclass
class SlipForm:
    """`amounts` by month; the first is the month of the page."""

    bank: str = ""
    number: str = ""
    paid_on: date | None = None
    amounts: dict[Month, int] = field(default_factory=dict)
    reason: str = ""
    scan: bytes = b""
    problems: dict[str, str] = field(default_factory=dict)

    def parts(self, agency_id: int) -> list[Part]:
        """Return the parts of the slip; the reason is for whichever differs."""
        return [
            Part(agency_id=agency_id, month=month, amount_idr=amount, reason=self.reason)
            for month, amount in self.amounts.items()
        ]


def read_slip(request: Request, due: ToRemit, others: Sequence[ToRemit]) -> SlipForm:
    said = Said(request)
    form = SlipForm(problems=said.problems)
    form.bank = said.text("bank", most=40, empty="payroll.remit.bank_missing")
    form.number = said.text("nomor", most=60, empty="payroll.remit.number_missing")
    form.paid_on = said.day("tanggal", empty="payroll.remit.day_missing")
    form.amounts = _amounts(request, due, others, said.problems)
    form.reason = said.text("alasan", most=LONGEST)
    form.scan = sent_scan(request, "bukti", said.problems, empty="payroll.remit.scan_missing")
    return form


def _amounts(
    request: Request, due: ToRemit, others: Sequence[ToRemit], problems: dict[str, str]
) -> dict[Month, int]:
    """
    Return what was paid for each month; where nothing is typed, what the page said was due.

    Not what is due now: a correction in between is told, and the bank's paper stays as it is.
    """
    typed = request.POST.get("jumlah", "").strip()
    shown = request.POST.get("harus", "") if due.is_reported else ""
    amounts = {}
    if not typed and not due.is_reported:
        problems["jumlah"] = tell("payroll.remit.amount_missing")
    elif (own := _amount(typed or shown, "jumlah", problems)) is not None and (typed or own):
        amounts[due.month] = own
    for other in others:
        name = f"jumlah_{other.month}"
        if (more := _amount(request.POST.get(name, ""), name, problems)) is not None:
            amounts[other.month] = more
    if not amounts and "jumlah" not in problems:
        problems["jumlah"] = tell("payroll.remit.nothing_due")
    return amounts


def _amount(typed: str, name: str, problems: dict[str, str]) -> int | None:
    if not typed.strip():
        return None
    try:
        return int(parse_rupiah(typed))
    except Unreadable as unreadable:
        problems[name] = unreadable.finding.message(current())
        return None
