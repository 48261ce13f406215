"""Whether the right after an accident ends so soon that somebody must look."""

from datetime import date, timedelta
from typing import Final

from payung.foundation.rules.benefits import jkk_expiry

A_YEAR: Final = timedelta(days=365)


def ends_within_a_year(event_on: date, on: date) -> date | None:
    """Return the last certain day where it lies within a year from `on`; None where it does not."""
    last = jkk_expiry(event_on, asked_on=on).on
    return last if last is not None and on <= last <= on + A_YEAR else None
