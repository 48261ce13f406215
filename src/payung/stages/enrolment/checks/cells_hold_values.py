"""Cells hold what they show: no formulas, no faults, and no numbers where digits would be lost."""

from collections.abc import Iterator, Sequence
from typing import Final

from payung.kernel.findings import Finding
from payung.stages.intake.sums import Cell, ErrorCell, Formula, NumberCell

_IDENTITIES: Final = {"nik": "nik_as_number", "nip": "nip_as_number"}
_NEEDED: Final = frozenset({"nip", "nik", "name", "born"})


def cells_hold_values(keys: Sequence[str], cells: Sequence[Cell]) -> Iterator[tuple[str, Finding]]:
    """
    Yield (column key, finding) for each cell that is not what it shows.

    A formula is refused wherever it stands, since its result is another's to change. A fault
    such as #N/A is refused where the value is needed, and noted elsewhere.
    """
    for key, cell in zip(keys, cells, strict=True):
        if isinstance(cell, Formula):
            yield key, Finding.reject("formula", cell=cell.address)
        elif isinstance(cell, ErrorCell):
            level = Finding.reject if key in _NEEDED else Finding.warning
            yield key, level("cell_fault", cell=cell.address, shown=cell.shown)
        elif isinstance(cell, NumberCell) and key in _IDENTITIES:
            yield key, Finding.reject(_IDENTITIES[key])
