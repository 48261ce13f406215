"""What was found in the file of the answer that stands, beside the differences themselves."""

from dataclasses import dataclass

from payung.kernel.people import Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.intake.queries import problems_of
from payung.stages.reconciliation.models import Result

_FACTS = ("hidden", "other_sheets")


@dataclass(frozen=True, kw_only=True)
class FileFindings:
    """`facts` are sentences about the sheet as a whole (P22)."""

    name: str
    problems: list[RowFinding]
    facts: list[str]


def file_findings(*, viewer: Viewer, list_id: int) -> FileFindings | None:
    """Return them, by row; None where nobody answered, or nobody sent a file."""
    answers = Result.objects.visible_to(viewer).filter(list_id=list_id).order_by("-seq")
    found = answers.select_related("file").defer("file__original").first()
    if found is None or found.file is None:
        return None
    report = found.file.report
    return FileFindings(
        name=found.file.name,
        problems=problems_of(viewer=viewer, file_id=found.file.pk),
        facts=[str(report[fact]) for fact in _FACTS if report.get(fact)],
    )
