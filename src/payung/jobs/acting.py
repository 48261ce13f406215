"""Who acts when a command runs: a named person, or the one whose duty the step is."""

import argparse
from datetime import UTC, date, datetime
from uuid import uuid4

from payung.foundation.access.lookups import NobodyHolds, NoSuchPerson, holder
from payung.jobs.printing import complain
from payung.jobs.problems import Refused
from payung.kernel.clock import today_in_wib
from payung.kernel.demo_day import moved
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.wording import say


def now() -> datetime:
    return moved(datetime.now(tz=UTC))


def instant(timestamp: int) -> datetime:
    """Return what the service takes the moment for that a scheduled task is told."""
    return moved(datetime.fromtimestamp(timestamp, tz=UTC))


def today() -> date:
    return today_in_wib(now())


def request_id() -> str:
    return f"cli:{uuid4().hex[:12]}"


def system() -> Actor:
    return Actor.system(request_id())


def acting(
    wanted: argparse.Namespace,
    role: Role,
    *,
    regency_id: int,
    place: str,
    agency_id: int | None = None,
    sign_in: str | None = None,
) -> Actor:
    """Return who does this step. :raises Refused: nobody may, said in words."""
    named = getattr(wanted, "by", "") if sign_in is None else sign_in
    try:
        return holder(
            viewer=Viewer.system(),
            role=role,
            regency_id=regency_id,
            agency_id=agency_id,
            sign_in=named,
            on=today(),
            request_id=request_id(),
        )
    except NoSuchPerson as problem:
        raise Refused("cli.not_holder", name=named, role=role, place=place) from problem
    except NobodyHolds as problem:
        raise Refused("cli.nobody", role=role, place=place) from problem


def explain(refused: Refused, wanted: argparse.Namespace) -> int:
    """Say a refusal in words; the exit status of a finding."""
    complain(say(refused.code, wanted.lang, **refused.values))
    return 1
