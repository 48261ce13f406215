"""Fourteen months of one regency, day by day, in the order in which its people would act."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from payung.jobs.demo import death_list, warnings
from payung.jobs.demo.events import Events
from payung.jobs.demo.families import Families
from payung.jobs.demo.invented_regency import InventedRegency
from payung.jobs.demo.meetings import Meetings
from payung.jobs.demo.outreach import Outreach
from payung.jobs.demo.script import PAY_THEMSELVES, STAGE_OFFICE, STAGE_REGENCY, Script
from payung.jobs.simulation import fate, months
from payung.jobs.simulation.branch import Branch
from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.invented import Candidate
from payung.jobs.simulation.months import Unconfirmed
from payung.jobs.simulation.registering import (
    noon,
    take_sheet,
    to_branch_and_back,
    verify_office,
)
from payung.jobs.simulation.steps import Steps
from payung.jobs.simulation.together import answer_together, pay_together
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.stages.deductions.queries import ListSummary, lists_of_month
from payung.stages.enrolment.operations import register_again
from payung.stages.enrolment.queries import ids_in_state
from payung.stages.enrolment.states import State

Act = Callable[[date], None]


@dataclass(kw_only=True)
class Calendar:
    """The acts of a regency from its first sheet to the day before `today`."""

    world: InventedRegency
    people: Cast
    branch: Branch
    seed: int
    first: Month
    today: date
    told: Callable[[Month], None]
    steps: Steps = field(default_factory=Steps)
    unconfirmed: list[Unconfirmed] = field(default_factory=list)
    events: Events = field(init=False)

    def __post_init__(self) -> None:
        self.events = Events(
            people=self.people, world=self.world, seed=str(self.seed), current=self.current
        )

    @property
    def current(self) -> Month:
        return Month.of(self.today)

    def days(self) -> list[tuple[date, Act]]:
        """Return every act with its day, and later ones; of two on one day the first is first."""
        begin = (self.first - 2).first_day.replace(day=20)
        days: list[tuple[date, Act]] = [(begin, self._first_wave)]
        for number, month in enumerate(Month.span(self.first, self.current + 2)):
            days += [
                (month.previous.first_day.replace(day=22), self._lock(month)),
                (month.first_day, self.events.lapse(month)),
                (month.first_day, self._payroll(month)),
                (month.first_day.replace(day=3), self.events.before_the_slips(month)),
                (month.first_day.replace(day=4), self._wave(number + 1, month)),
                (month.first_day.replace(day=5), self._remit(month)),
                (month.first_day.replace(day=12), self._close(month)),
                (month.first_day.replace(day=13), self._second_chance),
                (month.first_day.replace(day=14), self.events.staff_list(month)),
                (month.first_day.replace(day=16), self.events.of_life(month)),
            ]
        if self.people.regency.code == STAGE_REGENCY:
            days += Families(people=self.people, first=self.first, today=self.today).days()
            outreach = Outreach(
                people=self.people, first=self.first, today=self.today, seed=self.seed
            )
            days += outreach.days()
            days += Meetings(people=self.people, today=self.today).days()
            days += death_list.days(self.people, self.today)
        days += warnings.days(self.people, self.today)
        return sorted(days, key=lambda pair: pair[0])

    def _first_wave(self, day: date) -> None:
        people = self.world.wave(0, today=day)
        chosen = people.get(STAGE_OFFICE, [])[:40]
        if self.people.regency.code == STAGE_REGENCY and len(chosen) >= 35:
            self.events.script = Script.cast(chosen, first=self.first, current=self.current)
        self._register(people, day, keep=chosen)

    def _wave(self, number: int, month: Month) -> Act:
        def act(day: date) -> None:
            people = self.world.wave(number, today=day, every_month=[STAGE_OFFICE])
            script = self.events.script
            if script and month == script.first + 10:
                people.setdefault(STAGE_OFFICE, []).extend(script.returning)
            keep = list(script.returning) if script else []
            self._register(people, day, keep=keep)

        return act

    def _register(
        self, people: dict[str, list[Candidate]], day: date, *, keep: list[Candidate]
    ) -> None:
        known = {office.name: office.agency_id for office in self.people.offices}
        for office, named in people.items():
            sheet = self.world.sheet(office, named, keep=keep)
            take_sheet(
                self.people,
                sheet,
                f"pendaftaran {office}.xlsx",
                agency_id=known[office],
                day=day,
                steps=self.steps,
            )
        self._to_branch(day + timedelta(days=1))

    def _to_branch(self, day: date) -> None:
        for office in self.people.offices:
            if day + timedelta(days=4) < self.today and verify_office(
                self.people, office.agency_id, day=day, steps=self.steps
            ):
                errs = fate.branch_errs(str(self.seed), office.name, Month.of(day))
                to_branch_and_back(
                    self.people,
                    office.agency_id,
                    self.branch,
                    sent=day + timedelta(days=1),
                    answered=day + timedelta(days=4),
                    errs=errs,
                    steps=self.steps,
                )

    def _second_chance(self, day: date) -> None:
        for office in self.people.offices:
            by = self.people.at(Role.OFFICER, office.agency_id)
            returned = ids_in_state(
                viewer=by.viewer, agency_id=office.agency_id, state=State.RETURNED
            )
            # The last few stay returned, so that the officer's page has something to correct.
            if returned[2:]:
                register_again(sponsorship_ids=returned[2:], by=by, at=noon(day))

    def _lock(self, month: Month) -> Act:
        def act(day: date) -> None:
            months.lock_month(self.people, month, day=day, steps=self.steps)

        return act

    def _payroll(self, month: Month) -> Act:
        def act(day: date) -> None:
            lists = self._lists(month)
            smooth, others = self._sorted_by_habit(lists, lambda _asked, habits: habits.is_smooth)
            answer_together(self.people, smooth, day=day)
            months.payroll_month(
                self.people,
                others,
                self.events.habits_of(lists),
                day=day,
                seed=str(self.seed),
                steps=self.steps,
            )

        return act

    def _remit(self, month: Month) -> Act:
        def act(day: date) -> None:
            lists, received = self._lists(month), day + timedelta(days=3)
            central, others = self._sorted_by_habit(lists, self._pays_centrally)
            pay_together(self.people, central, day=day, received=received)
            left = months.remit_month(
                self.people,
                others,
                self.events.habits_of(lists),
                day=day,
                received=received,
                steps=self.steps,
            )
            self.unconfirmed, late = left, self.unconfirmed
            months.confirm_late(self.people, late, day=day + timedelta(days=4), steps=self.steps)

        return act

    def _pays_centrally(self, asked: ListSummary, habits: months.Habits) -> bool:
        """Small offices pay through the regency's treasury; so do all in the neighbours."""
        own = self.people.regency.code == STAGE_REGENCY and asked.agency in PAY_THEMSELVES
        return habits.is_smooth and not own

    def _sorted_by_habit(
        self, lists: list[ListSummary], chosen: Callable[[ListSummary, months.Habits], bool]
    ) -> tuple[list[ListSummary], list[ListSummary]]:
        habits_of = self.events.habits_of(lists)
        yes = [asked for asked in lists if chosen(asked, habits_of(asked.agency_id))]
        return yes, [asked for asked in lists if asked not in yes]

    def _close(self, month: Month) -> Act:
        def act(day: date) -> None:
            lists = self._lists(month)
            months.close_month(
                self.people, lists, self.events.habits_of(lists), day=day, steps=self.steps
            )
            before = self._lists(month.previous)
            late = self.events.late_payers(month)
            months.remit_month(self.people, before, late, day=day, received=day, steps=self.steps)
            months.close_open(self.people, before, day=day, steps=self.steps)
            self.told(month)

        return act

    def _lists(self, month: Month) -> list[ListSummary]:
        return lists_of_month(viewer=self.people.at(Role.SECRETARIAT).viewer, month=month)
