"""Claims, what is known of them, their papers, and what became of them."""

from payung.stages.claims.models.cases import Claim, Word
from payung.stages.claims.models.children import Child, ChildVersion, SchoolYear
from payung.stages.claims.models.deaths import DeathMatch
from payung.stages.claims.models.decisions import Decision, DecisionLine, Payment
from payung.stages.claims.models.facts import ClaimFacts, ClaimReport
from payung.stages.claims.models.flags import Flag
from payung.stages.claims.models.heirs import Heir, HeirVersion
from payung.stages.claims.models.papers import ClaimFile, PaperMark

__all__ = [
    "Child",
    "ChildVersion",
    "Claim",
    "ClaimFacts",
    "ClaimFile",
    "ClaimReport",
    "DeathMatch",
    "Decision",
    "DecisionLine",
    "Flag",
    "Heir",
    "HeirVersion",
    "PaperMark",
    "Payment",
    "SchoolYear",
    "Word",
]
