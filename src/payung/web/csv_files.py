"""Handing out a payroll CSV: what it is called, and that somebody took it."""

from typing import Final

from django.http import HttpResponse

from payung.foundation.audit.looks import note_look
from payung.process.papers.deduction_list import parted
from payung.stages.deductions.files import RouteFile
from payung.web.language import tell
from payung.web.requests import Request, actor_of

CSV: Final = "text/csv"
LIST: Final = "deductions_deductionlist"


def handed_out(request: Request, made: RouteFile, *, what: str, list_id: int) -> HttpResponse:
    """Hand out a CSV, and note who took it: which file, of how many people, with its digest."""
    note_look(
        what,
        by=actor_of(request),
        at=request.at,
        subject_type=LIST,
        subject_id=list_id,
        row_count=made.rows,
        reason=tell("payroll.look.route_file", name=made.name, digest=parted(made.digest)),
    )
    answer = HttpResponse(made.content, content_type=CSV)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
