"""The meetings of the demo: one held last month, one planned for next week."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from payung.jobs.demo.script import STAGE_OFFICE
from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.registering import noon
from payung.kernel.clock import WIB
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.monev import freeze_pack
from payung.reports.meetings import suggested_agenda
from payung.stages.monitoring import operations
from payung.stages.monitoring.queries import headline_month, meetings, open_items
from payung.stages.registry.queries.legal_bases import bases_on

Act = Callable[[date], None]
PLACE: Final = "Ruang Rapat Sekda"
BEGINS: Final = time(9)
SATURDAY: Final = 5


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """One regency's meetings, by the operations that its people would use."""

    people: Cast
    today: date

    def days(self) -> list[tuple[date, Act]]:
        """Return every act with its day."""
        last = Month.of(self.today).previous.first_day
        return [
            (last.replace(day=15), self._plan),
            (last.replace(day=17), self._freeze),
            (last.replace(day=18), self._hold),
            (last.replace(day=24), self._done),
            (self.today - timedelta(days=2), self._plan_next),
        ]

    def _plan(self, day: date) -> None:
        self._call(Month.of(day), day + timedelta(days=3), day)

    def _freeze(self, day: date) -> None:
        month = Month.of(day)
        freeze_pack(month=month, meeting_id=self._newest, by=self._desk, at=noon(day))

    def _hold(self, day: date) -> None:
        """Two decisions, one on the circular; two things to do, one of which stays undone."""
        meeting_id, by, at = self._newest, self._desk, noon(day)
        bases = bases_on(viewer=by.viewer, on=day)
        operations.decide(
            meeting_id=meeting_id,
            words="Semua kantor melaporkan hasil potongan paling lambat tanggal 8.",
            basis_id=bases[0].basis_id if bases else None,
            by=by,
            at=at,
        )
        operations.decide(
            meeting_id=meeting_id,
            words="Sosialisasi berikutnya untuk sekolah dan puskesmas.",
            by=by,
            at=at,
        )
        office = next(one for one in self.people.offices if one.name == STAGE_OFFICE)
        other = next(one for one in self.people.offices if one != office)
        for owner, words, due_on in (
            (office, "Kirim daftar puskesmas yang belum ikut", day + timedelta(days=7)),
            (other, "Datangi kepala kantor dan jelaskan cara mendaftar", day + timedelta(days=10)),
        ):
            operations.give_item(
                meeting_id=meeting_id,
                words=words,
                agency_id=owner.agency_id,
                owner="Petugas kantor",
                due_on=due_on,
                by=by,
                at=at,
            )

    def _done(self, day: date) -> None:
        """The stage's own officer reports; the other office has not said a word."""
        office = next(one for one in self.people.offices if one.name == STAGE_OFFICE)
        by = self.people.at(Role.OFFICER, office.agency_id)
        note = "Daftar 12 puskesmas dikirim ke sekretariat."
        for item in open_items(viewer=by.viewer):
            operations.finish_item(item_id=item.item_id, note=note, by=by, at=noon(day))

    def _plan_next(self, day: date) -> None:
        ahead = self.today + timedelta(days=7)
        weekend = max(7 - ahead.weekday(), 0) if ahead.weekday() >= SATURDAY else 0
        month = headline_month(viewer=self._desk.viewer, on=day) or Month.of(day)
        self._call(month, ahead + timedelta(days=weekend), day)

    def _call(self, month: Month, on: date, day: date) -> None:
        by, at = self._desk, noon(day)
        operations.plan_meeting(
            month=month,
            starts_at=datetime.combine(on, BEGINS, WIB),
            place=PLACE,
            agenda=suggested_agenda(viewer=by.viewer, month=month, at=at),
            by=by,
            at=at,
        )

    @property
    def _newest(self) -> int:
        [found] = meetings(viewer=self._desk.viewer, most=1)
        return found.meeting_id

    @property
    def _desk(self) -> Actor:
        return self.people.at(Role.SECRETARIAT)
