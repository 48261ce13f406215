"""When a month's contribution must have been paid."""

from datetime import date, timedelta

from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.working_days import is_working_day
from payung.kernel.month import Month


def due_on(month: Month, holidays: frozenset[date], *, law: Law | None = None) -> date:
    """
    Return the last day to pay for `month`: the 15th of the month itself.

    On a Saturday, a Sunday or a day in `holidays` it moves to the next working day.
    Source: jatuh_tempo.yaml. Employers have the month after; this programme has not.
    """
    law = law or current_law()
    day_of_month = law.jatuh_tempo.in_force(month.first_day).value.count
    day = month.first_day.replace(day=day_of_month)
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day
