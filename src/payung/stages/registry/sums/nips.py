"""Why a NIP changes, and whether two rows of a staff list may be one person."""

from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

from payung.kernel.nip import NipKind

ALIKE: Final = 75
"""From this likeness (0 to 100) on, two names with one birth date may be one person's."""


class Cause(StrEnum):
    APPOINTED = "appointed"
    """PPPK became CPNS or PNS."""
    CONTRACT = "contract"
    """A new contract of a PPPK, or another agency: the number changes with it (domain 6.2)."""
    CORRECTED = "corrected"
    """The number was wrong, in the list or in the decree."""
    MISTAKE = "mistake"
    """Takes an earlier change back."""


def cause_of(before: NipKind, after: NipKind) -> Cause:
    """Return why a number changes where only the kinds are known."""
    contract = (NipKind.PPPK, NipKind.PPPK_PW)
    if before in contract:
        return Cause.CONTRACT if after in contract else Cause.APPOINTED
    return Cause.CORRECTED


def may_be_one(first_nip: str, first: str, second_nip: str, second: str) -> bool:
    """Whether birth date and sex in the numbers are the same, and the folded names alike."""
    if (first_nip[:8], first_nip[14]) != (second_nip[:8], second_nip[14]):
        return False
    return likeness(first, second) >= ALIKE


def likeness(first: str, second: str) -> float:
    """Return how alike two folded names are, 0 to 100; a left out part counts half."""
    return float((fuzz.token_sort_ratio(first, second) + fuzz.token_set_ratio(first, second)) / 2)
