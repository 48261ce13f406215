"""Everything that D11 and D12 show, as it was known at one moment; nothing is counted anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.homes.places import Place, place_of
from payung.reports.leaders import sentences
from payung.reports.leaders.findings import Finding, finding_of
from payung.reports.leaders.look import MONTHS, Look, look
from payung.reports.leaders.offices import OfficeRow, rows_of_month
from payung.reports.packs.held import Difference, Held, differences_of, held_by_age
from payung.reports.packs.rows import rows_of
from payung.stages.monitoring import queries
from payung.stages.monitoring.queries import Correction
from payung.stages.monitoring.sums import Aim, Figure, OfficeFigures, Stated, Totals, target_for

LOOKED_BACK: Final = 12
"""Corrections of so many months are named; an older one is in the list of changes."""
Line = Sequence[tuple[Month, Totals | None]]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """
    One month of a regency, or of one office of it, as known at `as_of`. Months are oldest first.

    `look` is None for one office: targets and calls are the regency's. `since` is the moment of
    the pack before; what was corrected after it is in `corrections`.
    """

    place: Place
    office: OfficeFigures | None
    month: Month
    as_of: datetime
    since: datetime | None
    now: Totals
    before: Totals | None
    look: Look | None
    aims: tuple[Aim, ...]
    line: Line
    figures: tuple[Figure, ...]
    before_figures: tuple[Figure, ...]
    offices: tuple[OfficeRow, ...]
    held: tuple[Held, ...]
    differences: tuple[Difference, ...]
    corrections: tuple[Correction, ...]
    history: tuple[Stated, ...]

    @property
    def on(self) -> date:
        return today_in_wib(self.as_of)

    @property
    def is_provisional(self) -> bool:
        return self.now.is_provisional

    @property
    def found(self) -> Finding:
        """What the line of workers covered says."""
        return self.look.finding if self.look else finding_of(counts(self.line))

    def finding(self, lang: str = "id") -> str:
        """Return the first sentence, the very one that the leader's page begins with."""
        if self.look is not None:
            return sentences.headline(self.look, lang)
        return sentences.finding_words(self.found, self.now.covered, lang=lang)

    def lead(self, lang: str = "id") -> str:
        if self.look is not None:
            return sentences.lead(self.look, lang)
        return sentences.joined_words(self.now.participation, lang)

    def aim(self, code: str) -> Aim | None:
        """Return the target of the regency, or that of the office's class."""
        return target_for(self.aims, code=code, size=self.office.size if self.office else "")

    def figure(self, code: str) -> Figure | None:
        return next((one for one in self.figures if one.code == code), None)

    def was(self, code: str) -> Figure | None:
        """Return the same figure of the month before, as it is known at the same moment."""
        return next((one for one in self.before_figures if one.code == code), None)


def pack_facts(
    *,
    regency_id: int,
    month: Month,
    as_of: datetime,
    viewer: Viewer,
    agency_id: int | None = None,
    since: datetime | None = None,
) -> Pack | None:
    """Return a month as it was known at `as_of`; None where nothing was, or for a foreign place."""
    place = place_of(viewer=viewer)
    if viewer.regency_id != regency_id or place is None:
        return None
    on = today_in_wib(as_of)
    line = _line(viewer, month, as_of, agency_id)
    now, before = line[-1][1], line[-2][1]
    months = _months(viewer, month, on, as_of, agency_id)
    if now is None or not (own := months[month]):
        return None
    seen = None if agency_id else look(viewer=viewer, on=on, month=month, as_of=as_of)
    return Pack(
        place=place,
        office=own[0] if agency_id else None,
        month=month,
        as_of=as_of,
        since=since,
        now=now,
        before=before,
        look=seen,
        aims=tuple(queries.targets_of(viewer=viewer, year=on.year, as_of=as_of)),
        line=line,
        figures=rows_of(now, seen),
        before_figures=before.figures if before else (),
        offices=tuple(rows_of_month(own, months[month.previous], on)),
        held=held_by_age((one for offices in months.values() for one in offices), on),
        differences=differences_of(own),
        corrections=_corrections(viewer, month, as_of, agency_id, since),
        history=_history(viewer, place, month, as_of),
    )


def counts(line: Line) -> list[tuple[Month, int | None]]:
    """Return the workers covered month by month; None before there was anything to count."""
    return [(month, one.covered if one and has_begun(one) else None) for month, one in line]


def has_begun(one: Totals) -> bool:
    return bool(one.assigned or one.covered or one.joined)


def _line(viewer: Viewer, month: Month, as_of: datetime, agency_id: int | None) -> Line:
    found = queries.totals_series(
        viewer=viewer, until=month, months=MONTHS, agency_id=agency_id, as_of=as_of
    )
    return list(zip(Month.span(month - (MONTHS - 1), month.next), found, strict=True))


def _months(
    viewer: Viewer, month: Month, on: date, as_of: datetime, agency_id: int | None
) -> dict[Month, list[OfficeFigures]]:
    """Return the offices of every month shown, and of the running one: money may be held there."""
    last = max(Month.of(on), month)
    found = queries.offices_between(
        viewer=viewer, first=month - (MONTHS - 1), last=last, as_of=as_of
    )
    if agency_id is None:
        return found
    return {
        one: [office for office in offices if office.agency_id == agency_id]
        for one, offices in found.items()
    }


def _history(viewer: Viewer, place: Place, month: Month, as_of: datetime) -> tuple[Stated, ...]:
    """Return what others published of the regency, up to the month."""
    code = place.regency_code
    return tuple(queries.stated_of(viewer=viewer, place=code, until_month=month.next, as_of=as_of))


def _corrections(
    viewer: Viewer,
    month: Month,
    as_of: datetime,
    agency_id: int | None,
    since: datetime | None,
) -> tuple[Correction, ...]:
    """Return what changed in closed months after the last pack; without one, of this month."""
    first = month if since is None else month - (LOOKED_BACK - 1)
    found = [
        correction
        for one in Month.span(first, month.next)
        for correction in queries.corrections(
            viewer=viewer, month=one, agency_id=agency_id, as_of=as_of
        )
        if since is None or correction.taken_at > since
    ]
    return tuple(found)
