"""One school year of one child: is it due, how much, and if not, why."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from payung.foundation.rules.benefits.lines import benefit, money, once, said
from payung.foundation.rules.benefits.scholarship_conditions import (
    about_birth,
    check_child,
    contributed,
    ended,
)
from payung.foundation.rules.benefits.scholarship_values import Child, Event, Level
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.schema import InForce
from payung.foundation.rules.shapes import SchoolLevels
from payung.foundation.rules.values import Benefit, Note, Statement


class YearDue(NamedTuple):
    """One more year of a level: its amount, and what is asked about it."""

    nth: int
    amount_idr: int
    asks: tuple[Note, ...]


def scholarship_year(
    child: Child,
    level: Level,
    *,
    asked_on: date,
    event: Event,
    number: int = 1,
    law: Law | None = None,
) -> Benefit:
    """
    Return the year's amount, or the statement why none is due. It is asked every year anew.

    :param child: with the years already paid per level.
    :param number: its place in the family's order, for the words.
    :raises NotInForce: the event lies before PP 82/2019, when one sum was paid once.
    """
    law = law or current_law()
    check_child(child)
    missing, asks = contributed(event, law)
    over = missing or ended(child, number, asked_on, event, law)
    notes = (Note("rules.note.scholarship_needs"),)
    if over is not None:
        return benefit((), notes, [over])
    found = law.beasiswa_jenjang.in_force(event.on)
    due = year_due(found.value, level, Counter[Level](child.paid_years))
    if due is None:
        return benefit((), notes, [used_up(found, level, number)])
    line = money(
        "rules.line.scholarship_year",
        due.amount_idr,
        found,
        values={"child": str(number), "level": level.upper(), "nth": str(due.nth)},
        asks=once((*asks, *about_birth(child, event), *due.asks)),
    )
    return benefit([line], notes)


def year_due(levels: SchoolLevels, level: Level, used: Counter[Level]) -> YearDue | None:
    """
    Return one more year of a level, None where the years of its group are used up.

    More years of one level than it takes, within the group's years, are a question.
    """
    row = levels.by_level[level]
    if sum(used[Level(one)] for one in levels.together[level]) >= row.group_years:
        return None
    nth = used[level] + 1
    if nth <= row.years:
        return YearDue(nth, row.amount, ())
    values = {"level": level.upper(), "years": str(row.years)}
    return YearDue(nth, row.amount, (Note("rules.ask.class_repeated", values),))


def used_up(found: InForce[SchoolLevels], level: Level, number: int) -> Statement:
    """Return that a level gives no further year, with the levels that count together."""
    together = ", ".join(one.upper() for one in found.value.together[level])
    most = str(found.value.by_level[level].group_years)
    values = {"child": str(number), "levels": together, "most": most}
    return said("rules.line.scholarship_used_up", found, values=values)
