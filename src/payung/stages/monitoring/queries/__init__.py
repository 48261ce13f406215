"""Figures as they are known, or were known on a day; every screen, paper and file reads these."""

from payung.stages.monitoring.queries.action_items import (
    ItemRow,
    ended_since,
    item_of,
    items_of,
    items_of_office,
    open_items,
    overdue,
)
from payung.stages.monitoring.queries.behind import is_behind, last_taken
from payung.stages.monitoring.queries.cells import Beside, beside_of, cells_of, claims_of, waits_of
from payung.stages.monitoring.queries.corrections import Changed, Correction, corrections
from payung.stages.monitoring.queries.differing import Differs, differing
from payung.stages.monitoring.queries.freezes import (
    Freeze,
    OfficeChange,
    changed_between,
    freeze_of,
    freezes,
    last_freeze,
    moved_on,
)
from payung.stages.monitoring.queries.funnel import Step, funnel_of
from payung.stages.monitoring.queries.meetings import (
    DecisionRow,
    MeetingRow,
    decisions,
    meeting,
    meetings,
    next_meeting,
)
from payung.stages.monitoring.queries.offices import (
    office_of,
    office_series,
    offices_between,
    offices_of,
)
from payung.stages.monitoring.queries.regencies import RegencyFigures, coverage_of, regencies_of
from payung.stages.monitoring.queries.stated import (
    history_of,
    informal_workers,
    own_history,
    stated_of,
    targets_of,
)
from payung.stages.monitoring.queries.totals import (
    headline_month,
    headline_series,
    latest_closed,
    money_series,
    series,
    totals_of,
    totals_series,
)
from payung.stages.monitoring.queries.years import year_figures
from payung.stages.monitoring.sums.claims import ClaimFigures

__all__ = [
    "Beside",
    "Changed",
    "ClaimFigures",
    "Correction",
    "DecisionRow",
    "Differs",
    "Freeze",
    "ItemRow",
    "MeetingRow",
    "OfficeChange",
    "RegencyFigures",
    "Step",
    "beside_of",
    "cells_of",
    "changed_between",
    "claims_of",
    "corrections",
    "coverage_of",
    "decisions",
    "differing",
    "ended_since",
    "freeze_of",
    "freezes",
    "funnel_of",
    "headline_month",
    "headline_series",
    "history_of",
    "informal_workers",
    "is_behind",
    "item_of",
    "items_of",
    "items_of_office",
    "last_freeze",
    "last_taken",
    "latest_closed",
    "meeting",
    "meetings",
    "money_series",
    "moved_on",
    "next_meeting",
    "office_of",
    "office_series",
    "offices_between",
    "offices_of",
    "open_items",
    "overdue",
    "own_history",
    "regencies_of",
    "series",
    "stated_of",
    "targets_of",
    "totals_of",
    "totals_series",
    "waits_of",
    "year_figures",
]
