"""Dentures (gigi tiruan) after a work accident."""

from payung.foundation.rules.benefits.accident import Accident
from payung.foundation.rules.benefits.capped import paid_back
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Benefit


def dentures(accident: Accident, cost_idr: int, *, law: Law | None = None) -> Benefit:
    """Return the cost of dentures up to their ceiling; the ceiling itself asks the branch."""
    rule = (law or current_law()).jkk_gigi_tiruan
    return paid_back("rules.line.dentures", accident, cost_idr, rule)
