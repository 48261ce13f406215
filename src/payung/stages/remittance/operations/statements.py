"""The sets that a settlement posts. `agencies` and `months` name the books, one by one."""

_BOOKS = """
books AS (
    SELECT b.agency_id, b.month FROM unnest(%(agencies)s::bigint[], %(months)s::date[])
        AS b (agency_id, month)
)
"""

HOLD_BOOKS = """
SELECT b.id, b.agency_id, b.month, b.state, b.last_seq FROM ledger_book b
JOIN unnest(%(agencies)s::bigint[], %(months)s::date[]) AS p (agency_id, month)
    ON p.agency_id = b.agency_id AND p.month = b.month
ORDER BY b.id FOR UPDATE OF b
"""

SLIPS_THAT_FIT = f"""
WITH {_BOOKS},
waiting AS (
    SELECT l.agency_id, l.month, l.amount_idr, l.slip_id,
           sum(l.amount_idr) OVER (PARTITION BY l.agency_id, l.month ORDER BY l.slip_id) AS running
    FROM remittance_slipline l JOIN books b ON b.agency_id = l.agency_id AND b.month = l.month
    WHERE NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = l.slip_id
        AND t.agency_id = l.agency_id AND t.month = l.month AND t.kind = 'REMIT')
      AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = l.slip_id)
),
held AS MATERIALIZED (
    SELECT agency_id, month, ledger_balance(agency_id, month, 'HELD') AS idr
    FROM (SELECT DISTINCT agency_id, month FROM waiting) p
)
SELECT w.agency_id, w.month, w.amount_idr, NULL::bigint AS sponsor_id, NULL::bigint AS worker_id,
       w.slip_id, 0::smallint AS attempt
FROM waiting w JOIN held h ON h.agency_id = w.agency_id AND h.month = w.month
WHERE w.running <= h.idr
"""
"""A slip part is posted whole when the office holds that much; until then it waits."""

CONFIRMED_PARTS = f"""
WITH {_BOOKS},
part AS (
    SELECT l.slip_id, l.agency_id, l.month, l.amount_idr, r.amount_idr AS received_idr,
           sum(l.amount_idr) OVER (PARTITION BY l.slip_id ORDER BY l.month, l.agency_id)
               - l.amount_idr AS before_idr
    FROM remittance_match m
    JOIN remittance_receipt r ON r.id = m.receipt_id
    JOIN remittance_slipline l ON l.slip_id = m.slip_id
    WHERE m.slip_id IN (SELECT s.slip_id FROM remittance_slipline s
        JOIN books b ON b.agency_id = s.agency_id AND b.month = s.month)
)
SELECT p.agency_id, p.month, least(p.amount_idr, p.received_idr - p.before_idr)::bigint
           AS amount_idr,
       NULL::bigint AS sponsor_id, NULL::bigint AS worker_id, p.slip_id, 0::smallint AS attempt
FROM part p JOIN books b ON b.agency_id = p.agency_id AND b.month = p.month
WHERE p.received_idr > p.before_idr
  AND EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = p.slip_id
      AND t.agency_id = p.agency_id AND t.month = p.month AND t.kind = 'REMIT')
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = p.slip_id
      AND t.agency_id = p.agency_id AND t.month = p.month AND t.kind = 'RECEIPT')
"""
"""A receipt fills the parts of its slip oldest month first; what it lacks stays in transit."""

_CUT = """
cut AS MATERIALIZED (
    SELECT t.agency_id, t.sponsor_id, t.worker_id,
           sum(CASE WHEN t.credit = 'ASN' OR t.credit = 'RETURNED' THEN t.amount_idr
                    ELSE -t.amount_idr END) AS idr
    FROM ledger_transfer t
    WHERE t.agency_id = ANY(%(agencies)s) AND t.month = %(month)s
      AND (t.credit IN ('ASN', 'RETURNED') OR t.debit IN ('ASN', 'RETURNED'))
      AND t.worker_id IS NOT NULL
    GROUP BY t.agency_id, t.sponsor_id, t.worker_id
),
free AS MATERIALIZED (
    SELECT agency_id, ledger_balance(agency_id, %(month)s, 'BPJS') AS idr
    FROM unnest(%(agencies)s::bigint[]) AS agency_id
)
"""

_PREPAID = """
(SELECT coalesce(sum(CASE WHEN t.debit = 'PREPAID' THEN t.amount_idr ELSE -t.amount_idr END), 0)
 FROM ledger_transfer t WHERE t.agency_id = {agency} AND t.worker_id = l.worker_id
   AND (t.debit = 'PREPAID' OR t.credit = 'PREPAID'))
"""

