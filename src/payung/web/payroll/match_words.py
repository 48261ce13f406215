"""What changed between two looks at a month, in words: before and now, and who closed it."""

from datetime import datetime
from typing import Final

from payung.foundation.ledger.balances import Balances
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_time
from payung.kernel.rupiah import render_rupiah
from payung.reports.payroll.figures import Figures
from payung.stages.remittance.queries.closings import Closing
from payung.web.language import tell

PARTS: Final = (
    *("cut_idr", "received_idr", "transit_idr"),
    *("held_idr", "returned_idr", "suspense_idr"),
)
"""The line that always adds up, in the order in which a change of it is told."""
SEEN_BETWEEN: Final = "_"
SYSTEM_NAME: Final = "Payung"


def seen_of(money: Balances) -> str:
    """Return what somebody looks at, for a hidden field that comes back with the decision."""
    return SEEN_BETWEEN.join(str(getattr(money, part)) for part in PARTS)


def change_since_page(seen: str, money: Balances) -> str:
    """Return which figure differs from what the page had shown, or nothing."""
    before = seen.split(SEEN_BETWEEN)
    if len(before) != len(PARTS) or not all(map(_is_amount, before)):
        return tell("approvals.seen_otherwise")
    for part, was in zip(PARTS, before, strict=True):
        if int(was) != getattr(money, part):
            return _told("payroll.match.changed", part, int(was), getattr(money, part))
    return ""


def change_since_asking(asked: Figures, money: Balances) -> str:
    """Return which figure differs from when somebody asked; "" where only a reason does."""
    for part in PARTS:
        if getattr(asked, part) != getattr(money, part):
            return _told(
                "payroll.match.changed_since", part, getattr(asked, part), getattr(money, part)
            )
    return ""


def closed_words(closing: Closing) -> str:
    """Say who closed or reopened the month, and when."""
    if closing.reopened_at is not None:
        day, time = _when(closing.reopened_at)
        name = closing.reopen_approved_by or SYSTEM_NAME
        return tell("payroll.match.reopened_by", name=name, day=day, time=time)
    day, time = _when(closing.closed_at)
    name = closing.approved_by or SYSTEM_NAME
    return tell("payroll.match.closed_by", name=name, day=day, time=time)


def _told(code: str, part: str, was: int, now: int) -> str:
    name = tell(f"payroll.part.{part.removesuffix('_idr')}")
    return tell(code, part=name, before=render_rupiah(was), now=render_rupiah(now))


def _is_amount(text: str) -> bool:
    """Whether it is a figure of the line; what SUSPENSE owes stands below zero."""
    return text.isascii() and text.removeprefix("-").isdigit() and len(text) < 16


def _when(at: datetime) -> tuple[str, str]:
    return render_date(in_wib(at).date()), render_time(at)
