"""Opening and ending spells, and who pays them from which month."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.states import State
from payung.stages.membership.models import Payer
from payung.stages.membership.problems import NoOpenPayer, NotAccepted, OtherWorker
from payung.stages.membership.sums import first_month, month_after

NEW_NUMBER: Final = "new_number"
_NOT_ACCEPTED: Final = """
    SELECT count(*) FROM unnest(%s::bigint[]) AS u (id)
    LEFT JOIN enrolment_sponsorship s ON s.id = u.id AND s.state = %s WHERE s.id IS NULL
"""
_END_OTHER_NUMBER: Final = """
    UPDATE membership_spell p SET ends_on = greatest(%s, p.starts_on), end_reason = %s
    FROM enrolment_sponsorship s
    WHERE s.id = ANY(%s) AND p.worker_id = s.worker_id AND p.ends_on IS NULL
        AND p.card_number <> s.card_number
"""
_STOP_EARLIER_PAYERS: Final = """
    UPDATE membership_payer y SET until_month = greatest(least(coalesce(y.until_month, %s), %s),
        y.from_month)
    FROM enrolment_sponsorship s
    WHERE s.id = ANY(%s) AND y.worker_id = s.worker_id AND y.sponsorship_id <> s.id
        AND (y.until_month IS NULL OR y.until_month > %s)
"""
_OPEN: Final = """
    INSERT INTO membership_spell
        (worker_id, card_number, opened_by_id, starts_on, first_month, end_reason)
    SELECT s.worker_id, s.card_number, s.id, %s, %s, '' FROM enrolment_sponsorship s
    WHERE s.id = ANY(%s) AND NOT EXISTS
        (SELECT FROM membership_spell p WHERE p.worker_id = s.worker_id AND p.ends_on IS NULL)
"""
_PAY: Final = """
    INSERT INTO membership_payer (spell_id, worker_id, sponsor_id, sponsorship_id, from_month)
    SELECT p.id, s.worker_id, s.sponsor_id, s.id, %s
    FROM enrolment_sponsorship s
    JOIN membership_spell p ON p.worker_id = s.worker_id AND p.ends_on IS NULL
    WHERE s.id = ANY(%s) AND NOT EXISTS
        (SELECT FROM membership_payer y WHERE y.sponsorship_id = s.id AND y.until_month IS NULL)
"""
_END: Final = """
    UPDATE membership_spell SET ends_on = greatest(%s, starts_on), end_reason = %s
    WHERE worker_id = ANY(%s) AND ends_on IS NULL
"""
_STOP: Final = """
    UPDATE membership_payer SET until_month = greatest(%s, from_month)
    WHERE worker_id = ANY(%s) AND (until_month IS NULL OR until_month > greatest(%s, from_month))
"""


@operation
def open_spells(
    *, sponsorship_ids: Collection[int], starts_on: date, by: Actor, at: datetime
) -> int:
    """
    Open a spell, and who pays it, for each accepted sponsorship; return how many payers began.

    A worker whose spell still runs under the same number goes on in it, paid by the new sponsor;
    under a new number the old spell ends where the new one starts.

    :param starts_on: the day of acceptance; it decides the first month.
    :raises NotAccepted: one of the sponsorships is not accepted; nothing is opened then.
    """
    ids, month = list(sponsorship_ids), first_month(starts_on).first_day
    with connection.cursor() as cursor:
        cursor.execute(_NOT_ACCEPTED, [ids, State.ACCEPTED])
        if cursor.fetchone() != (0,):
            raise NotAccepted
        cursor.execute(_STOP_EARLIER_PAYERS, [month, month, ids, month])
        cursor.execute(_END_OTHER_NUMBER, [starts_on, NEW_NUMBER, ids])
        cursor.execute(_OPEN, [starts_on, month, ids])
        spells = cursor.rowcount
        cursor.execute(_PAY, [month, ids])
        payers = int(cursor.rowcount)
    record("spells.opened", by=by, at=at, row_count=payers, spells=spells, month=month.isoformat())
    return payers


@operation
def change_payer(
    *,
    old_sponsorship_id: int,
    new_sponsorship_id: int,
    from_month: Month,
    by: Actor,
    at: datetime,
) -> None:
    """
    Let the new sponsorship pay from `from_month` on, the old one up to it: no month without (C7).

    A payer whose first month has not come is replaced from that month on.

    :raises NoOpenPayer: the old sponsorship pays nothing any more.
    :raises OtherWorker: the sponsorships protect different workers.
    """
    old = _open_payer(old_sponsorship_id)
    new = Sponsorship.objects.get(pk=new_sponsorship_id)
    if new.worker_id != old.worker_id:
        raise OtherWorker(new_sponsorship_id)
    changes_on = max(old.from_month, from_month.first_day)
    old.until_month = changes_on
    old.save(update_fields=["until_month"])
    payer = Payer.objects.create(
        spell_id=old.spell_id,
        worker_id=old.worker_id,
        sponsor_id=new.sponsor_id,
        sponsorship=new,
        from_month=changes_on,
    )
    month = changes_on.isoformat()
    record("payer.changed", target=payer, by=by, at=at, before=old.pk, month=month)


@operation
def end_spells(
    *, worker_ids: Collection[int], ends_on: date, reason: str, by: Actor, at: datetime
) -> int:
    """
    End the open spells of these workers, as one set; return how many ended.

    `ends_on` is the first day without membership. The month before it is the last one due: who
    pays stops after it, and what was paid stays paid.
    """
    ids, until = list(worker_ids), month_after(ends_on).first_day
    with connection.cursor() as cursor:
        cursor.execute(_END, [ends_on, reason, ids])
        count = int(cursor.rowcount)
        cursor.execute(_STOP, [until, ids, until])
    record("spells.ended", by=by, at=at, row_count=count, code=reason, on=ends_on.isoformat())
    return count


@operation
def stop_payer(*, sponsorship_id: int, until_month: Month, by: Actor, at: datetime) -> Month | None:
    """
    Let this sponsorship pay up to `until_month`, which is no longer its; return its last month.

    The spell goes on: another sponsor may take it over, or three unpaid months end it. None means
    that it pays no month at all.

    :raises NoOpenPayer: it pays nothing any more.
    """
    payer = _open_payer(sponsorship_id)
    payer.until_month = max(payer.from_month, until_month.first_day)
    payer.save(update_fields=["until_month"])
    record("payer.stopped", target=payer, by=by, at=at, month=payer.until_month.isoformat())
    paid_until = Month.of(payer.until_month)
    return paid_until.previous if payer.until_month > payer.from_month else None


def _open_payer(sponsorship_id: int) -> Payer:
    open_ones = Payer.objects.select_for_update().filter(
        sponsorship_id=sponsorship_id, until_month=None
    )
    payer = open_ones.first()
    if payer is None:
        raise NoOpenPayer(sponsorship_id)
    return payer
