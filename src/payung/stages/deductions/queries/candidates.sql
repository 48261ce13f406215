-- Who would be billed in a month at the asked offices, and how much; who is left out and why; what
-- is new and what stops beside the list before. The lock keeps this, the preview shows it.
WITH price AS (
    SELECT * FROM unnest(
        %(sectors)s::text[], %(funds)s::text[], %(incomes)s::bigint[], %(programmes)s::text[],
        %(dues)s::bigint[], %(creditables)s::bigint[]
    ) AS p (sector, funds, income_idr, programmes, due_idr, creditable_idr)
),
last_list AS (
    SELECT DISTINCT ON (agency_id) id, agency_id, line_count
    FROM deductions_deductionlist
    WHERE agency_id = ANY(%(agencies)s) AND month < %(month)s
    ORDER BY agency_id, month DESC
),
-- What a worker has over-paid at this office and no other list has spoken for.
prepaid AS (
    SELECT t.agency_id, t.worker_id,
           sum(CASE WHEN t.credit = 'PREPAID' THEN -t.amount_idr
                    WHEN t.month < %(month)s THEN t.amount_idr ELSE 0 END)
           - (SELECT coalesce(sum(l.credit_idr), 0)
              FROM deductions_deductionline l
              JOIN deductions_deductionlist d ON d.id = l.list_id
              JOIN ledger_book b ON b.agency_id = d.agency_id AND b.month = d.month
              WHERE l.worker_id = t.worker_id AND l.credit_idr > 0 AND b.state = 'open'
                AND d.agency_id = t.agency_id
                AND NOT EXISTS (
                    SELECT 1 FROM ledger_transfer w
                    WHERE w.worker_id = l.worker_id AND w.month = l.month AND w.kind = 'DRAW'
                      AND w.agency_id = d.agency_id
                      AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = w.id))
             ) AS left_idr
    FROM ledger_transfer t
    WHERE t.agency_id = ANY(%(agencies)s) AND t.worker_id IS NOT NULL
      AND (t.debit = 'PREPAID' OR t.credit = 'PREPAID')
    GROUP BY t.agency_id, t.worker_id
),
priced AS (
    SELECT c.agency_id, p.id AS payer_id, p.sponsor_id, p.worker_id, p.sponsorship_id,
           c.gone_on, s.first_month, s.ends_on, w.died_on, pr.due_idr,
           greatest(least(coalesce(k.left_idr, 0), pr.creditable_idr), 0) AS credit_idr
    FROM registry_civilservant c
    JOIN membership_payer p ON p.sponsor_id = c.id AND p.from_month <= %(month)s
        AND (p.until_month IS NULL OR p.until_month > %(month)s)
    JOIN membership_spell s ON s.id = p.spell_id
    JOIN registry_worker w ON w.id = p.worker_id
    JOIN enrolment_sponsorship o ON o.id = p.sponsorship_id
    LEFT JOIN price pr ON pr.sector = o.sector AND pr.funds = o.funds
        AND pr.income_idr = o.income_idr AND pr.programmes = o.programmes
    LEFT JOIN prepaid k ON k.worker_id = p.worker_id AND k.agency_id = c.agency_id
    WHERE c.agency_id = ANY(%(agencies)s)
),
judged AS (
    SELECT r.agency_id, r.payer_id, r.sponsor_id, r.worker_id, r.credit_idr,
           r.due_idr - r.credit_idr AS amount_idr,
           CASE
               WHEN r.died_on < %(month)s THEN 'died'
               WHEN r.ends_on <= %(month)s OR r.first_month > %(month)s THEN 'no_spell'
               WHEN r.gone_on <= %(month)s THEN 'gone'
               WHEN r.due_idr IS NULL THEN 'no_tariff'
               WHEN x.ceiling_idr IS NULL THEN 'no_consent'
               WHEN x.withdrawn THEN 'consent_withdrawn'
               WHEN x.ceiling_idr < r.due_idr - r.credit_idr THEN 'consent_ceiling'
               WHEN %(some_listed)s AND EXISTS (SELECT 1 FROM deductions_deductionline e
                            WHERE e.worker_id = r.worker_id AND e.month = %(month)s)
                   THEN 'listed_elsewhere'
           END AS left_out
    FROM priced r
    LEFT JOIN LATERAL (
        SELECT ceiling_idr, withdrawn FROM enrolment_consent
        WHERE sponsorship_id = r.sponsorship_id AND given_on <= %(day)s
        ORDER BY version DESC LIMIT 1
    ) x ON true
),
-- A flag of its own, because the planner takes "IS NULL" for rare and would join in nested loops.
candidate AS (SELECT *, left_out IS NULL AS is_listed FROM judged),
listed AS (
    SELECT agency_id, payer_id, sponsor_id, worker_id, amount_idr, credit_idr
    FROM candidate WHERE is_listed
),
office AS (
    SELECT agency_id, sponsor_id, worker_id, amount_idr, credit_idr, is_listed FROM candidate
    UNION ALL
    SELECT agency_id, NULL, NULL, NULL, NULL, false FROM last_list WHERE line_count > 0
),
-- The list beside the one before, both ways at once: what is new, and what stops.
laid AS (
    SELECT coalesce(n.agency_id, b.agency_id) AS agency_id,
           coalesce(n.sponsor_id, b.sponsor_id) AS sponsor_id,
           coalesce(n.worker_id, b.worker_id) AS worker_id,
           n.payer_id, n.amount_idr, n.credit_idr, b.amount_idr AS last_idr
    FROM listed n
    FULL JOIN (
        SELECT t.agency_id, l.sponsor_id, l.worker_id, l.amount_idr
        FROM last_list t JOIN deductions_deductionline l ON l.list_id = t.id
    ) b ON b.worker_id = n.worker_id AND b.sponsor_id = n.sponsor_id AND b.agency_id = n.agency_id
),
stopped AS (
    SELECT g.agency_id, g.sponsor_id, g.worker_id, coalesce(nullif(n.left_out, 'no_spell'), (
        SELECT CASE
            WHEN w.died_on < %(month)s THEN 'died'
            WHEN c.gone_on <= %(month)s THEN 'gone'
            WHEN p.sponsor_id <> g.sponsor_id THEN 'handed_over'
            WHEN p.id IS NOT NULL AND c.agency_id <> g.agency_id THEN 'moved'
            WHEN s.ends_on <= %(month)s AND s.end_reason IN ('died', 'lapsed') THEN s.end_reason
            ELSE 'ended'
        END
        FROM registry_worker w
        JOIN registry_civilservant c ON c.id = g.sponsor_id
        LEFT JOIN membership_payer p ON p.worker_id = w.id AND p.from_month <= %(month)s
            AND (p.until_month IS NULL OR p.until_month > %(month)s)
        LEFT JOIN LATERAL (
            SELECT ends_on, end_reason FROM membership_spell
            WHERE worker_id = w.id ORDER BY starts_on DESC LIMIT 1
        ) s ON true
        WHERE w.id = g.worker_id
    )) AS reason
    FROM laid g
    LEFT JOIN candidate n ON NOT n.is_listed AND n.agency_id = g.agency_id
        AND n.sponsor_id = g.sponsor_id AND n.worker_id = g.worker_id
    WHERE g.payer_id IS NULL
)
