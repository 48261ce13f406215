"""Questions about what payroll did. None of them shows a worker."""

from payung.stages.reconciliation.queries.differences import (
    Difference,
    OverCut,
    differences,
    over_cut,
)
from payung.stages.reconciliation.queries.matching import (
    asked_lines,
    compared,
    newer_result,
    why_not_listed,
)
from payung.stages.reconciliation.queries.results import (
    OfficeMonth,
    Parked,
    ResultSummary,
    is_closed,
    month_overview,
    parked_rows,
    result_of,
    results_of,
    told_by,
)

__all__ = [
    "Difference",
    "OfficeMonth",
    "OverCut",
    "Parked",
    "ResultSummary",
    "asked_lines",
    "compared",
    "differences",
    "is_closed",
    "month_overview",
    "newer_result",
    "over_cut",
    "parked_rows",
    "result_of",
    "results_of",
    "told_by",
    "why_not_listed",
]
