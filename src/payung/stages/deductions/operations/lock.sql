-- The month of every asked office, in one statement with candidates.sql before it. The rows are the
-- facts; nothing here looks at one person.
, made AS (
    INSERT INTO deductions_deductionlist
        (agency_id, month, line_count, total_idr, digest, locked_at, locked_by_id)
    SELECT agency_id, %(month)s, count(*) FILTER (WHERE is_listed),
           coalesce(sum(amount_idr) FILTER (WHERE is_listed), 0),
           encode(sha256(convert_to(coalesce(
               string_agg(sponsor_id || ':' || worker_id || ':' || amount_idr || ':' || credit_idr,
                          ',' ORDER BY sponsor_id, worker_id) FILTER (WHERE is_listed),
               ''), 'UTF8')), 'hex'),
           %(at)s, %(by)s
    FROM office GROUP BY agency_id
    RETURNING id, agency_id, line_count, total_idr, digest
),
lines AS (
    INSERT INTO deductions_deductionline
        (list_id, month, sponsor_id, worker_id, payer_id, amount_idr, credit_idr, change)
    SELECT m.id, %(month)s, n.sponsor_id, n.worker_id, n.payer_id, n.amount_idr, n.credit_idr,
           CASE WHEN n.last_idr IS NULL THEN 'new'
                WHEN n.last_idr = n.amount_idr THEN 'same' ELSE 'changed' END
    FROM laid n JOIN made m USING (agency_id)
    WHERE n.payer_id IS NOT NULL
),
stops AS (
    INSERT INTO deductions_stop (list_id, sponsor_id, worker_id, reason)
    SELECT m.id, g.sponsor_id, g.worker_id, g.reason
    FROM stopped g JOIN made m USING (agency_id)
)
SELECT
    (SELECT coalesce(array_agg(id ORDER BY agency_id), '{}') FROM made),
    coalesce(array_agg(left_out), '{}'), coalesce(array_agg(people), '{}')
FROM (SELECT left_out, count(*) AS people FROM candidate
      WHERE NOT is_listed GROUP BY left_out ORDER BY left_out) AS reasons
