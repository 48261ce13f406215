"""Partial disability from a work accident: a part of the body lost, or its function reduced."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from payung.foundation.rules.benefits.accident import (
    Accident,
    Wage,
    check,
    deciding_day,
    in_order,
    wage_of,
)
from payung.foundation.rules.benefits.lines import benefit, money, once, percent_text
from payung.foundation.rules.benefits.lump_sums import part_of_wages
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.problems import (
    NoPart,
    PartTooOften,
    PartUnknown,
    PartWithinAnother,
    PercentOutOfRange,
)
from payung.foundation.rules.schema import InForce
from payung.foundation.rules.shapes import Part, Parts
from payung.foundation.rules.values import Benefit, Line, Note
from payung.kernel.rupiah import render_rupiah


@dataclass(frozen=True)
class Loss:
    """
    One finding of the doctor.

    :param part: a row of jkk_cacat_sebagian.yaml, without regard to left-handedness.
    :param times: how many fingers, toes, or steps.
    :param function_lost: percent of the function that is lost; None where the part itself is lost.
    :param found: the doctor's percentage, where the table has a range.
    """

    part: str
    times: int = 1
    function_lost: int | None = None
    found: Decimal | None = None


@dataclass(frozen=True)
class _Table:
    found: InForce[Parts]
    months: int
    wage: Wage
    is_left_handed: bool
    asks: tuple[Note, ...]

    def row(self, part: str) -> Part:
        row = self.found.value.by_part.get(part)
        if row is None:
            similar = get_close_matches(part, list(self.found.value.by_part), cutoff=0)
            raise PartUnknown(part=part, similar=", ".join(similar))
        return row

    def percent(self, loss: Loss) -> Decimal:
        """Return the percentage of one finding, before any reduction of function."""
        row = self.row(loss.part)
        if self.is_left_handed and row.mirror:
            row = self.row(row.mirror)
        each = row.percent if row.least is None else loss.found or row.least
        return min(each * loss.times, row.limit or each * loss.times)


def partial_disability(
    accident: Accident,
    losses: Sequence[Loss],
    *,
    is_left_handed: bool = False,
    declared_on: date | None = None,
    law: Law | None = None,
) -> Benefit:
    """
    Return the table's percentage of 80 months of wage for each loss, together at most 70 %.

    A reduced function counts by its percentage of the part's percentage. The table and the way
    of adding were not compared with the law, so every line is a question to the branch.
    :raises PartUnknown, PartTooOften, PartWithinAnother, PercentOutOfRange, NoPart: see there.
    """
    law = law or current_law()
    check(accident)
    declared = declared_on or accident.happened_on
    in_order(accident.happened_on, declared)
    day, asks = deciding_day(accident.happened_on, declared, law, law.jkk_cacat_sebagian)
    table = _Table(
        law.jkk_cacat_sebagian.in_force(day),
        law.jkk_bulan_upah.in_force(day).value.count,
        wage_of(accident, law),
        is_left_handed,
        asks,
    )
    _check(losses, table)
    lines = [_line(loss, table) for loss in losses]
    lines += _cap(lines, day, table, law)
    if len(losses) > 1:
        added = Note("rules.ask.disabilities_added")
        lines = [replace(line, asks=once((*line.asks, added))) for line in lines]
    return benefit(lines, (Note("rules.note.jkk_decided_by_bpjs"),))


def _line(loss: Loss, table: _Table) -> Line:
    percent = table.percent(loss)
    due = percent if loss.function_lost is None else percent * loss.function_lost / 100
    values = {
        "percent": percent_text(percent),
        "months": str(table.months),
        "wage": render_rupiah(table.wage.base_idr),
    }
    arithmetic = Note("rules.sum.share_of_wages", values)
    if loss.function_lost is not None:
        lost = {"lost": percent_text(Decimal(loss.function_lost))}
        arithmetic = Note("rules.sum.function_lost", {**values, **lost})
    row = table.row(loss.part)
    is_open = row.least is not None and loss.found is None
    asks = (Note("rules.ask.range", _bounds(row)),) if is_open else ()
    return money(
        f"rules.part.{loss.part}",
        part_of_wages(due, table.months, table.wage),
        table.found,
        values={"times": str(loss.times)},
        arithmetic=arithmetic,
        percent=due,
        asks=(*table.wage.asks, *table.asks, *asks),
    )


def _cap(lines: list[Line], day: date, table: _Table, law: Law) -> Iterator[Line]:
    """Yield a line below zero where the losses together are worth more than a total disability."""
    rule = law.jkk_cacat_sebagian_batas.in_force(day)
    most = rule.value.rate * 100
    together = sum((line.percent or Decimal(0) for line in lines), Decimal(0))
    if together <= most:
        return
    above = part_of_wages(together - most, table.months, table.wage)
    values = {"percent": percent_text(most), "together": percent_text(together)}
    yield money("rules.line.disability_cap", -above, rule, values=values, percent=most - together)


def _check(losses: Sequence[Loss], table: _Table) -> None:
    if not losses:
        raise NoPart
    counted = Counter[str]()
    for loss in losses:
        row = table.row(loss.part)
        counted[loss.part] += loss.times
        together = counted[loss.part] + counted[row.counts_with or ""]
        if loss.times < 1 or together > row.at_most:
            raise PartTooOften(part=loss.part, most=str(row.at_most))
        _check_percent(loss, row)
    for part in counted:
        if larger := sorted(counted.keys() & set(table.row(part).within)):
            raise PartWithinAnother(part=part, larger=larger[0])


def _check_percent(loss: Loss, row: Part) -> None:
    lost = loss.function_lost
    if lost is not None and not 1 <= lost <= 100:
        raise PercentOutOfRange(percent=str(lost), least="1 %", most="100 %")
    if loss.found is None:
        return
    if row.least is None or not row.least <= loss.found <= row.percent:
        raise PercentOutOfRange(percent=percent_text(loss.found), **_bounds(row))


def _bounds(row: Part) -> dict[str, str]:
    least = row.percent if row.least is None else row.least
    return {"least": percent_text(least), "most": percent_text(row.percent)}
