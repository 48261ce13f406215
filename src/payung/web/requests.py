"""A request as Payung's views see it: who looks, in which duty, and when."""

from datetime import date, datetime

from django.http import HttpRequest, QueryDict

from payung.foundation.access.models import Person
from payung.foundation.access.queries import HeldDuty
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Viewer
from payung.reports.homes.places import Place, place_of


class Request(HttpRequest):
    """Filled by the middleware. `duty` is None for the public and before a role is chosen."""

    request_id: str
    at: datetime
    person: Person | None
    duties: list[HeldDuty]
    duty: HeldDuty | None
    timed_out: bool
    chosen: Place | None
    """The regency that a public page is about; None where it names none."""
    own: Place | None
    """Where the viewer belongs; kept by `own_place` once it was asked for."""


def day_of(request: Request) -> date:
    """Return the day in Kendal on which the request came."""
    return today_in_wib(request.at)


def viewer_of(request: Request) -> Viewer | None:
    """Return who looks; None for the public."""
    return None if request.duty is None else request.duty.viewer


def own_place(request: Request, viewer: Viewer) -> Place | None:
    """Return where the viewer belongs, today; a page and its frame ask for it once together."""
    if not hasattr(request, "own"):
        request.own = place_of(viewer=viewer, on=day_of(request))
    return request.own


def actor_of(request: Request) -> Actor:
    """Return who acts. Only behind a guard: there is a duty."""
    duty = request.duty
    assert duty is not None
    return Actor(
        duty.person_id, duty.name, duty.role, duty.regency_id, duty.agency_id, request.request_id
    )


def public(regency_id: int | None = None) -> Viewer:
    """Return the viewer of published totals: it sees sums of a regency, and no page shows rows."""
    return Viewer(Viewer.system().role, None, regency_id, None)


def holds_nul(said: QueryDict) -> bool:
    """Return whether a NUL was sent: no page of ours sends one, and no text column takes one."""
    return any("\0" in value for _, values in said.lists() for value in values)
