"""The sets of rows that `remittance` makes, each in one statement."""

GIVING = """
WITH n AS (SELECT i, %(start)s + i AS k FROM generate_series(1, %(n)s) AS i),
sponsor AS (
    INSERT INTO registry_civilservant (regency_id, agency_id, nip, name, title_before,
        title_after, folded, sex, kind, grade, position)
    SELECT %(regency)s, %(agency)s, lpad(k::text, 18, '0'), 'Pegawai ' || k, '', '',
           'PEGAWAI ' || k, '', 'pns', '', '' FROM n ORDER BY i RETURNING id, nip
),
worker AS (
    INSERT INTO registry_worker (regency_id, nik_sealed, nik_index, name, folded, birth_place,
        sex, district_code, village_code, occupation)
    SELECT %(regency)s, 'sealed', sha256(('pekerja ' || k)::bytea), 'Pekerja ' || k,
           'PEKERJA ' || k, '', '', '', '', '' FROM n ORDER BY i RETURNING id, folded
),
pair AS (
    SELECT n.k, s.id AS sponsor_id, w.id AS worker_id FROM n
    JOIN sponsor s ON s.nip = lpad(n.k::text, 18, '0')
    JOIN worker w ON w.folded = 'PEKERJA ' || n.k
),
sponsorship AS (
    INSERT INTO enrolment_sponsorship (regency_id, agency_id, sponsor_id, worker_id, relation,
        sector, funds, income_idr, programmes, state, registered_on, card_number, accepted_on,
        end_reason)
    SELECT %(regency)s, %(agency)s, sponsor_id, worker_id, '', 'other', 'private', 1000000,
           'jkk,jkm', 'accepted', %(starts)s, lpad(worker_id::text, 11, '0'), %(starts)s, ''
    FROM pair ORDER BY k RETURNING id, worker_id, sponsor_id, card_number
),
consent AS (
    INSERT INTO enrolment_consent (sponsorship_id, version, ceiling_idr, pay_source, given_on,
        evidence, withdrawn)
    SELECT id, 1, 20000, 'gaji', DATE '2025-01-02', 'sheet', false FROM sponsorship
),
spell AS (
    INSERT INTO membership_spell (worker_id, card_number, opened_by_id, starts_on, first_month,
        end_reason)
    SELECT worker_id, card_number, id, %(starts)s, %(first)s, '' FROM sponsorship
    RETURNING id, worker_id
),
payer AS (
    INSERT INTO membership_payer (spell_id, worker_id, sponsor_id, sponsorship_id, from_month)
    SELECT s.id, s.worker_id, o.sponsor_id, o.id, %(first)s
    FROM spell s JOIN sponsorship o ON o.worker_id = s.worker_id
)
SELECT p.sponsor_id, p.worker_id, o.id, s.id FROM pair p
JOIN sponsorship o ON o.worker_id = p.worker_id JOIN spell s ON s.worker_id = p.worker_id
ORDER BY p.k
"""

RETURNED = """
WITH sponsorship AS (
    INSERT INTO enrolment_sponsorship (regency_id, agency_id, sponsor_id, worker_id, relation,
        sector, funds, income_idr, programmes, state, registered_on, card_number, accepted_on,
        end_reason)
    SELECT regency_id, agency_id, sponsor_id, worker_id, '', sector, funds, income_idr,
           programmes, 'accepted', %(starts)s, '9' || lpad(%(n)s::text, 10, '0'), %(starts)s, ''
    FROM enrolment_sponsorship WHERE id = %(old)s
    RETURNING id, worker_id, sponsor_id, card_number
),
consent AS (
    INSERT INTO enrolment_consent (sponsorship_id, version, ceiling_idr, pay_source, given_on,
        evidence, withdrawn)
    SELECT id, 1, 20000, 'gaji', %(starts)s, 'sheet', false FROM sponsorship
),
spell AS (
    INSERT INTO membership_spell (worker_id, card_number, opened_by_id, starts_on, first_month,
        end_reason)
    SELECT worker_id, card_number, id, %(starts)s, %(first)s, '' FROM sponsorship
    RETURNING id, worker_id
),
payer AS (
    INSERT INTO membership_payer (spell_id, worker_id, sponsor_id, sponsorship_id, from_month)
    SELECT s.id, s.worker_id, o.sponsor_id, o.id, %(first)s FROM spell s, sponsorship o
)
SELECT id FROM spell
"""

