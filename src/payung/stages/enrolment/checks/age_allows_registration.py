"""The worker is of an age at which a new registration is possible."""

from collections.abc import Callable, Sequence
from datetime import date

from payung.foundation.rules import registration_age
from payung.kernel.findings import Finding

_CLEARLY_ADULT, _CLEARLY_BELOW_THE_LIMIT = 20, 60


def age_allows_registration(on: date) -> Callable[[date], Sequence[Finding]]:
    """
    Return the check for registrations on the day `on`.

    The rule answers alike for every age between two ages for which it has nothing to say, so it is
    asked only outside them: a sheet of thousands costs two questions and a few more.
    """
    day = min(on.day, 28)
    youngest = date(on.year - _CLEARLY_ADULT, on.month, day)
    oldest = date(on.year - _CLEARLY_BELOW_THE_LIMIT, on.month, day)
    is_quiet = not registration_age(youngest, on) and not registration_age(oldest, on)

    def check(born_on: date) -> Sequence[Finding]:
        if is_quiet and oldest <= born_on <= youngest:
            return ()
        if born_on >= on:
            return (Finding.reject("birth_in_future"),)
        return registration_age(born_on, on)

    return check
