"""The books: M1 to M6, M10, M11, M15 to M17."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from django.db import connection

from payung.foundation.ledger.balances import balances
from payung.foundation.ledger.kinds import MOST_IDR, SIDES
from payung.kernel.month import Month
from payung.reports.verify.values import found


def m1_deducted_is_accounted_for() -> Iterator[str]:
    """Deducted = received + in transit + held + returned + unexplained, per office and month."""
    yield from found(_M1, "office {agency_id} {month}: cut {cut} but {found} accounted for")


def m1_closed_months_have_nothing_open() -> Iterator[str]:
    """A closed month has nothing in transit and nothing unexplained, unless two people said why."""
    yield from found(
        _M1_CLOSED, "office {agency_id} {month}: closed with {idr} in transit or unexplained"
    )


def m2_transfers_are_whole() -> Iterator[str]:
    """Every transfer has two different accounts, the sides of its kind, an amount in range."""
    kinds = [(str(kind), str(debit), str(credit)) for kind, (debit, credit) in SIDES.items()]
    yield from found(
        _M2,
        "transfer {id}: {kind} {debit} from {credit}, {amount_idr}",
        kinds=[kind for kind, _, _ in kinds],
        debits=[debit for _, debit, _ in kinds],
        credits=[credit for _, _, credit in kinds],
        most=MOST_IDR,
    )


def m3_nothing_is_negative() -> Iterator[str]:
    """HELD, TRANSIT, BPJS, RETURNED are never below zero in a book, PREPAID of no worker."""
    yield from found(_M3, "office {agency_id} {month}: {account} is {idr}")
    yield from found(_M3_PREPAID, "office {agency_id} worker {worker_id}: PREPAID is {idr}")


def m4_amounts_are_whole_rupiah() -> Iterator[str]:
    """Every column of money is a whole number."""
    yield from found(_M4, "{table_name}.{column_name} is {data_type}")


def m5_nobody_is_cut_twice() -> Iterator[str]:
    """At most one cut of a civil servant for a worker and month stands."""
    yield from found(_M5, "sponsor {sponsor_id} worker {worker_id} {month}: {n} cuts stand")


def m6_a_reference_posts_once() -> Iterator[str]:
    """No two entries have the same reference."""
    yield from found(
        "SELECT ref, count(*) AS n FROM ledger_entry GROUP BY ref HAVING count(*) > 1",
        "entry {ref}: posted {n} times",
    )


def m10_reversals_mirror_one_original() -> Iterator[str]:
    """A reversal names one transfer, takes its sides swapped and its amount, once."""
    yield from found(_M10, "transfer {id}: no mirror of {reverses_id}")
    yield from found(_M10_TWICE, "transfer {reverses_id}: reversed {n} times")


def m11_closed_months_stay_as_they_were() -> Iterator[str]:
    """A closed book has the balances that its close kept; closing and reopening alternate."""
    with connection.cursor() as cursor:
        cursor.execute(_M11_CLOSES)
        closes = cursor.fetchall()
    by_month: dict[date, dict[int, str]] = {}
    for agency_id, month, kept in closes:
        by_month.setdefault(month, {})[agency_id] = kept
    for month, offices in sorted(by_month.items()):
        now = balances(sorted(offices), Month.of(month))
        for agency_id, kept in sorted(offices.items()):
            if json.loads(kept) != asdict(now[agency_id]):
                yield f"office {agency_id} {month}: balances differ from those at its close"
    yield from found(_M11_STATE, "office {agency_id} {month}: {state} but its last close says not")


def m15_no_more_is_allocated_than_received() -> Iterator[str]:
    """Allocated plus kept as over-payment never exceeds what was received; equal when closed."""
    yield from found(_M15, "office {agency_id} {month}: received {received}, used {used}")


def m16_transfers_are_numbered_without_gaps() -> Iterator[str]:
    """A book's transfers are numbered 1 to last_seq, each number once."""
    yield from found(
        _M16, "office {agency_id} {month}: {n} transfers up to {top}, the book says {last_seq}"
    )


def m17_every_rupiah_has_a_path() -> Iterator[str]:
    """Allocations come from a cut, draws from an over-payment, slips and receipts from theirs."""
    yield from found(_M17_ALLOCATED, "transfer {id}: allocated to worker {worker_id} without a cut")
    yield from found(_M17_SLIPS, "transfer {id}: {kind} of slip {slip_id} that says otherwise")


