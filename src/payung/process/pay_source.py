"""A sponsor lets a worker's contribution be taken from another of their pays: salary or TPP."""

from datetime import datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.deductions.queries.routes import open_sources
from payung.stages.enrolment.operations import change_consent

LOCKED_AHEAD: Final = 4
"""No office makes a list further ahead than this."""
_TAKE_TURNS: Final = """
    SELECT pg_advisory_xact_lock(hashtextextended('deductions:' || s.regency_id || ':' || month, 0))
    FROM enrolment_sponsorship s, unnest(%s::text[]) AS month WHERE s.id = %s
"""
"""As the lists themselves take turns, per regency and month."""
_NOW: Final = """
SELECT s.sponsor_id, k.pay_source, coalesce(k.withdrawn, true), EXISTS (
    SELECT 1 FROM deductions_deductionline l
    JOIN deductions_deductionlist d ON d.id = l.list_id
    JOIN membership_payer p ON p.id = l.payer_id
    WHERE p.sponsorship_id = s.id AND (d.locked_at AT TIME ZONE 'Asia/Jakarta')::date = %s)
FROM enrolment_sponsorship s
LEFT JOIN LATERAL (SELECT pay_source, withdrawn FROM enrolment_consent
    WHERE sponsorship_id = s.id ORDER BY version DESC LIMIT 1) k ON true
WHERE s.id = %s
"""


class SourceRefused(Exception):
    """Nothing was changed; `code` are the words that say why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@operation
def change_pay_source(*, sponsorship_id: int, pay_source: str, by: Actor, at: datetime) -> int:
    """
    Add the next version of a consent, cut from `pay_source`; return its number.

    What was said and the ceiling stay. Locked lists keep the source of the day of their lock, which
    is why nothing is changed on that very day.

    :raises SourceRefused: the same as now, withdrawn, no route for it, or a list locked today.
    :raises MoveNotAllowed, Sponsorship.DoesNotExist: as `change_consent`.
    """
    now = Month.of(today_in_wib(at))
    months = [str(month) for month in Month.span(now - 1, now + LOCKED_AHEAD)]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [months, sponsorship_id])
        cursor.execute(_NOW, [today_in_wib(at), sponsorship_id])
        sponsor_id, source, is_withdrawn, is_locked_today = cursor.fetchone() or (0, "", True, True)
    if is_withdrawn:
        raise SourceRefused("sponsor.source.withdrawn")
    if source == pay_source:
        raise SourceRefused("sponsor.source.same")
    if is_locked_today:
        raise SourceRefused("sponsor.source.locked_today")
    if pay_source not in open_sources(
        viewer=by.viewer, sponsor_id=sponsor_id, month=now.next, at=at
    ):
        raise SourceRefused("sponsor.source.closed")
    return change_consent(
        sponsorship_id=sponsorship_id, pay_source=pay_source, evidence="screen", by=by, at=at
    )
