"""What was typed when the session had already ended: kept for whoever typed it, and nobody else."""

import json
from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, Final, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.kernel.keyring import sealer
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request

P = ParamSpec("P")
Open = Callable[Concatenate[HttpRequest, P], HttpResponse]
OWNER: Final = "milik"
"""The field that says whose form it is: a sealed reference of the person."""
NOTE: Final = "typed_before"
PLACE: Final = "session.typed_before"
_LONGEST: Final = 4000
_NOT_ANSWERS: Final = {"csrfmiddlewaretoken", "form_key", OWNER, "nanti"}


def keeps_answers(view: Open[P]) -> Open[P]:
    """Hold on to a form that came after the session's end, until its owner is back."""

    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        ours = cast(Request, request)
        if request.method != "POST" or ours.duty is not None or ours.person is not None:
            return view(request, *args, **kwargs)
        _keep(ours)
        door = "timed-out" if ours.timed_out else "sign-in"
        query = urlencode({"next": request.path}, safe="/")
        return HttpResponseRedirect(f"{reverse(door)}?{query}")

    update_wrapper(answer, view)
    return answer


def owner_ref(request: Request) -> str:
    """Return what stands in the form, so that only its owner gets the answers back."""
    return "" if request.person is None else ref_of("person", int(request.person.pk))


def given_back(request: Request) -> dict[str, str]:
    """Return what this person typed on this page before the session ended, once."""
    note = request.session.pop(NOTE, None)
    if not isinstance(note, str) or request.person is None:
        return {}
    held = json.loads(sealer().open(bytes.fromhex(note), PLACE))
    if held["owner"] != request.person.pk:
        return {}
    if held["path"] != request.path:
        request.session[NOTE] = note
        return {}
    return {str(name): str(text) for name, text in held["typed"].items()}


def _keep(request: Request) -> None:
    try:
        owner = id_of("person", request.POST.get(OWNER, ""))
    except NotOurs:
        return
    typed = {name: text for name, text in request.POST.items() if name not in _NOT_ANSWERS}
    text = json.dumps({"owner": owner, "path": request.path, "typed": typed})
    if len(text) <= _LONGEST:
        request.session[NOTE] = sealer().seal(text, PLACE).hex()
