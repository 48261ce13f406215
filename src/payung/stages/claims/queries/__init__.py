"""Questions about claims. Whoever asks for facts of a family has said why."""

from payung.stages.claims.problems import ReasonNeeded
from payung.stages.claims.queries.children import ChildRow, YearRow, children_of
from payung.stages.claims.queries.decisions import (
    DecidedRow,
    DecisionView,
    PaymentRow,
    award_of,
    decision_of,
)
from payung.stages.claims.queries.evidence import Evidence, MonthEvidence, evidence_of
from payung.stages.claims.queries.flags import FlagRow, flags_of
from payung.stages.claims.queries.lists import ClaimRow, claims, claims_of
from payung.stages.claims.queries.months import MonthAfter, months_after
from payung.stages.claims.queries.one import ClaimView, Step, Task, claim_of
from payung.stages.claims.queries.papers import (
    FileRow,
    PaperRow,
    PapersSeen,
    Picture,
    file_of,
    papers_of,
    proof_of,
    year_proof_of,
)
from payung.stages.claims.queries.reading import (
    FactsSeen,
    HeirRow,
    HeirsSeen,
    case_of,
    facts_of,
    heirs_of,
)

__all__ = [
    "ChildRow",
    "ClaimRow",
    "ClaimView",
    "DecidedRow",
    "DecisionView",
    "Evidence",
    "FactsSeen",
    "FileRow",
    "FlagRow",
    "HeirRow",
    "HeirsSeen",
    "MonthAfter",
    "MonthEvidence",
    "PaperRow",
    "PapersSeen",
    "PaymentRow",
    "Picture",
    "ReasonNeeded",
    "Step",
    "Task",
    "YearRow",
    "award_of",
    "case_of",
    "children_of",
    "claim_of",
    "claims",
    "claims_of",
    "decision_of",
    "evidence_of",
    "facts_of",
    "file_of",
    "flags_of",
    "heirs_of",
    "months_after",
    "papers_of",
    "proof_of",
    "year_proof_of",
]
