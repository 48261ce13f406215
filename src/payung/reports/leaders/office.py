"""S52: one office, its year, how far its people came, and who can be reached there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.leaders.calls import Call, calls_of, units_of
from payung.reports.leaders.findings import Finding, finding_of
from payung.reports.leaders.invited import invited_offices
from payung.reports.leaders.look import MONTHS, Rung
from payung.reports.leaders.reach import Reach, reach_of
from payung.stages.monitoring import queries
from payung.stages.monitoring.queries import Correction
from payung.stages.monitoring.sums import Aim, OfficeFigures, Share, target_for


@dataclass(frozen=True, kw_only=True)
class OfficeLook:
    """`average` is that of all offices of the regency; `call` says what a message would."""

    now: OfficeFigures
    status: str
    line: Sequence[tuple[Month, OfficeFigures | None]]
    finding: Finding
    average: Share
    aim: Aim | None
    call: Call
    rungs: tuple[Rung, ...]
    sessions: int
    corrections: Sequence[Correction]
    reach: Reach


def office_look(*, viewer: Viewer, agency_id: int, on: date) -> OfficeLook | None:
    """Return one office in the month to speak of; None for a foreign, unknown or silent one."""
    month = queries.headline_month(viewer=viewer, on=on) or Month.of(on)
    found = queries.office_series(viewer=viewer, agency_id=agency_id, until=month, months=MONTHS)
    now = found[-1]
    if now is None:
        return None
    line = list(zip(Month.span(month - (MONTHS - 1), month.next), found, strict=True))
    totals = queries.totals_of(viewer=viewer, month=month)
    average = totals.participation if totals else now.participation
    before = [one for one in found[-2:-1] if one is not None]
    unit = units_of([now], before, is_over=on > month.last_day)
    aims = queries.targets_of(viewer=viewer, year=on.year)
    sessions = invited_offices(viewer=viewer, month=month, agency_id=agency_id).get(agency_id, 0)
    reached = reach_of(viewer=viewer, agency_ids=[agency_id], on=on)
    gain = calls_of(unit, average)
    return OfficeLook(
        now=now,
        status=now.status_on(on),
        line=line,
        finding=finding_of(
            [(one, covered(known)) for one, known in line],
            open_months=[one for one, known in line if known and known.is_provisional],
        ),
        average=average,
        aim=target_for(aims, code="N3", size=now.size),
        call=gain[0] if gain else Call(unit=unit[0], gain=0),
        rungs=_rungs(now),
        sessions=sessions,
        corrections=queries.corrections(viewer=viewer, month=month, agency_id=agency_id),
        reach=reached.get(agency_id, Reach()),
    )


def covered(known: OfficeFigures | None) -> int | None:
    """Return the workers covered; None for a month in which the office had none to report."""
    if known is None or not (known.is_assigned or known.covered):
        return None
    return known.covered


def _rungs(now: OfficeFigures) -> tuple[Rung, ...]:
    return (
        Rung(code="registered", count=now.registered, of=None),
        Rung(code="accepted", count=now.accepted, of=now.registered),
        Rung(code="begun", count=now.begun, of=now.accepted),
        Rung(code="covered", count=now.covered, of=now.begun),
        Rung(code="full_year", count=now.full_year, of=now.covered),
    )
