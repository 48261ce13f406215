"""The rows of a sheet as candidates, with the corrections that were made beside it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from payung.foundation.audit.scope import beyond
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Viewer
from payung.stages.enrolment.queries.assessment import Staff, assess, staff
from payung.stages.enrolment.queries.reading import EntryReader
from payung.stages.enrolment.queries.surroundings import surroundings
from payung.stages.enrolment.sums.entries import KEYS, Candidate
from payung.stages.intake.sums import Cell, Table

Corrections = Mapping[int, Mapping[str, str]]
_PLACES = {key: place for place, key in enumerate(KEYS)}


def assessed(
    table: Table,
    corrections: Corrections,
    *,
    regency_id: int,
    agency_id: int,
    at: datetime,
) -> tuple[list[Candidate], dict[str, Staff]]:
    """Return every row as understood now, and the sponsors they name, of any office."""
    with beyond("a sheet may name a sponsor of another office, or a worker known there"):
        around = surroundings(viewer=Viewer.system(), regency_id=regency_id)
        reader = EntryReader(
            columns=_PLACES,
            on=today_in_wib(at),
            regency_code=around.regency_code,
            areas=around.areas,
            districts=around.districts,
        )
        candidates = [reader.read(number, cells) for number, cells in cells_of(table, corrections)]
        system = Viewer.system()
        sponsors = staff(viewer=system, regency_id=regency_id, candidates=candidates)
        assess(
            viewer=system,
            regency_id=regency_id,
            agency_id=agency_id,
            candidates=candidates,
            sponsors=sponsors,
        )
    return candidates, sponsors


def cells_of(table: Table, corrections: Corrections) -> Iterable[tuple[int, Sequence[Cell]]]:
    """Yield each row's number and its cells in the order of KEYS, as corrected."""
    for row in table.rows:
        cells = [table.cell(row, key) for key in KEYS]
        for key, text in corrections.get(row.number, {}).items():
            cells[_PLACES[key]] = text
        yield row.number, cells
