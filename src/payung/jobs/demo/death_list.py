"""
A village's death list of the demo: one member whom nobody reported, and one who may be another.

A second list, of the neighbouring village, lies beside the demo for whoever wants to send one in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings

from payung.jobs.acting import system
from payung.jobs.demo.families import SYSTEM, WAIT, members
from payung.jobs.demo.script import STAGE_OFFICE
from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.registering import noon
from payung.jobs.simulation.sheets import workbook
from payung.kernel.dates import render_date, render_date_long
from payung.kernel.people import Role
from payung.process.deaths import confirm_death, keep_death_list, take_death_list
from payung.reports.quality.death_list import read_death_list, review_of
from payung.stages.claims.queries.deaths import matches
from payung.stages.registry.queries.workers import WorkerRow, identities, workers_by_id

Act = Callable[[date], None]
SENT: Final = 5
"""So many days before today the first list came in; its surer half was decided the day after."""
DIED: Final = 9
WANTED: Final = 3
_EVERY_YEAR: Final = 28
"""A day that every month of every year has."""
SAMPLE: Final = "kematian-desa-tetangga.xlsx"
HEADERS: Final = (
    *("NO", "NAMA ALMARHUM/ALMARHUMAH", "NIK", "TEMPAT, TGL LAHIR", "L/P", "ALAMAT"),
    *("TGL MENINGGAL", "KET"),
)
STRANGERS: Final = (
    ("Mbah Karso Dikromo", "Kendal, 01-07-1941", "L", "RT 01 RW 02", "sakit tua"),
    ("Hj. Ngaisah", "Demak, 14-02-1949", "P", "RT 03 RW 01", "sakit"),
)
"""Nobody's sponsor protects them: most of a village's dead are no members."""


@dataclass(frozen=True)
class Dead:
    """One line of a village's list."""

    cells: tuple[str, ...]
    died_on: date | None


def days(people: Cast, today: date) -> Iterator[tuple[date, Act]]:
    """Yield what the secretariat does with the village's list."""
    sent = today - timedelta(days=SENT)
    yield sent, lambda day: _takes_in(people, day, today)
    yield sent + timedelta(days=1), lambda day: _decides(people, day)


def _takes_in(people: Cast, day: date, today: date) -> None:
    """Send the list in and take it; leave the other one for whoever tries it out."""
    chosen = _members(people, day, today)
    if chosen is None:
        return
    surely, perhaps, another = chosen
    died = day - timedelta(days=DIED)
    rows = [_of(surely, died, is_known=True), _of(perhaps, died, is_known=False)]
    content = village_list("SUMBER AMAN", died, rows)
    by, at = people.at(Role.SECRETARIAT), noon(day)
    regency_id = people.regency.regency_id
    read = read_death_list(content=content, name="kematian desa sumber aman.xlsx", on=day)
    file_id = keep_death_list(read=read, regency_id=regency_id, by=by, at=at)
    seen = review_of(viewer=by.viewer, read=read).digest
    take_death_list(
        file_id=file_id, read=read, seen_digest=seen, regency_id=regency_id, by=by, at=at
    )
    folder = settings.HOME / "contoh"
    folder.mkdir(exist_ok=True)
    next_one = village_list("SUMBER REJO", died, [_of(another, died, is_known=False)])
    (folder / SAMPLE).write_bytes(next_one)


def _decides(people: Cast, day: date) -> None:
    """Confirm whom the NIK names; what only looks alike waits for whoever walks the demo."""
    by = people.at(Role.SECRETARIAT)
    for match in matches(viewer=by.viewer, waiting=True, skip=0, most=10):
        if match.how == "nik":
            confirm_death(match_id=match.match_id, by=by, at=noon(day))


def _members(people: Cast, day: date, today: date) -> Sequence[WorkerRow] | None:
    """Return three workers of the tour's office, long covered; None where there are fewer."""
    office = next(one for one in people.offices if one.name == STAGE_OFFICE)
    officer = people.at(Role.OFFICER, office.agency_id)
    event = day - timedelta(days=DIED)
    rows: list[WorkerRow] = []
    for row, since in members(officer, event=event, today=today):
        worker = workers_by_id(viewer=SYSTEM, worker_ids=[row.worker_id])[row.worker_id]
        if since + WAIT <= event and worker.born_on and worker.born_on.day <= _EVERY_YEAR:
            rows.append(worker)
        if len(rows) == WANTED:
            return rows
    return None


def _of(worker: WorkerRow, died_on: date, *, is_known: bool) -> Dead:
    """Return a member as the village wrote them: with the NIK, or by name in its own spelling."""
    assert worker.born_on is not None
    nik, name, born_on = "", worker.name, worker.born_on
    if is_known:
        nik = identities(viewer=system().viewer, worker_ids=[worker.worker_id])[
            worker.worker_id
        ].nik
    else:
        # As an old clerk writes, and a year off, as old people are.
        name = name.replace("u", "oe")
        born_on = born_on.replace(year=born_on.year - 1)
    cells = (name.upper(), nik, f"{worker.birth_place}, {render_date(born_on)}", worker.sex)
    return Dead((*cells, "RT 02 RW 03", "sakit"), died_on)


def village_list(village: str, died_on: date, rows: Sequence[Dead]) -> bytes:
    """Return a village's monthly list, as it comes: titles, its own columns, one day forgotten."""
    others = [
        Dead((name, "", born, sex, home, why), died_on) for name, born, sex, home, why in STRANGERS
    ]
    others[-1] = Dead(others[-1].cells, None)
    titles = [f"PEMERINTAH DESA {village}", f"DATA KEMATIAN s.d. {render_date_long(died_on)}", ""]
    return workbook(
        "Kematian",
        titles,
        HEADERS,
        [
            (number, *one.cells[:5], render_date(one.died_on) if one.died_on else "", one.cells[5])
            for number, one in enumerate([*rows, *others], start=1)
        ],
    )
