"""Slips, receipts, refunds: M12 to M14, and what a slip paid on beyond the cut (M17)."""

from collections.abc import Iterator

from payung.reports.verify.values import found


def m12_a_bank_number_is_used_once() -> Iterator[str]:
    """No two standing slips have the same bank and number, however they are spelled."""
    yield from found(_M12_TWICE, "slip {id}: number recorded {n} times")


def m12_parts_add_up_to_the_slip() -> Iterator[str]:
    """The parts of a slip are its amount."""
    yield from found(_M12_SUM, "slip {id}: {amount_idr}, its parts {parts}")


def m13_no_more_is_refunded_than_cut() -> Iterator[str]:
    """A refund is at most what was cut for the person and month, and is in the books."""
    yield from found(
        _M13, "sponsor {sponsor_id} worker {worker_id} {month}: cut {cut}, given back {back}"
    )
    yield from found(_M13_POSTED, "refund {id}: {amount_idr} is not in the books")
    yield from found(
        _M13_UNLISTED, "refund of row {id}: {amount_idr} of {told} told, {posted} posted"
    )


def m14_a_slip_is_confirmed_or_withdrawn() -> Iterator[str]:
    """A withdrawn slip has no receipt, and no money of it stands."""
    yield from found(_M14_WITHDRAWN, "slip {id}: withdrawn, yet confirmed or in the books")


def m14_receipts_differ_only_with_a_reason() -> Iterator[str]:
    """A receipt equals its slip, or a difference is kept; closed months have its reason."""
    yield from found(_M14, "match {id}: slip {slip_idr}, receipt {receipt_idr}, no difference kept")
    yield from found(_M14_CLOSED, "difference {id}: its month is closed and it has no reason")


def m14_slip_and_receipt_have_two_recorders() -> Iterator[str]:
    """Who records a receipt is not who recorded the slip."""
    yield from found(_M14_PERSON, "match {id}: one person recorded slip and receipt")


def m17_money_beyond_the_cut_is_signed() -> Iterator[str]:
    """What SUSPENSE owes came with a confirmed slip that two people took, and left at most once."""
    yield from found(_M17_BEYOND, "entry {id}: money beyond the cut that nobody signed")
    yield from found(_M17_OWED, "slip {slip_id} {month}: {idr} of nobody's pay")


_M12_TWICE = r"""
SELECT min(id) AS id, count(*) AS n FROM remittance_slip
WHERE NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = remittance_slip.id)
GROUP BY upper(regexp_replace(bank, '\s+', '', 'g')), upper(regexp_replace(number, '\s+', '', 'g'))
HAVING count(*) > 1 ORDER BY 1
"""

_M12_SUM = """
SELECT s.id, s.amount_idr, coalesce(sum(l.amount_idr), 0) AS parts
FROM remittance_slip s LEFT JOIN remittance_slipline l ON l.slip_id = s.id
GROUP BY s.id, s.amount_idr HAVING s.amount_idr <> coalesce(sum(l.amount_idr), 0) ORDER BY s.id
"""

_M13 = """
SELECT sponsor_id, worker_id, month, cut, back FROM (
    SELECT sponsor_id, worker_id, month,
           sum(CASE WHEN credit = 'ASN' THEN amount_idr WHEN debit = 'ASN' THEN -amount_idr
               ELSE 0 END) AS cut,
           sum(CASE WHEN debit = 'RETURNED' THEN amount_idr WHEN credit = 'RETURNED'
               THEN -amount_idr ELSE 0 END) AS back
    FROM ledger_transfer
    WHERE worker_id IS NOT NULL AND ('ASN' IN (debit, credit) OR 'RETURNED' IN (debit, credit))
    GROUP BY sponsor_id, worker_id, month) s
WHERE back > cut ORDER BY 1, 2, 3
"""

_M13_POSTED = """
SELECT f.id, f.amount_idr FROM remittance_refund f WHERE NOT EXISTS (
    SELECT 1 FROM ledger_entry e JOIN ledger_transfer t ON t.entry_id = e.id
    WHERE e.cause = 'remittance.refund' AND e.cause_id = f.id AND t.kind = 'REFUND'
      AND t.amount_idr = f.amount_idr AND t.worker_id = f.worker_id AND t.month = f.month)
ORDER BY f.id
"""

_M14 = """
SELECT m.id, s.amount_idr AS slip_idr, r.amount_idr AS receipt_idr FROM remittance_match m
JOIN remittance_slip s ON s.id = m.slip_id JOIN remittance_receipt r ON r.id = m.receipt_id
LEFT JOIN remittance_difference d ON d.match_id = m.id
WHERE s.amount_idr <> r.amount_idr AND (d.id IS NULL
    OR (d.slip_idr, d.receipt_idr) <> (s.amount_idr, r.amount_idr))
ORDER BY m.id
"""

