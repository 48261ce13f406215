"""What one worker's month costs: docs/algorithms/contribution.md."""

from collections.abc import Iterable, Iterator
from typing import Any

from payung.foundation.rules import reductions
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.problems import IncomeNotPositive, NoProgramme
from payung.foundation.rules.rounding import share_of
from payung.foundation.rules.schema import Bracket, InForce
from payung.foundation.rules.values import (
    Contribution,
    Funds,
    Insured,
    Line,
    Note,
    Programme,
    Sector,
)
from payung.kernel.month import Month
from payung.kernel.rupiah import Rupiah

Combo = tuple[Sector, Funds, int, frozenset[Programme]]


def contribution(
    *,
    month: Month,
    sector: Sector,
    funds: Funds,
    income_idr: int,
    programmes: frozenset[Programme],
    law: Law | None = None,
) -> Contribution:
    """
    Return what is due for one worker and one contribution month, line by line.

    The contribution month decides, not the day of payment (for late payment: arrears_contribution).

    :param funds: whose money pays; it decides the PP 50/2025 discount.
    :raises NotInForce: the month lies before the first tariff (July 2015).
    :raises IncomeNotPositive: the income is zero, negative, or not a whole number.
    """
    insured = Insured(sector, funds, income_idr, programmes)
    return _priced(month, insured, law or current_law(), reduced_as_in=month)


def ceiling_idr(
    *,
    month: Month,
    sector: Sector,
    funds: Funds,
    income_idr: int,
    programmes: frozenset[Programme],
    law: Law | None = None,
) -> Rupiah:
    """Return the normal tariff without any reduction: what a deduction authorisation names."""
    insured = Insured(sector, funds, income_idr, programmes)
    law = law or current_law()
    return _total(_normal_lines(month, insured, law, _bracket(month, insured, law)).values())


def tariff_table(
    month: Month, combos: Iterable[Combo], *, law: Law | None = None
) -> dict[Combo, Contribution]:
    """Return the contribution of each distinct combination, so that one join prices a month."""
    law = law or current_law()
    return {
        combo: _priced(month, Insured(*combo), law, reduced_as_in=month)
        for combo in dict.fromkeys(combos)
    }


def arrears_contribution(
    *, month: Month, paid_in: Month, insured: Insured, law: Law | None = None
) -> Contribution:
    """
    Return what is due for `month` when it is paid late, in `paid_in`.

    Which month's reduction counts is the setting arrears_tariff; a note says so where it matters.
    """
    law = law or current_law()
    setting = law.settings["arrears_tariff"]
    of_month = _priced(month, insured, law, reduced_as_in=month)
    of_payment = _priced(month, insured, law, reduced_as_in=paid_in)
    due = of_month if setting.value == "contribution_month" else of_payment
    if of_month.total_idr == of_payment.total_idr:
        return due
    note = Note(f"{setting.note}.{setting.value}")
    return Contribution(due.total_idr, due.base_idr, due.lines, (*due.notes, note))


def _priced(month: Month, insured: Insured, law: Law, *, reduced_as_in: Month) -> Contribution:
    bracket = _bracket(month, insured, law)
    normal = _normal_lines(month, insured, law, bracket)
    lines = [*normal.values(), *_reduction_lines(reduced_as_in, insured, law, normal)]
    notes = _notes(reduced_as_in, insured, law, bracket)
    return Contribution(_total(lines), Rupiah(bracket.base_idr), tuple(lines), tuple(notes))


def bracket_of(*, month: Month, income_idr: int, law: Law) -> Bracket:
    """Return the row of the table that a monthly income falls into."""
    if not isinstance(income_idr, int) or isinstance(income_idr, bool) or income_idr <= 0:
        raise IncomeNotPositive(income=str(income_idr))
    rows = law.iuran_jkk_bpu.in_force(month.first_day).value.rows
    return next(row for row in reversed(rows) if row.from_idr <= income_idr)


def _bracket(month: Month, insured: Insured, law: Law) -> Bracket:
    found = bracket_of(month=month, income_idr=insured.income_idr, law=law)
    if not insured.programmes:
        raise NoProgramme
    return found


def _normal_lines(
    month: Month, insured: Insured, law: Law, bracket: Bracket
) -> dict[Programme, Line]:
    day = month.first_day
    jkk = law.iuran_jkk_bpu.in_force(day)
    jkm = law.iuran_jkm_bpu.in_force(day)
    jht = law.iuran_jht_bpu.in_force(day)
    amounts: dict[Programme, tuple[InForce[Any], Rupiah]] = {
        Programme.JKK: (jkk, Rupiah(bracket.amount_idr)),
        Programme.JKM: (jkm, Rupiah(jkm.value.amount)),
        Programme.JHT: (jht, share_of(bracket.base_idr, jht.value.rate)),
    }
    return {
        programme: Line(
            f"rules.line.{programme}",
            amount_idr,
            found.value.source,
            found.since,
            found.value.evidence,
        )
        for programme, (found, amount_idr) in amounts.items()
        if programme in insured.programmes
    }


def _reduction_lines(
    month: Month, insured: Insured, law: Law, normal: dict[Programme, Line]
) -> Iterator[Line]:
    due_idr: dict[Programme, int] = {key: line.amount_idr for key, line in normal.items()}
    in_force = [reductions.covid(month, law)]
    if reductions.is_discounted(insured.funds, law):
        in_force.append(reductions.discount(month, insured.sector, law))
    for reduction in in_force:
        if reduction is not None:
            yield from reduction.lines(due_idr)


def _notes(month: Month, insured: Insured, law: Law, bracket: Bracket) -> Iterator[Note]:
    if bracket.from_idr > 0:
        yield Note("rules.note.bracket_unverified")
    if not insured.programmes & {Programme.JKK, Programme.JKM}:
        return
    if reductions.covid(month, law) is not None:
        yield Note("rules.note.covid_conditions")
    yield from reductions.discount_notes(month, insured, law)


def _total(lines: Iterable[Line]) -> Rupiah:
    return Rupiah(sum(int(line.amount_idr) for line in lines))
