"""What each missed month has caused and will cause, and when: the words for cover's at_risk."""

from collections.abc import Iterator
from datetime import date

from payung.foundation.rules.ages import is_too_old
from payung.foundation.rules.lapse import run_length, standing
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Consequence, Note, Standing
from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month


def consequences(
    *,
    first_month: Month,
    paid_months: frozenset[Month],
    asked: Month,
    born_on: date | None = None,
    law: Law | None = None,
) -> tuple[Consequence, ...]:
    """
    Return, in the order of the months, what has been missed and what each further miss will do.

    Empty while nothing is unpaid. After the end there is one entry, about the end.
    :param born_on: known, it adds the warning that a return is barred by age.
    """
    law = law or current_law()
    stands = standing(first_month=first_month, paid_months=paid_months, asked=asked, law=law)
    if not stands.unpaid:
        return ()
    if stands.lapsed_on is not None:
        return tuple(_ended(stands, stands.lapsed_on, born_on, law))
    assert stands.lapses_on is not None
    return tuple(_at_risk(stands, stands.lapses_on, paid_months, born_on, law))


def _ended(stands: Standing, on: date, born_on: date | None, law: Law) -> Iterator[Consequence]:
    last = stands.unpaid[-1]
    values = {"months": _listed(stands.unpaid), "on": render_date(on)}
    yield Consequence(last, True, on, Note("rules.consequence.ended", values))
    yield from _barred_by_age(last, True, on, born_on, law)


def _at_risk(
    stands: Standing, on: date, paid: frozenset[Month], born_on: date | None, law: Law
) -> Iterator[Consequence]:
    ahead = _months_ahead(stands.unpaid, paid, law)
    for month in stands.unpaid:
        yield Consequence(month, True, on, _missed(month, stands.unpaid, ahead, on))
    for month in ahead[:-1]:
        left = [later for later in ahead if later > month]
        values = {"month": render_month(month), "left": _listed(left), "on": render_date(on)}
        note = Note("rules.consequence.one_more", values)
        yield Consequence(month, False, month.next.first_day, note)
    last = ahead[-1] if ahead else stands.unpaid[-1]
    values = {"month": render_month(last), "on": render_date(on)}
    yield Consequence(last, False, on, Note("rules.consequence.will_end", values))
    yield from _barred_by_age(last, False, on, born_on, law)


def _missed(month: Month, unpaid: tuple[Month, ...], ahead: list[Month], on: date) -> Note:
    values = {"month": render_month(month), "on": render_date(on)}
    others = [other for other in unpaid if other > month] + ahead
    match others:
        case []:
            return Note("rules.consequence.missed_last", values)
        case [one]:
            return Note("rules.consequence.missed", {**values, "other": render_month(one)})
        case [one, two]:
            both = {"first": render_month(one), "second": render_month(two)}
            return Note("rules.consequence.missed_both", {**values, **both})
    return Note("rules.consequence.missed_all", {**values, "others": _listed(others)})


def _months_ahead(unpaid: tuple[Month, ...], paid: frozenset[Month], law: Law) -> list[Month]:
    """Return the months after the streak that, missed too, complete the run."""
    run, ahead, month = len(unpaid), list[Month](), unpaid[-1]
    while run < run_length(month, law):
        month = month.next
        if month in paid:
            run, ahead = 0, []
        else:
            run, ahead = run + 1, [*ahead, month]
    return ahead


def _barred_by_age(
    month: Month, missed: bool, on: date, born_on: date | None, law: Law
) -> Iterator[Consequence]:
    if born_on is not None and is_too_old(born_on, on, law):
        note = Note("rules.consequence.no_return", {"on": render_date(on)})
        yield Consequence(month, missed, on, note)


def _listed(months: tuple[Month, ...] | list[Month]) -> str:
    return ", ".join(render_month(month) for month in months)
