"""The chart for other sites: how to put it there, as a frame, and as a picture."""

from functools import wraps
from typing import Final, cast

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from payung.reports.homes.places import Place
from payung.reports.published.months import headline, line
from payung.web.charts import chart_of
from payung.web.language import tell
from payung.web.public.kept import kept
from payung.web.public.line_words import covered_words
from payung.web.public.open import View, chosen_place, open_to_all
from payung.web.requests import Request, day_of, public

EVERYWHERE: Final = {"frame-ancestors": ["*"]}
"""The one thing that is loosened, and for the frame alone: any page may show it."""


def _in_frames(view: View) -> View:
    return cast(View, xframe_options_exempt(csp_replace(EVERYWHERE)(view)))


def _in_pages(view: View) -> View:
    """Let pages of other sites load a picture of ours; a browser refuses it otherwise."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answer


@kept
@open_to_all
def how(request: Request) -> HttpResponse:
    """Show what to copy, and what will be seen."""
    shown = _chart(request, chosen_place(request))
    place = shown["chosen"]
    query = f"?wilayah={place.regency_code}" if isinstance(place, Place) else ""
    title = tell("embed.frame_title")
    frame, picture, page = (
        f"{settings.PAYUNG_ADDRESS}{reverse(name)}{query}"
        for name in ("embed-frame", "embed-picture", "open-numbers")
    )
    shown["frame_code"] = (
        f'<iframe src="{frame}" title="{title}" width="100%" height="520" loading="lazy"'
        ' style="border:0"></iframe>'
    )
    shown["picture_code"] = f'<a href="{page}"><img src="{picture}" alt="{title}"></a>'
    return render(request, "public/embed.html", shown)


@_in_frames
@kept
@open_to_all
def frame(request: Request) -> HttpResponse:
    """Show the chart alone, with its month, source and way to the numbers."""
    return render(request, "public/embed_frame.html", _chart(request, chosen_place(request)))


@_in_pages
@kept
@open_to_all
def picture(request: Request) -> HttpResponse:
    """Draw the chart as a picture that stands for itself."""
    shown = _chart(request, chosen_place(request))
    return render(request, "public/embed_picture.svg", shown, content_type="image/svg+xml")


def _chart(request: Request, place: Place | None) -> dict[str, object]:
    viewer = public(place.regency_id if place else None)
    now = headline(viewer=viewer, on=day_of(request)) if place else None
    months = line(viewer=viewer, until=now.month) if now else []
    return {
        "chosen": place,
        "numbers": now,
        "chart": chart_of(
            [(one.month, one.covered) for one in months],
            open_months=[one.month for one in months if one.is_provisional],
        ),
        "finding": covered_words(months),
        "host": settings.PAYUNG_ADDRESS.partition("://")[2],
        "address": settings.PAYUNG_ADDRESS,
    }
