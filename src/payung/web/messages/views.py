"""Sending a prepared text: the person opens WhatsApp, the system notes that and no more."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.outbox.operations import note_opened, note_stop
from payung.foundation.outbox.queries import prepared_text
from payung.kernel.people import Role, Viewer
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.messages.waiting import OPENS, shown_texts, waiting_texts
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of


@require_safe
@needs(*OPENS)
def prepared(request: Request, viewer: Viewer) -> HttpResponse:
    """All texts that this person is asked to send, the opened ones too."""
    page = page_of(
        request,
        lambda skip, most: waiting_texts(viewer=viewer, waiting_only=False, skip=skip, most=most),
    )
    return render(request, "messages/prepared.html", {"page": page, "texts": page.rows})


def _opened(request: Request, viewer: Viewer, text_id: int) -> HttpResponse:
    """Note that the text was opened; then the page with the link that leaves the house."""
    text = prepared_text(viewer=viewer, text_id=text_id)
    if text is None:
        raise Http404
    if request.method != "POST":
        [shown] = shown_texts([text], viewer=viewer)
        return render(request, "messages/opened.html", {"text": shown})
    if "stop" in request.POST and text.phone is not None:
        return _stopped(request, text.phone)

    def note() -> str:
        note_opened(text_id=text_id, by=actor_of(request), at=request.at)
        return reverse(OPENS[viewer.role], args=[text_id])

    return once(request, action="messages.open", do=note)


def _stopped(request: Request, phone: str) -> HttpResponse:
    """Note that the number behind a text answered STOP."""

    def note() -> str:
        note_stop(phone=phone, by=actor_of(request), at=request.at)
        messages.success(request, tell("messages.stop.done"))
        return reverse("texts")

    return once(request, action="messages.stop", do=note)


def _for(role: Role) -> Callable[..., HttpResponse]:
    """Return the page for one role: a text is for those who are asked to send it."""
    return require_http_methods(["GET", "HEAD", "POST"])(needs(role)(_opened))


opened_by_officer = _for(Role.OFFICER)
opened_by_sponsor = _for(Role.SPONSOR)
opened_by_leader = _for(Role.LEADER)
opened_by_desk = _for(Role.SECRETARIAT)
