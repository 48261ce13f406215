"""Slips that the branch has not confirmed yet."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class UnconfirmedSlip:
    """`amount_idr` is of the whole slip, which may be for several offices and months."""

    slip_id: int
    bank: str
    number: str
    amount_idr: int
    paid_on: date


def unconfirmed_slips(*, viewer: Viewer, agency_id: int, month: Month) -> list[UnconfirmedSlip]:
    """Return the slips with a part for this office and month that no receipt met, oldest first."""
    places, values = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL.format(reach=places), {**values, "agency": agency_id, "month": month.first_day}
        )
        return [
            UnconfirmedSlip(
                slip_id=slip_id, bank=bank, number=number, amount_idr=amount_idr, paid_on=paid_on
            )
            for slip_id, bank, number, amount_idr, paid_on in cursor.fetchall()
        ]


_SQL = """
SELECT s.id, s.bank, s.number, s.amount_idr, s.paid_on
FROM remittance_slip s
JOIN remittance_slipline l ON l.slip_id = s.id
JOIN registry_agency a ON a.id = l.agency_id
WHERE l.agency_id = %(agency)s AND l.month = %(month)s AND {reach}
  AND NOT EXISTS (SELECT 1 FROM remittance_match m WHERE m.slip_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = s.id)
ORDER BY s.paid_on, s.id
"""
