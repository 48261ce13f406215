"""The whole programme on files it has never seen: register, check, cut, pay, confirm, close."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from payung.jobs.acting import system
from payung.jobs.places import joining
from payung.jobs.simulation import fate, months
from payung.jobs.simulation.branch import Branch
from payung.jobs.simulation.cast import Cast, cast
from payung.jobs.simulation.months import Unconfirmed
from payung.jobs.simulation.registering import (
    noon,
    take_sheet,
    to_branch_and_back,
    verify_office,
)
from payung.jobs.simulation.steps import Steps
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.kernel.reporting import FileReport
from payung.process.lapse import lapse_unpaid
from payung.reports import verify
from payung.stages.cover.queries import covered_in
from payung.stages.deductions.queries import ListSummary, lists_of_month
from payung.stages.enrolment.files import marked_copy
from payung.stages.enrolment.operations import register_again, take_over
from payung.stages.enrolment.queries import ids_in_state
from payung.stages.enrolment.states import State
from payung.stages.intake.problems import FileRefused
from payung.stages.registry.files import import_staff
from payung.stages.registry.queries import agencies

SHEETS = {".xlsx", ".xls", ".ods", ".csv"}


@dataclass(kw_only=True)
class Rehearsal:
    """One run: what is rehearsed, and what came of it."""

    regency_code: str
    staff: Path
    registrations: Path
    first: Month
    months: int
    seed: int
    keep: Path | None = None
    lang: str = "id"
    steps: Steps = field(default_factory=Steps)
    files: list[dict[str, object]] = field(default_factory=list)

    @property
    def registered_on(self) -> date:
        """The day of registration: its acceptance leads to `first` by the payroll's cut-off."""
        return (self.first - 2).first_day.replace(day=20)

    def run(self) -> dict[str, object]:
        """Run everything and return the report; but for seconds, a seed gives one report."""
        people = self._prepare()
        self._register(people)
        branch = Branch(f"{self.seed}:branch", first_number=21_000_000_000, refuses=0.02)
        self._to_branch(people, branch, day=self.registered_on + timedelta(days=2))
        unconfirmed: list[Unconfirmed] = []
        for month in Month.span(self.first, self.first + self.months):
            unconfirmed = self._month(people, month, unconfirmed)
            self._second_chance(people, branch, day=month.first_day.replace(day=13))
        return self._report()

    def _prepare(self) -> Cast:
        day = self.registered_on - timedelta(days=5)
        by, at = system(), noon(day)
        with self.steps.step("staff") as step:
            place = joining(self.regency_code, by=by, at=at)
            report = import_staff(
                content=self.staff.read_bytes(),
                name=self.staff.name,
                regency_id=place.regency_id,
                apply=True,
                by=by,
                at=at,
            )
            step.rows_in, step.accepted = report.rows, report.accepted
            step.refused.update(report.refused)
        self.files.append({"file": self.staff.name, **report.as_json(self.lang)})
        offices = agencies(viewer=Viewer.system(), regency_id=place.regency_id)
        return cast(place, offices, since=day, by=by, at=at)

    def _register(self, people: Cast) -> None:
        for path in self._sheets():
            content = path.read_bytes()
            try:
                report = take_sheet(
                    people,
                    content,
                    path.name,
                    agency_id=None,
                    day=self.registered_on,
                    steps=self.steps,
                )
            except FileRefused as refused:
                self.files.append(
                    {"file": path.name, "problem": refused.finding.message(self.lang)}
                )
                continue
            self.files.append({"file": path.name, **report.as_json(self.lang)})
            self._keep(path, content, report)

    def _sheets(self) -> Iterator[Path]:
        for path in sorted(self.registrations.iterdir()):
            if path.suffix.lower() in SHEETS and not path.samefile(self.staff):
                yield path

    def _keep(self, path: Path, content: bytes, report: FileReport) -> None:
        if self.keep is not None and report.problems:
            self.keep.mkdir(parents=True, exist_ok=True)
            marked = marked_copy(content=content, name=path.name, report=report, lang=self.lang)
            (self.keep / f"{path.stem}-perlu-diperbaiki.xlsx").write_bytes(marked)

    def _to_branch(self, people: Cast, branch: Branch, *, day: date) -> None:
        for office in people.offices:
            if verify_office(people, office.agency_id, day=day, steps=self.steps):
                errs = fate.branch_errs(str(self.seed), office.name, Month.of(day))
                to_branch_and_back(
                    people,
                    office.agency_id,
                    branch,
                    sent=day + timedelta(days=1),
                    answered=day + timedelta(days=4),
                    errs=errs,
                    steps=self.steps,
                )

    def _second_chance(self, people: Cast, branch: Branch, *, day: date) -> None:
        """Correct what came back, take over what was held, and send both to the branch."""
        with self.steps.step("corrected") as step:
            for office in people.offices:
                by = people.at(Role.OFFICER, office.agency_id)
                returned = ids_in_state(
                    viewer=by.viewer, agency_id=office.agency_id, state=State.RETURNED
                )
                if returned:
                    register_again(sponsorship_ids=returned, by=by, at=noon(day))
                step.rows_in += len(returned)
                step.accepted += len(returned)
        with self.steps.step("taken over") as step:
            by = people.at(Role.SECRETARIAT)
            for office in people.offices:
                for number in ids_in_state(
                    viewer=by.viewer, agency_id=office.agency_id, state=State.HELD
                ):
                    take_over(sponsorship_id=number, by=by, at=noon(day))
                    step.rows_in += 1
                    step.accepted += 1
        self._to_branch(people, branch, day=day + timedelta(days=1))

    def _month(
        self, people: Cast, month: Month, unconfirmed: list[Unconfirmed]
    ) -> list[Unconfirmed]:
        seed, viewer = str(self.seed), people.at(Role.SECRETARIAT).viewer
        cut_off = month.previous.first_day.replace(day=22)
        lists = months.lock_month(people, month, day=cut_off, steps=self.steps)
        drawn = {asked.agency_id: fate.habits(asked, seed=seed, viewer=viewer) for asked in lists}
        habits_of = drawn.__getitem__
        first = month.first_day
        self._lapse(people, month)
        months.payroll_month(people, lists, habits_of, day=first, seed=seed, steps=self.steps)
        left = months.remit_month(
            people,
            lists,
            habits_of,
            day=first.replace(day=5),
            received=first.replace(day=8),
            steps=self.steps,
        )
        months.close_month(people, lists, habits_of, day=first.replace(day=12), steps=self.steps)
        self._catch_up(people, month.previous, unconfirmed, day=first.replace(day=12))
        return left

    def _catch_up(
        self, people: Cast, month: Month, unconfirmed: list[Unconfirmed], *, day: date
    ) -> None:
        """Pay on, confirm and close what the month before left open."""
        months.confirm_late(people, unconfirmed, day=day, steps=self.steps)
        lists: list[ListSummary] = lists_of_month(
            viewer=people.at(Role.SECRETARIAT).viewer, month=month
        )
        months.remit_month(people, lists, _punctual, day=day, received=day, steps=self.steps)
        months.close_open(people, lists, day=day, steps=self.steps)

    def _lapse(self, people: Cast, month: Month) -> None:
        with self.steps.step(f"lapse {month}") as step:
            ended = lapse_unpaid(
                month=month,
                regency_id=people.regency.regency_id,
                by=system(),
                at=noon(month.first_day),
            )
            step.rows_in = step.accepted = ended

    def _report(self) -> dict[str, object]:
        viewer = Viewer.system()
        with self.steps.step("verify"):
            broken = verify.findings(viewer=viewer)
        last = self.first + (self.months - 1)
        covered = covered_in(viewer=viewer, month=last)
        return {
            "regency": self.regency_code,
            "first": str(self.first),
            "registered_on": self.registered_on.isoformat(),
            "seed": self.seed,
            "steps": [step.as_json() for step in self.steps],
            "files": self.files,
            "covered": sum(office.workers for office in covered),
            "verify": [f"{one.invariant}: {one.what}" for one in broken],
        }


def _punctual(agency_id: int) -> months.Habits:  # noqa: ARG001  # every office alike
    return months.Habits()
