"""The ranking of offices as everybody may see it: open page, Korpri's page, file and paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.published.months import PublicMonth, as_published, headline, line
from payung.stages.monitoring.queries import offices_between, totals_of
from payung.stages.monitoring.sums.hiding import PublicOffice, Published, publish
from payung.stages.monitoring.sums.offices import SIZES, OfficeFigures
from payung.stages.monitoring.sums.ranking import MOST_RISERS, TINY

FEWEST: Final = 3
"""With fewer offices closed a month is not ranked."""
LOOKED_BACK: Final = 3
RANKED, SMALL, HIDDEN, LATE, OPEN, IDLE = "ranked", "small", "hidden", "late", "open", "idle"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One office. `kind` says why it has no place, where it has none."""

    office: PublicOffice
    kind: str
    is_on_time: bool

    @property
    def moved(self) -> int | None:
        """Return by how many places it went up since last month."""
        place, before = self.office.place, self.office.before
        return None if place is None or before is None else before - place


@dataclass(frozen=True, kw_only=True)
class Group:
    """One class of offices: those with a place in order, then the others that closed."""

    size: str
    rows: tuple[Row, ...]
    offices: int


@dataclass(frozen=True, kw_only=True)
class PublicRanking:
    """One month. `groups` hold who closed it, `waiting` who did not yet, `idle` who had nothing."""

    month: Month
    as_of: datetime | None
    whole: PublicMonth
    is_ranked: bool
    groups: tuple[Group, ...]
    waiting: tuple[Row, ...]
    idle: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def risers(self) -> tuple[Row, ...]:
        """Return the offices that gained most, at most ten."""
        found = [row for row in self.rows if (row.office.change or 0) > 0]
        found.sort(key=lambda row: (-(row.office.change or 0), row.office.name))
        return tuple(found[:MOST_RISERS])

    @property
    def closed(self) -> int:
        return self.whole.closed

    @property
    def assigned(self) -> int:
        return self.whole.assigned


def newest_ranking(*, viewer: Viewer, on: date) -> PublicRanking | None:
    """
    Return the newest month that enough offices closed; None before there is any month.

    Where none of the last three has enough, the newest is returned without places.
    """
    now = headline(viewer=viewer, on=on)
    if now is None:
        return None
    recent = [now, *reversed(line(viewer=viewer, until=now.month.previous, months=LOOKED_BACK - 1))]
    month = next((one.month for one in recent if one.closed >= FEWEST), now.month)
    return _ranking(viewer, month, on)


def ranking_of(*, viewer: Viewer, month: Month, on: date) -> PublicRanking | None:
    """Return one of the months offered; None for any other."""
    return _ranking(viewer, month, on) if month in months_offered(viewer=viewer, on=on) else None


def months_offered(*, viewer: Viewer, on: date) -> list[Month]:
    """Return the months of the last year that can be ranked, the newest first."""
    now = headline(viewer=viewer, on=on)
    if now is None:
        return []
    return [one.month for one in reversed(line(viewer=viewer, until=now.month)) if _enough(one)]


def published_offices(*, viewer: Viewer, month: Month) -> tuple[Published, list[OfficeFigures]]:
    """
    Return a month's offices with what is hidden taken out, and the offices themselves.

    What is hidden depends on the month before, and so on back to January of the last year: from
    one fixed month, so that a month looks the same whenever it is asked for.
    """
    first = Month(month.year - 1, 1)
    before: list[OfficeFigures] = []
    hidden: frozenset[int] = frozenset()
    made = publish([])
    for found in offices_between(viewer=viewer, first=first, last=month).values():
        made = publish(found, before=before, hidden_before=hidden)
        before, hidden = found, made.hidden
    return made, before


def _ranking(viewer: Viewer, month: Month, on: date) -> PublicRanking:
    made, found = published_offices(viewer=viewer, month=month)
    totals = totals_of(viewer=viewer, month=month)
    whole = as_published(month, totals)
    is_ranked = _enough(whole)
    own = {office.agency_id: office for office in found}
    rows = [_row(public, own[public.agency_id], on) for public in made.offices]
    return PublicRanking(
        month=month,
        as_of=whole.as_of,
        whole=whole,
        is_ranked=is_ranked,
        groups=tuple(_groups(rows)) if is_ranked else (),
        waiting=_named(row for row in rows if row.kind in (LATE, OPEN)),
        idle=_named(row for row in rows if row.kind == IDLE),
    )


def _enough(month: PublicMonth) -> bool:
    return month.closed >= FEWEST


def _row(public: PublicOffice, own: OfficeFigures, on: date) -> Row:
    return Row(office=public, kind=_kind(public, own, on), is_on_time=own.is_on_time)


def _kind(public: PublicOffice, own: OfficeFigures, on: date) -> str:
    if not public.is_closed:
        if not public.is_assigned:
            return IDLE
        return LATE if own.status_on(on) == LATE else OPEN
    if public.size == TINY:
        return SMALL
    return RANKED if public.place is not None else HIDDEN


def _groups(rows: Sequence[Row]) -> Iterable[Group]:
    for size, _ in SIZES:
        of_size = [row for row in rows if row.office.size == size]
        closed = [row for row in of_size if row.kind in (RANKED, HIDDEN, SMALL)]
        if closed:
            closed.sort(key=_order)
            yield Group(size=size, rows=tuple(closed), offices=len(of_size))


def _order(row: Row) -> tuple[int, str, int]:
    return (row.office.place or 10**6, row.office.name, row.office.agency_id)


def _named(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.office.name, row.office.agency_id)))
