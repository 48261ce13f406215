"""What every page shows around its content; the database is asked once, and only if it is shown."""

from typing import cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from payung.reports.homes.places import place_of
from payung.web.errors import role_words
from payung.web.guards import home_of
from payung.web.requests import Request, public, viewer_of


def page(request: HttpRequest) -> dict[str, object]:
    ours = cast(Request, request)
    duty = getattr(ours, "duty", None)
    viewer = viewer_of(ours) if duty else public()
    return {
        "place": SimpleLazyObject(lambda: place_of(viewer=viewer or public())),
        "now": getattr(ours, "at", None),
        "signed_in": getattr(ours, "person", None),
        "duty": duty,
        "role_words": "" if duty is None else role_words(duty.role),
        "home": "/" if duty is None else home_of(duty.role),
        "has_choice": len(getattr(ours, "duties", [])) > 1,
    }
