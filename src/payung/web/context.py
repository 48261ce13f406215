"""What every page shows around its content; the database is asked once, and only if it is shown."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from payung.foundation.desk.queries import live_notices
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date_long
from payung.kernel.demo_day import ahead, moved
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.homes.places import Place, place_of
from payung.web.errors import role_words
from payung.web.guards import home_of
from payung.web.language import current, tell
from payung.web.navigation import links_of
from payung.web.requests import Request, own_place, public, viewer_of
from payung.web.sessions import limits

A_DAY = 24 * 3600


def page(request: HttpRequest) -> dict[str, object]:
    ours = cast(Request, request)
    duty = getattr(ours, "duty", None)
    viewer = viewer_of(ours) if duty else None
    at = getattr(ours, "at", None) or moved(timezone.now())
    place = cache(lambda: _place(viewer, ours, today_in_wib(at)))
    return {
        "place": SimpleLazyObject(place),
        "basis": SimpleLazyObject(lambda: _basis(viewer, place())),
        "notices": SimpleLazyObject(
            lambda: [*_demo_day(today_in_wib(at)), *_notices(viewer, place, ours)]
        ),
        "now": getattr(ours, "at", None),
        "signed_in": getattr(ours, "person", None),
        "duty": duty,
        "role_words": "" if duty is None else role_words(duty.role),
        "home": "/" if duty is None else home_of(duty.role),
        "has_choice": len(getattr(ours, "duties", [])) > 1,
        "links": [] if duty is None else links_of(duty.role, request.path),
        "period": None if _sees_no_period(duty) else Month.of(today_in_wib(at)),
        "idle_seconds": "" if duty is None else _idle_seconds(ours),
        "other_language": "id" if current() == "en" else "en",
    }


def _place(viewer: Viewer | None, request: Request, on: date) -> Place | None:
    """Return where the viewer belongs; for the public the regency that the page is about."""
    if viewer is not None:
        return own_place(request, viewer)
    return getattr(request, "chosen", None) or place_of(viewer=public(), on=on)


def _basis(viewer: Viewer | None, place: Place | None) -> str:
    """Return what the programme rests on today; above the regencies, there is no one basis."""
    is_above = viewer is not None and viewer.regency_id is None
    if place is None or is_above:
        return ""
    return place.basis


def _demo_day(today: date) -> Iterator[tuple[str, bool]]:
    """Yield what day a demo takes this for, wherever its clock was moved."""
    if ahead():
        yield tell("frame.demo_day", day=render_date_long(today, current())), True


def _notices(
    viewer: Viewer | None, place: Callable[[], Place | None], request: Request
) -> Sequence[tuple[str, bool]]:
    """
    Return the sentences of now in the language of the page, each with whether it is urgent.

    The public reads those of the regency whose name stands above the page, and of no other.
    """
    role = None if request.duty is None else request.duty.role
    if viewer is None:
        there = place()
        if there is None:
            return []
        viewer = public(there.regency_id)
    live = live_notices(viewer=viewer, role=role, at=request.at)
    return [(notice.words(current()), notice.is_urgent) for notice in live]


def _sees_no_period(duty: object) -> bool:
    return duty is None or getattr(duty, "role", None) is Role.SPONSOR


def _idle_seconds(request: Request) -> int | str:
    """Return after how long without a sign of life the session ends, where that is within a day."""
    seconds = int(limits(request, request.duty).idle.total_seconds())
    return seconds if seconds < A_DAY else ""
