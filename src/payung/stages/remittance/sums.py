"""One spelling per slip, and the parts that make it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from payung.kernel.canonical import digest
from payung.kernel.month import Month


class Way(StrEnum):
    """How a refund reaches the civil servant."""

    TRANSFER = "transfer"
    CASH = "cash"
    PAYROLL = "payroll"


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a slip pays for one office and month. `reason`: why it is not all that is held."""

    agency_id: int
    month: Month
    amount_idr: int
    reason: str = ""


def bank_spelling(text: str) -> str:
    """Return the bank in capitals with single spaces, so that `Bank  Jateng` is `BANK JATENG`."""
    return " ".join(normalize("NFKC", text).upper().split())


def number_spelling(text: str) -> str:
    """Return a document number in capitals without spaces, so that `jtg 0012` is `JTG0012`."""
    return "".join(normalize("NFKC", text).upper().split())


def usual_receipt_number(bank: str, slip_number: str) -> str:
    """Return the number of a receipt whose branch gives none: the same for the same slip."""
    told = digest([bank_spelling(bank), number_spelling(slip_number)])
    return f"TRM-{told[:10].upper()}"


def ordered(parts: Sequence[Part]) -> list[Part]:
    """Return the parts oldest month first, then by office: the order in which money fills them."""
    return sorted(parts, key=lambda part: (part.month, part.agency_id))


def total_idr(parts: Sequence[Part]) -> int:
    return sum(part.amount_idr for part in parts)
