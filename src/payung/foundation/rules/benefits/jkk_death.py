"""JKK cash for the heirs after a death by work accident; the scholarship is a rule of its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from payung.foundation.rules.benefits.accident import (
    Accident,
    Wage,
    check,
    deciding_day,
    in_order,
    wage_of,
)
from payung.foundation.rules.benefits.lines import benefit, money
from payung.foundation.rules.benefits.lump_sums import instalments, share_of_wages
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Benefit, Line, Note
from payung.kernel.rupiah import Rupiah, render_rupiah


def jkk_death(accident: Accident, *, died_on: date, law: Law | None = None) -> Benefit:
    """
    Return 60 % of 80 months of wage, the periodic amount paid at once, and the funeral amount.

    There is no waiting time in JKK. The lump sum is at least that of JKM.
    :raises OutOfOrder: the death lies before the accident.
    :raises NotInForce: the deciding day lies before 1 July 2015.
    """
    law = law or current_law()
    check(accident)
    in_order(accident.happened_on, died_on)
    changing = (law.jkk_biaya_pemakaman, law.jkk_santunan_berkala, law.jkk_santunan_kematian)
    day, asks = deciding_day(accident.happened_on, died_on, law, *changing)
    lines = _lines(day, wage_of(accident, law), law, asks)
    return benefit(lines, (Note("rules.note.jkk_decided_by_bpjs"), Note("rules.note.jkk_no_wait")))


def _lines(day: date, wage: Wage, law: Law, asks: tuple[Note, ...]) -> Iterator[Line]:
    yield _lump_sum(day, wage, law, asks)
    yield instalments("rules.line.santunan_berkala", law.jkk_santunan_berkala.in_force(day), asks)
    funeral = law.jkk_biaya_pemakaman.in_force(day)
    yield money("rules.line.funeral", funeral.value.amount, funeral, asks=asks)


def _lump_sum(day: date, wage: Wage, law: Law, asks: tuple[Note, ...]) -> Line:
    months = law.jkk_bulan_upah.in_force(day).value.count
    rule = law.jkk_santunan_kematian.in_force(day)
    line = share_of_wages("rules.line.jkk_death", rule, months, wage, asks)
    least = law.jkm_santunan_kematian.in_force(day).value.amount
    if line.amount_idr >= least:
        return line
    found = {"found": render_rupiah(line.amount_idr), "least": render_rupiah(least)}
    return replace(line, amount_idr=Rupiah(least), arithmetic=Note("rules.sum.at_least", found))
