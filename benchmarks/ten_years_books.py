"""
The books of the ten years: every rupiah of every month, closed by two people, and the chain of it.

Added to what `ten_years` fills, so that every invariant holds over it: what is measured is a
regency in order. Made by the owner with triggers off, but for the chain, which only its trigger
can make.
"""

from typing import Any

import psycopg

from benchmarks.ten_years import Size
from payung.config.embedded import OWNER_ROLE, Server
from payung.kernel.month import Month

TARIFF_IDR = 16_800

BOOKS = """
SET session_replication_role = replica;
INSERT INTO remittance_paidmonth (worker_id, month, attempt, agency_id, line_id, match_id,
    amount_idr, received_on)
SELECT l.worker_id, l.month, 0, l.sponsor_id % {offices} + 1, l.id,
       (l.list_id - 1) / {offices} + 1, l.amount_idr, l.month + 10
FROM deductions_deductionline l
ON CONFLICT DO NOTHING;
UPDATE remittance_slip SET recorded_by_id = 1;
INSERT INTO remittance_receipt (id, regency_id, number, bank, slip_number, amount_idr, received_on,
    recorded_by_id, recorded_at)
SELECT id, 1, 'R' || id, bank, number, amount_idr, paid_on + 1, 2, recorded_at
FROM remittance_slip;
INSERT INTO remittance_match (id, slip_id, receipt_id, matched_at)
SELECT id, id, id, recorded_at FROM remittance_slip;
INSERT INTO ledger_book (id, agency_id, month, state, last_seq)
SELECT id, agency_id, month, 'closed', 2 * line_count + 2 FROM deductions_deductionlist;
INSERT INTO ledger_entry (id, ref, digest, cause, cause_id, reason, role, request_id, at)
SELECT id, 'result:' || id || ':1', '', 'reconciliation.result', id, '', 'system', 'bench',
       locked_at
FROM deductions_deductionlist
UNION ALL
SELECT {lists} + 3 * (s.id - 1) + k.place, k.name || ':' || s.id, '', 'remittance.' || k.name, s.id,
       '', 'system', 'bench', s.recorded_at
FROM remittance_slip s,
     (VALUES (1, 'slip'), (2, 'receipt'), (3, 'allocation')) AS k (place, name);
INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, seq, amount_idr,
    sponsor_id, worker_id, attempt)
SELECT list_id, 'CUT', 'HELD', 'ASN', sponsor_id % {offices} + 1, month,
       (sponsor_id - 1) / {offices} + 1, amount_idr, sponsor_id, worker_id, 0
FROM deductions_deductionline;
INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, seq, amount_idr,
    slip_id, attempt)
SELECT {lists} + 3 * (l.slip_id - 1) + k.place, k.kind, k.debit, k.credit, l.agency_id, l.month,
       {staff} / {offices} + k.place, l.amount_idr, l.slip_id, 0
FROM remittance_slipline l,
     (VALUES (1, 'REMIT', 'TRANSIT', 'HELD'), (2, 'RECEIPT', 'BPJS', 'TRANSIT'))
         AS k (place, kind, debit, credit);
INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, seq, amount_idr,
    sponsor_id, worker_id, attempt)
SELECT {lists} + 3 * ((list_id - 1) / {offices}) + 3, 'ALLOCATE', 'COVER', 'BPJS',
       sponsor_id % {offices} + 1, month,
       {staff} / {offices} + 3 + (sponsor_id - 1) / {offices}, amount_idr, sponsor_id, worker_id, 0
FROM deductions_deductionline;
TRUNCATE remittance_close CASCADE;
INSERT INTO remittance_close (agency_id, month, version, asked_by_id, approved_by_id, balances,
    reason, digest, closed_at)
SELECT agency_id, month, 1, 1, 2, jsonb_build_object(
           'cut_idr', total_idr, 'held_idr', 0, 'transit_idr', 0, 'received_idr', total_idr,
           'allocated_idr', total_idr, 'prepaid_idr', 0, 'unallocated_idr', 0, 'drawn_idr', 0,
           'returned_idr', 0, 'suspense_idr', 0),
       '', repeat('0', 64), locked_at
FROM deductions_deductionlist;
INSERT INTO approvals_approval (id, kind, target_type, target_id, reason, seen_digest, state,
    asked_by_id, asked_at, decided_by_id, decided_at)
SELECT id, 'month.close', 'ledger_book', id, '', repeat('0', 64), 'approved', 1, locked_at, 2,
       locked_at
FROM deductions_deductionlist;
INSERT INTO audit_move (entity, entity_id, from_state, to_state, at, role, reason, request_id)
SELECT m.entity, t.id, m.before, m.after, '{first}', 'system', '', 'bench'
FROM (VALUES
    (1, 'ledger_book', '', 'open'), (2, 'ledger_book', 'open', 'closed'),
    (1, 'approvals_approval', '', 'asked'), (2, 'approvals_approval', 'asked', 'approved')
) AS m (place, entity, before, after), deductions_deductionlist t
ORDER BY t.id, m.place;
INSERT INTO audit_move (entity, entity_id, from_state, to_state, at, role, reason, request_id)
SELECT 'enrolment_sponsorship', o.id, m.before, m.after, '{first}', 'system', '', 'bench'
FROM (VALUES
    (1, '', 'registered'), (2, 'registered', 'verified'), (3, 'verified', 'submitted'),
    (4, 'submitted', 'accepted')
) AS m (place, before, after), enrolment_sponsorship o
ORDER BY o.id, m.place;
"""
CHAIN = """
SET session_replication_role = origin;
SET enable_seqscan = off;
INSERT INTO audit_event (chain, seq, at, role, regency_id, agency_id, action, target_type,
    target_id, reason, request_id, digest, detail, previous_hash, hash)
SELECT '1', 0, d.locked_at, 'system', 1, d.agency_id, k.action, 'deductions_deductionlist', d.id,
       '', 'bench', '', '{{}}', '', ''
FROM deductions_deductionlist d,
     (VALUES ('deductions.locked'), ('reconciliation.as_listed'), ('slip.recorded'),
             ('approval.asked'), ('approval.approved'), ('month.closed')) AS k (action);
INSERT INTO audit_event (chain, seq, at, role, regency_id, action, target_type, reason, request_id,
    digest, detail, previous_hash, hash)
SELECT '1', 0, now(), 'system', 1, 'membership.lapsed', '', '', 'bench', '',
       jsonb_build_object('month', to_char(month, 'YYYY-MM'), 'regency', 1), '', ''
FROM (SELECT DISTINCT month FROM deductions_deductionlist) m
WHERE month >= '{first}'::date + interval '3 months';
"""
SEQUENCES = (
    "remittance_receipt remittance_match ledger_book ledger_entry approvals_approval"
    " remittance_paidmonth"
)


def fill(server: Server, database: str, *, until: Month, size: Size) -> None:
    """Complete what `ten_years.fill` made, with the same arguments."""
    values: dict[str, Any] = {
        "staff": size.staff,
        "offices": size.offices,
        "lists": size.offices * size.months,
        "first": (until - size.months).first_day,
    }
    url = server.url(role=OWNER_ROLE, database=database)
    with psycopg.connect(**url, autocommit=True) as owner:
        for statement in filter(str.strip, (BOOKS + CHAIN).split(";")):
            owner.execute(statement.format(**values).encode())
        for table in SEQUENCES.split():
            owner.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
        owner.execute("VACUUM ANALYZE")
