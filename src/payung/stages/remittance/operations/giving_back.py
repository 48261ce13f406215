"""What the bank gave back of a slip is held again; the office's own money is the office's again."""

from datetime import datetime

from django.db import connection

from payung.foundation.ledger.kinds import Account
from payung.foundation.ledger.posting import Cause, adjust, begin_entry
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.remittance.models import DifferenceReason
from payung.stages.remittance.operations.settling import Place


def hold_again(
    slip_id: int, told: DifferenceReason, *, only: Place | None = None, by: Actor, at: datetime
) -> None:
    """
    Take what is in transit of a slip back: first what the office had paid beyond the cut.

    :param only: the one part to take back; by default every part of the slip.
    """
    left = [one for one in _in_transit(slip_id) if only in (None, one[0])]
    if not left:
        return
    suffix = "" if only is None else f":{only[0]}:{only[1]}"
    cause = Cause(
        ref=f"given_back:{told.pk}{suffix}",
        cause="remittance.given_back",
        cause_id=told.pk,
        reason=told.words,
    )
    entry = begin_entry(cause, by=by, at=at)
    for (agency_id, month), amount_idr, office_idr in left:
        for debit, credit, idr in (
            (Account.SUSPENSE, Account.TRANSIT, amount_idr),
            (Account.HELD, Account.SUSPENSE, amount_idr - min(amount_idr, office_idr)),
        ):
            if idr:
                adjust(
                    entry,
                    debit=debit,
                    credit=credit,
                    agency_id=agency_id,
                    month=month,
                    amount_idr=idr,
                    slip_id=slip_id,
                )


def _in_transit(slip_id: int) -> list[tuple[Place, int, int]]:
    """Return each part of the slip: what is in transit, and the office's own money in the slip."""
    with connection.cursor() as cursor:
        cursor.execute(_STILL_IN_TRANSIT, {"slip": slip_id})
        rows = cursor.fetchall()
    return [
        ((agency_id, Month.of(month)), int(transit_idr), int(office_idr))
        for agency_id, month, transit_idr, office_idr in rows
    ]


_STILL_IN_TRANSIT = """
SELECT t.agency_id, t.month, -sum(p.idr) FILTER (WHERE p.account = 'TRANSIT'),
       greatest(coalesce(sum(p.idr) FILTER (WHERE p.account = 'SUSPENSE'), 0), 0)
FROM ledger_transfer t
CROSS JOIN LATERAL (VALUES (t.credit, t.amount_idr), (t.debit, -t.amount_idr)) AS p (account, idr)
WHERE t.slip_id = %(slip)s
GROUP BY t.agency_id, t.month HAVING -sum(p.idr) FILTER (WHERE p.account = 'TRANSIT') > 0
ORDER BY t.month, t.agency_id
"""
