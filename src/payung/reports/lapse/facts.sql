-- Running memberships that something points to: a month past its due day that is not paid, a payer
-- who stops, a sponsor who goes, a permission that ends or is too low. What it means is judged in
-- judging.py; this only leaves out those of whom nothing can be foreseen.
WITH seen AS (
    SELECT a.id, a.name FROM registry_agency a
    WHERE (%(regency)s::bigint IS NULL OR a.regency_id = %(regency)s)
      AND (%(agency)s::bigint IS NULL OR a.id = %(agency)s)
)
SELECT o.agency_id, a.name AS agency, o.regency_id, s.worker_id, w.name AS worker, w.occupation,
       coalesce(r.name, '') AS district, o.id AS sponsorship_id, o.sponsor_id, c.name AS sponsor,
       o.state = 'accepted' AS is_accepted, s.first_month, y.until_month AS until, c.gone_on,
       c.born_on, coalesce(k.withdrawn, false) AS is_withdrawn, k.ceiling_idr,
       (SELECT max(l.month) FROM deductions_deductionline l
        WHERE l.worker_id = s.worker_id AND l.month >= %(window)s) AS listed,
       o.sector, o.funds, o.income_idr, o.programmes, {own} AS is_own,
       ARRAY(SELECT p.month FROM remittance_paidmonth p
             WHERE p.worker_id = s.worker_id AND p.month >= %(window)s
               AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
       ) AS paid,
       ARRAY(SELECT t.month FROM ledger_transfer t
             WHERE t.kind = 'CUT' AND t.worker_id = s.worker_id AND t.month >= %(window)s
               AND NOT EXISTS (SELECT 1 FROM ledger_transfer z WHERE z.reverses_id = t.id)
       ) AS cut,
       coalesce((SELECT coalesce(nullif(g.code, ''), x.reason)
             FROM deductions_deductionline l
             JOIN reconciliation_resultline x ON x.line_id = l.id AND x.outcome <> 'cut'
             LEFT JOIN reconciliation_reason g ON g.result_line_id = x.id
             WHERE l.worker_id = s.worker_id AND l.month >= %(window)s
             ORDER BY l.month DESC, x.result_id DESC, g.id DESC NULLS LAST LIMIT 1
       ), '') AS reason
FROM membership_spell s
JOIN registry_worker w ON w.id = s.worker_id AND w.died_on IS NULL
JOIN membership_payer y ON y.worker_id = s.worker_id AND y.spell_id = s.id
    AND NOT EXISTS (SELECT 1 FROM membership_payer z
        WHERE z.worker_id = y.worker_id AND z.spell_id = y.spell_id
          AND (z.from_month, z.id) > (y.from_month, y.id))
JOIN enrolment_sponsorship o ON o.id = y.sponsorship_id
JOIN registry_civilservant c ON c.id = o.sponsor_id
JOIN registry_agency a ON a.id = o.agency_id
LEFT JOIN registry_area r ON r.code = w.district_code AND w.district_code <> ''
LEFT JOIN enrolment_consent k ON k.sponsorship_id = o.id
    AND NOT EXISTS (SELECT 1 FROM enrolment_consent n
        WHERE n.sponsorship_id = k.sponsorship_id AND n.version > k.version)
LEFT JOIN remittance_paidmonth p ON p.worker_id = s.worker_id AND p.month = %(last_due)s
    AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
WHERE s.ends_on IS NULL AND {reach}
  AND ((p.id IS NULL AND s.first_month <= %(last_due)s)
       OR y.until_month IS NOT NULL OR c.gone_on IS NOT NULL OR k.withdrawn
       OR k.ceiling_idr < %(usual)s OR o.income_idr >= %(bracket)s OR o.programmes <> 'jkk,jkm'
       OR EXISTS (SELECT 1 FROM unnest(%(born_from)s::date[], %(born_to)s::date[])
                  AS b (from_day, to_day) WHERE c.born_on >= from_day AND c.born_on < to_day))
ORDER BY o.agency_id, o.id
