"""Paying back the journey to hospital, home, another hospital, or a return-to-work programme."""

from collections.abc import Mapping
from enum import StrEnum

from payung.foundation.rules.benefits.accident import Accident, check
from payung.foundation.rules.benefits.capped import capped, not_negative
from payung.foundation.rules.benefits.lines import benefit, money
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Benefit, Note


class Mode(StrEnum):
    """Land stands for land, river and lake, as in the law."""

    LAND = "land"
    SEA = "sea"
    AIR = "air"


def transport(
    accident: Accident, costs_idr: Mapping[Mode, int], *, law: Law | None = None
) -> Benefit:
    """
    Return what is paid back per way of travelling; several ceilings are added up.

    The day of the accident decides the ceilings.
    :param costs_idr: all receipts of one accident, added up per way of travelling.
    :raises AmountNegative: a cost is below zero.
    """
    law = law or current_law()
    check(accident)
    found = law.jkk_transportasi.in_force(accident.happened_on)
    most = {Mode.LAND: found.value.land, Mode.SEA: found.value.sea, Mode.AIR: found.value.air}
    lines = []
    for mode in Mode:
        if mode in costs_idr:
            cost = not_negative(costs_idr[mode])
            code = f"rules.line.transport_{mode}"
            paid, arithmetic = capped(cost, most[mode])
            lines.append(money(code, paid, found, arithmetic=arithmetic))
    return benefit(lines, (Note("rules.note.receipts"),))
