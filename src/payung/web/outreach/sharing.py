"""S58: cards and words to share; each card's words stand beside it."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.foundation.documents.typesetting import picture
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import LANGUAGES, say
from payung.web.guards import needs
from payung.web.outreach.cards import cards_of
from payung.web.requests import Request

SHARERS: Final = (Role.KORPRI, Role.SECRETARIAT, Role.LEADER)


@require_safe
@needs(*SHARERS)
def kit(request: Request, viewer: Viewer) -> HttpResponse:
    """S58."""
    shown = {"cards": cards_of(viewer=viewer, at=request.at)}
    return render(request, "outreach/share.html", shown)


@require_safe
@needs(*SHARERS)
def card_image(request: Request, viewer: Viewer, slug: str) -> HttpResponse:
    """Draw one card."""
    cards = cards_of(viewer=viewer, at=request.at)
    card = next((one for one in cards if one.slug == slug), None)
    if card is None:
        raise Http404
    facts = {
        "head": card.head,
        "movement": say("card.movement", LANGUAGES[0]),
        "big": card.big,
        "lines": list(card.lines),
        "small": card.small,
        "start": {"link": card.link},
    }
    response = HttpResponse(
        picture("share_card.typ", facts=facts, at=request.at), content_type="image/png"
    )
    # Opened as a page, the browser would put its own style around it, which our policy refuses.
    response.headers["Content-Disposition"] = f'attachment; filename="payung-{card.slug}.png"'
    return response
