"""Whether fewer deaths became claims than could be expected; a sign to look, never a verdict."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

SMALLEST: Final = 5
"""A group of fewer members is not shown: its figures would be somebody's."""
LEAST_EXPECTED: Final = Decimal(1)
"""Where less than one death is expected, none having been claimed says nothing."""
UNLIKELY: Final = Decimal("0.10")
"""So few claims would come about by chance less often than this."""


class Standing(StrEnum):
    FEW = "few"
    """Perhaps families do not know: worth a visit."""
    USUAL = "usual"
    SMALL = "small"
    """Too little is expected to say anything."""


def standing(claims: int, expected: Decimal) -> Standing:
    """Compare the claims made with the deaths expected of the members."""
    if expected < LEAST_EXPECTED:
        return Standing.SMALL
    return Standing.FEW if chance_of_at_most(claims, expected) < UNLIKELY else Standing.USUAL


def chance_of_at_most(claims: int, expected: Decimal) -> Decimal:
    """Return how likely so few or fewer deaths are where `expected` are (Poisson)."""
    term = whole = (-expected).exp()
    for number in range(1, claims + 1):
        term = term * expected / number
        whole += term
    return whole
