"""
What followed a session, office by office, beside the offices that nobody visited.

A comparison, no proof: who is invited is chosen, and an office that wants to come may have been
about to join anyway. Numerators stay with their denominators, and days not yet over say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

HORIZONS: Final = (30, 60, 90)
"""Days from the session on; its own day is the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """What one office or group did within so many days."""

    days: int
    sign_ups: int
    paid_months: int
    is_over: bool
    """Whether all these days lie behind; if not, the counts can still grow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many for so many civil servants."""

    part: int
    whole: int

    @property
    def per_hundred(self) -> Decimal | None:
        if not self.whole:
            return None
        exact = Decimal(self.part) * 100 / Decimal(self.whole)
        return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeEffect:
    """One office: when it was visited (or would have been), and what followed."""

    agency_id: int
    name: str
    asn: int
    since: date
    is_invited: bool
    attended: int
    before: int
    """Sign-ups in the thirty days before, for comparison."""
    within: tuple[Within, ...]

    @property
    def group(self) -> str:
        """`came`, `invited` (and nobody came), or `not_visited`."""
        if self.attended:
            return "came"
        return "invited" if self.is_invited else "not_visited"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEffect:
    """Offices together."""

    group: str
    offices: int
    asn: int
    attended: int
    before: int
    within: tuple[Within, ...]

    def rate(self, days: int) -> Rate:
        """Return sign-ups within so many days for each civil servant."""
        found = next(one for one in self.within if one.days == days)
        return Rate(part=found.sign_ups, whole=self.asn)

    @property
    def rate_before(self) -> Rate:
        return Rate(part=self.before, whole=self.asn)


def is_over(since: date, days: int, *, on: date) -> bool:
    """Return whether all `days` from `since` on lie behind `on`."""
    return on >= since + timedelta(days=days)


def together(group: str, offices: Iterable[OfficeEffect]) -> GroupEffect:
    """Add offices up; a horizon is over when it is over for each of them."""
    rows: Sequence[OfficeEffect] = list(offices)
    return GroupEffect(
        group=group,
        offices=len(rows),
        asn=sum(row.asn for row in rows),
        attended=sum(row.attended for row in rows),
        before=sum(row.before for row in rows),
        within=tuple(
            Within(
                days=days,
                sign_ups=sum(row.within[place].sign_ups for row in rows),
                paid_months=sum(row.within[place].paid_months for row in rows),
                is_over=all(row.within[place].is_over for row in rows),
            )
            for place, days in enumerate(HORIZONS)
        ),
    )
