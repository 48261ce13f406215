"""Who is covered: occupation, age, sex and sub-district, no count so small that it points."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries import cells_of
from payung.stages.monitoring.sums import Cell
from payung.stages.monitoring.sums.hiding import publish_cells
from payung.stages.registry.queries.areas import areas_within

Shown = Sequence[tuple[Cell, bool]]


@dataclass(frozen=True, kw_only=True)
class District:
    """A sub-district of the regency; `workers` is None where the count is hidden."""

    code: str
    name: str
    workers: int | None


@dataclass(frozen=True, kw_only=True)
class Who:
    """The cells of one dimension, each with whether it may be shown."""

    dimension: str
    cells: Shown

    @property
    def most(self) -> int:
        """The largest count that is shown, to which bars are drawn; never zero."""
        return max((cell.workers for cell, shown in self.cells if shown), default=1) or 1

    @property
    def has_hidden(self) -> bool:
        return any(not shown for _, shown in self.cells)


def who_of(*, viewer: Viewer, month: Month, dimension: str, province: str = "") -> Who:
    """Return the workers covered in a month by one dimension; ages stand in their order."""
    found = cells_of(viewer=viewer, month=month, dimension=dimension, province=province)
    if dimension == "age":
        found = sorted(found, key=lambda cell: (not cell.value, cell.value))
    return Who(dimension=dimension, cells=publish_cells(found))


def districts(*, viewer: Viewer, cells: Sequence[Cell], regency_code: str) -> list[District]:
    """Return every sub-district of a regency by code, those without a worker too."""
    del viewer  # the cells are the viewer's already, and the areas everybody's
    known = {cell.value: (cell, shown) for cell, shown in publish_cells(cells)}
    rows = []
    for area in areas_within(parent_code=regency_code):
        cell, shown = known.get(area.code, (None, True))
        workers = 0 if cell is None else cell.workers if shown else None
        rows.append(District(code=area.code, name=area.name, workers=workers))
    return rows
