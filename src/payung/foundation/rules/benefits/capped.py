"""A cost paid back up to a ceiling: what home care, dentures, hearing aid and glasses share."""

from collections.abc import Iterable
from datetime import date

from payung.foundation.rules.benefits.accident import Accident, check
from payung.foundation.rules.benefits.lines import benefit, money
from payung.foundation.rules.problems import AmountNegative
from payung.foundation.rules.schema import Rule
from payung.foundation.rules.shapes import Ceiling
from payung.foundation.rules.values import Benefit, Note
from payung.kernel.dates import render_date
from payung.kernel.rupiah import render_rupiah


def paid_back(
    code: str,
    accident: Accident,
    cost_idr: int,
    rule: Rule[Ceiling],
    *,
    asks: Iterable[Note] = (),
) -> Benefit:
    """
    Return the cost, at most the ceiling in force on the day of the accident.

    Nothing, with the reason, where the benefit did not exist yet.
    :raises AmountNegative: the cost is below zero.
    """
    check(accident)
    cost_idr = not_negative(cost_idr)
    found = rule.in_force(accident.happened_on)
    most = found.value.amount
    paid, arithmetic = capped(cost_idr, most)
    if most == 0:
        begins = {"since": render_date(_begins(rule))}
        arithmetic = Note("rules.sum.not_yet", begins)
    line = money(code, paid, found, arithmetic=arithmetic, asks=asks)
    return benefit([line], (Note("rules.note.receipts"),))


def capped(cost_idr: int, most_idr: int) -> tuple[int, Note | None]:
    """Return the smaller amount, and how it was found where the ceiling cut something off."""
    if cost_idr <= most_idr:
        return cost_idr, None
    values = {"cost": render_rupiah(cost_idr), "most": render_rupiah(most_idr)}
    return most_idr, Note("rules.sum.at_most", values)


def not_negative(cost_idr: int) -> int:
    """Return the cost, refusing one below zero."""
    if cost_idr < 0:
        raise AmountNegative(amount=str(int(cost_idr)))
    return cost_idr


def _begins(rule: Rule[Ceiling]) -> date:
    return min(since for since, value in rule.values.items() if value.amount > 0)
