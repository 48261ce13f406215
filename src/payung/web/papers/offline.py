"""The page that checks a card's signature in the browser, without a network once it was opened."""

import hashlib
import json
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.documents.signed_cards import published_keys
from payung.web.language import current

WORKER: Final = (Path(__file__).parent / "card_worker.js").read_text(encoding="utf-8")
FILES: Final = ("payung.css", "card_check.js", "keep.js", "mark.svg")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "papers/card_offline.html")


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Publish the keys that cards are signed with, old ones too, for any program to check."""
    del request
    return JsonResponse({"keys": published_keys()})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Hand out the service worker; it keeps the page, its files and the keys, and nothing else."""
    del request
    wanted = [reverse("card-offline"), reverse("card-keys"), *map(static, FILES)]
    said = json.dumps({"page": wanted[0], "keys": wanted[1], "files": wanted, "lang": current()})
    version = hashlib.sha256((said + WORKER).encode()).hexdigest()[:12]
    script = f"const KEPT = {said};\nconst VERSION = '{version}';\n{WORKER}"
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/"
    return response
