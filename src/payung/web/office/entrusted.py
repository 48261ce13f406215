"""What sponsors left with the officer of their office: the list, without the words."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.queries.entrusted import LeftRow, entrusted
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.paging import page_of
from payung.web.requests import Request


@dataclass(frozen=True)
class Line:
    """One thing left, as shown."""

    row: LeftRow
    about: str


@require_safe
@needs(Role.OFFICER)
def left(request: Request, viewer: Viewer) -> HttpResponse:
    page = page_of(request, lambda skip, most: entrusted(viewer=viewer, skip=skip, most=most))
    lines = [Line(row, tell(f"office.left.kind.{row.kind}")) for row in page.rows]
    return render(request, "office/entrusted.html", {"page": page, "lines": lines})
