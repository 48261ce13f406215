"""S60: the claims that somebody may see, the one whose time comes first on top."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.stages.claims.queries import claims
from payung.web.claims.shown import listed
from payung.web.guards import needs
from payung.web.paging import page_of
from payung.web.requests import Request

ALL = "semua"


@require_safe
@needs(Role.SPONSOR, Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.AUDITOR)
def claims_page(request: Request, viewer: Viewer) -> HttpResponse:
    """S60."""
    shows_all = request.GET.get("lihat") == ALL
    page = page_of(
        request,
        lambda skip, most: claims(
            viewer=viewer, at=request.at, open_only=not shows_all, skip=skip, most=most
        ),
    )
    context = {
        "page": page,
        "rows": [listed(row, viewer.role) for row in page.rows],
        "shows_all": shows_all,
        "is_wide": viewer.sees_all_agencies,
        "role": viewer.role,
        "opens": "branch-claim" if viewer.role is Role.BRANCH else "claim",
    }
    return render(request, "claims/list.html", context)
