"""A sponsor consents again, where a coming tariff is above the permission or it was withdrawn."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor
from payung.reports.workers.permissions import to_agree
from payung.stages.enrolment.operations import change_consent


class NothingToAgree(Exception):
    """None of the chosen permissions is one that waits for this sponsor."""


class CeilingChanged(Exception):
    """Since the page was shown, another ceiling is needed; nothing was changed."""


@operation
def agree_again(*, ceilings_idr: dict[int, int], by: Actor, at: datetime) -> int:
    """
    Give the permissions that wait, each up to the ceiling that was read; return how many.

    A list that is locked stays as it is: the permission counts from the next one on.

    :param ceilings_idr: sponsorship to the ceiling on the page.
    :raises NothingToAgree: nothing was chosen, or it does not wait any more.
    :raises CeilingChanged: a ceiling on the page is not the one that is needed now.
    """
    waiting = {
        row.sponsorship_id: row
        for row in to_agree(viewer=by.viewer, on=today_in_wib(at))
        if row.sponsorship_id in ceilings_idr
    }
    if not ceilings_idr or waiting.keys() != ceilings_idr.keys():
        raise NothingToAgree
    if any(row.new_ceiling_idr != ceilings_idr[number] for number, row in waiting.items()):
        raise CeilingChanged
    for number in sorted(waiting):
        change_consent(
            sponsorship_id=number,
            ceiling_idr=ceilings_idr[number],
            evidence="screen",
            by=by,
            at=at,
        )
    record("permission.given_again", by=by, at=at, row_count=len(waiting))
    return len(waiting)
