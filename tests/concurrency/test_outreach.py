"""Two who plan at once cannot both have the hall; one name scanned twice at once counts once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from payung.kernel.clock import WIB
from payung.kernel.people import Actor, Role
from payung.stages.outreach import operations
from payung.stages.outreach.models import Arrival, Session
from payung.stages.outreach.problems import SessionsClash
from payung.stages.registry.models import CivilServant
from tests.factories import remittance as made

pytestmark = pytest.mark.usefixtures("own_database")
NINE = datetime(2026, 11, 20, 9, tzinfo=WIB)


def _at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all of them behind one barrier; return what each gave or raised."""
    barrier, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            outcomes[place] = act()
        except SessionsClash as refused:
            outcomes[place] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive(), "stuck"
    return outcomes


def test_the_hall_is_given_once_and_a_guest_counts_once():
    of = made.office()
    made.giving(of, 3)
    by = Actor(None, "Sekretariat", Role.SECRETARIAT, of.regency_id, None, "test")
    event = operations.plan_event(title="Keliling", by=by, at=NINE)

    def plan() -> int:
        return operations.add_session(
            event_id=event,
            place="Aula",
            starts_at=NINE,
            ends_at=NINE + timedelta(hours=2),
            agency_ids=[of.agency_id],
            by=by,
            at=NINE,
        )

    outcomes = _at_once(plan, plan, plan)
    assert sum(isinstance(one, SessionsClash) for one in outcomes) == 2
    session = Session.objects.get()

    assert CivilServant.objects.filter(agency_id=of.agency_id).count() == 3

    def arrive(name: str) -> Callable[[], bool]:
        return lambda: operations.arrive(
            code=session.code,
            agency_id=of.agency_id,
            name=name,
            by=Actor.system("test"),
            at=NINE,
        )

    assert sorted(_at_once(arrive("Siti"), arrive("SITI"), arrive("Budi"))) == [False, True, True]
    assert Arrival.objects.count() == 2
