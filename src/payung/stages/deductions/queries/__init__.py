"""Questions about the month's lists, made and to be made. None of them shows a worker."""

from payung.stages.deductions.queries.lists import (
    Changes,
    ListSummary,
    SponsorLine,
    StoppedSponsor,
    broken_lists,
    changes_of,
    lines_for_list,
    list_by_id,
    list_of,
    lists_of_month,
    stops_of,
)
from payung.stages.deductions.queries.preview import Preview, preview
from payung.stages.deductions.queries.shares import people, shares_of

__all__ = [
    "Changes",
    "ListSummary",
    "Preview",
    "SponsorLine",
    "StoppedSponsor",
    "broken_lists",
    "changes_of",
    "lines_for_list",
    "list_by_id",
    "list_of",
    "lists_of_month",
    "people",
    "preview",
    "shares_of",
    "stops_of",
]