LINES_PAID_FOR = f"""
WITH {_CUT},
due AS (
    SELECT c.agency_id, l.month, l.amount_idr, c.sponsor_id, c.worker_id,
           sum(l.amount_idr) OVER (PARTITION BY c.agency_id ORDER BY c.sponsor_id, c.worker_id)
               AS running
    FROM cut c
    JOIN deductions_deductionline l ON l.worker_id = c.worker_id AND l.month = %(month)s
        AND l.sponsor_id = c.sponsor_id
    JOIN registry_worker w ON w.id = l.worker_id
    WHERE l.amount_idr > 0 AND c.idr >= l.amount_idr
      AND (w.died_on IS NULL OR w.died_on >= %(month)s)
      AND NOT EXISTS (SELECT 1 FROM remittance_paidmonth p
          WHERE p.worker_id = l.worker_id AND p.month = l.month)
      AND (l.credit_idr = 0 OR l.credit_idr <= {_PREPAID.format(agency="c.agency_id")})
)
SELECT d.agency_id, d.month, d.amount_idr, d.sponsor_id, d.worker_id, NULL::bigint AS slip_id,
       0::smallint AS attempt
FROM due d JOIN free f ON f.agency_id = d.agency_id WHERE d.running <= f.idr
"""
"""Lines that were cut in full, by sponsor then worker, as far as the branch's money goes."""

CREDITS_USED = f"""
SELECT b.agency_id, l.month, l.credit_idr AS amount_idr, l.sponsor_id, l.worker_id,
       NULL::bigint AS slip_id, 0::smallint AS attempt
FROM deductions_deductionlist b JOIN deductions_deductionline l ON l.list_id = b.id
JOIN registry_worker w ON w.id = l.worker_id
WHERE b.agency_id = ANY(%(agencies)s) AND b.month = %(month)s AND l.credit_idr > 0
  AND (w.died_on IS NULL OR w.died_on >= %(month)s)
  AND NOT EXISTS (SELECT 1 FROM remittance_paidmonth p
      WHERE p.worker_id = l.worker_id AND p.month = l.month)
  AND l.credit_idr <= {_PREPAID.format(agency="b.agency_id")}
  AND CASE WHEN l.amount_idr = 0
      THEN EXISTS (SELECT 1 FROM reconciliation_result r WHERE r.list_id = b.id)
      ELSE EXISTS (SELECT 1 FROM ledger_transfer t
          WHERE t.entry_id = %(allocated)s AND t.worker_id = l.worker_id AND t.month = l.month)
      END
"""
"""Over-payments of earlier months, used for the lines that name them as credit (PP 50/2025)."""

PAID_MONTHS = """
WITH covered AS (
    SELECT agency_id, worker_id, sum(amount_idr) AS idr FROM ledger_transfer
    WHERE entry_id = %(allocated)s AND debit = 'COVER' GROUP BY agency_id, worker_id
),
confirmed AS (
    SELECT DISTINCT ON (s.agency_id) s.agency_id, m.id AS match_id, r.received_on
    FROM remittance_slipline s
    JOIN remittance_match m ON m.slip_id = s.slip_id
    JOIN remittance_receipt r ON r.id = m.receipt_id
    WHERE s.agency_id = ANY(%(agencies)s) AND s.month = %(month)s
      AND EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = s.slip_id
          AND t.agency_id = s.agency_id AND t.month = s.month AND t.kind = 'RECEIPT')
    ORDER BY s.agency_id, r.received_on DESC, m.id DESC
)
INSERT INTO remittance_paidmonth
    (worker_id, month, attempt, agency_id, line_id, match_id, amount_idr, received_on)
SELECT c.worker_id, l.month, 0, c.agency_id, l.id,
       CASE WHEN l.amount_idr > 0 THEN f.match_id END,
       c.idr,
       CASE WHEN l.amount_idr > 0 THEN f.received_on ELSE coalesce(
           (SELECT max(p.received_on) FROM remittance_paidmonth p WHERE p.worker_id = c.worker_id),
           %(today)s) END
FROM covered c
JOIN deductions_deductionline l ON l.worker_id = c.worker_id AND l.month = %(month)s
LEFT JOIN confirmed f ON f.agency_id = c.agency_id
ORDER BY l.sponsor_id, l.worker_id
"""
"""A month paid by credit alone was confirmed when the over-payment was; it has no receipt."""

OVER_PAYMENTS = f"""
WITH {_CUT},
over AS (
    SELECT c.agency_id, l.month, c.idr - l.amount_idr AS amount_idr, c.sponsor_id, c.worker_id,
           sum(c.idr - l.amount_idr)
               OVER (PARTITION BY c.agency_id ORDER BY c.sponsor_id, c.worker_id) AS running
    FROM cut c
    JOIN deductions_deductionline l ON l.worker_id = c.worker_id AND l.month = %(month)s
        AND l.sponsor_id = c.sponsor_id
    WHERE c.idr > l.amount_idr
      AND EXISTS (SELECT 1 FROM remittance_paidmonth p
          WHERE p.worker_id = l.worker_id AND p.month = l.month
            AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id))
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.debit = 'PREPAID'
          AND t.kind = 'PREPAY' AND t.agency_id = c.agency_id AND t.worker_id = c.worker_id
          AND t.month = l.month)
)
SELECT o.agency_id, o.month, o.amount_idr, o.sponsor_id, o.worker_id, NULL::bigint AS slip_id,
       0::smallint AS attempt
FROM over o JOIN free f ON f.agency_id = o.agency_id WHERE o.running <= f.idr
"""
"""What was cut above the line, once the line itself is paid: kept for the worker's next month."""
