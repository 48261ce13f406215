"""N9: of those who began together, how many are still paid every month."""

from collections.abc import Mapping
from dataclasses import dataclass

from payung.stages.monitoring.sums.shares import Share


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """N9: those who began `months` ago, and how many of them paid every month since."""

    months: int
    kept: Share


def cohorts_from(counts: Mapping[str, int]) -> tuple[Cohort, ...]:
    """Return the cohorts of 3, 6 and 12 months, as far as anybody began then."""
    return tuple(
        Cohort(months=n, kept=Share(part=counts.get(f"kept_{n}", 0), whole=counts[f"begun_{n}"]))
        for n in (3, 6, 12)
        if counts.get(f"begun_{n}")
    )
