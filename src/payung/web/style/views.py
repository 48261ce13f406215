"""The living page: every part of every screen in every state, to look at and to test."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, day_of
from payung.web.style import specimens

STAFF = tuple(role for role in Role if role not in (Role.SPONSOR, Role.SYSTEM))


@require_safe
@needs(*STAFF)
def living_page(request: Request, viewer: Viewer) -> HttpResponse:
    """Every part once per state; nothing on it is real, and nothing is sent."""
    del viewer
    on = day_of(request)
    return render(
        request,
        "style/page.html",
        {
            "colours": specimens.COLOURS,
            "tags": [(kind, tell(f"style.tag.{kind}")) for kind in specimens.TAGS],
            "counts": [(n, kind, tell(f"style.pile.{kind}")) for n, kind in specimens.COUNTS],
            "strip_shown": specimens.strip(Month.of(on)),
            "chart": specimens.chart(Month.of(on)),
            "facts_shown": specimens.facts(on),
            "choices": specimens.options(),
            "wrongs": specimens.problems(),
            "state": specimens.month_state(),
            "middle": specimens.page(),
            "day": on,
            "month": Month.of(on),
        },
    )
