"""S47: the minutes of a closed month, and those of earlier closes where it was reopened."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.foundation.documents.queries import Paper, documents_of
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.process import papers
from payung.stages.remittance.queries.closings import Closing
from payung.web.guards import needs
from payung.web.once import once
from payung.web.payroll.desk import ROLES, desk_of
from payung.web.payroll.matching import Match, match_of
from payung.web.requests import Request, actor_of


@dataclass(frozen=True)
class Minutes:
    """One close and its paper; none where nobody has made it."""

    closing: Closing
    paper: Paper | None


@require_safe
@needs(*ROLES)
def minutes(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    desk = desk_of(request, viewer, month)
    found = match_of(viewer, desk)
    made = _papers(viewer, found)
    rows = [
        Minutes(one, made.get(papers.minutes_number(month, one.version))) for one in found.closings
    ]
    context = {
        "desk": desk,
        "month": month,
        "match": found,
        "money": found.closed.balances if found.closed else found.state.balances,
        "closed": found.closed,
        "newest": rows[0] if rows and found.closed else None,
        "earlier": rows[1:] if found.closed else rows,
    }
    return render(request, "payroll/minutes.html", context)


@require_POST
@needs(*ROLES)
def printed(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    """Make D05 of the close that stands, where it was closed without."""
    desk = desk_of(request, viewer, month)
    closed = match_of(viewer, desk).closed
    if closed is None:
        raise Http404

    def make() -> str:
        made = papers.minutes(
            agency_id=desk.agency_id, month=month, by=actor_of(request), at=request.at
        )
        return reverse("paper", args=[made])

    return once(request, action="payroll.print_minutes", do=make)


def _papers(viewer: Viewer, found: Match) -> dict[str, Paper]:
    """Return the minutes of the month by their number, which names the close."""
    book_id = found.state.book_id
    if book_id is None:
        return {}
    made = documents_of(
        viewer=viewer, subject_type=papers.BOOK, subject_id=book_id, kind=papers.MINUTES
    )
    return {paper.number: paper for paper in reversed(made)}
