"""Loads the demo into an empty database, telling how far it is."""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.conf import settings
from django.db import connection

from payung.foundation.access.operations import create_person, grant
from payung.jobs.acting import system
from payung.jobs.acting import today as real_today
from payung.jobs.demo import unfinished
from payung.jobs.demo.calendar import Calendar
from payung.jobs.demo.invented_regency import InventedRegency, RegencySpec
from payung.jobs.demo.script import STAGE_OFFICE, Script
from payung.jobs.demo.side_by_side import Meet, side_by_side
from payung.jobs.demo.targets import set_targets
from payung.jobs.places import ready_areas
from payung.jobs.simulation.branch import Branch
from payung.jobs.simulation.cast import Cast, cast, sign_in_word
from payung.jobs.simulation.registering import noon
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone
from payung.kernel.wording import say
from payung.process.staff import take_staff
from payung.stages.cover.queries import covered_in
from payung.stages.monitoring.files import PAST, read_history
from payung.stages.monitoring.operations import load_history, take
from payung.stages.registry.operations import join
from payung.stages.registry.operations.hospitals import add_hospital
from payung.stages.registry.operations.legal_bases import Written, add_basis
from payung.stages.registry.queries import (
    RegencyRow,
    agencies,
    areas_within,
    regencies,
    regency_by_code,
    staff_by_nip,
)

MONTHS = 14
TAKEN_ON = 13
"""The day of each month on which the demo takes figures: when most offices have closed."""
SYSTEM = Viewer.system()


def database_is_empty() -> bool:
    return not regencies(viewer=SYSTEM)


def load(specs: Sequence[RegencySpec], *, seed: int, today: date | None, lang: str = "id") -> None:
    """Run fourteen months up to `today` (the real day by default); the same seed, the same demo."""
    unfinished.begun()
    began, day = time.monotonic(), today or real_today()
    plan = _Plan(first=Month.of(day) - (MONTHS - 1), today=day, seed=seed, lang=lang)
    _tell("demo.loading", lang)
    ready_areas(by=system(), at=noon(plan.prepared))
    joined = [_joined(spec, number, plan) for number, spec in enumerate(specs)]
    # The first regency is as much work as all others together.
    halves = [half for half in (joined[:1], joined[1:]) if half]
    side_by_side([partial(_live, half, plan) for half in halves], once=partial(_take, plan))
    take(by=system(), at=noon(day))
    for spec in specs:
        _others_figures(spec.code, day)
    connection.close()  # whoever goes on waits for the disk again
    unfinished.done()
    _tell("demo.done", lang, seconds=f"{time.monotonic() - began:.0f}")


@dataclass(frozen=True, kw_only=True)
class _Plan:
    first: Month
    today: date
    seed: int
    lang: str

    @property
    def prepared(self) -> date:
        """The day on which the regencies come in, before their first sheet."""
        return (self.first - 2).first_day.replace(day=15)

    @property
    def days_of_figures(self) -> list[date]:
        """As it was known on these days: the past of the demo can be looked at day by day."""
        months = Month.span(self.first, Month.of(self.today) + 1)
        days = [month.first_day.replace(day=TAKEN_ON) for month in months]
        return [day for day in days if day < self.today]


@dataclass(frozen=True)
class _Joined:
    """A regency that has come in, with nobody in it yet."""

    spec: RegencySpec
    number: int
    place: RegencyRow


def _joined(spec: RegencySpec, number: int, plan: _Plan) -> _Joined:
    by, day = system(), plan.prepared
    join(regency_code=spec.code, branch_name=spec.branch, by=by, at=noon(day))
    place = regency_by_code(viewer=SYSTEM, code=spec.code)
    assert place is not None
    _basis(spec, place.regency_id, since=day)
    return _Joined(spec, number, place)


def _live(joined: Sequence[_Joined], plan: _Plan, meet: Meet) -> None:
    """Run the months of some regencies in step, day by day."""
    with connection.cursor() as cursor:
        # What a power cut takes is invented anew; no commit needs to wait for the disk.
        cursor.execute("SET synchronous_commit = off")
        # Every statement comes hundreds of times, with other values of the same kind.
        cursor.execute("SET plan_cache_mode = force_generic_plan")
    calendars = _calendars(joined, plan, meet)
    acts = [pair for calendar in calendars for pair in calendar.days()]
    # Figures are taken before anything else of that day.
    days = [*((day, meet) for day in plan.days_of_figures), *acts]
    for day, act in sorted(days, key=lambda pair: pair[0]):
        if day < plan.today:
            act(day)
    for calendar in calendars:
        if calendar.events.script:
            _remember(calendar.people, calendar.events.script, since=plan.first.first_day)


def _take(plan: _Plan, day: date) -> None:
    if day in plan.days_of_figures:
        take(by=system(), at=noon(day))


