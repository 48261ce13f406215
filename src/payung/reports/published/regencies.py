"""The regencies of a province beside each other, as everybody may see them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.published.months import is_small
from payung.stages.monitoring.queries import headline_month, regencies_of
from payung.stages.monitoring.queries.regencies import RegencyFigures
from payung.stages.monitoring.sums.shares import Figure

PUBLIC: Final = Viewer(Viewer.system().role, None, None, None)
LOOKED_BACK: Final = 4
WORKERS, CONFIRMED = "N5", "N4.share"
_OF_PEOPLE: Final = frozenset({"N2", "N3", "N4", "N4.share", "N5"})
_COMPLEMENT_TOO: Final = frozenset({"N2", "N3", "N4.share"})
"""Where the rest of the whole are people, too: those who do not give, those not covered."""


@dataclass(frozen=True, kw_only=True)
class PublicRegency:
    """One regency; a figure that is not there is hidden, or nobody published it."""

    code: str
    name: str
    is_here: bool
    is_provisional: bool
    month: Month
    figures: tuple[Figure, ...]
    hidden: frozenset[str]
    by_workers: int | None
    by_confirmed: int | None

    def figure(self, code: str) -> Figure | None:
        return next((one for one in self.figures if one.code == code), None)

    def place_of(self, figure: Figure) -> int | None:
        return {WORKERS: self.by_workers, CONFIRMED: self.by_confirmed}.get(figure.code)

    @property
    def workers(self) -> Figure | None:
        return self.figure(WORKERS)

    @property
    def confirmed(self) -> Figure | None:
        return self.figure(CONFIRMED)

    @property
    def participation(self) -> Figure | None:
        return self.figure("N3")

    @property
    def others(self) -> tuple[Figure, ...]:
        """Return what it published besides the figures that are compared, such as its ASN."""
        compared = (WORKERS, CONFIRMED, "N3")
        return tuple(one for one in self.figures if one.code not in compared)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return who published its figures, each once."""
        return tuple(dict.fromkeys(one.source_words for one in self.figures if one.source_words))


@dataclass(frozen=True, kw_only=True)
class Compared:
    month: Month
    province: str
    rows: tuple[PublicRegency, ...]

    @property
    def by_confirmed(self) -> tuple[PublicRegency, ...]:
        """Return those of which the share of registered who are covered is there, best first."""
        there = [one for one in self.rows if one.confirmed or CONFIRMED in one.hidden]
        return tuple(sorted(there, key=lambda one: (one.by_confirmed or 10**6, one.name)))


def compared(*, viewer: Viewer, code: str, on: date) -> Compared | None:
    """
    Return the regencies of the province that `code` begins with; None before there is a month.

    The newest month that all regencies here closed, else the newest there is. Published, so the
    same whoever looks.
    """
    del viewer
    province = code[:2]
    newest = headline_month(viewer=PUBLIC, on=on, province=province)
    if newest is None:
        return None
    made: list[list[RegencyFigures]] = []
    for months_back in range(LOOKED_BACK):
        month = newest - months_back
        rows = regencies_of(viewer=PUBLIC, month=month, province=province)
        made.append(rows)
        if not any(row.is_here and row.figures and row.is_provisional for row in rows):
            break
    else:
        rows, month = made[0], newest
    shown = _among_the_shown([_safe(row) for row in rows])
    return Compared(month=month, province=province, rows=tuple(shown))


def _safe(row: RegencyFigures) -> PublicRegency:
    hidden = frozenset(one.code for one in row.figures if row.is_here and _must_hide(one))
    return PublicRegency(
        code=row.code,
        name=row.name,
        is_here=row.is_here,
        is_provisional=row.is_provisional,
        month=row.month,
        figures=tuple(one for one in row.figures if one.code not in hidden),
        hidden=hidden,
        by_workers=None if WORKERS in hidden else row.place_by_workers,
        by_confirmed=None if CONFIRMED in hidden else row.place_by_confirmed,
    )


def _among_the_shown(rows: Sequence[PublicRegency]) -> list[PublicRegency]:
    """Count places again without those that are hidden: a gap would tell what is hidden."""

    def place(mine: int | None, all_of_them: Sequence[int | None]) -> int | None:
        if mine is None:
            return None
        return 1 + sum(1 for other in all_of_them if other is not None and other < mine)

    workers = [row.by_workers for row in rows]
    confirmed = [row.by_confirmed for row in rows]
    return [
        replace(
            row,
            by_workers=place(row.by_workers, workers),
            by_confirmed=place(row.by_confirmed, confirmed),
        )
        for row in rows
    ]


def _must_hide(figure: Figure) -> bool:
    if figure.code not in _OF_PEOPLE:
        return False
    rest = (figure.whole or 0) - figure.part if figure.code in _COMPLEMENT_TOO else 0
    return is_small(figure.part, max(rest, 0))
