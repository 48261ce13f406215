"""One office's month as every page of it begins: found, or not there."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404
from django.views.decorators.http import require_http_methods

from payung.foundation.approvals.operations import NotDecided
from payung.foundation.ledger.posting import BookClosed
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.months import MonthState, months_of
from payung.stages.deductions.problems import ListRefused
from payung.stages.deductions.queries import ListSummary, list_of
from payung.stages.intake.problems import FileRefused
from payung.stages.reconciliation.problems import AnswerRefused
from payung.stages.remittance.problems import MoneyRefused
from payung.web.language import current, tell
from payung.web.requests import Request, day_of

ROLES: Final = (Role.TREASURER, Role.OFFICE_HEAD)
Refusal = ListRefused | AnswerRefused | MoneyRefused | FileRefused | NotDecided | BookClosed
REFUSALS: Final = (
    *(ListRefused, AnswerRefused, MoneyRefused),
    *(FileRefused, NotDecided, BookClosed),
)
UNPROCESSABLE: Final = 422

shows_and_takes = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, kw_only=True)
class Desk:
    """`asked` is the locked list and `state` how far the month is; both None before the lock."""

    agency_id: int
    regency_id: int
    month: Month
    on: date
    asked: ListSummary | None
    state: MonthState | None

    @property
    def is_closed(self) -> bool:
        return self.state is not None and self.state.closed_on is not None


def desk_of(request: Request, viewer: Viewer, month: Month) -> Desk:
    """Return the month of the viewer's own office; 404 for one that cannot be worked on."""
    if viewer.agency_id is None or viewer.regency_id is None:
        raise Http404
    on = day_of(request)
    asked = list_of(viewer=viewer, agency_id=viewer.agency_id, month=month)
    if asked is None and month not in lockable(on):
        raise Http404
    found = months_of(viewer=viewer, until=month, on=on, count=1)
    return Desk(
        agency_id=viewer.agency_id,
        regency_id=viewer.regency_id,
        month=month,
        on=on,
        asked=asked,
        state=found[0] if found else None,
    )


def lockable(on: date) -> tuple[Month, Month, Month]:
    """Return the months whose list can be made today: the last one, this one and the next."""
    this = Month.of(on)
    return this.previous, this, this.next


def refusal_words(refusal: Refusal, month: Month) -> str:
    """Return what the stage says of its refusal, in the language of the page."""
    if isinstance(refusal, BookClosed):
        return tell("remittance.month_closed", month=render_month(month, current()))
    return refusal.finding.message(current())
