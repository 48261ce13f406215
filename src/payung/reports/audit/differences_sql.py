"""
The statements behind S123. Only open books are added up; a closed one keeps its balances.

Each yields month, amount_idr, since, and what leads on to the trail.
"""

from payung.reports.scope import SEEN

_LIST = """LEFT JOIN deductions_deductionlist d ON d.agency_id = {table}.agency_id
    AND d.month = {table}.month"""

UNREPORTED = f"""WITH {SEEN}
SELECT d.agency_id, seen.name AS office, d.month, d.total_idr AS amount_idr,
    d.month AS since, d.line_count AS count, d.id AS list_id
FROM deductions_deductionlist d JOIN seen ON seen.id = d.agency_id
WHERE d.month <= %(on)s AND d.total_idr > 0
  AND NOT EXISTS (SELECT 1 FROM reconciliation_result r WHERE r.list_id = d.id)"""
"""The day from which it is late is counted by the law of due days, not here."""

NO_REASON = f"""WITH {SEEN}, standing AS (
    SELECT DISTINCT ON (r.list_id) r.id, r.list_id, r.reported_at, d.agency_id, d.month,
        seen.name AS office
    FROM ledger_book b JOIN seen ON seen.id = b.agency_id
    JOIN deductions_deductionlist d ON d.agency_id = b.agency_id AND d.month = b.month
    JOIN reconciliation_result r ON r.list_id = d.id
    WHERE b.state = 'open' ORDER BY r.list_id, r.seq DESC)
SELECT s.agency_id, s.office, s.month, sum(abs(l.amount_idr - x.reported_idr))::bigint
        AS amount_idr, (s.reported_at AT TIME ZONE 'Asia/Jakarta')::date AS since,
    count(*)::int AS count, s.list_id
FROM standing s JOIN reconciliation_resultline x ON x.result_id = s.id
    AND x.outcome NOT IN ('cut', 'not_cut')
JOIN deductions_deductionline l ON l.id = x.line_id
WHERE NOT EXISTS (SELECT 1 FROM reconciliation_reason g WHERE g.result_line_id = x.id)
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer t
      WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
        AND t.sponsor_id = l.sponsor_id AND t.amount_idr = x.reported_idr
        AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id))
GROUP BY s.agency_id, s.office, s.month, s.reported_at, s.list_id"""

UNBOOKED = f"""WITH {SEEN}, standing AS (
    SELECT DISTINCT ON (r.list_id) r.id, r.list_id, d.agency_id, d.month, seen.name AS office,
        CASE WHEN b.state = 'closed' THEN coalesce((SELECT c.reason FROM remittance_close c
            WHERE c.agency_id = b.agency_id AND c.month = b.month
            ORDER BY c.version DESC LIMIT 1), '') ELSE '' END AS signed
    FROM ledger_book b JOIN seen ON seen.id = b.agency_id
    JOIN deductions_deductionlist d ON d.agency_id = b.agency_id AND d.month = b.month
    JOIN reconciliation_result r ON r.list_id = d.id ORDER BY r.list_id, r.seq DESC)
SELECT s.agency_id, s.office, s.month, sum(x.reported_idr)::bigint AS amount_idr, s.signed,
    (min(r.reported_at) AT TIME ZONE 'Asia/Jakarta')::date AS since,
    count(DISTINCT l.sponsor_id)::int AS count, s.list_id
FROM standing s JOIN reconciliation_resultline x ON x.result_id = s.id
    AND x.outcome IN ('under', 'over') AND x.reported_idr > 0
JOIN deductions_deductionline l ON l.id = x.line_id
JOIN reconciliation_result r ON r.id = s.id
WHERE EXISTS (SELECT 1 FROM reconciliation_reason g WHERE g.result_line_id = x.id)
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer t
      WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
        AND t.sponsor_id = l.sponsor_id AND t.amount_idr = x.reported_idr
        AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id))
GROUP BY s.agency_id, s.office, s.month, s.signed, s.list_id"""
"""Before its reason it is told above, with what it differs by; here with what was cut."""

HELD = f"""WITH {SEEN}, moved AS (
    SELECT t.agency_id, t.month, (e.at AT TIME ZONE 'Asia/Jakarta')::date AS day,
        coalesce(sum(t.amount_idr) FILTER (WHERE t.debit = 'HELD'), 0) AS came,
        coalesce(sum(t.amount_idr) FILTER (WHERE t.credit = 'HELD'), 0) AS went
    FROM ledger_book b JOIN seen ON seen.id = b.agency_id
    JOIN ledger_transfer t ON t.agency_id = b.agency_id AND t.month = b.month
    JOIN ledger_entry e ON e.id = t.entry_id
    WHERE b.state = 'open' AND (t.debit = 'HELD' OR t.credit = 'HELD')
      AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = t.slip_id)
      AND e.cause <> 'remittance.unlisted_refund'
    GROUP BY t.agency_id, t.month, day),
added AS (SELECT *, sum(came) OVER (PARTITION BY agency_id, month ORDER BY day) AS so_far,
    sum(came) OVER w AS came_in_all, sum(went) OVER w AS went_in_all
    FROM moved WINDOW w AS (PARTITION BY agency_id, month))
SELECT m.agency_id, seen.name AS office, m.month,
    (m.came_in_all - m.went_in_all)::bigint AS amount_idr, min(m.day) AS since, d.id AS list_id
FROM added m JOIN seen ON seen.id = m.agency_id {_LIST.format(table="m")}
WHERE m.came_in_all > m.went_in_all AND m.came > 0 AND m.so_far > m.went_in_all
GROUP BY m.agency_id, seen.name, m.month, m.came_in_all, m.went_in_all, d.id"""
"""What went is taken from the oldest cut first, as in `remittance.queries.held`."""

