"""Total permanent disability (cacat total tetap) from a work accident."""

from datetime import date

from payung.foundation.rules.benefits.accident import (
    Accident,
    check,
    deciding_day,
    in_order,
    wage_of,
)
from payung.foundation.rules.benefits.lines import benefit
from payung.foundation.rules.benefits.lump_sums import instalments, share_of_wages
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Benefit, Note


def total_disability(
    accident: Accident, *, declared_on: date | None = None, law: Law | None = None
) -> Benefit:
    """
    Return 70 % of 80 months of wage and the periodic amount paid at once.

    :param declared_on: the day of the doctor's declaration, where it is known.
    :raises OutOfOrder: the declaration lies before the accident.
    """
    law = law or current_law()
    check(accident)
    declared = declared_on or accident.happened_on
    in_order(accident.happened_on, declared)
    changing = (law.jkk_cacat_total_tetap, law.jkk_santunan_berkala)
    day, asks = deciding_day(accident.happened_on, declared, law, *changing)
    months = law.jkk_bulan_upah.in_force(day).value.count
    rule = law.jkk_cacat_total_tetap.in_force(day)
    lines = (
        share_of_wages("rules.line.total_disability", rule, months, wage_of(accident, law), asks),
        instalments("rules.line.santunan_berkala", law.jkk_santunan_berkala.in_force(day), asks),
    )
    return benefit(lines, (Note("rules.note.jkk_decided_by_bpjs"),))
