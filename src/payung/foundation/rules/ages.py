"""Age, and who is of an age to be registered."""

from collections.abc import Iterator
from datetime import date

from payung.foundation.rules.law import Law, current_law
from payung.kernel.dates import render_date
from payung.kernel.findings import Finding
from payung.kernel.month import Month

ADULT = 18


def age_on(born_on: date, on: date) -> int:
    """Return completed years. Someone born on 29 February completes a year on 1 March."""
    before_birthday = (on.month, on.day) < (born_on.month, born_on.day)
    return on.year - born_on.year - before_birthday


def registration_age(born_on: date, on: date, *, law: Law | None = None) -> list[Finding]:
    """
    Return what the age says about a new registration on `on`.

    `over_65` from the 65th birthday on; `born_65_next_month` when that birthday falls before the
    end of the next calendar month, because registration and first payment must both come before
    it; `under_age` below the setting minimum_age. Who registered in time may continue after 65.
    """
    return list(_findings(born_on, on, law or current_law()))


def is_too_old(born_on: date, on: date, law: Law) -> bool:
    """Say whether a new registration on `on` comes on or after the limiting birthday."""
    return age_on(born_on, on) >= _upper(on, law)


def _findings(born_on: date, on: date, law: Law) -> Iterator[Finding]:
    age, limit = age_on(born_on, on), _upper(on, law)
    lowest = int(law.settings["minimum_age"].value)
    values = {"born": render_date(born_on), "age": str(age), "on": render_date(on)}
    if age >= limit:
        yield Finding.reject("over_65", **values, limit=str(limit))
    elif age < lowest:
        yield Finding.reject("under_age", **values, limit=str(lowest))
    elif age < ADULT:
        yield Finding.info("minimum_age_unconfirmed", **values, limit=str(lowest))
    elif is_too_old(born_on, Month.of(on).next.last_day, law):
        birthday = birthday_on(born_on, limit)
        yield Finding.warning("born_65_next_month", birthday=render_date(birthday), **values)


def _upper(on: date, law: Law) -> int:
    return law.usia_pendaftaran_batas_atas.in_force(on).value.count


def birthday_on(born_on: date, years: int) -> date:
    """Return the day on which so many years are completed; 29 February may become 1 March."""
    year = born_on.year + years
    leap_day_moves = (born_on.month, born_on.day) == (2, 29) and Month(year, 2).last_day.day < 29
    return date(year, 3, 1) if leap_day_moves else born_on.replace(year=year)
