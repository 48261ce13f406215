"""Which offices' months may have changed since the books were read last."""

SOURCES = (
    "ledger_transfer",
    "remittance_paidmonth",
    "remittance_unpaid",
    "remittance_close",
    "remittance_reopening",
    "deductions_deductionlist",
    "reconciliation_result",
    "registry_staffchange",
    "membership_payer",
    "membership_spell",
    "claims_payment",
    "audit_move",
    "audit_event",
)
"""Tables that only grow, by id. What is edited elsewhere leaves a move or an event."""

MARKS = "SELECT " + ", ".join(
    f"(SELECT coalesce(max(id), 0) FROM {table}) AS {table}" for table in SOURCES
)

PAIRS = """WITH workers AS (
    SELECT worker_id FROM remittance_paidmonth WHERE id > %(remittance_paidmonth)s
    UNION SELECT p.worker_id FROM remittance_unpaid u JOIN remittance_paidmonth p
        ON p.id = u.paid_month_id WHERE u.id > %(remittance_unpaid)s
    UNION SELECT target_id FROM audit_event WHERE id > %(audit_event)s
        AND target_type = 'registry_worker'
    UNION SELECT y.worker_id FROM audit_event e JOIN membership_payer y ON y.id = e.target_id
        WHERE e.id > %(audit_event)s AND e.target_type = 'membership_payer'
    UNION SELECT s.worker_id FROM membership_spell s WHERE s.id > %(membership_spell)s
    UNION SELECT s.worker_id FROM membership_spell s
        JOIN enrolment_sponsorship o ON o.id = s.opened_by_id
        WHERE s.ends_on IS NOT NULL AND EXISTS (SELECT 1 FROM audit_event e
            WHERE e.id > %(audit_event)s AND (e.regency_id IS NULL OR e.regency_id = o.regency_id)
              AND e.action IN ('spells.ended', 'membership.lapsed'))
        AND EXISTS (SELECT 1 FROM remittance_paidmonth p WHERE p.worker_id = s.worker_id
            AND p.month >= date_trunc('month', s.ends_on))),
since AS (
    SELECT h.from_agency_id AS a, h.to_agency_id AS b,
        date_trunc('month', h.at AT TIME ZONE 'Asia/Jakarta')::date AS month
    FROM registry_staffchange h WHERE h.id > %(registry_staffchange)s
    UNION
    SELECT r.from_agency_id, r.to_agency_id, least(%(current)s, greatest(r.from_month,
        date_trunc('month', m.at AT TIME ZONE 'Asia/Jakarta')::date))
    FROM audit_move m JOIN registry_relocation r ON r.id = m.entity_id
    WHERE m.id > %(audit_move)s AND m.entity = 'registry_relocation' AND m.to_state = 'done'
    UNION
    SELECT p.agency_id, NULL, least(date_trunc('month', c.gone_on)::date, %(current)s)
    FROM audit_event e JOIN registry_civilservant c ON c.id = e.target_id
    CROSS JOIN LATERAL (SELECT c.agency_id
        UNION SELECT h.from_agency_id FROM registry_staffchange h
            WHERE h.civil_servant_id = c.id AND h.kind = 'moved' AND h.at >= c.gone_on
        UNION SELECT r.from_agency_id FROM registry_relocation r
            WHERE r.civil_servant_id = c.id AND r.state = 'done') p
    WHERE e.id > %(audit_event)s AND e.target_type = 'registry_civilservant'
    UNION
    SELECT c.agency_id, NULL, y.from_month
    FROM membership_payer y JOIN registry_civilservant c ON c.id = y.sponsor_id
    WHERE y.id > %(membership_payer)s OR y.id IN (SELECT target_id FROM audit_event
        WHERE id > %(audit_event)s AND target_type = 'membership_payer')
    UNION
    SELECT s.agency_id, NULL, %(current)s FROM audit_move m
    JOIN enrolment_sponsorship s ON s.id = m.entity_id
    WHERE m.id > %(audit_move)s AND m.entity = 'enrolment_sponsorship'),
spans AS (
    SELECT agency_id, min(month) AS month FROM (
        SELECT a AS agency_id, month FROM since UNION ALL SELECT b, month FROM since) x
    WHERE agency_id IS NOT NULL GROUP BY 1),
found AS (
    SELECT agency_id, month FROM ledger_transfer WHERE id > %(ledger_transfer)s
    UNION SELECT p.agency_id, p.month FROM remittance_paidmonth p JOIN workers USING (worker_id)
    UNION SELECT agency_id, month FROM remittance_close WHERE id > %(remittance_close)s
    UNION SELECT c.agency_id, c.month FROM remittance_reopening o
        JOIN remittance_close c ON c.id = o.close_id WHERE o.id > %(remittance_reopening)s
    UNION SELECT agency_id, month FROM deductions_deductionlist
        WHERE id > %(deductions_deductionlist)s
    UNION SELECT l.agency_id, l.month FROM reconciliation_result r
        JOIN deductions_deductionlist l ON l.id = r.list_id WHERE r.id > %(reconciliation_result)s
    UNION SELECT s.agency_id, m.month::date FROM spans s
        CROSS JOIN generate_series(s.month, greatest(%(current)s, (SELECT max(l.month)
            FROM deductions_deductionlist l WHERE l.agency_id = s.agency_id)),
            interval '1 month') AS m (month)
    UNION SELECT a.id, m.month::date FROM registry_agency a
        CROSS JOIN generate_series(%(unseen)s::date, %(current)s, interval '1 month') AS m (month))
SELECT agency_id, month FROM found ORDER BY 1, 2"""
"""
A worker's fate touches all the worker's paid months. Who joins or leaves an office touches its
months from then on, up to the newest there is a list of. Each office is looked at once in every
new month, also in those that were over before anybody looked.
"""

