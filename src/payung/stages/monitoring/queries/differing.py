"""Where the figures that were taken are not what the books say, for whoever checks them."""

import json
from dataclasses import dataclass
from typing import Any

from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries import cells_sql, taking_sql
from payung.stages.monitoring.queries.behind import (
    all_pairs,
    base,
    cell_values,
    last_taken,
    office_values,
    spans_of,
    touched,
    touched_regencies,
)
from payung.stages.monitoring.queries.measuring import COLUMNS
from payung.stages.monitoring.queries.reading import fetch


@dataclass(frozen=True, kw_only=True)
class Differs:
    """One value of an office or a regency: as it was taken, and as it is measured now."""

    place: str
    month: Month
    what: str
    taken: str
    measured: str


def differing(*, viewer: Viewer) -> list[Differs]:
    """
    Measure everything again and return what differs; months that wait to be taken are left out.

    For a caller that lets the database read whole tables (see `planning`).

    :raises PermissionError: the viewer is confined; what is checked concerns everybody.
    """
    if viewer.regency_id is not None or viewer.agency_id is not None:
        raise PermissionError
    marks, at = base(), last_taken(viewer=viewer)
    if marks is None or at is None:
        return []
    current = Month.of(today_in_wib(at))
    waiting = touched(marks, current)
    waiting_regencies = set(touched_regencies(marks, waiting, current))
    pairs, regencies = all_pairs(current)
    pairs = sorted(set(pairs) - set(waiting))
    regencies = sorted(set(regencies) - waiting_regencies)
    found, counted = [], []
    for span_of in spans_of(pairs, regencies):
        if values := office_values(pairs, current, span_of):
            found += fetch(taking_sql.DIFFERS, values)
        if values := cell_values(regencies, span_of):
            counted += fetch(cells_sql.DIFFERS, values)
    return [
        *(one for row in found for one in _of_office(row, current)),
        *(
            Differs(
                place=f"regency {row['regency_id']}",
                month=Month.of(row["month"]),
                what=f"{row['dimension']} {row['value']}",
                taken=str(row["taken"]),
                measured=str(row["measured"]),
            )
            for row in counted
        ),
    ]


def _of_office(row: dict[str, Any], current: Month) -> list[Differs]:
    taken, measured = json.loads(row["taken"] or "{}"), json.loads(row["measured"])
    kept: tuple[str, ...] = taking_sql.FLOWS if row["month"] < current.first_day else ()
    if kept and not measured["is_listed"]:
        kept = (*kept, "due")
    return [
        Differs(
            place=f"agency {row['agency_id']}",
            month=Month.of(row["month"]),
            what=name,
            taken=str(taken.get(name)),
            measured=str(measured[name]),
        )
        for name in COLUMNS
        if name not in kept and taken.get(name) != measured[name]
    ]
