"""The outreach of the demo: two rounds behind us, one ahead, a story told and one taken back."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from payung.jobs.acting import system
from payung.jobs.demo.script import STAGE_OFFICE
from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.registering import noon
from payung.kernel.clock import WIB
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.outreach import session_letter
from payung.stages.outreach import operations
from payung.stages.outreach.queries import SessionRow, session_of
from payung.stages.registry.queries import AgencyRow

Act = Callable[[date], None]
HALL: Final = "Aula Tirto Arum"
SCHOOLS: Final = ("Pendidikan", "Kesehatan", "RSUD", "Puskesmas")
"""Klaten held two sessions: offices and districts, then health and education."""
SATURDAY: Final = 5


@dataclass(frozen=True, kw_only=True)
class Told:
    """A story as its owner told it."""

    teller: str
    first_name: str
    words: str
    full_name: str


STORIES: Final = (
    Told(
        teller="family",
        first_name="Sukini",
        words="Santunannya untuk sekolah anak. Kami tidak menyangka ada yang mendaftarkan.",
        full_name="Sukini Handayani",
    ),
    Told(
        teller="sponsor",
        first_name="Wulan",
        words="Saya kira repot. Ternyata empat menit, dan tukang kebun kami terlindungi.",
        full_name="Wulan Handayani",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Outreach:
    """One regency's rounds, by the operations that its people would use."""

    people: Cast
    first: Month
    today: date
    seed: int

    def days(self) -> list[tuple[date, Act]]:
        """Return every act with its day."""
        begin = (self.first + 3).first_day.replace(day=18)
        again = (Month.of(self.today) - 2).first_day.replace(day=16)
        return [
            (begin, self._tour),
            (again, self._districts),
            (self.today - timedelta(days=20), self._stories),
            (self.today - timedelta(days=3), self._ahead),
        ]

    def _tour(self, day: date) -> None:
        """Half of the offices, in two sessions, as Klaten did."""
        chosen = self._some(len(self.people.offices) // 2)
        schools = [one for one in chosen if any(word in one.name for word in SCHOOLS)]
        others = [one for one in chosen if one not in schools]
        event = self._plan("Sosialisasi ASN Peduli, putaran pertama", day, target=150)
        self._hold(event, others, _weekday(day), 9)
        if schools:
            self._hold(event, schools, _weekday(day), 13)

    def _districts(self, day: date) -> None:
        districts = [one for one in self.people.offices if "Kecamatan" in one.name][:8]
        event = self._plan("Keliling kecamatan", day, target=40)
        if districts:
            self._hold(event, districts, _weekday(day), 9, place="Pendopo Kecamatan Weleri")

    def _ahead(self, day: date) -> None:
        """One to come: its letter is printed, nobody was there yet."""
        event = self._plan("Sosialisasi untuk guru dan tenaga kesehatan", day)
        offices = [one for one in self.people.offices if one.name == STAGE_OFFICE]
        offices += [one for one in self._some(6) if one not in offices]
        starts_at = _at(_weekday(self.today + timedelta(days=6)), 9)
        session = self._session(event, offices, starts_at, HALL, day)
        session_letter(session_id=session, by=self._desk, at=noon(day))

    def _stories(self, day: date) -> None:
        by, at = self.people.at(Role.KORPRI), noon(day)
        for number, one in enumerate(STORIES):
            told = operations.tell_story(
                teller=one.teller,
                first_name=one.first_name,
                words=one.words,
                consent_name=one.full_name,
                consent_on=day,
                consent_kept=f"Map Korpri, lembar {number + 1}",
                by=by,
                at=at,
            )
            operations.show_story(story_id=told.story_id, by=by, at=at)
            if number:
                operations.take_back_by_code(code=told.code, by=system(), at=at)

    def _plan(self, title: str, day: date, *, target: int | None = None) -> int:
        return operations.plan_event(title=title, target=target, by=self._desk, at=noon(day))

    def _hold(
        self, event: int, offices: Sequence[AgencyRow], day: date, hour: int, place: str = HALL
    ) -> None:
        """Hold a session: some scan the code, and the signed list is counted afterwards."""
        drawn = random.Random(f"{self.seed}:{self.people.regency.code}:{day}:{hour}")
        starts_at = _at(day, hour)
        number = self._session(event, offices, starts_at, place, day)
        session = session_of(viewer=self._desk.viewer, session_id=number)
        assert session is not None
        self._scan(session, starts_at)
        counts = {one.agency_id: drawn.choice((0, 4, 6, 8, 9, 11)) for one in offices}
        operations.count_list(
            session_id=number, counts=counts, by=self._desk, at=starts_at + timedelta(hours=4)
        )

    def _scan(self, session: SessionRow, at: datetime) -> None:
        office = session.invited[0].agency_id
        for guest in range(3):
            operations.arrive(
                code=session.code,
                agency_id=office,
                name=f"Tamu {chr(ord('A') + guest)}",
                by=system(),
                at=at,
            )

    def _session(
        self,
        event: int,
        offices: Sequence[AgencyRow],
        starts_at: datetime,
        place: str,
        day: date,
    ) -> int:
        return operations.add_session(
            event_id=event,
            place=place,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            agenda=["Pembukaan", "Dua manfaat bagi pekerja", "Cara mendaftar dan tanya jawab"],
            agency_ids=[one.agency_id for one in offices],
            by=self._desk,
            at=noon(day),
        )

    def _some(self, count: int) -> list[AgencyRow]:
        drawn = random.Random(f"{self.seed}:{self.people.regency.code}:{count}")
        return drawn.sample(list(self.people.offices), min(count, len(self.people.offices)))

    @property
    def _desk(self) -> Actor:
        return self.people.at(Role.SECRETARIAT)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), WIB)


def _weekday(day: date) -> date:
    """Return the day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(7 - day.weekday(), 0) if day.weekday() >= SATURDAY else 0)
