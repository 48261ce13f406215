"""S109: the words of the texts in a regency, in versions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.outbox.operations import word
from payung.foundation.outbox.queries import Wording, parked, versions, wordings
from payung.foundation.outbox.texts import SAMPLES, TextRefused, clean, filled
from payung.kernel.people import Role, Viewer
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.messages.typed import as_kept, as_typed, word_of
from payung.web.once import once
from payung.web.requests import Request, actor_of

MOST_TYPED = 2_000


@require_safe
@needs(Role.SECRETARIAT)
def texts(request: Request, viewer: Viewer) -> HttpResponse:
    rows = [
        (_name(row.code), _what(row.code), row, _sample(row)) for row in wordings(viewer=viewer)
    ]
    return render(
        request, "messages/wordings.html", {"rows": rows, "parked": parked(viewer=viewer)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SECRETARIAT)
def text(request: Request, viewer: Viewer, name: str) -> HttpResponse:
    code = f"wa.{name}"
    row = next((row for row in wordings(viewer=viewer) if row.code == code), None)
    if row is None:
        raise Http404
    if request.method != "POST":
        return _page(request, viewer, row, as_typed(row.body), {})
    typed = request.POST.get("teks", "")[:MOST_TYPED]
    resets = "bawaan" in request.POST

    def keep() -> str:
        body = "" if resets else as_kept(code, clean(typed))
        if not resets and not body:
            raise TextRefused(("wa.lint.empty",))
        word(code=code, body=body, by=actor_of(request), at=request.at)
        messages.success(request, tell("messages.wording.saved"))
        return reverse("wording", args=[name])

    try:
        return once(request, action="messages.word", do=keep)
    except TextRefused as refused:
        said = " ".join(tell(problem) for problem in refused.codes)
        return _page(request, viewer, row, typed, {"teks": said})


def _page(
    request: Request, viewer: Viewer, row: Wording, typed: str, problems: dict[str, str]
) -> HttpResponse:
    kept = versions(viewer=viewer, code=row.code)
    content = {
        "row": row,
        "what": _what(row.code),
        "typed": typed,
        "length": len(clean(typed)),
        "slots": [(f"[{word_of(variable)}]", SAMPLES[variable]) for variable in row.variables],
        "slot_words": " ".join(word_of(variable).replace(" ", "-") for variable in row.variables),
        "sample": _sample(row),
        "versions": [(one, as_typed(one.body)) for one in kept],
        "problems": problems,
    }
    return render(request, "messages/wording.html", content, status=422 if problems else 200)


def _name(code: str) -> str:
    return code.removeprefix("wa.")


def _what(code: str) -> str:
    return tell(f"messages.what.{_name(code)}")


def _sample(row: Wording) -> str:
    return filled(row.code, row.body, {name: SAMPLES[name] for name in row.variables})