REGENCY_MONTHS = """SELECT DISTINCT x.regency_id, x.month FROM (
    SELECT a.regency_id, (t.month + make_interval(months => n.n))::date AS month
    FROM unnest(%(agencies)s::bigint[], %(months)s::date[]) AS t (agency_id, month)
    JOIN registry_agency a ON a.id = t.agency_id CROSS JOIN generate_series(0, 11) AS n (n)
    UNION ALL
    SELECT o.regency_id, (s.first_month + make_interval(months => n.n))::date
    FROM membership_spell s JOIN enrolment_sponsorship o ON o.id = s.opened_by_id
    CROSS JOIN generate_series(0, 11) AS n (n) WHERE s.id > %(membership_spell)s
    UNION ALL
    SELECT f.regency_id, (s.month + make_interval(months => n.n))::date FROM (
        SELECT opened_by_id, first_month AS month FROM membership_spell
            WHERE id > %(membership_spell)s
        UNION SELECT s.opened_by_id, p.month FROM remittance_paidmonth p
            JOIN membership_spell s ON s.worker_id = p.worker_id
            WHERE p.id > %(remittance_paidmonth)s
        UNION SELECT s.opened_by_id, p.month FROM remittance_unpaid u
            JOIN remittance_paidmonth p ON p.id = u.paid_month_id
            JOIN membership_spell s ON s.worker_id = p.worker_id
            WHERE u.id > %(remittance_unpaid)s) s
    JOIN enrolment_sponsorship o ON o.id = s.opened_by_id
    JOIN registry_relocation r ON r.civil_servant_id = o.sponsor_id AND r.state = 'done'
    JOIN registry_agency f ON f.id = r.from_agency_id
    CROSS JOIN generate_series(0, 11) AS n (n)
    UNION ALL
    SELECT c.regency_id, date_trunc('month', k.at AT TIME ZONE 'Asia/Jakarta')::date
    FROM audit_move m JOIN claims_claim c ON c.id = m.entity_id
    JOIN audit_move k ON k.entity = m.entity AND k.entity_id = m.entity_id
    WHERE m.id > %(audit_move)s AND m.entity = 'claims_claim'
    UNION ALL
    SELECT c.regency_id, date_trunc('month', y.paid_on)::date
    FROM claims_payment y JOIN claims_decision d ON d.id = y.decision_id
    JOIN claims_claim c ON c.id = d.claim_id WHERE y.id > %(claims_payment)s) x
WHERE x.month <= %(current)s ORDER BY 1, 2"""
"""
Cohorts look back up to twelve months, so a month touches the eleven after it, and those of the
regency in which a sponsor began who has moved since.
"""
