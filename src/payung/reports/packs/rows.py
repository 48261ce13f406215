"""N1 to N11 of a month as rows: the same for screen, paper, slides, sheet and file."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from payung.kernel.month import Month
from payung.reports.leaders.look import SMALLEST_SPREAD, Look
from payung.stages.monitoring.queries import ClaimFigures
from payung.stages.monitoring.sums import Cohort, Figure, Stated, Totals

CLAIM_MONTHS: Final = 12
PAID_TO_FAMILIES: Final = "N11.idr"
MEDIAN_DAYS: Final = "N11.days"


def is_rupiah(code: str) -> bool:
    """Return whether a figure is an amount of money."""
    return code.startswith("N8.") or code == PAID_TO_FAMILIES


def rows_of(now: Totals, look: Look | None) -> tuple[Figure, ...]:
    """Return the rows in order; those that are counted for the whole regency need its look."""
    if look is None:
        return now.figures
    return (
        *now.figures,
        *cohort_rows(look.kept, now.month, now.as_of, is_provisional=now.is_provisional),
        *_coverage(now, look.informal),
        *claim_rows(look.claims, now.month, now.as_of),
    )


def cohort_rows(
    kept: Iterable[Cohort], month: Month, as_of: datetime, *, is_provisional: bool
) -> tuple[Figure, ...]:
    """Return N9, without cohorts so small that they are a few people."""
    return tuple(
        Figure(
            code=f"N9.{one.months}",
            part=one.kept.part,
            whole=one.kept.whole,
            month=month,
            as_of=as_of,
            is_provisional=is_provisional,
        )
        for one in kept
        if one.kept.whole >= SMALLEST_SPREAD
    )


def claim_rows(claims: ClaimFigures, month: Month, as_of: datetime) -> tuple[Figure, ...]:
    """Return N11 of the twelve months up to a month."""
    parts: Sequence[tuple[str, int | None]] = (
        ("N11.reported", claims.reported),
        ("N11.complete", claims.completed),
        ("N11.paid", claims.paid),
        (PAID_TO_FAMILIES, claims.paid_idr),
        (MEDIAN_DAYS, claims.to_paid.median if claims.to_paid else None),
    )
    return tuple(
        Figure(code=code, part=part, month=month, as_of=as_of)
        for code, part in parts
        if part is not None
    )


def _coverage(now: Totals, informal: Stated | None) -> tuple[Figure, ...]:
    if informal is None:
        return ()
    row = Figure(
        code="N10",
        part=now.covered,
        whole=informal.part,
        month=now.month,
        as_of=now.as_of,
        is_provisional=now.is_provisional,
        source_words=informal.figure.source_words,
    )
    return (row,)
