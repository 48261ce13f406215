"""What a sponsor does alone: register, stop, take the permission back."""

from datetime import date, datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.documents.operations import withdraw
from payung.foundation.documents.queries import CIVIL_SERVANT, documents_of
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.process.endings import Ending, end_sponsorship
from payung.stages.enrolment.operations import change_consent, register
from payung.stages.enrolment.operations.drafts import clear_draft
from payung.stages.enrolment.problems import UnknownSponsor
from payung.stages.enrolment.queries import my_workers
from payung.stages.enrolment.states import OPEN
from payung.stages.enrolment.sums.drafts import Draft
from payung.stages.enrolment.sums.entries import WorkerInput
from payung.stages.enrolment.sums.said import Said

WISH: Final = "wish"
LETTER: Final = "D01"
WITHDRAWN: Final = "permission withdrawn by the sponsor"
LOCKED_AHEAD: Final = 4
"""No office makes a list further ahead than this."""
_TAKE_TURNS: Final = """
    SELECT pg_advisory_xact_lock(hashtextextended('deductions:' || s.regency_id || ':' || month, 0))
    FROM enrolment_sponsorship s, unnest(%s::text[]) AS month WHERE s.id = %s
"""
"""As the lists themselves take turns, per regency and month."""
_LAST_LOCKED: Final = """
    SELECT max(l.month) FROM deductions_deductionlist l
    JOIN enrolment_sponsorship s ON s.agency_id = l.agency_id WHERE s.id = %s
"""


class MonthChanged(Exception):
    """Since the page was shown a list was locked; `month` is now the first that is not cut."""

    def __init__(self, month: Month) -> None:
        super().__init__(str(month))
        self.month = month


@operation
def sign_up(
    *,
    sponsor_id: int,
    worker: WorkerInput,
    said: Said,
    draft: Draft | None = None,
    instead_of: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Register a worker as answered on the screens, and take the draft away; return the sponsorship.

    :param instead_of: whom the sponsor wishes to protect no longer then; that goes on until then.
    :param draft: as just read, where the caller did.
    :raises RegistrationRefused, UnknownSponsor: as `register` says; the draft stays then.
    """
    new = register(
        sponsor_id=sponsor_id,
        worker=worker,
        evidence="screen",
        said=said,
        instead_of=instead_of,
        by=by,
        at=at,
    )
    clear_draft(seen=draft, by=by, at=at)
    return new


@operation
def stop(
    *, sponsorship_id: int, from_month: Month, words: str = "", by: Actor, at: datetime
) -> Ending:
    """
    Stop paying for a worker, from the month that was shown; nobody's approval is needed.

    :param words: why, in the sponsor's own words; may be empty.
    :raises MonthChanged: that month is on a locked list by now.
    :raises MoveNotAllowed: the sponsorship is not accepted.
    """
    first = _first_free_month(sponsorship_id, at)
    if first > from_month:
        raise MonthChanged(first)
    ending = end_sponsorship(
        sponsorship_id=sponsorship_id,
        ended_on=_last_day(from_month, at),
        reason=WISH,
        until_month=from_month,
        by=by,
        at=at,
    )
    record("sponsor.stopped", by=by, at=at, reason=words, sponsorship=sponsorship_id)
    return ending


@operation
def withdraw_permission(*, sponsor_id: int, by: Actor, at: datetime) -> int:
    """
    Take back the permission to deduct for all own workers; return for how many.

    A list that is locked stays as it is; the next one no longer asks. The letters made of the
    permission say from now on that they are not in force.

    :raises UnknownSponsor: nothing of this sponsor's is open.
    """
    mine = [
        row.sponsorship_id
        for row in my_workers(viewer=by.viewer, sponsor_id=sponsor_id)
        if row.state in OPEN
    ]
    if not mine:
        raise UnknownSponsor(sponsor_id)
    for sponsorship_id in mine:
        change_consent(
            sponsorship_id=sponsorship_id, withdrawn=True, evidence="screen", by=by, at=at
        )
    for paper in documents_of(
        viewer=by.viewer, subject_type=CIVIL_SERVANT, subject_id=sponsor_id, kind=LETTER
    ):
        withdraw(
            document_id=paper.document_id,
            reason=WITHDRAWN,
            subject_id=sponsor_id,
            by=by,
            at=at,
        )
    record("permission.withdrawn", by=by, at=at, row_count=len(mine), sponsor=sponsor_id)
    return len(mine)


def _first_free_month(sponsorship_id: int, at: datetime) -> Month:
    """Return the first month that no list can ask for any more, while no list is being locked."""
    now = Month.of(today_in_wib(at))
    months = [str(month) for month in Month.span(now - 1, now + LOCKED_AHEAD)]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [months, sponsorship_id])
        cursor.execute(_LAST_LOCKED, [sponsorship_id])
        (locked,) = cursor.fetchone() or (None,)
    return now if locked is None else max(now, Month.of(locked).next)


def _last_day(from_month: Month, at: datetime) -> date:
    """Return the last day of the last month paid; today, where that lies behind."""
    return max(from_month.previous.last_day, today_in_wib(at))
