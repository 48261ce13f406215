"""S111: who took which file, what for, and until when."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.kernel.wording import catalogue
from payung.reports.quality.exports import exports
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.paging import page_of
from payung.web.requests import Request

WITHOUT_PEOPLE: Final = frozenset({"differences.file"})


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S111."""
    page = page_of(request, lambda skip, most: exports(viewer=viewer, skip=skip, most=most))
    rows = [
        (row, _named(row.what), row.what not in WITHOUT_PEOPLE, row.is_open(request.at))
        for row in page.rows
    ]
    return render(request, "secretariat/exports.html", {"page": page, "rows": rows})


def _named(what: str) -> str:
    code = f"audit.look.{what}"
    return tell(code) if code in catalogue() else what
