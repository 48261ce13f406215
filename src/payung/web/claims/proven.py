"""A payment as it is typed in: an amount, a day, and the picture that proves it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse

from payung.stages.claims.queries import ClaimView
from payung.stages.intake.problems import FileRefused
from payung.web.claims.moving import carried_out
from payung.web.claims.outcome import MOST_DIGITS, amount_of
from payung.web.language import current
from payung.web.requests import day_of
from payung.web.scans import ACCEPT, sent_scan
from payung.web.secretariat.asking import Ask, Said, day_boxes

PROOF: Final = "bukti"
_BESIDE: Final = {
    "claims.day_wrong": "tanggal",
    "claims.more_than_decided": "jumlah",
    "claims.amount_wrong": "jumlah",
}


@dataclass(frozen=True, kw_only=True)
class Paid:
    amount_idr: int
    paid_on: date
    proof: bytes


def questions_of(said: Said, amount: str) -> list[Ask]:
    today = day_boxes(day_of(said.request))
    return [
        Ask(
            id="jumlah", code="claim.pay.amount", kind="digits", value=amount,
            maxlength=MOST_DIGITS,
        ),
        Ask(id="tanggal", code="claim.pay.day", part="date", value=today),
        Ask(id=PROOF, code="claim.pay.proof", part="file", accept=ACCEPT),
    ]  # fmt: skip


def proven(
    said: Said, claim: ClaimView, code: str, pay: Callable[[Paid], None], *, to: str = ""
) -> HttpResponse | None:
    """Record the payment once; or note what is missing, or why it cannot be."""
    amount_idr = amount_of(said, "jumlah", empty="claim.pay.amount_empty")
    paid_on = said.day("tanggal", empty="claim.pay.day_empty")
    proof = sent_scan(said.request, PROOF, said.problems, empty="claim.pay.proof_empty")
    if said.problems or paid_on is None:
        return None
    paid = Paid(amount_idr=amount_idr, paid_on=paid_on, proof=proof)
    try:
        return carried_out(said, claim, code, lambda: pay(paid), _BESIDE, to=to)
    except FileRefused as refusal:
        said.problems[PROOF] = refusal.finding.message(current())
    return None
