"""What payroll and the office can do about a month that was asked for."""

from payung.stages.reconciliation.operations.as_listed import (
    report_as_listed,
    report_lists_as_listed,
)
from payung.stages.reconciliation.operations.differences import give_reason
from payung.stages.reconciliation.operations.over_cuts import allow_over_cut, ask_over_cut
from payung.stages.reconciliation.operations.refusals import note_refusal
from payung.stages.reconciliation.operations.result import ResultReport, report_result

__all__ = [
    "ResultReport",
    "allow_over_cut",
    "ask_over_cut",
    "give_reason",
    "note_refusal",
    "report_as_listed",
    "report_lists_as_listed",
    "report_result",
]
