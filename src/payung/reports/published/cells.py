"""Covered workers of a closed month by occupation, age, sex and sub-district, for everybody."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.kernel.wording import catalogue, say
from payung.reports.published.months import is_small
from payung.stages.monitoring.queries import cells_of, latest_closed, totals_of
from payung.stages.monitoring.sums.cells import DIMENSIONS, Cell
from payung.stages.monitoring.sums.hiding import publish_cells


@dataclass(frozen=True, kw_only=True)
class PublicCell:
    """A cell; `workers` is None where it is hidden."""

    cell: Cell
    workers: int | None

    def words(self, lang: str) -> str:
        """Return what the value is called; its code where the area is not known by name."""
        if self.cell.label or self.cell.name not in catalogue():
            return self.cell.label or self.cell.value
        return say(self.cell.name, lang)


@dataclass(frozen=True, kw_only=True)
class PublicCells:
    """One dimension of a month: its cells, of `whole` workers covered."""

    month: Month
    dimension: str
    whole: int
    cells: tuple[PublicCell, ...]

    @property
    def shown(self) -> tuple[PublicCell, ...]:
        return tuple(one for one in self.cells if one.workers is not None)

    @property
    def largest(self) -> int:
        return max((one.workers or 0 for one in self.cells), default=0)


def cells_for_all(*, viewer: Viewer, on: date) -> list[PublicCells]:
    """
    Return the newest month that all offices closed, by every dimension.

    An open month is left out: it grows day by day, and each day's growth would be a small count.
    """
    month = latest_closed(viewer=viewer, on=on)
    totals = None if month is None else totals_of(viewer=viewer, month=month)
    if totals is None or not totals.covered or is_small(totals.covered):
        return []
    return [_published(viewer, totals.month, dimension) for dimension in DIMENSIONS]


def _published(viewer: Viewer, month: Month, dimension: str) -> PublicCells:
    found = cells_of(viewer=viewer, month=month, dimension=dimension)
    whole = sum(one.workers for one in found)
    return PublicCells(
        month=month,
        dimension=dimension,
        whole=whole,
        cells=tuple(
            PublicCell(cell=cell, workers=cell.workers if is_shown else None)
            for cell, is_shown in publish_cells(found)
        ),
    )
