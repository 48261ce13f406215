"""Anybody may ask for their data, without signing in; nothing is looked up by the form itself."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.access.slow_down import note_failure, wait
from payung.foundation.desk.operations import ask_data
from payung.kernel.findings import Unreadable
from payung.kernel.people import Actor
from payung.kernel.phone import parse_phone
from payung.reports.homes.places import Place, regencies
from payung.web.language import tell
from payung.web.once import once
from payung.web.public.open import open_form, open_to_all
from payung.web.requests import Request, public

KINDS = ("copy", "correction", "deletion", "restriction")
LONGEST = {"nama": 100, "kontak": 100, "cerita": 1000}
_SLOWED = "data-request"
"""Several requests from one network slow down like failed sign-ins, and lock nobody out."""
_LONG_NUMBER = re.compile(r"(?:[0-9][ .\-]?){15}[0-9]")


@open_form
def ask(request: Request) -> HttpResponse:
    places = regencies(viewer=public())
    if request.method != "POST":
        return _page(request, places, {}, {})
    values = {name: request.POST.get(name, "").strip() for name in ("wilayah", "jenis", *LONGEST)}
    problems = _problems(values, places) or _too_many(request)
    if problems:
        return _page(request, places, values, problems)
    place = next(place for place in places if place.regency_code == values["wilayah"])
    return once(request, action="public.ask_data", do=lambda: _kept(request, place, values))


@open_to_all
def sent(request: Request) -> HttpResponse:
    return render(request, "public/request_sent.html")


def _kept(request: Request, place: Place, values: dict[str, str]) -> str:
    ask_data(
        regency_id=place.regency_id,
        kind=values["jenis"],
        name=values["nama"],
        contact=values["kontak"],
        words=values["cerita"],
        by=Actor.system(request.request_id),
        at=request.at,
    )
    note_failure(sign_in=_SLOWED, address=_address(request), at=request.at)
    return reverse("data-request-sent")


def _page(
    request: Request, places: list[Place], values: dict[str, str], problems: dict[str, str]
) -> HttpResponse:
    kinds = [(kind, tell(f"public.request.kind.{kind}"), _hint(kind)) for kind in KINDS]
    content = {
        "places": [(place.regency_code, place.regency) for place in places],
        "only_place": places[0].regency_code if len(places) == 1 else "",
        "kinds": kinds,
        "values": values,
        "problems": problems,
    }
    status = 422 if problems else 200
    return render(request, "public/request.html", content, status=status)


def _hint(kind: str) -> str:
    return tell("public.request.kind.deletion_hint") if kind == "deletion" else ""


def _problems(values: dict[str, str], places: list[Place]) -> dict[str, str]:
    """Return what to put right, in the order of the page."""
    found: dict[str, str] = {}
    if values["wilayah"] not in {place.regency_code for place in places}:
        found["wilayah"] = tell(f"public.request.{'place_missing' if places else 'no_place'}")
    if values["jenis"] not in KINDS:
        found["jenis"] = tell("public.request.kind_missing")
    if not values["nama"]:
        found["nama"] = tell("public.request.name_missing")
    if not values["kontak"]:
        found["kontak"] = tell("public.request.contact_missing")
    elif not _is_reachable(values["kontak"]):
        found["kontak"] = tell("public.request.contact_unreadable")
    if not values["cerita"]:
        found["cerita"] = tell("public.request.words_missing")
    for name, most in LONGEST.items():
        if len(values[name]) > most:
            found[name] = tell("public.request.words_long")
        elif _LONG_NUMBER.search(values[name]):
            found[name] = tell("public.request.number")
    return found


def _is_reachable(contact: str) -> bool:
    try:
        if "@" in contact:
            validate_email(contact)
        else:
            parse_phone(contact)
    except (Unreadable, ValidationError):
        return False
    return True


def _too_many(request: Request) -> dict[str, str]:
    left = wait(sign_in=_SLOWED, address=_address(request), at=request.at)
    if not left:
        return {}
    minutes = -(-int(left.total_seconds()) // 60)
    return {"form": tell("public.request.wait", minutes=minutes)}


def _address(request: Request) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
