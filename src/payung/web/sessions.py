"""What a session remembers: since when, last seen, in which duty, proven how; and its limits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from payung.foundation.access import visits
from payung.foundation.access.queries import HeldDuty
from payung.kernel.people import Role
from payung.web.requests import Request

DUTY: Final = "duty_id"
SEEN: Final = "seen_at"
SINCE: Final = "signed_in_at"
PROVEN: Final = "proven_at"
"""When the password (and the code) was last given: at sign-in, and at every step-up."""
BY_FACTOR: Final = "by_factor"
VISIT: Final = "visit_id"
MUST_CHANGE: Final = "must_change"
"""The password has become too old under the policy in force."""
OWN_PHONE: Final = "own_phone"
"""The sponsor said that this is their own phone: looking goes on for 30 days."""

IDLE_SAID: Final = "idle_minutes"
"""For how many minutes nothing had happened when the last session here ended."""

IDLE = {Role.TREASURER: timedelta(minutes=15), Role.SPONSOR: timedelta(hours=2)}
IDLE_STAFF = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
LONGEST_TO_LOOK = timedelta(days=30)


@dataclass(frozen=True)
class Limits:
    """How long a session lives without a sign of life, and altogether."""

    idle: timedelta
    longest: timedelta


def limits(request: Request, duty: HeldDuty | None) -> Limits:
    """Return the limits of this session in this duty."""
    role = None if duty is None else duty.role
    if role is Role.SPONSOR and request.session.get(OWN_PHONE):
        return Limits(LONGEST_TO_LOOK, LONGEST_TO_LOOK)
    return Limits(IDLE_STAFF if role is None else IDLE.get(role, IDLE_STAFF), LONGEST)


def proven_within(request: Request, time: timedelta) -> bool:
    """Whether the password was given that recently."""
    proven = request.session.get(PROVEN)
    return proven is not None and timedelta(seconds=request.at.timestamp() - proven) <= time


def note_proof(request: Request) -> None:
    """Keep that the person proved just now who they are, under a new session key."""
    rotate(request)
    request.session[PROVEN] = request.at.timestamp()


def choose(request: Request, duty: HeldDuty) -> None:
    """Act in this duty from now on, under a new session key."""
    rotate(request)
    request.session[DUTY] = duty.duty_id
    request.session[SEEN] = request.at.timestamp()


def rotate(request: Request) -> None:
    """Give the session another key; whoever knew the old one knows nothing."""
    request.session.cycle_key()
    visit_id = request.session.get(VISIT)
    if visit_id is not None:
        visits.rename(visit_id=visit_id, key=request.session.session_key or "")


def is_over(request: Request, duty: HeldDuty | None) -> bool:
    """Whether the session idled too long, or lasted too long altogether."""
    now = request.at.timestamp()
    seen, since = request.session.get(SEEN, now), request.session.get(SINCE, now)
    limit = limits(request, duty)
    idle, lasted = timedelta(seconds=now - seen), timedelta(seconds=now - since)
    return idle > limit.idle or lasted > limit.longest
