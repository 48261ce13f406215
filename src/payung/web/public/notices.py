"""S09c: privacy, accessibility, the live status, and what machines ask for first."""

from datetime import timedelta

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static

from payung.foundation.desk.queries import public_incidents
from payung.foundation.outbox.queries import oldest_waiting
from payung.web.language import current, tell
from payung.web.public.open import chosen_place, line_of, open_to_all
from payung.web.requests import Request, public

SLOW_MAIL = timedelta(minutes=15)
PRIVATE = (
    *("/saya/", "/daftar/", "/kantor/", "/gaji/", "/bpjs/", "/pimpinan/", "/kelola/", "/audit/"),
    *("/k/", "/v/", "/surat/", "/pesan/", "/masuk/", "/keluar/", "/peran/", "/bahasa/", "/gaya/"),
)
"""What no search engine has any business with."""


@open_to_all
def privacy(request: Request) -> HttpResponse:
    return render(request, "public/privacy.html", {"chosen": chosen_place(request)})


@open_to_all
def accessibility(request: Request) -> HttpResponse:
    return render(request, "public/accessibility.html")


@open_to_all
def status(request: Request) -> HttpResponse:
    """Show what this page itself just found out; what it cannot know it says so."""
    place = chosen_place(request)
    waiting = oldest_waiting(viewer=public())
    waits = None if waiting is None else request.at - waiting
    incidents = public_incidents(
        viewer=public(None if place is None else place.regency_id), at=request.at
    )
    return render(
        request,
        "public/status.html",
        {
            "incidents": incidents,
            "is_troubled": any(incident.closed_at is None for incident in incidents),
            "mail_waits": waits is not None and waits > timedelta(minutes=1),
            "mail_minutes": 0 if waits is None else int(waits.total_seconds() // 60),
            "is_mail_slow": waits is not None and waits > SLOW_MAIL,
            "number": line_of(place).shown,
        },
    )


@open_to_all
def robots(request: Request) -> HttpResponse:
    del request
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@open_to_all
def manifest(request: Request) -> HttpResponse:
    """Let a phone keep the service on its first screen; nothing works offline by it."""
    del request
    words = {
        "name": f"{tell('public.manifest.short')}: {tell('public.manifest.what')}",
        "short_name": tell("public.manifest.short"),
        "lang": current(),
        "start_url": "/",
        "display": "browser",
        "background_color": "#faf7ef",
        "theme_color": "#0b5f4b",
        "icons": [{"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    response = JsonResponse(words)
    response.headers["Content-Type"] = "application/manifest+json; charset=utf-8"
    return response
