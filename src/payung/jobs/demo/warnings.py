"""The demo's last weeks of daily jobs: who will lose cover, and what a coming month will cost."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from payung.jobs.acting import system
from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.registering import noon
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.process.lapse_warnings import warn_of_lapses
from payung.process.tariff_notices import announce_tariffs
from payung.reports.tariffs.changing import sponsor_changes
from payung.stages.membership.operations.notices import choose_notice_day

WEEKS: Final = 6
"""Each step is told once: a day missed in between is told on the next."""
AHEAD: Final = 2
TOLD_ON: Final = 8
"""The day of the month on which the demo's secretariat tells sponsors of a coming tariff."""

Act = Callable[[date], None]


def days(people: Cast, today: date) -> Iterator[tuple[date, Act]]:
    """Yield the warnings of the weeks up to yesterday, and the notice of a coming tariff."""
    yesterday = today - timedelta(days=1)
    for week in reversed(range(WEEKS)):
        yield yesterday - timedelta(days=7 * week), _warn(people)
    chosen = Month.of(today).first_day.replace(day=TOLD_ON)
    if chosen < yesterday:
        yield chosen, _choose(people)
        yield chosen + timedelta(days=1), _announce(people)


def _warn(people: Cast) -> Act:
    def act(day: date) -> None:
        warn_of_lapses(regency_id=people.regency.regency_id, by=system(), at=noon(day))

    return act


def _choose(people: Cast) -> Act:
    def act(day: date) -> None:
        viewer = Viewer(Role.SYSTEM, None, people.regency.regency_id, None)
        now = Month.of(day)
        for month in Month.span(now.next, now.next + AHEAD):
            if sponsor_changes(viewer=viewer, month=month):
                choose_notice_day(
                    month=month,
                    announce_on=day + timedelta(days=1),
                    by=people.at(Role.SECRETARIAT),
                    at=noon(day),
                )

    return act


def _announce(people: Cast) -> Act:
    def act(day: date) -> None:
        announce_tariffs(regency_id=people.regency.regency_id, by=system(), at=noon(day))

    return act
