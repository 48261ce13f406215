"""Glasses (kacamata) after a work accident, since PP 82/2019."""

from payung.foundation.rules.benefits.accident import Accident
from payung.foundation.rules.benefits.capped import paid_back
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Benefit


def glasses(accident: Accident, cost_idr: int, *, law: Law | None = None) -> Benefit:
    """Return the cost of glasses up to their ceiling."""
    rule = (law or current_law()).jkk_kacamata
    return paid_back("rules.line.glasses", accident, cost_idr, rule)
