"""Care at home (home care) for who cannot go on with treatment in hospital, since PP 82/2019."""

from payung.foundation.rules.benefits.accident import Accident
from payung.foundation.rules.benefits.capped import paid_back
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.problems import MonthsNotPositive
from payung.foundation.rules.values import Benefit, Note


def home_care(
    accident: Accident, cost_idr: int, *, months: int = 1, law: Law | None = None
) -> Benefit:
    """
    Return the cost up to the ceiling, at most one year of it, per accident.

    :param months: how long the care lasted; beyond a year the branch says which costs count.
    :raises MonthsNotPositive: less than one month.
    """
    if months < 1:
        raise MonthsNotPositive(months=str(months))
    rule = (law or current_law()).jkk_home_care
    most = rule.in_force(accident.happened_on).value.months
    asks = []
    if most is not None and months > most:
        values = {"months": str(months), "most": str(most)}
        asks.append(Note("rules.ask.home_care_year", values))
    return paid_back("rules.line.home_care", accident, cost_idr, rule, asks=asks)
