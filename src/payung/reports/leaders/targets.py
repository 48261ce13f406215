"""S54: the targets of a year, each beside how far its offices are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.kernel.people import Viewer
from payung.stages.monitoring import queries
from payung.stages.monitoring.sums import (
    SIZES,
    Aim,
    OfficeFigures,
    Share,
    needed,
    target_for,
)

CODES: Final = ("N3", "N5")


@dataclass(frozen=True, kw_only=True)
class AimRow:
    """A class of offices (`size` empty: all). `aim` holds for it, `own` was set for it alone."""

    size: str
    offices: int
    share: Share | None
    aim: Aim | None
    own: Aim | None

    @property
    def lacking(self) -> int:
        return needed(self.share, self.aim.percent) if self.share and self.aim else 0


@dataclass(frozen=True, kw_only=True)
class AimTable:
    code: str
    rows: tuple[AimRow, ...]


def aims_of(*, viewer: Viewer, year: int, on: date) -> list[AimTable]:
    """Return the targets of participation and of workers per hundred, the whole regency first."""
    aims = queries.targets_of(viewer=viewer, year=year)
    month = queries.headline_month(viewer=viewer, on=on)
    offices = [] if month is None else queries.offices_of(viewer=viewer, month=month)
    sizes = ("", *(size for size, _ in SIZES))
    return [
        AimTable(code=code, rows=tuple(_row(code, size, aims, offices) for size in sizes))
        for code in CODES
    ]


def _row(code: str, size: str, aims: Sequence[Aim], offices: Sequence[OfficeFigures]) -> AimRow:
    found = [office for office in offices if not size or office.size == size]
    own = next((one for one in aims if (one.code, one.size) == (code, size)), None)
    part = sum(one.joined if code == "N3" else one.covered for one in found)
    whole = sum(one.asn for one in found)
    return AimRow(
        size=size,
        offices=len(found),
        share=Share(part=part, whole=whole) if whole else None,
        aim=target_for(aims, code=code, size=size),
        own=own,
    )
