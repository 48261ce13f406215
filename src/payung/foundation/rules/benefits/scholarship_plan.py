"""The scholarship of a family, laid out year by year until it ends for each child."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from payung.foundation.rules.benefits.lines import benefit, money, once, said
from payung.foundation.rules.benefits.scholarship_conditions import (
    about_birth,
    check_child,
    contributed,
    end_of,
    ended,
)
from payung.foundation.rules.benefits.scholarship_values import (
    Child,
    Event,
    Level,
    ScholarshipPlan,
    ScholarshipYear,
)
from payung.foundation.rules.benefits.scholarship_year import used_up, year_due
from payung.foundation.rules.benefits.school_years import begins_on, classes_from
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.schema import InForce
from payung.foundation.rules.shapes import SchoolLevels
from payung.foundation.rules.values import Benefit, Line, Note, Statement
from payung.kernel.dates import render_date
from payung.kernel.rupiah import Rupiah, render_rupiah


@dataclass(frozen=True)
class _Path:
    """One child's years, their lines, and what is said about them."""

    years: tuple[ScholarshipYear, ...]
    lines: tuple[Line, ...]
    statements: tuple[Statement, ...]


def scholarship_plan(
    event: Event, children: Sequence[Child], *, law: Law | None = None
) -> ScholarshipPlan:
    """
    Return the years of at most two children, in the family's order, as if each class were passed.

    It is a plan: every year is claimed anew, with the school's letter. Whatever is paid follows
    the law in force on the day of the event. Before PP 82/2019 one sum was paid once.
    :raises GradeUnknown, BeforeBirth, PaidMonthsNegative: see there.
    """
    law = law or current_law()
    for child in children:
        check_child(child)
    missing, asks = contributed(event, law)
    notes = (Note("rules.note.scholarship_needs"), Note("rules.note.scholarship_plan"))
    if missing is not None:
        return _plan(benefit((), notes[:1], [missing]), ())
    if event.on < min(law.beasiswa_jenjang.values):
        return _plan(_once(event, children, law, asks, notes[:1]), ())
    paths = list(_paths(event, children, law, asks))
    lines = [line for path in paths for line in path.lines]
    statements = [one for path in paths for one in path.statements]
    years = tuple(year for path in paths for year in path.years)
    return _plan(benefit(lines, notes, statements), years)


def _paths(
    event: Event, children: Sequence[Child], law: Law, asks: tuple[Note, ...]
) -> Iterator[_Path]:
    found = law.beasiswa_anak.in_force(event.on)
    taken = 0
    for number, child in enumerate(children, start=1):
        path = _path(number, child, event, law, asks)
        if path.years and taken == found.value.count:
            values = {"child": str(number), "most": str(found.value.count)}
            ask = Note("rules.ask.which_children")
            line = said("rules.line.scholarship_too_many", found, values=values, asks=[ask])
            yield _Path((), (), (line,))
            continue
        taken += bool(path.years)
        yield path


def _path(number: int, child: Child, event: Event, law: Law, asks: tuple[Note, ...]) -> _Path:
    found = law.beasiswa_jenjang.in_force(event.on)
    year, classes = classes_from(child, found.value, event.on, law)
    if not classes:
        ask = Note("rules.ask.school_unknown")
        line = said("rules.line.scholarship_unknown", found, values=_of(number), asks=[ask])
        return _Path((), (), (line,))
    walk = _Walk(number, child, event, law, found)
    if child.level is None:
        later = _later(number, year, event, law)
        walk.statements.append(later)
        asks = (*asks, *later.asks)
    for level, _ in classes:
        if not walk.attends(level, year):
            break
        year += 1
    else:
        on = begins_on(year, law)
        values = {**_of(number), "on": render_date(on)}
        end = said("rules.line.scholarship_ends_done", found, values=values, on=on)
        walk.statements.append(end)
    lines = tuple(walk.lines((*asks, *about_birth(child, event))))
    return _Path(tuple(walk.years), lines, tuple(walk.statements))


class _Walk:
    """Goes through a child's classes, and keeps what each school year brought."""

    def __init__(
        self, number: int, child: Child, event: Event, law: Law, found: InForce[SchoolLevels]
    ) -> None:
        self.number, self.child, self.event, self.law = number, child, event, law
        self.found, self.end = found, end_of(child, event, law)
        self.used = Counter[Level](child.paid_years)
        self.years: list[ScholarshipYear] = []
        self.asks: dict[Level, tuple[Note, ...]] = {}
        self.statements: list[Statement] = []

    def attends(self, level: Level, year: int) -> bool:
        """Take up one school year; say no once the scholarship has ended for the child."""
        asked_from = max(begins_on(year, self.law), self.event.on)
        if asked_from >= self.end.on:
            over = ended(self.child, self.number, asked_from, self.event, self.law)
            self.statements += [over] if over is not None else []
            return False
        due = year_due(self.found.value, level, self.used)
        if due is None:
            none = used_up(self.found, level, self.number)
            self.statements += [none] if none not in self.statements else []
            return True
        self.used[level] += 1
        amount = Rupiah(due.amount_idr)
        self.years.append(ScholarshipYear(self.number, year, asked_from, level, due.nth, amount))
        self.asks[level] = (*self.asks.get(level, ()), *due.asks)
        self.statements += self._hurry(year)
        return True

    def lines(self, asks: tuple[Note, ...]) -> Iterator[Line]:
        """Yield the years of a level as one line, as the family reads them."""
        for level, count in Counter(year.level for year in self.years).items():
            each = self.found.value.by_level[level].amount
            sums = {"times": str(count), "amount": render_rupiah(each)}
            yield money(
                "rules.line.scholarship_level",
                each * count,
                self.found,
                values={**_of(self.number), "level": level.upper()},
                arithmetic=Note("rules.sum.times", sums),
                asks=once((*asks, *self.asks[level])),
            )

    def _hurry(self, year: int) -> Iterator[Statement]:
        """Yield the birthday before which the last year must be claimed."""
        if self.end.code != "age" or self.end.on > begins_on(year + 1, self.law):
            return
        found = self.law.beasiswa_usia.in_force(self.event.on)
        on = self.end.on
        values = {**_of(self.number), "on": render_date(on), "age": str(found.value.count)}
        yield said("rules.line.scholarship_before", found, values=values, on=on)


def _later(number: int, year: int, event: Event, law: Law) -> Statement:
    found = law.usia_masuk_sekolah.in_force(event.on)
    on = begins_on(year, law)
    values = {**_of(number), "on": render_date(on)}
    asks = (Note("rules.ask.school_age", {"tk": str(found.value.tk), "sd": str(found.value.sd)}),)
    line = said("rules.line.scholarship_later", found, values=values, on=on)
    return replace(line, asks=asks)


def _once(
    event: Event,
    children: Sequence[Child],
    law: Law,
    asks: tuple[Note, ...],
    notes: tuple[Note, ...],
) -> Benefit:
    """Return the one sum for one child of the earlier law."""
    found = law.beasiswa_sekali.in_force(event.on)
    if not children:
        return benefit((), notes)
    old = Note("rules.ask.old_scholarship")
    line = money("rules.line.scholarship_once", found.value.amount, found, asks=(*asks, old))
    return benefit([line], notes)


def _plan(found: Benefit, years: tuple[ScholarshipYear, ...]) -> ScholarshipPlan:
    return ScholarshipPlan(
        Rupiah(found.total_idr), found.lines, found.notes, found.statements, years
    )


def _of(number: int) -> dict[str, str]:
    return {"child": str(number)}
