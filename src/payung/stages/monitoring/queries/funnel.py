"""How far the workers of a place came, from a name on a sheet to twelve months paid."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries.totals import totals_of


@dataclass(frozen=True, kw_only=True)
class Step:
    """`of`: the step before it; None for the first. A later step may be of other workers."""

    code: str
    count: int
    of: int | None


def funnel_of(
    *,
    viewer: Viewer,
    month: Month,
    province: str = "",
    agency_id: int | None = None,
    as_of: date | None = None,
) -> tuple[Step, ...]:
    """
    Return registered, accepted, begun, covered and full_year; empty where nothing was taken.

    The first three and the last count everybody up to the month's end; `covered` the month's own.
    """
    found = totals_of(
        viewer=viewer, month=month, province=province, agency_id=agency_id, as_of=as_of
    )
    if found is None:
        return ()
    codes = ("registered", "accepted", "begun", "covered", "full_year")
    counts = [int(getattr(found, code)) for code in codes]
    before = (None, *counts)
    return tuple(
        Step(code=code, count=count, of=of)
        for code, count, of in zip(codes, counts, before, strict=False)
    )
