"""N11: what became of claims, from counts of their steps and of the days these took."""

from collections.abc import Mapping
from dataclasses import dataclass

from payung.stages.monitoring.sums.cells import CLAIM, TO_COMPLETE, TO_PAID
from payung.stages.monitoring.sums.spreads import Spread, spread_of

Counts = Mapping[tuple[str, str], tuple[int, int]]
"""How often, and with how many rupiah: by dimension and value."""


@dataclass(frozen=True, kw_only=True)
class ClaimFigures:
    """
    N11: what was reported, complete, paid or refused in some months; each claim counts once.

    `paid_idr`: what reached families in them. Days are counted from the report.
    """

    reported: int
    completed: int
    paid: int
    refused: int
    paid_idr: int
    to_complete: Spread | None
    to_paid: Spread | None


def claim_figures(counts: Counts) -> ClaimFigures:
    def of(step: str) -> int:
        return counts.get((CLAIM, step), (0, 0))[0]

    def days(dimension: str) -> Spread | None:
        found = {int(v): count for (d, v), (count, _) in counts.items() if d == dimension}
        return spread_of(found)

    return ClaimFigures(
        reported=of("reported"),
        completed=of("complete"),
        paid=of("paid"),
        refused=of("refused"),
        paid_idr=counts.get((CLAIM, "paid_idr"), (0, 0))[1],
        to_complete=days(TO_COMPLETE),
        to_paid=days(TO_PAID),
    )
