"""The families of the demo: what happened to whom, and how far each claim has come by today."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from struct import pack
from zlib import compress, crc32

from payung.foundation.rules.benefits import Level, Relation
from payung.foundation.rules.benefits.claim_papers import Cause
from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.registering import noon
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.process.claiming import report_accident, report_death
from payung.stages.claims import operations, queries
from payung.stages.claims.sums.decided import DecidedLine
from payung.stages.claims.sums.facts import Facts, Outcome
from payung.stages.claims.sums.heirs import ChildInput, HeirInput
from payung.stages.claims.sums.papers import Mark
from payung.stages.cover.queries import cover_on
from payung.stages.enrolment.queries import SponsorshipRow, ids_in_state, sponsorship_of
from payung.stages.enrolment.states import State

Act = Callable[[date], None]
SYSTEM = Viewer.system()
WHY = "mendampingi keluarga"
WAIT = timedelta(days=95)
"""Longer than the three months after which JKM is paid in full."""
REPORTED, GATHERED, DECIDED = 12, 18, 20
"""The days of the month on which a family's file goes one step further."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """
    One family. `month` counts from the demo's first; `last` is how far its claim comes.

    :param ago: reported so many days before today, instead of in a month.
    :param is_new: of a worker in the second month of membership.
    """

    office: str
    month: int = 0
    ago: int = 0
    accident: bool = False
    dies: bool = True
    is_new: bool = False
    children: Sequence[str] = ()
    """Twins of four, in the first class of TK: all years of both are still to come."""
    last: str = "paid"


@dataclass(kw_only=True)
class Families:
    """Kendal's claims: five deaths of August and around it, an accident, and those still open."""

    people: Cast
    first: Month
    today: date
    _claims: dict[Story, int] = field(default_factory=dict)

    def days(self) -> list[tuple[date, Act]]:
        """Return each step of each family with its day."""
        days: list[tuple[date, Act]] = []
        for story in self._stories():
            reported, gathered, decided = self._when(story)
            days += [
                (reported, self._step(story, self._reports)),
                (gathered, self._step(story, self._gathers)),
                (decided, self._step(story, self._decides)),
            ]
        return days

    def _when(self, story: Story) -> list[date]:
        if story.ago:
            return [self.today - timedelta(days=story.ago - step) for step in range(3)]
        first = (self.first + story.month).first_day
        return [first.replace(day=day) for day in (REPORTED, GATHERED, DECIDED)]

    def _stories(self) -> Sequence[Story]:
        offices = [office.name for office in self.people.offices]
        return [story for story in _STORIES if story.office in offices]

    def _step(self, story: Story, act: Callable[[Story, date], None]) -> Act:
        return lambda day: act(story, day)

    def _reports(self, story: Story, day: date) -> None:
        event = day - timedelta(days=3 if story.dies else 1)
        sponsorship_id = self._somebody(story, event)
        if sponsorship_id is None:
            return
        by, at = self._officer(story), noon(day)
        if not story.dies:
            done = report_accident(
                sponsorship_id=sponsorship_id,
                happened_at=noon(event),
                facts=_ACCIDENT,
                by=by,
                at=at,
            )
        else:
            done = report_death(
                sponsorship_id=sponsorship_id,
                died_on=event,
                facts=_died_of_it(noon(event)) if story.accident else _ILLNESS,
                accident_at=noon(event) if story.accident else None,
                by=by,
                at=at,
            )
        self._claims[story] = done.claim_id
        if story.accident:
            _tells(done.claim_id, 1, at, by)

    def _gathers(self, story: Story, day: date) -> None:
        claim_id = self._claims.get(story)
        if claim_id is None or story.last == "reported":
            return
        by, at = self._officer(story), noon(day)
        if story.dies:
            operations.add_heir(claim_id=claim_id, heir=_WIDOW, by=by, at=at)
        for name in story.children:
            child = ChildInput(
                name=name,
                born_on=date(day.year - 4, 1, 2),
                level=Level.TK,
                guardian=_WIDOW.name,
            )
            operations.add_child(claim_id=claim_id, child=child, by=by, at=at)
        if story.accident and story.dies:
            _tells(claim_id, 2, at, by)
        seen = queries.papers_of(viewer=by.viewer, claim_id=claim_id, at=at)
        rows = seen.rows if seen else ()
        left = 2 if story.last == "gathering" else 0
        marks = {row.needed.code: Mark.HAS for row in rows[: len(rows) - left]}
        operations.mark_papers(claim_id=claim_id, marks=marks, by=by, at=at)
        if story.last == "gathering":
            return
        operations.complete(claim_id=claim_id, by=by, at=at)
        operations.hand_over(claim_id=claim_id, handed_on=day, by=by, at=at)

    def _decides(self, story: Story, day: date) -> None:
        claim_id, branch, at = self._claims.get(story), self.people.at(Role.BRANCH), noon(day)
        if claim_id is None or story.last in ("reported", "gathering"):
            return
        operations.take_in(claim_id=claim_id, by=branch, at=at)
        if story.last == "in_process":
            return
        operations.open_facts(claim_id=claim_id, reason=WHY, by=branch, at=at)
        award = queries.award_of(viewer=branch.viewer, claim_id=claim_id, at=at)
        heirs = queries.heirs_of(viewer=branch.viewer, claim_id=claim_id, at=at)
        if award is None or heirs is None:
            return
        lines = [
            DecidedLine(code=line.key, stated_idr=int(line.line.amount_idr)) for line in award.lines
        ]
        operations.decide(claim_id=claim_id, lines=lines, decided_on=day, by=branch, at=at)
        operations.pay(
            claim_id=claim_id,
            heir_id=heirs.heirs[0].heir_id if heirs.heirs else None,
            amount_idr=sum(line.stated_idr for line in lines),
            paid_on=day,
            proof=_proof(),
            by=branch,
            at=at,
        )
        if story.children:
            self._first_school_year(claim_id, story, at)

    def _first_school_year(self, claim_id: int, story: Story, at: datetime) -> None:
        """Ask for what may be asked by now, and let the branch pay it."""
        by, branch = self._officer(story), self.people.at(Role.BRANCH)
        operations.open_facts(claim_id=claim_id, reason=WHY, by=by, at=at)
        for child in queries.children_of(viewer=by.viewer, claim_id=claim_id, at=at):
            due = child.next
            if due is None or due.asked_from > at.date():
                continue
            year_id = operations.ask_year(
                child_id=child.child_id,
                year=due.year,
                level=due.level,
                asked_on=at.date(),
                by=by,
                at=at,
            )
            operations.pay_year(
                school_year_id=year_id,
                amount_idr=int(due.amount_idr),
                paid_on=at.date(),
                proof=_proof(),
                by=branch,
                at=at,
            )

    def _somebody(self, story: Story, event: date) -> int | None:
        """Return a worker of the office whose month is paid: long a member, or in the second."""
        found = members(self._officer(story), event=event, today=self.today)
        return next(
            (row.sponsorship_id for row, since in found if _fits(story, since, event)), None
        )

    def _officer(self, story: Story) -> Actor:
        office = next(one for one in self.people.offices if one.name == story.office)
        return self.people.at(Role.OFFICER, office.agency_id)


