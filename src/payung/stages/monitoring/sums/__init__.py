"""Figures as plain values, and what is worked out from them: ranking, hiding, targets."""

from payung.stages.monitoring.sums.cells import DIMENSIONS, Cell
from payung.stages.monitoring.sums.claims import ClaimFigures
from payung.stages.monitoring.sums.cohorts import Cohort
from payung.stages.monitoring.sums.offices import (
    GRACE,
    SIZES,
    Money,
    OfficeFigures,
    Point,
    Totals,
    size_of,
)
from payung.stages.monitoring.sums.ranking import Placed, Ranking, SizeClass, change_of, rank
from payung.stages.monitoring.sums.shares import Figure, Share, percent_of
from payung.stages.monitoring.sums.spreads import Spread
from payung.stages.monitoring.sums.stated import INFORMAL, Stated, newest_of
from payung.stages.monitoring.sums.targets import Aim, needed, target_for
from payung.stages.monitoring.sums.years import Cost, Persistence, Year, YearCohort

__all__ = [
    "DIMENSIONS",
    "GRACE",
    "INFORMAL",
    "SIZES",
    "Aim",
    "Cell",
    "ClaimFigures",
    "Cohort",
    "Cost",
    "Figure",
    "Money",
    "OfficeFigures",
    "Persistence",
    "Placed",
    "Point",
    "Ranking",
    "Share",
    "SizeClass",
    "Spread",
    "Stated",
    "Totals",
    "Year",
    "YearCohort",
    "change_of",
    "needed",
    "newest_of",
    "percent_of",
    "rank",
    "size_of",
    "target_for",
]
