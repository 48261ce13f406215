"""S38: a colleague lost the telephone with the authenticator."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.access.problems import CodeForSelf
from payung.kernel.names import shown
from payung.kernel.people import Role, Viewer
from payung.process.lost_phone import report_lost_phone
from payung.reports.colleagues import Colleague, colleague
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of

LONGEST = 300


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
@needs_fresh
def lost_phone(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """Say what was seen; the secretariat decides and makes the code."""
    row = colleague(viewer=viewer, civil_servant_id=civil_servant_id, on=day_of(request))
    if row is None or not row.has_factor:
        raise Http404
    if request.method != "POST":
        return _page(request, row, {})
    reason = shown(request.POST.get("alasan", ""))
    if not reason:
        return _page(request, row, {"alasan": tell("colleagues.phone.reason_empty")})
    if len(reason) > LONGEST:
        said = tell("desk.too_long", most=LONGEST, count=len(reason))
        return _page(request, row, {"alasan": said})

    def do() -> str:
        report_lost_phone(
            civil_servant_id=civil_servant_id, reason=reason, by=actor_of(request), at=request.at
        )
        messages.success(request, tell("colleagues.phone.asked", name=row.name))
        return reverse("colleagues")

    try:
        return once(request, action="phone.lost", do=do)
    except CodeForSelf:
        return _page(request, row, {"form": tell("colleagues.phone.self")})


def _page(request: Request, row: Colleague, problems: dict[str, str]) -> HttpResponse:
    values = {"alasan": request.POST.get("alasan", "")[:LONGEST]}
    context = {"row": row, "values": values, "problems": problems}
    return render(request, "colleagues/lost_phone.html", context, status=422 if problems else 200)
