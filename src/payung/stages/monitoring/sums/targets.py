"""What a regency wants to reach, and how far it is from there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal

from payung.stages.monitoring.sums.shares import Share


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A target: `size` is a class of offices, empty for the whole regency; `code` N3 or N5."""

    regency_id: int
    year: int
    size: str
    code: str
    percent: Decimal
    due_on: date
    reason: str
    set_by: str
    set_at: datetime


def target_for(targets: Iterable[Aim], *, code: str, size: str = "") -> Aim | None:
    """Return the target of a class of offices, or the whole regency's where it has none."""
    found = {one.size: one for one in targets if one.code == code}
    return found.get(size) or found.get("")


def needed(share: Share, percent: Decimal) -> int:
    """Return how many are still lacking to reach a percentage; 0 where it is reached."""
    wanted = (Decimal(share.whole) * percent / 100).to_integral_value(rounding=ROUND_CEILING)
    return max(int(wanted) - share.part, 0)