_STANDS = "NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)"

_LEGS = """
    SELECT agency_id, month, debit AS account, credit AS other, amount_idr AS idr
    FROM ledger_transfer
    UNION ALL
    SELECT agency_id, month, credit, debit, -amount_idr FROM ledger_transfer
"""

_M1 = f"""
SELECT agency_id, month, cut, found FROM (
    SELECT agency_id, month, -sum(idr) FILTER (WHERE account = 'ASN') AS cut,
           coalesce(sum(idr) FILTER (WHERE account IN ('HELD', 'TRANSIT', 'RETURNED', 'SUSPENSE')
               OR (account = 'BPJS' AND other IN ('TRANSIT', 'SUSPENSE'))), 0) AS found
    FROM ({_LEGS}) l GROUP BY agency_id, month) s
WHERE coalesce(cut, 0) <> found ORDER BY agency_id, month
"""

_M1_CLOSED = f"""
SELECT l.agency_id, l.month, sum(abs(l.idr)) AS idr
FROM (SELECT agency_id, month, account, sum(idr) AS idr FROM ({_LEGS}) x
      WHERE account IN ('TRANSIT', 'SUSPENSE') GROUP BY agency_id, month, account) l
JOIN ledger_book b ON b.agency_id = l.agency_id AND b.month = l.month AND b.state = 'closed'
LEFT JOIN LATERAL (SELECT reason FROM remittance_close c
    WHERE c.agency_id = b.agency_id AND c.month = b.month ORDER BY version DESC LIMIT 1) c ON true
WHERE l.idr <> 0 AND coalesce(c.reason, '') = ''
GROUP BY l.agency_id, l.month ORDER BY l.agency_id, l.month
"""

_M2 = """
SELECT t.id, t.kind, t.debit, t.credit, t.amount_idr FROM ledger_transfer t
LEFT JOIN unnest(%(kinds)s::text[], %(debits)s::text[], %(credits)s::text[])
    AS k (kind, debit, credit) ON k.kind = t.kind
WHERE t.debit = t.credit OR t.amount_idr <= 0 OR t.amount_idr > %(most)s
   OR (t.kind NOT IN ('REVERSE', 'ADJUST')
       AND (t.debit, t.credit) IS DISTINCT FROM (k.debit, k.credit))
   OR (t.kind = 'REVERSE' AND t.reverses_id IS NULL)
   OR (t.kind = 'ADJUST' AND 'SUSPENSE' NOT IN (t.debit, t.credit))
ORDER BY t.id
"""

_M3 = f"""
SELECT agency_id, month, account, sum(idr) AS idr FROM ({_LEGS}) l
WHERE account IN ('HELD', 'TRANSIT', 'BPJS', 'RETURNED')
GROUP BY agency_id, month, account HAVING sum(idr) < 0 ORDER BY agency_id, month, account
"""

_M3_PREPAID = """
SELECT agency_id, worker_id,
       sum(CASE WHEN debit = 'PREPAID' THEN amount_idr ELSE -amount_idr END) AS idr
FROM ledger_transfer WHERE debit = 'PREPAID' OR credit = 'PREPAID'
GROUP BY agency_id, worker_id
HAVING sum(CASE WHEN debit = 'PREPAID' THEN amount_idr ELSE -amount_idr END) < 0
ORDER BY agency_id, worker_id
"""

_M4 = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND column_name LIKE '%%\\_idr' AND data_type <> 'bigint'
ORDER BY table_name, column_name
"""

_M5 = f"""
SELECT t.sponsor_id, t.worker_id, t.month, count(*) AS n FROM ledger_transfer t
WHERE t.kind = 'CUT' AND {_STANDS}
GROUP BY t.sponsor_id, t.worker_id, t.month HAVING count(*) > 1 ORDER BY 1, 2, 3
"""

_M10 = """
SELECT n.id, n.reverses_id FROM ledger_transfer n
LEFT JOIN ledger_transfer o ON o.id = n.reverses_id
WHERE (n.kind = 'REVERSE' OR n.reverses_id IS NOT NULL)
  AND (o.id IS NULL OR o.kind = 'REVERSE' OR n.kind <> 'REVERSE'
       OR (n.debit, n.credit, n.amount_idr, n.agency_id, n.month, n.worker_id, n.slip_id)
          IS DISTINCT FROM
          (o.credit, o.debit, o.amount_idr, o.agency_id, o.month, o.worker_id, o.slip_id))
