"""Protected on this day, and why? Reads earlier stages; owns no table."""

from payung.stages.cover.queries.facts import WorkerUnknown
from payung.stages.cover.queries.offices import (
    AtRisk,
    Covered,
    at_risk_in,
    covered_in,
    unpaid_streaks,
)
from payung.stages.cover.queries.values import Cover, Reason
from payung.stages.cover.queries.worker import cover_on

__all__ = [
    "AtRisk",
    "Cover",
    "Covered",
    "Reason",
    "WorkerUnknown",
    "at_risk_in",
    "cover_on",
    "covered_in",
    "unpaid_streaks",
]
