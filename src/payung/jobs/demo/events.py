"""What happens besides the month's steps: people move, retire, die; a month is opened again."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from payung.jobs.acting import system
from payung.jobs.demo import script as names
from payung.jobs.demo.corrections import cut_at_the_old_tariff, refund_one, reopen_and_close
from payung.jobs.demo.invented_regency import InventedRegency
from payung.jobs.demo.script import Script
from payung.jobs.simulation import fate
from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.invented import Candidate
from payung.jobs.simulation.months import Habits, HabitsOf
from payung.jobs.simulation.registering import noon
from payung.kernel.month import Month
from payung.kernel.nik import parse_nik
from payung.kernel.people import Actor, Role, Viewer
from payung.process.endings import end_sponsorship, hand_over, worker_died
from payung.process.lapse import lapse_unpaid
from payung.process.staff import take_staff
from payung.stages.deductions.queries import ListSummary
from payung.stages.enrolment.operations import change_consent
from payung.stages.enrolment.queries import SponsorshipRow, my_workers
from payung.stages.enrolment.states import State
from payung.stages.enrolment.sums.said import ALLOWANCE
from payung.stages.registry.queries import staff_by_nip, worker_by_nik

Act = Callable[[date], None]


@dataclass(kw_only=True)
class Events:
    """One regency's events. Without a script only what chance brings."""

    people: Cast
    world: InventedRegency
    seed: str
    current: Month
    script: Script | None = None
    """Known once the first sheet is written."""
    _drawn: dict[Month, dict[int, Habits]] = field(default_factory=dict)

    def habits_of(self, lists: list[ListSummary]) -> HabitsOf:
        """Return how each office's month goes: chance, and in Kendal the script over it."""
        if not lists:
            return _nobody
        month = lists[0].month
        if month not in self._drawn:
            viewer = self.people.at(Role.SECRETARIAT).viewer
            self._drawn[month] = {
                asked.agency_id: self._scripted(
                    asked, fate.habits(asked, seed=self.seed, viewer=viewer, odds=fate.CALM)
                )
                for asked in lists
            }
        return self._drawn[month].__getitem__

    def _scripted(self, asked: ListSummary, drawn: Habits) -> Habits:
        if self.script is None:
            return drawn
        recent = asked.month >= self.current - 1
        now = asked.month == self.current
        return replace(
            drawn,
            not_cut=drawn.not_cut | self.script.not_cut(asked.month)
            if asked.agency == names.STAGE_OFFICE
            else drawn.not_cut,
            answers=not (now and asked.agency == names.SILENT)
            and not (asked.month == names.DISCOUNT_BEGINS and asked.agency == names.OVER_CUTS),
            remits=(drawn.remits or asked.agency in (names.REOPENED, names.REFUNDS))
            and not (recent and asked.agency == names.HOLDS_BACK),
            confirmed=drawn.confirmed and not (now and asked.agency == names.UNCONFIRMED),
            slip_first=drawn.slip_first and asked.agency != names.REFUNDS,
        )

    def late_payers(self, month: Month) -> HabitsOf:
        """Return who catches up in `month`: everybody but the office that holds money back."""
        keeps = {
            office.agency_id
            for office in self.people.offices
            if self.script and office.name == names.HOLDS_BACK and month >= self.current - 1
        }
        return lambda agency_id: Habits(remits=agency_id not in keeps)

    def lapse(self, month: Month) -> Act:
        def act(day: date) -> None:
            lapse_unpaid(
                month=month, regency_id=self.people.regency.regency_id, by=system(), at=noon(day)
            )

        return act

    def before_the_slips(self, month: Month) -> Act:
        def act(day: date) -> None:
            if self.script and month == names.DISCOUNT_BEGINS:
                cut_at_the_old_tariff(self.people, names.OVER_CUTS, month, day=day)
            if self.script and month == self.current - 2:
                refund_one(self.people, names.REFUNDS, month, day=day)

        return act

    def staff_list(self, month: Month) -> Act:
        """Send the monthly list when somebody moved or left, and twice a year anyway."""

        def act(day: date) -> None:
            if not self.script or month not in (self.script.first + 6, self.script.first + 8):
                return
            if month == self.script.first + 6:
                for one in self.script.movers:
                    self.world.move(one.sponsor_nip, names.NEW_HOME)
            else:
                self.world.leave(self.script.retires.sponsor_nip)
                self.world.leave(self.script.leaves_alone.sponsor_nip)
            take_staff(
                content=self.world.staff_export(),
                name=f"daftar-asn-{month}.csv",
                regency_id=self.people.regency.regency_id,
                by=self.people.at(Role.SECRETARIAT),
                at=noon(day),
            )

        return act

    def of_life(self, month: Month) -> Act:
        def act(day: date) -> None:
            if self.script is None:
                return
            if month == self.script.first:
                for one in self.script.from_allowance:
                    self._pays_from_allowance(one, day)
            if month == self.script.first + 7:
                for one in self.script.wishes:
                    self._ends(one, day)
            if month == self.script.first + 8:
                self._hands_over(self.script.retires, self.script.heir_apparent, month + 1, day)
            if month == self.script.first + 9:
                self._dies(self.script.dies, day)
            if month == self.current - 3:
                reopen_and_close(self.people, names.REOPENED, month, day=day)

        return act

    def _ends(self, one: Candidate, day: date) -> None:
        found = self._sponsorship(one)
        if found:
            end_sponsorship(
                sponsorship_id=found.sponsorship_id,
                ended_on=day,
                reason="wish",
                by=self._officer(found),
                at=noon(day),
            )

    def _pays_from_allowance(self, one: Candidate, day: date) -> None:
        found = self._sponsorship(one)
        if found:
            change_consent(
                sponsorship_id=found.sponsorship_id,
                pay_source=ALLOWANCE,
                by=self._officer(found),
                at=noon(day),
            )

    def _hands_over(self, old: Candidate, new: Candidate, month: Month, day: date) -> None:
        found = self._sponsorship(old)
        sponsor_id = self._civil_servant(new.sponsor_nip)
        if found and sponsor_id:
            hand_over(
                sponsorship_id=found.sponsorship_id,
                new_sponsor_id=sponsor_id,
                from_month=month,
                by=self._officer(found),
                at=noon(day),
            )

    def _dies(self, one: Candidate, day: date) -> None:
        worker = worker_by_nik(viewer=Viewer.system(), nik=parse_nik(one.nik))
        if worker:
            worker_died(
                worker_id=worker.worker_id,
                died_on=day.replace(day=10),
                by=self.people.at(Role.SECRETARIAT),
                at=noon(day),
            )

    def _sponsorship(self, one: Candidate) -> SponsorshipRow | None:
        sponsor_id = self._civil_servant(one.sponsor_nip)
        rows = my_workers(viewer=Viewer.system(), sponsor_id=sponsor_id) if sponsor_id else []
        return next((row for row in rows if row.state == State.ACCEPTED), None)

    def _civil_servant(self, nip: str) -> int | None:
        found = staff_by_nip(
            viewer=Viewer.system(), regency_id=self.people.regency.regency_id, nips=[nip]
        )
        return found[nip].civil_servant_id if nip in found else None

    def _officer(self, found: SponsorshipRow) -> Actor:
        return self.people.at(Role.OFFICER, found.agency_id)


def _nobody(agency_id: int) -> Habits:
    raise LookupError(agency_id)