ORDER BY n.id
"""

_M10_TWICE = """
SELECT reverses_id, count(*) AS n FROM ledger_transfer WHERE reverses_id IS NOT NULL
GROUP BY reverses_id HAVING count(*) > 1 ORDER BY reverses_id
"""

_M11_CLOSES = """
SELECT b.agency_id, b.month, c.balances FROM ledger_book b
JOIN LATERAL (SELECT balances::text FROM remittance_close c
    WHERE c.agency_id = b.agency_id AND c.month = b.month ORDER BY version DESC LIMIT 1) c ON true
WHERE b.state = 'closed'
"""

_M11_STATE = """
SELECT b.agency_id, b.month, b.state FROM ledger_book b
LEFT JOIN LATERAL (
    SELECT c.id, o.id AS reopening_id FROM remittance_close c
    LEFT JOIN remittance_reopening o ON o.close_id = c.id
    WHERE c.agency_id = b.agency_id AND c.month = b.month ORDER BY c.version DESC LIMIT 1
) c ON true
WHERE (b.state = 'closed') <> (c.id IS NOT NULL AND c.reopening_id IS NULL)
ORDER BY b.agency_id, b.month
"""

_M15 = f"""
SELECT s.agency_id, s.month, s.received, s.used FROM (
    SELECT agency_id, month,
           coalesce(sum(idr) FILTER (WHERE account = 'BPJS'
               AND other IN ('TRANSIT', 'SUSPENSE')), 0) AS received,
           coalesce(sum(idr) FILTER (WHERE account IN ('COVER', 'PREPAID')
               AND other = 'BPJS'), 0) AS used
    FROM ({_LEGS}) l GROUP BY agency_id, month) s
JOIN ledger_book b ON b.agency_id = s.agency_id AND b.month = s.month
LEFT JOIN LATERAL (SELECT reason FROM remittance_close c
    WHERE c.agency_id = b.agency_id AND c.month = b.month ORDER BY version DESC LIMIT 1) c ON true
WHERE s.used > s.received
   OR (b.state = 'closed' AND s.used <> s.received AND coalesce(c.reason, '') = '')
ORDER BY s.agency_id, s.month
"""

_M16 = """
SELECT coalesce(b.agency_id, t.agency_id) AS agency_id, coalesce(b.month, t.month) AS month,
       coalesce(t.n, 0) AS n, coalesce(t.top, 0) AS top, b.last_seq
FROM ledger_book b
FULL JOIN (SELECT agency_id, month, count(*) AS n, min(seq) AS low, max(seq) AS top
           FROM ledger_transfer GROUP BY agency_id, month) t
    ON t.agency_id = b.agency_id AND t.month = b.month
WHERE b.last_seq IS DISTINCT FROM coalesce(t.n, 0) OR coalesce(t.top, 0) <> coalesce(t.n, 0)
   OR coalesce(t.low, 1) <> 1
ORDER BY 1, 2
"""

_M17_ALLOCATED = f"""
SELECT t.id, t.worker_id FROM ledger_transfer t
WHERE t.kind IN ('ALLOCATE', 'PREPAY') AND {_STANDS} AND NOT EXISTS (
    SELECT 1 FROM ledger_transfer c WHERE c.kind = 'CUT' AND c.worker_id = t.worker_id
      AND c.month = t.month AND c.agency_id = t.agency_id AND c.sponsor_id = t.sponsor_id
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = c.id))
ORDER BY t.id
"""

_M17_SLIPS = """
SELECT t.id, t.kind, t.slip_id FROM ledger_transfer t
LEFT JOIN remittance_slipline l ON l.slip_id = t.slip_id AND l.agency_id = t.agency_id
    AND l.month = t.month
LEFT JOIN remittance_match m ON m.slip_id = t.slip_id
WHERE (t.kind = 'REMIT' AND l.amount_idr IS DISTINCT FROM t.amount_idr)
   OR (t.kind = 'RECEIPT' AND (m.id IS NULL OR l.id IS NULL OR t.amount_idr > l.amount_idr))
ORDER BY t.id
"""