_M14_CLOSED = """
SELECT DISTINCT d.id FROM remittance_difference d JOIN remittance_match m ON m.id = d.match_id
JOIN remittance_slipline l ON l.slip_id = m.slip_id
JOIN ledger_book b ON b.agency_id = l.agency_id AND b.month = l.month AND b.state = 'closed'
LEFT JOIN LATERAL (SELECT reason FROM remittance_close c
    WHERE c.agency_id = b.agency_id AND c.month = b.month ORDER BY version DESC LIMIT 1) c ON true
WHERE coalesce(c.reason, '') = '' AND NOT EXISTS (
    SELECT 1 FROM remittance_differencereason e WHERE e.difference_id = d.id)
ORDER BY d.id
"""

_M14_PERSON = """
SELECT m.id FROM remittance_match m
JOIN remittance_slip s ON s.id = m.slip_id JOIN remittance_receipt r ON r.id = m.receipt_id
WHERE s.recorded_by_id IS NOT DISTINCT FROM r.recorded_by_id ORDER BY m.id
"""

_M13_UNLISTED = """
SELECT k.id, f.amount_idr, k.told, p.posted FROM remittance_unlistedrefund f
JOIN LATERAL (SELECT x.id, (SELECT sum(o.amount_idr) FROM reconciliation_parkedrow o
        WHERE o.result_id = x.result_id AND o.nip = x.nip) AS told
    FROM reconciliation_parkedrow x WHERE x.id = f.parked_row_id) k ON true
JOIN LATERAL (SELECT coalesce(sum(CASE WHEN t.debit = 'HELD' THEN t.amount_idr END), 0) AS posted,
        coalesce(sum(CASE WHEN t.credit = 'HELD' THEN t.amount_idr END), 0) AS left_again
    FROM ledger_entry e JOIN ledger_transfer t ON t.entry_id = e.id
    WHERE e.cause = 'remittance.unlisted_refund' AND e.cause_id = f.id) p ON true
WHERE f.amount_idr > k.told OR f.amount_idr <> p.posted OR p.posted <> p.left_again ORDER BY k.id
"""

_M14_WITHDRAWN = """
SELECT w.slip_id AS id FROM remittance_slipwithdrawal w
WHERE EXISTS (SELECT 1 FROM remittance_match m WHERE m.slip_id = w.slip_id)
   OR EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = w.slip_id
       AND t.kind IN ('REMIT', 'RECEIPT')
       AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id))
ORDER BY w.slip_id
"""

# In one entry the rest comes in and the whole part goes on; the rest is less than the part or it.
_M17_BEYOND = """
SELECT e.id FROM ledger_entry e
LEFT JOIN remittance_slipline l ON l.id = e.cause_id
LEFT JOIN LATERAL (SELECT
        sum(t.amount_idr) FILTER (WHERE (t.debit, t.credit) = ('HELD', 'SUSPENSE')) AS beyond,
        sum(t.amount_idr) FILTER (WHERE t.kind = 'REMIT') AS remitted, count(*) AS n,
        bool_and((t.slip_id, t.agency_id, t.month) = (l.slip_id, l.agency_id, l.month)) AS is_its
    FROM ledger_transfer t WHERE t.entry_id = e.id) p ON true
WHERE e.cause = 'remittance.beyond_cut' AND (
    p.n <> 2 OR p.is_its IS NOT TRUE OR p.remitted IS DISTINCT FROM l.amount_idr
    OR p.beyond IS NULL OR p.beyond > l.amount_idr
    OR NOT EXISTS (SELECT 1 FROM remittance_match m WHERE m.slip_id = l.slip_id)
    OR NOT EXISTS (SELECT 1 FROM approvals_approval a WHERE a.kind = 'slip.beyond_cut'
        AND a.target_type = 'remittance_slipline' AND a.target_id = l.id AND a.state = 'approved'
        AND a.asked_by_id <> a.decided_by_id))
ORDER BY e.id
"""

# No entry leaves something in SUSPENSE but these; what went back to the office is what it gave.
_M17_OWED = """
SELECT s.slip_id, s.month, s.idr FROM (
    SELECT t.slip_id, t.agency_id, t.month, bool_or(e.cause = 'remittance.beyond_cut') AS is_taken,
           sum(CASE WHEN t.credit = 'SUSPENSE' THEN t.amount_idr ELSE -t.amount_idr END) AS idr
    FROM ledger_transfer t JOIN ledger_entry e ON e.id = t.entry_id
    WHERE 'SUSPENSE' IN (t.debit, t.credit) GROUP BY t.slip_id, t.agency_id, t.month) s
WHERE s.idr < 0 OR (s.idr > 0 AND NOT s.is_taken)
ORDER BY s.slip_id, s.month
"""
