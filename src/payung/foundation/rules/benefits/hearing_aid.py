"""A hearing aid (alat bantu dengar) after a work accident, since PP 82/2019."""

from payung.foundation.rules.benefits.accident import Accident
from payung.foundation.rules.benefits.capped import paid_back
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Benefit


def hearing_aid(accident: Accident, cost_idr: int, *, law: Law | None = None) -> Benefit:
    """Return the cost of a hearing aid up to its ceiling; the ceiling itself asks the branch."""
    rule = (law or current_law()).jkk_alat_bantu_dengar
    return paid_back("rules.line.hearing_aid", accident, cost_idr, rule)
