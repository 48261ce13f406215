"""Which figures others publish, and how each is called so that no two are mixed up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from payung.kernel.clock import WIB
from payung.kernel.dates import render_date
from payung.kernel.month import Month
from payung.stages.monitoring.sums.shares import STATED, Figure, percent_of

INFORMAL: Final = "N10.whole"
WITHOUT_WHOLE: Final = frozenset({"N1", "N4", INFORMAL})
CODES: Final = (
    *("N1", "N2", "N3", "N3.joining", "N4", "N4.share", "N5", "N6.joining", INFORMAL),
    *("queued",),
)
"""
`N4.share`: workers whose cover goes on, of those who were registered.
`N3.joining`: participation in the offices that take part, never that of the regency.
`N6.joining`: offices that take part. `N10.whole`: informal workers. `queued`: registered, and
not paid for yet.
"""
MAY_HAVE_WHOLE: Final = frozenset({"queued", "N2"})
LONGEST_SOURCE: Final = 200


def needs_whole(code: str) -> bool:
    return code not in WITHOUT_WHOLE and code not in MAY_HAVE_WHOLE


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A figure that Payung did not count, as its source has it."""

    id: int
    code: str
    place: str
    place_name: str
    month: Month
    on: date
    part: int
    whole: int | None
    source: str
    address: str
    printed: str
    said_by: str
    said_at: datetime
    replaces_id: int | None

    @property
    def percent(self) -> Decimal | None:
        """What its counts make, whatever the source printed."""
        return percent_of(self.part, self.whole)

    @property
    def figure(self) -> Figure:
        """The same row as a counted figure, which says that it is none."""
        return Figure(
            code=self.code,
            part=self.part,
            whole=self.whole,
            month=self.month,
            as_of=datetime.combine(self.on, time(), WIB),
            is_provisional=False,
            source=STATED,
            source_words=f"{self.source}, {render_date(self.on)}",
        )


def newest_of(found: Sequence[Stated], *, code: str, on: date) -> Stated | None:
    """Return what was last said of a code by a day; `found` is of one place, oldest first."""
    return next((one for one in reversed(found) if one.code == code and one.on <= on), None)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A figure as a file has it; `place` is empty where it is the regency loaded for."""

    place: str
    code: str
    month: Month
    on: date
    part: int
    whole: int | None
    source: str
    address: str
    printed: str