UNLISTED = f"""WITH {SEEN}, told AS (
    SELECT d.id AS list_id, d.agency_id, seen.name AS office, d.month, k.nip,
        sum(k.amount_idr) AS idr
    FROM reconciliation_parkedrow k JOIN reconciliation_result r ON r.id = k.result_id
    JOIN deductions_deductionlist d ON d.id = r.list_id JOIN seen ON seen.id = d.agency_id
    WHERE NOT EXISTS (SELECT 1 FROM reconciliation_result n
        WHERE n.list_id = r.list_id AND n.seq > r.seq)
    GROUP BY d.id, seen.name, k.nip),
open AS (SELECT t.*, (SELECT min(o.reported_at) FROM reconciliation_result o
        JOIN reconciliation_parkedrow x ON x.result_id = o.id AND x.nip = t.nip
        WHERE o.list_id = t.list_id) AS told_at,
    t.idr - coalesce((SELECT sum(f.amount_idr) FROM remittance_unlistedrefund f
        JOIN reconciliation_parkedrow x ON x.id = f.parked_row_id AND x.nip = t.nip
        WHERE f.agency_id = t.agency_id AND f.month = t.month), 0) AS left_idr FROM told t)
SELECT agency_id, office, month, sum(left_idr)::bigint AS amount_idr,
    (min(told_at) AT TIME ZONE 'Asia/Jakarta')::date AS since, count(*)::int AS count, list_id
FROM open WHERE left_idr > 0 GROUP BY agency_id, office, month, list_id"""
"""Told by payroll of people on no list, counted by NIP as in `remittance.queries.unlisted`.

A month that two people closed all the same does not hide it.
"""

REFUND = f"""WITH {SEEN}
SELECT r.agency_id, seen.name AS office, r.month, sum(r.amount_idr)::bigint AS amount_idr,
    (min(r.at) AT TIME ZONE 'Asia/Jakarta')::date AS since, count(*)::int AS count,
    d.id AS list_id
FROM remittance_refund r JOIN seen ON seen.id = r.agency_id {_LIST.format(table="r")}
WHERE NOT EXISTS (SELECT 1 FROM remittance_refundpayment p WHERE p.refund_id = r.id)
GROUP BY r.agency_id, seen.name, r.month, d.id"""

WAITING = f"""WITH {SEEN}
SELECT l.agency_id, seen.name AS office, l.month, l.amount_idr - h.idr AS amount_idr,
    (s.recorded_at AT TIME ZONE 'Asia/Jakarta')::date AS since, d.id AS list_id, s.id AS slip_id
FROM remittance_slipline l JOIN seen ON seen.id = l.agency_id
JOIN remittance_slip s ON s.id = l.slip_id {_LIST.format(table="l")}
CROSS JOIN LATERAL (SELECT greatest(ledger_balance(l.agency_id, l.month, 'HELD'), 0) AS idr) h
WHERE l.amount_idr > h.idr AND NOT EXISTS (SELECT 1 FROM ledger_transfer t
    WHERE t.slip_id = l.slip_id AND t.agency_id = l.agency_id AND t.month = l.month
      AND t.kind = 'REMIT')
  AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = l.slip_id)"""
"""What the slip says beyond what is held; the held part is told as held."""

TRANSIT = f"""WITH {SEEN}
SELECT CASE WHEN EXISTS (SELECT 1 FROM remittance_match m
        JOIN remittance_difference f ON f.match_id = m.id WHERE m.slip_id = s.id
        AND NOT EXISTS (SELECT 1 FROM remittance_differencereason n
            WHERE n.difference_id = f.id)) THEN 'amount' ELSE 'transit' END AS kind, t.agency_id,
    seen.name AS office, t.month, s.paid_on AS since, d.id AS list_id,
    s.id AS slip_id, sum(CASE WHEN t.debit = 'TRANSIT' THEN t.amount_idr
        ELSE -t.amount_idr END)::bigint AS amount_idr
FROM ledger_book b JOIN seen ON seen.id = b.agency_id
JOIN ledger_transfer t ON t.agency_id = b.agency_id AND t.month = b.month
    AND (t.debit = 'TRANSIT' OR t.credit = 'TRANSIT')
JOIN remittance_slip s ON s.id = t.slip_id {_LIST.format(table="t")}
WHERE b.state = 'open'
GROUP BY t.agency_id, seen.name, t.month, s.paid_on, s.id, d.id
HAVING sum(CASE WHEN t.debit = 'TRANSIT' THEN t.amount_idr ELSE -t.amount_idr END) <> 0"""