def _calendars(joined: Sequence[_Joined], plan: _Plan, meet: Meet) -> list[Calendar]:
    """
    Invent the people of each regency and take its staff list.

    All are invented at once, but the first regency's offices come first: they get the same numbers
    each time, and payrolls err by them.
    """
    worlds = [_world(one, plan) for one in joined]
    lists = [world.staff_list(as_of=plan.prepared) for world in worlds]
    is_first = joined[0].number == 0
    if not is_first:
        meet(plan.prepared)
    calendars = [_calendar(*each, plan) for each in zip(joined, worlds, lists, strict=True)]
    if is_first:
        meet(plan.prepared)
    return calendars


def _world(one: _Joined, plan: _Plan) -> InventedRegency:
    districts = [(area.code, area.name) for area in areas_within(parent_code=one.spec.code)]
    return InventedRegency(one.spec, one.place.name, districts, seed=plan.seed)


def _calendar(one: _Joined, world: InventedRegency, staff: bytes, plan: _Plan) -> Calendar:
    day, place = plan.prepared, one.place
    by, at = system(), noon(day)
    take_staff(
        content=staff,
        name=f"daftar-asn-{one.spec.code}.xlsx",
        regency_id=place.regency_id,
        by=by,
        at=at,
    )
    people = cast(
        place, agencies(viewer=SYSTEM, regency_id=place.regency_id), since=day, by=by, at=at
    )
    _hospitals(one.spec, people, since=day)
    set_targets(people, first=plan.first.year, last=plan.today.year, day=day)
    _tell("demo.regency", plan.lang, name=place.name, staff=str(len(world.staff)))
    branch = Branch(
        f"{plan.seed}:{one.spec.code}",
        first_number=21_000_000_000 + one.number * 10**8,
        refuses=0.02,
    )
    return Calendar(
        world=world,
        people=people,
        branch=branch,
        seed=plan.seed,
        first=plan.first,
        today=plan.today,
        told=partial(_tell_month, people, plan.lang),
    )


def _tell_month(people: Cast, lang: str, month: Month) -> None:
    covered = covered_in(viewer=people.at(Role.SECRETARIAT).viewer, month=month)
    count = str(sum(office.workers for office in covered))
    name = people.regency.name
    _tell("demo.month", lang, name=name, month=render_month(month), covered=count)


def _others_figures(code: str, day: date) -> None:
    """Load what was published of the regency before, where there is a file of it."""
    path = PAST / f"{code}.yaml"
    if path.exists():
        entries = read_history(path.read_bytes())
        load_history(entries=entries, place=code, by=system(), at=noon(day))


def _basis(spec: RegencySpec, regency_id: int, *, since: date) -> None:
    """Write down what the regency's letters cite, in force before anything else happens."""
    one = spec.legal_basis
    written = Written(
        kind=one.kind, number=one.number, year=one.year, about=one.about, from_on=since
    )
    add_basis(regency_id=regency_id, written=written, by=system(), at=noon(since))


def _hospitals(spec: RegencySpec, people: Cast, *, since: date) -> None:
    """Put the invented partner hospitals on the secretariat's list."""
    for one in spec.hospitals:
        add_hospital(
            name=one.name,
            address=one.address,
            phone=parse_phone(one.phone),
            is_always_open=one.always,
            since_on=since,
            by=people.at(Role.SECRETARIAT),
            at=noon(since),
        )


def _remember(people: Cast, script: Script, *, since: date) -> None:
    """Write down whose sign-in the tour uses; their passwords are made anew at each start."""
    by, at = system(), noon(since)
    place = people.regency
    stage = next(office for office in people.offices if office.name == STAGE_OFFICE)
    nip = script.star.sponsor_nip
    civil_servant = staff_by_nip(viewer=SYSTEM, regency_id=place.regency_id, nips=[nip])[nip]
    person_id = create_person(
        sign_in=nip,
        name=civil_servant.name,
        civil_servant_id=civil_servant.civil_servant_id,
        by=by,
        at=at,
    )
    grant(
        person_id=person_id,
        role=Role.SPONSOR,
        regency_id=place.regency_id,
        agency_id=stage.agency_id,
        starts_on=since,
        by=by,
        at=at,
    )
    words = {str(Role.SPONSOR): nip}
    for role, agency_id in (
        (Role.OFFICER, stage.agency_id),
        (Role.TREASURER, stage.agency_id),
        (Role.OFFICE_HEAD, stage.agency_id),
        (Role.BRANCH, None),
        (Role.LEADER, None),
        (Role.KORPRI, None),
        (Role.SECRETARIAT, None),
        (Role.AUDITOR, None),
    ):
        words[str(role)] = sign_in_word(place.code, role, agency_id)
    (settings.HOME / "demo.json").write_text(json.dumps(words, indent=1))


def _tell(code: str, lang: str, **values: str) -> None:
    sys.stdout.write(say(code, lang, **values) + "\n")
    sys.stdout.flush()
