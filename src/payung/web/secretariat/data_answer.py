"""D19: the answer to a data request as a locked PDF; its password is shown for ten minutes."""

import json
from datetime import timedelta
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.access.codes import fresh_code
from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer
from payung.process.papers import data_answer
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Said, ask_page
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.requests import pack_or_404

_KEY: Final = "data_answer"
_PLACE: Final = "session.data_answer"
LASTS: Final = timedelta(minutes=10)
LENGTH: Final = 20
"""Signs of a password: 100 bits, because the file may lie about for years."""


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def lock(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """Make a password for the answer. One made before opens nothing that is made after."""
    pack = pack_or_404(request, viewer, request_id)
    said = Said(request)
    if said.is_sent:

        def do() -> str:
            _keep(request, request_id, fresh_code(LENGTH))
            return reverse("manage-request-locked", args=[request_id])

        return once(request, action="data.lock", do=do)
    back = reverse("manage-request-pack", args=[request_id])
    return ask_page(said, "desk.locked", (), back=back, values={"name": pack.name})


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def locked(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """The password, to be told another way; the button gives the PDF that it opens."""
    pack = pack_or_404(request, viewer, request_id)
    password = _kept(request, request_id)
    if not password:
        raise Http404
    if request.method == "POST":
        content = data_answer(
            request_id=request_id, password=password, by=actor_of(request), at=request.at
        )
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="jawaban-data-pribadi.pdf"'
        return response
    context = {"name": pack.name, "password": password, "request_id": request_id}
    return render(request, "secretariat/locked_answer.html", context)


def _keep(request: Request, request_id: int, password: str) -> None:
    said = json.dumps({"request_id": request_id, "password": password})
    request.session[_KEY] = {
        "sealed": sealer().seal(said, _PLACE).hex(),
        "at": request.at.timestamp(),
    }


def _kept(request: Request, request_id: int) -> str:
    """Return the password of this answer; none once it is too old, or another's."""
    held = request.session.get(_KEY)
    if held is None or request.at.timestamp() - held["at"] > LASTS.total_seconds():
        request.session.pop(_KEY, None)
        return ""
    said = json.loads(sealer().open(bytes.fromhex(held["sealed"]), _PLACE))
    return str(said["password"]) if said["request_id"] == request_id else ""
