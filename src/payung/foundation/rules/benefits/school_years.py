"""School years and the classes that follow each other."""

from collections.abc import Iterator
from datetime import date

from payung.foundation.rules.ages import age_on
from payung.foundation.rules.benefits.scholarship_values import Child, Level
from payung.foundation.rules.law import Law
from payung.foundation.rules.problems import GradeUnknown
from payung.foundation.rules.shapes import SchoolLevels

Class = tuple[Level, int]


def school_year_of(day: date, law: Law) -> int:
    """Return the calendar year in which the school year of a day began."""
    return day.year if day >= begins_on(day.year, law) else day.year - 1


def begins_on(year: int, law: Law) -> date:
    """Return the first day of the school year; the month is general knowledge, for plans only."""
    month = law.tahun_ajaran.in_force(date(year, 12, 31)).value.count
    return date(year, month, 1)


def classes_from(child: Child, levels: SchoolLevels, on: date, law: Law) -> tuple[int, list[Class]]:
    """
    Return the school year in which the child's first class is, and the classes from it on.

    A child at school is in its class in the school year of the event; one that is not begins at
    school age, in a later school year. No classes where its age fits neither.
    :raises GradeUnknown: the level has no such class.
    """
    classes = list(_classes(levels))
    year = school_year_of(on, law)
    if child.level is not None:
        place = (child.level, child.grade)
        if place not in classes:
            raise GradeUnknown(level=child.level.upper(), grade=str(child.grade))
        return year, classes[classes.index(place) :]
    ages = law.usia_masuk_sekolah.in_force(on).value
    year += 1
    while (age := age_on(child.born_on, begins_on(year, law))) < ages.tk:
        year += 1
    if age > ages.latest:
        return year, []
    first = (Level.SD, 1) if age >= ages.sd else (Level.TK, age - ages.tk + 1)
    return year, classes[classes.index(first) :]


def _classes(levels: SchoolLevels) -> Iterator[Class]:
    for row in levels.levels:
        for grade in range(1, row.years + 1):
            yield Level(row.level), grade