def members(by: Actor, *, event: date, today: date) -> Iterator[tuple[SponsorshipRow, date]]:
    """Yield an officer's covered workers with the day their cover began, the newest first."""
    # Of the month that runs, the contribution may still be on its way.
    on = min(event, Month.of(today).previous.last_day)
    for sponsorship_id in reversed(
        ids_in_state(viewer=by.viewer, agency_id=by.agency_id or 0, state=State.ACCEPTED)
    ):
        row = sponsorship_of(viewer=SYSTEM, sponsorship_id=sponsorship_id)
        if row is None:
            continue
        cover = cover_on(viewer=SYSTEM, worker_id=row.worker_id, on=on)
        if cover.covered and cover.since:
            yield row, cover.since


def _fits(story: Story, since: date, event: date) -> bool:
    second = Month.of(since) == Month.of(event).previous
    return second if story.is_new else since + WAIT <= event


def _died_of_it(at: datetime) -> Facts:
    return replace(_ACCIDENT, outcome=Outcome.DIED, declared_at=at)


def _tells(claim_id: int, stage: int, at: datetime, by: Actor) -> None:
    operations.note_stage(
        claim_id=claim_id, stage=stage, told_at=at, channel="whatsapp", by=by, at=at
    )


def _proof() -> bytes:
    """Return the smallest picture that is one, in place of a photo of the transfer slip."""
    parts = ((b"IHDR", _ONE_GREY_DOT), (b"IDAT", compress(b"\0\xf5")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(said)) + name + said + pack(">I", crc32(name + said)) for name, said in parts
    )


_ONE_GREY_DOT = pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
_WIDOW = HeirInput(
    name="Sumarni",
    relation=Relation.SPOUSE,
    born_on=date(1984, 3, 2),
    phone="081200000901",
    bank="Bank Contoh",
    account="901-000-111",
)
_ILLNESS = Facts(cause=Cause.ILLNESS, family_name="Sumarni", family_relation="istri")
_ACCIDENT = Facts(
    cause=Cause.WORK_ACCIDENT,
    where="Pasar Kendal",
    doing="Menurunkan barang dari bak mobil",
    injury="Tertimpa peti",
    hospital="RS Payung Sehat (contoh)",
    witness="Sarwono",
    outcome=Outcome.PENDING,
    has_children_at_school=True,
)
_EDUCATION, _HEALTH = "Dinas Pendidikan dan Kebudayaan", "Dinas Kesehatan"
_STORIES = (
    Story(month=6, office=_HEALTH),
    Story(month=7, office=_EDUCATION),
    Story(month=8, office=_EDUCATION),
    Story(month=9, office=_HEALTH),
    Story(month=10, office="Sekretariat Daerah"),
    Story(month=11, office=_HEALTH, accident=True, children=("Bagas", "Laras")),
    Story(month=11, office=_EDUCATION, is_new=True),
    Story(ago=6, office="Kecamatan Boja", last="in_process"),
    Story(ago=4, office=_HEALTH, last="gathering"),
    Story(ago=1, office=_HEALTH, accident=True, dies=False, last="reported"),
)
"""Five JKM deaths (Rp210.000.000), an accident death with two children, a death in month two."""