LISTED = """
WITH due AS (
    SELECT p.id AS payer_id, p.sponsor_id, p.worker_id,
           coalesce(c.idr, 0) AS credit_idr, %(amount)s - coalesce(c.idr, 0) AS amount_idr
    FROM membership_payer p
    JOIN registry_civilservant s ON s.id = p.sponsor_id AND s.agency_id = %(agency)s
    LEFT JOIN unnest(%(workers)s::bigint[], %(credits)s::bigint[]) AS c (worker_id, idr)
        ON c.worker_id = p.worker_id
    WHERE p.from_month <= %(month)s AND (p.until_month IS NULL OR p.until_month > %(month)s)
),
made AS (
    INSERT INTO deductions_deductionlist (agency_id, month, line_count, total_idr, digest,
        locked_at, locked_by_id)
    SELECT %(agency)s, %(month)s, count(*), coalesce(sum(amount_idr), 0), 'uji', %(at)s, %(by)s
    FROM due RETURNING id
),
lines AS (
    INSERT INTO deductions_deductionline (list_id, month, sponsor_id, worker_id, payer_id,
        amount_idr, credit_idr, change)
    SELECT m.id, %(month)s, d.sponsor_id, d.worker_id, d.payer_id, d.amount_idr, d.credit_idr,
           'same' FROM due d, made m ORDER BY d.sponsor_id, d.worker_id
)
SELECT id FROM made
"""

RESULT = """
INSERT INTO reconciliation_result (list_id, seq, as_listed, fingerprint, cut_count, cut_idr,
    reported_at, reported_by_id)
SELECT d.id, 1 + (SELECT count(*) FROM reconciliation_result r WHERE r.list_id = d.id),
       true, '', d.line_count, d.total_idr, %(at)s, %(by)s
FROM deductions_deductionlist d WHERE d.agency_id = %(agency)s AND d.month = %(month)s
RETURNING id
"""

RESULT_LINES = """
INSERT INTO reconciliation_resultline (result_id, line_id, outcome, reported_idr, reason)
SELECT %(result)s, l.id,
       CASE WHEN m.worker_id IS NULL THEN 'cut' WHEN m.reason = '' THEN 'missing'
            ELSE 'not_cut' END,
       CASE WHEN m.worker_id IS NULL THEN l.amount_idr ELSE 0 END, coalesce(m.reason, '')
FROM deductions_deductionline l
JOIN deductions_deductionlist d ON d.id = l.list_id
LEFT JOIN unnest(%(missed)s::bigint[], %(reasons)s::text[]) AS m (worker_id, reason)
    ON m.worker_id = l.worker_id
WHERE d.agency_id = %(agency)s AND d.month = %(month)s
"""

CUT = """
SELECT d.agency_id, d.month, l.amount_idr + coalesce(o.idr, 0) AS amount_idr, l.sponsor_id,
       l.worker_id, NULL::bigint AS slip_id, 0::smallint AS attempt
FROM reconciliation_resultline r
JOIN deductions_deductionline l ON l.id = r.line_id
JOIN deductions_deductionlist d ON d.id = l.list_id
LEFT JOIN unnest(%(over)s::bigint[], %(more)s::bigint[]) AS o (worker_id, idr)
    ON o.worker_id = l.worker_id
WHERE r.result_id = %(result)s AND r.outcome = 'cut' AND l.amount_idr > 0
"""
