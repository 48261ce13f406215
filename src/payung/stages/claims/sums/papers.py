"""Which papers of a case must be there before it goes to the branch."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from payung.foundation.rules.benefits.claim_papers import PaperNeeded

EACH_SCHOOL_YEAR: Final = "scholarship"


class Mark(StrEnum):
    """How a paper stands: there, not there, or promised for later."""

    HAS = "has"
    MISSING = "missing"
    LATER = "later"


def is_required(paper: PaperNeeded) -> bool:
    """
    Whether the file waits for this paper.

    What only some cases need, and what is a question to the branch, is shown and never demanded;
    what a school gives each year comes with that year.
    """
    return not (paper.only_if_code or paper.asks or paper.group == EACH_SCHOOL_YEAR)


def missing(needed: Sequence[PaperNeeded], marks: Mapping[str, Mark]) -> list[str]:
    """Return the codes of the papers that the file still waits for, in the list's order."""
    return [one.code for one in needed if is_required(one) and marks.get(one.code) is not Mark.HAS]
