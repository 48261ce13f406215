"""What the books say: sums of transfers, never a stored column."""

from dataclasses import dataclass

from django.db import connection

from payung.foundation.ledger.kinds import Account
from payung.kernel.month import Month


@dataclass(frozen=True, kw_only=True)
class Balances:
    """
    An office's month in whole rupiah. `cut` is everything deducted and not reversed.

    `received` is made of `allocated`, `prepaid` (over-paid, kept for a later month) and
    `unallocated`; `drawn` is what this month took from an earlier month's over-payment.
    """

    cut_idr: int = 0
    held_idr: int = 0
    transit_idr: int = 0
    received_idr: int = 0
    allocated_idr: int = 0
    prepaid_idr: int = 0
    unallocated_idr: int = 0
    drawn_idr: int = 0
    returned_idr: int = 0
    suspense_idr: int = 0

    @property
    def office_idr(self) -> int:
        """What SUSPENSE owes: money of the office itself that went the way of a slip."""
        return max(-self.suspense_idr, 0)

    @property
    def is_whole(self) -> bool:
        """M1: deducted = received + in transit + held + returned + unexplained."""
        return (
            self.cut_idr
            == (
                self.received_idr
                + self.transit_idr
                + self.held_idr
                + self.returned_idr
                + self.suspense_idr
            )
            and self.received_idr == self.allocated_idr + self.prepaid_idr + self.unallocated_idr
        )


_SQL = """
SELECT t.agency_id, p.account, p.other, sum(p.amount)
FROM ledger_transfer t
CROSS JOIN LATERAL (VALUES (t.debit, t.credit, t.amount_idr), (t.credit, t.debit, -t.amount_idr))
    AS p (account, other, amount)
WHERE t.agency_id = ANY(%(agencies)s) AND t.month = %(month)s
GROUP BY t.agency_id, p.account, p.other
"""


def balances(agency_ids: list[int], month: Month) -> dict[int, Balances]:
    """Return each office's balances of `month`; an office without transfers has zeros."""
    sums: dict[int, dict[tuple[str, str], int]] = {agency_id: {} for agency_id in agency_ids}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"agencies": agency_ids, "month": month.first_day})
        for agency_id, account, other, amount in cursor.fetchall():
            sums[agency_id][account, other] = int(amount)
    return {agency_id: _read(found) for agency_id, found in sums.items()}


def _read(found: dict[tuple[str, str], int]) -> Balances:
    def net(account: Account) -> int:
        return sum(amount for (name, _), amount in found.items() if name == account)

    def between(account: Account, other: Account) -> int:
        return found.get((account, other), 0)

    return Balances(
        cut_idr=-net(Account.ASN),
        held_idr=net(Account.HELD),
        transit_idr=net(Account.TRANSIT),
        received_idr=between(Account.BPJS, Account.TRANSIT)
        + between(Account.BPJS, Account.SUSPENSE),
        allocated_idr=between(Account.COVER, Account.BPJS),
        prepaid_idr=between(Account.PREPAID, Account.BPJS),
        unallocated_idr=net(Account.BPJS),
        drawn_idr=between(Account.COVER, Account.PREPAID),
        returned_idr=net(Account.RETURNED),
        suspense_idr=net(Account.SUSPENSE),
    )


def prepaid_idr(agency_id: int) -> int:
    """Return what the office has over-paid at the branch and not yet used, over all months."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT coalesce(sum(
                CASE WHEN debit = 'PREPAID' THEN amount_idr ELSE -amount_idr END), 0)
            FROM ledger_transfer
            WHERE agency_id = %s AND (debit = 'PREPAID' OR credit = 'PREPAID')""",
            [agency_id],
        )
        return int(cursor.fetchone()[0])