AMOUNT = f"""WITH {SEEN}
SELECT DISTINCT ON (f.id) l.agency_id, seen.name AS office, l.month, s.id AS slip_id,
    abs(f.slip_idr - f.receipt_idr) AS amount_idr, d.id AS list_id,
    (m.matched_at AT TIME ZONE 'Asia/Jakarta')::date AS since
FROM remittance_difference f JOIN remittance_match m ON m.id = f.match_id
JOIN remittance_slip s ON s.id = m.slip_id JOIN remittance_slipline l ON l.slip_id = s.id
JOIN seen ON seen.id = l.agency_id {_LIST.format(table="l")}
WHERE f.receipt_idr > f.slip_idr AND NOT EXISTS (SELECT 1 FROM remittance_differencereason n
    WHERE n.difference_id = f.id)
ORDER BY f.id, l.month, l.agency_id"""
"""Received beyond the slip, told with its first office; what lacks is still in transit above."""

NO_SLIP = """
SELECT NULL::date AS month, r.amount_idr, r.received_on AS since, r.id AS receipt_id
FROM remittance_receipt r
WHERE (%(regency)s::bigint IS NULL OR r.regency_id = %(regency)s) AND %(agency)s::bigint IS NULL
  AND NOT EXISTS (SELECT 1 FROM remittance_match m WHERE m.receipt_id = r.id)"""

# What SUSPENSE owes is the office's own money, which lies first in what the branch has beyond the
# cut: told once, under its own name.
_APART = """CROSS JOIN LATERAL (VALUES
        ('received', greatest(s.received - greatest(-s.suspense, 0), 0), s.received_at),
        ('office', greatest(-s.suspense, 0), s.suspense_at),
        ('suspense', greatest(s.suspense, 0), s.suspense_at)) AS v (kind, idr, at)"""

REST = f"""WITH {SEEN}, moved AS (
    SELECT t.agency_id, seen.name AS office, t.month, p.account, sum(p.idr) AS idr,
        min(e.at) AS at
    FROM ledger_book b JOIN seen ON seen.id = b.agency_id
    JOIN ledger_transfer t ON t.agency_id = b.agency_id AND t.month = b.month
    JOIN ledger_entry e ON e.id = t.entry_id
    CROSS JOIN LATERAL (VALUES (t.debit, t.amount_idr), (t.credit, -t.amount_idr))
        AS p (account, idr)
    WHERE b.state = 'open' AND p.account IN ('BPJS', 'SUSPENSE')
    GROUP BY t.agency_id, seen.name, t.month, p.account),
s AS (SELECT agency_id, office, month,
        coalesce(sum(idr) FILTER (WHERE account = 'BPJS'), 0) AS received,
        min(at) FILTER (WHERE account = 'BPJS') AS received_at,
        coalesce(sum(idr) FILTER (WHERE account = 'SUSPENSE'), 0) AS suspense,
        min(at) FILTER (WHERE account = 'SUSPENSE') AS suspense_at
    FROM moved GROUP BY agency_id, office, month)
SELECT v.kind, s.agency_id, s.office, s.month, v.idr::bigint AS amount_idr, d.id AS list_id,
    (v.at AT TIME ZONE 'Asia/Jakarta')::date AS since
FROM s {_APART} {_LIST.format(table="s")} WHERE v.idr <> 0"""

SIGNED = f"""WITH {SEEN}, last AS (
    SELECT DISTINCT ON (c.agency_id, c.month) c.agency_id, c.month, c.reason, c.balances,
        (c.closed_at AT TIME ZONE 'Asia/Jakarta')::date AS since, seen.name AS office
    FROM remittance_close c JOIN seen ON seen.id = c.agency_id
    JOIN ledger_book b ON b.agency_id = c.agency_id AND b.month = c.month AND b.state = 'closed'
    ORDER BY c.agency_id, c.month, c.version DESC)
SELECT v.kind, c.agency_id, c.office, c.month, v.idr AS amount_idr, c.since, d.id AS list_id,
    c.reason AS signed
FROM last c {_LIST.format(table="c")}
CROSS JOIN LATERAL (VALUES ('held', (c.balances->>'held_idr')::bigint),
    ('transit', (c.balances->>'transit_idr')::bigint),
    ('received', greatest((c.balances->>'unallocated_idr')::bigint
        + least((c.balances->>'suspense_idr')::bigint, 0), 0)),
    ('office', greatest(-(c.balances->>'suspense_idr')::bigint, 0)),
    ('suspense', greatest((c.balances->>'suspense_idr')::bigint, 0))) AS v (kind, idr)
WHERE c.reason <> '' AND v.idr <> 0"""
