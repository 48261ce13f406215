"""S3B: participant cards, only for those whose first month was really paid."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.people import Role, Viewer
from payung.process import papers
from payung.reports.cards import CardHolder, card_holders
from payung.stages.membership.operations.cards import revoke_card
from payung.web.colleagues.picked import ids_picked
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.refs import ref_of
from payung.web.requests import Request, actor_of, day_of

LONGEST_REASON = 100


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def cards_page(request: Request, viewer: Viewer) -> HttpResponse:
    """S3B."""
    if request.method != "POST":
        return _page(request, viewer, {})
    ids = ids_picked("sponsorship", request.POST.getlist("pilih"))
    if not ids:
        return _page(request, viewer, {"form": tell("cards.pick_some")})
    found = card_holders(viewer=viewer, on=day_of(request), only=ids, most=len(ids))
    if len(found) != len(ids):
        raise Http404
    if not all(row.is_covered for row in found):
        return _page(request, viewer, {"form": tell("cards.not_paid")})

    def do() -> str:
        made = papers.cards(sponsorship_ids=ids, by=actor_of(request), at=request.at)
        return reverse("paper", args=[made])

    try:
        return once(request, action="cards.print", do=do)
    except papers.NothingToPrint:
        return _page(request, viewer, {"form": tell("cards.not_paid")})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def lost(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """A lost card: its code dies, and one with another code is printed."""
    row = _holder(request, viewer, sponsorship_id)
    if request.method != "POST":
        return render(request, "colleagues/lost_card.html", {"row": row, "problems": {}})
    reason = request.POST.get("sebab", "").strip()[:LONGEST_REASON] or tell("cards.lost_reason")

    def do() -> str:
        by, at = actor_of(request), request.at
        if row.issued_at is not None:
            revoke_card(sponsorship_id=sponsorship_id, reason=reason, by=by, at=at)
        return reverse("paper", args=[papers.cards(sponsorship_ids=[sponsorship_id], by=by, at=at)])

    return once(request, action="card.lost", do=do)


def _holder(request: Request, viewer: Viewer, sponsorship_id: int) -> CardHolder:
    found = card_holders(viewer=viewer, on=day_of(request), only=[sponsorship_id], most=1)
    if not found or not found[0].is_covered:
        raise Http404
    return found[0]


def _page(request: Request, viewer: Viewer, problems: dict[str, str]) -> HttpResponse:
    on = day_of(request)
    page = page_of(
        request, lambda skip, most: card_holders(viewer=viewer, on=on, skip=skip, most=most)
    )
    picked = request.POST.getlist("pilih")
    values = {
        "page": page,
        "rows": [
            (row, ref, ref in picked or (not picked and row.is_covered and row.issued_at is None))
            for row in page.rows
            for ref in [ref_of("sponsorship", row.sponsorship_id)]
        ],
        "fresh": sum(row.is_covered and row.issued_at is None for row in page.rows),
        "problems": problems,
    }
    return render(request, "colleagues/cards.html", values, status=422 if problems else 200)
