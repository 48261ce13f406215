"""Shares of eighty months of wage, and amounts paid at once: what several JKK benefits share."""

from collections.abc import Iterable
from decimal import Decimal

from payung.foundation.rules.benefits.accident import Wage
from payung.foundation.rules.benefits.lines import money, percent_text
from payung.foundation.rules.rounding import share_of
from payung.foundation.rules.schema import InForce, Share
from payung.foundation.rules.shapes import Instalments
from payung.foundation.rules.values import Line, Note
from payung.kernel.rupiah import Rupiah, render_rupiah


def share_of_wages(
    code: str, found: InForce[Share], months: int, wage: Wage, asks: Iterable[Note]
) -> Line:
    """Return `60 % × 80 × wage` as a line."""
    percent = found.value.rate * 100
    amount_idr = part_of_wages(percent, months, wage)
    arithmetic = Note("rules.sum.share_of_wages", _values(percent, months, wage))
    return money(
        code,
        amount_idr,
        found,
        arithmetic=arithmetic,
        percent=percent,
        asks=(*wage.asks, *asks),
    )


def part_of_wages(percent: Decimal, months: int, wage: Wage) -> Rupiah:
    """Return a percentage of so many months of wage; an unwhole result is refused."""
    return share_of(months * wage.base_idr, percent / 100)


def instalments(code: str, found: InForce[Instalments], asks: Iterable[Note]) -> Line:
    """Return `24 × 500,000` as a line."""
    value = found.value
    arithmetic = Note(
        "rules.sum.times",
        {"times": str(value.months), "amount": render_rupiah(value.monthly)},
    )
    return money(code, value.amount, found, arithmetic=arithmetic, asks=asks)


def _values(percent: Decimal, months: int, wage: Wage) -> dict[str, str]:
    return {
        "percent": percent_text(percent),
        "months": str(months),
        "wage": render_rupiah(wage.base_idr),
    }
