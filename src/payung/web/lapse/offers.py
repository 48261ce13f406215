"""Workers of the own office who look for a sponsor, without a name; and taking one on."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.kernel.dates import render_month
from payung.kernel.people import Role, Viewer
from payung.process.adopting import TermsChanged, take_on
from payung.reports.lapse.offers import Offer, offer_of, offers
from payung.stages.enrolment.problems import NotOffered, SponsorFull, UnknownSponsor
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.pay_sources import choices, closed_words, sources_of
from payung.web.requests import Request, actor_of, day_of


@require_safe
@needs(Role.SPONSOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """Who looks for a sponsor in this office."""
    found = offers(viewer=viewer, on=day_of(request))
    page = page_of(request, lambda skip, most: found[skip : skip + most])
    return render(request, "lapse/offers.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
@needs_fresh
def one(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """What it costs and from when; the name comes after the permission is given."""
    offer = offer_of(viewer=viewer, on=day_of(request), sponsorship_id=sponsorship_id)
    if offer is None:
        raise Http404
    seen: Offer = offer
    problems: dict[str, str] = {}
    source = request.POST.get("sumber", "")
    open_to = sources_of(request, viewer, seen.from_month)
    if request.method == "POST":
        if not open_to:
            problems["form"] = tell("sponsor.consent.no_source")
        elif source not in open_to:
            problems["sumber"] = tell("offers.source_empty")
        else:
            try:
                return once(request, action="offer.take", do=lambda: _take(request, seen, source))
            except TermsChanged as changed:
                offer = changed.offer
                problems["form"] = tell("offers.terms_changed")
            except NotOffered:
                messages.warning(request, tell("offers.gone"))
                return HttpResponseRedirect(reverse("offers"))
            except (SponsorFull, UnknownSponsor) as refused:
                problems["form"] = tell(_REFUSED[type(refused)])
    shown = {
        "offer": offer,
        "problems": problems,
        "options": choices(open_to),
        "closed": closed_words(open_to),
        "value": source,
    }
    return render(request, "lapse/offer.html", shown, status=422 if problems else 200)


_REFUSED: Mapping[type[Exception], str] = {
    SponsorFull: "offers.full",
    UnknownSponsor: "offers.not_staff",
}


def _take(request: Request, offer: Offer, source: str) -> str:
    typed = request.POST.get("batas", "")
    read = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    new_id, first = take_on(
        sponsorship_id=offer.sponsorship_id,
        ceiling_idr=read,
        pay_source=source,
        by=actor_of(request),
        at=request.at,
    )
    messages.success(request, tell("offers.taken", month=render_month(first, current())))
    return reverse("worker", args=[new_id])
