"""Every invariant, broken behind the triggers' back, is found; and nothing else is."""

from itertools import cycle
from random import Random

import pytest
from django.db import connection

from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Role, Viewer
from payung.reports import verify
from payung.reports.verify import CHECKS, ConcernsEverybody
from tests.factories.remittance import AT

SYSTEM = Viewer.system()

# What somebody with the database's own password could do. Each breaks the invariant named first.
_COPY_TRANSFER = """
INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, seq, amount_idr,
    sponsor_id, worker_id, slip_id, attempt, reverses_id)
SELECT entry_id, {kind}, {debit}, {credit}, agency_id, month, seq + 1000, {amount}, {sponsor},
    worker_id, slip_id, {attempt}, {reverses}
FROM ledger_transfer t WHERE {where} ORDER BY id LIMIT 1
"""


def _copy(where, **changed):
    kept = {
        "kind": "kind", "debit": "debit", "credit": "credit", "amount": "amount_idr",
        "sponsor": "sponsor_id", "attempt": "attempt", "reverses": "reverses_id",
    }  # fmt: skip
    return _COPY_TRANSFER.format(where=where, **{**kept, **changed})


def _without(table, constraint, change):
    return f"ALTER TABLE {table} DROP CONSTRAINT {constraint}; {change}"


_CLAIM = """
INSERT INTO claims_claim (regency_id, agency_id, sponsorship_id, sponsor_id, worker_id, kind,
    is_death, event_on, died_on, state, reported_role, reported_at, handed_on)
SELECT regency_id, agency_id, id, sponsor_id, worker_id, 'jkm', true, '2026-11-02', '2026-11-02',
    '{state}', 'officer', now(), '2026-11-03'
FROM enrolment_sponsorship WHERE state = 'accepted' ORDER BY id LIMIT 1
"""

PLANTS = {
    "F1": "UPDATE monitoring_officemonth SET covered = covered + 1",
    "F1 cell": "UPDATE monitoring_cell SET count = count + 1",
    "F2": "UPDATE monitoring_officemonth SET version = version + 1",
    "F2 cell": "UPDATE monitoring_cell SET version = version + 1",
    "M1": _without(
        "ledger_transfer", "ledger_sides",
        "UPDATE ledger_transfer SET debit = 'COVER' WHERE id = (SELECT min(id) FROM ledger_transfer"
        " WHERE kind = 'CUT')",
    ),
    "M1 closed": "UPDATE ledger_transfer SET debit = 'SUSPENSE', kind = 'ADJUST' WHERE id = (SELECT"
    " min(t.id) FROM ledger_transfer t JOIN ledger_book b USING (agency_id, month)"
    " WHERE t.kind = 'ALLOCATE' AND b.state = 'closed')",
    "M2": _without(
        "ledger_transfer", "ledger_amount",
        "UPDATE ledger_transfer SET amount_idr = 500000001 WHERE kind = 'RECEIPT'",
    ),
    "M3": "UPDATE ledger_transfer SET amount_idr = amount_idr + 1 WHERE kind = 'REMIT'",
    "M4": "ALTER TABLE remittance_refund ALTER amount_idr TYPE numeric(12, 2)",
    "M5": _copy("kind = 'CUT'", attempt="1"),
    "M6": "DROP INDEX IF EXISTS ledger_entry_ref_like; ALTER TABLE ledger_entry DROP CONSTRAINT"
    " ledger_entry_ref_key; UPDATE ledger_entry SET ref = 'same'",
    "M7": "UPDATE ledger_transfer SET amount_idr = amount_idr + 1 WHERE kind = 'CUT'",
    "M7 tariff": "UPDATE deductions_deductionline SET amount_idr = 8401",
    "M9": "UPDATE enrolment_consent SET withdrawn = true",
    "M9 ceiling": "UPDATE enrolment_consent SET ceiling_idr = 8399",
    "M10": "UPDATE ledger_transfer SET amount_idr = amount_idr + 1 WHERE kind = 'REVERSE'",
    "M10 twice": "DROP INDEX ledger_reversed_once; "
    + _copy("kind = 'REVERSE'"),
    "M11": "UPDATE remittance_close SET balances = jsonb_set(balances, '{cut_idr}', '1')",
    "M11 state": "UPDATE ledger_book SET state = 'closed'",
    "M12": "ALTER TABLE remittance_slip DROP CONSTRAINT remittance_slip_once;"
    " UPDATE remittance_slip SET bank = 'BPD', number = 'X1'",
    "M14 withdrawn": "INSERT INTO remittance_slipwithdrawal (slip_id, reason, withdrawn_at)"
    " SELECT max(slip_id), 'x', now() FROM remittance_match",
    "M12 sum": "UPDATE remittance_slipline SET amount_idr = amount_idr + 1",
    "M13": "UPDATE ledger_transfer SET amount_idr = amount_idr + 1 WHERE kind = 'REFUND'",
    "M13 posted": "UPDATE remittance_refund SET amount_idr = amount_idr + 1",
    "M14": "DELETE FROM remittance_differencereason; DELETE FROM remittance_difference",
    "M14 reason": "DELETE FROM remittance_differencereason;"
    " UPDATE ledger_book SET state = 'closed'",
    "M14 person": "UPDATE remittance_receipt SET recorded_by_id = 8001",
    "M15": "UPDATE ledger_transfer SET amount_idr = amount_idr + 1 WHERE kind = 'ALLOCATE'",
    "M16": "UPDATE ledger_transfer SET seq = seq + 1 WHERE id = (SELECT max(id) FROM"
    " ledger_transfer)",
    "M16 count": "UPDATE ledger_book SET last_seq = last_seq + 1",
    "M16 removed": "DELETE FROM ledger_transfer WHERE id = (SELECT max(id) FROM ledger_transfer"
    " WHERE kind = 'ALLOCATE')",
    "M17": "UPDATE ledger_transfer SET worker_id = worker_id + 100000 WHERE kind = 'ALLOCATE'",
    "M17 slip": "UPDATE ledger_transfer SET slip_id = slip_id + 100000 WHERE kind = 'REMIT'",
    "M17 unsigned": "DELETE FROM approvals_approval WHERE kind = 'slip.beyond_cut'",
    "M17 owed": "UPDATE ledger_entry SET cause = 'x' WHERE cause = 'remittance.beyond_cut'",
    "C1": "ALTER TABLE membership_spell DROP CONSTRAINT membership_no_two_spells;"
    " UPDATE membership_spell SET worker_id = (SELECT min(worker_id) FROM membership_spell)",
    "C2": "DELETE FROM remittance_paidmonth WHERE id = (SELECT max(id) FROM remittance_paidmonth)",
    "C2 more": "UPDATE remittance_paidmonth SET amount_idr = amount_idr + 1",
    "C2 number": "DELETE FROM membership_spell",
    "C3": "DELETE FROM remittance_unpaid",
    "C4": "UPDATE membership_spell SET starts_on = starts_on - 1",
    "C5": "UPDATE registry_worker SET died_on = '2026-10-31' WHERE id = (SELECT worker_id FROM"
    " deductions_deductionline WHERE month = '2026-11-01' LIMIT 1);"
    " INSERT INTO audit_event (chain, seq, at, recorded_at, role, action, target_type, target_id,"
    " reason, request_id, digest, detail, previous_hash, hash) SELECT 'x', 1, '2026-11-01', now(),"
    " 'system', 'worker.died', 'registry_worker', id, '', 'uji', '', '{}', '', '' FROM"
    " registry_worker WHERE died_on IS NOT NULL",
    "C6": "UPDATE registry_worker SET died_on = '2020-01-01'",
    "C7": _copy("kind = 'CUT'", sponsor="sponsor_id + 1"),
    "C8": "ALTER TABLE membership_payer DROP CONSTRAINT membership_one_payer;"
    " UPDATE membership_payer SET until_month = NULL",
    "C8 other": "UPDATE membership_payer SET sponsor_id = sponsor_id + 1",
    "C9": "UPDATE membership_spell SET first_month = '2026-02-01' WHERE end_reason = 'lapsed'",
    "C9 late": "DELETE FROM membership_spell WHERE ends_on IS NULL AND worker_id IN (SELECT"
    " worker_id FROM membership_spell WHERE end_reason = 'lapsed');"
    " UPDATE membership_spell SET ends_on = NULL, end_reason = '' WHERE end_reason = 'lapsed'",
    "C10": "UPDATE membership_spell SET card_number = lpad((id + 7000)::text, 11, '0')",
    "C10 dead": "UPDATE registry_worker SET died_on = '2026-12-31'",
    "C10 lapsed": "UPDATE enrolment_sponsorship SET ended_on = ended_on + 1"
    " WHERE end_reason = 'lapsed'",
    "K1": _CLAIM.format(state="in_process") + "; INSERT INTO claims_decision (claim_id, number,"
    " decided_on, total_idr, recorded_at) SELECT id, 1, '2026-11-04', 5, now() FROM claims_claim",
    "K2": _CLAIM.format(state="paid"),
    "K3": _CLAIM.format(state="reported"),
    "N1": "ALTER TABLE registry_worker DROP CONSTRAINT registry_worker_nik_index_key;"
    " UPDATE registry_worker SET nik_index = sha256('same')",
    "N1 sealed": "UPDATE registry_worker SET nik_sealed = ''",
    "N2": "ALTER TABLE registry_civilservant DROP CONSTRAINT registry_nip_shape;"
    " UPDATE registry_civilservant SET nip = substr(nip, 2)",
    "R1": "UPDATE enrolment_consent SET sponsorship_id = sponsorship_id + 1000000",
    "S1": "UPDATE audit_event SET request_id = ''",
    "S1 move": "UPDATE audit_move SET role = ''",
    "S2": "UPDATE audit_move SET to_state = 'accepted', from_state = 'draft'",
    "S3": "UPDATE audit_event SET row_count = coalesce(row_count, 0) + 1 WHERE id = (SELECT"
    " max(id) FROM audit_event)",
    "S3 removed": "DELETE FROM audit_event WHERE id = (SELECT min(id) FROM audit_event)",
    "S4": "UPDATE enrolment_sponsorship SET state = 'ended', ended_on = '2026-12-01',"
    " end_reason = 'x' WHERE state = 'accepted'",
    "S4 order": "DELETE FROM audit_move WHERE from_state = ''",
    "S5": "ALTER TABLE approvals_approval DROP CONSTRAINT approvals_two_people;"
    " UPDATE approvals_approval SET decided_by_id = asked_by_id",
    "S6": "UPDATE approvals_approval SET seen_digest = repeat('0', 64)",
    "S7": "INSERT INTO outbox_item (key, kind, address, subject, body, created_at, next_try_at,"
    " tries, done_at, parked_at, last_problem)"
    " VALUES ('k', 'x', '', '', '', now(), now(), 1, now(), now(), '')",
    "S8": "UPDATE deductions_deductionlist SET total_idr = total_idr + 1",
}  # fmt: skip


TAMPERED = (
    "actor_id = coalesce(actor_id, 0) + 1",
    "total_idr = coalesce(total_idr, 0) + 1",
    "reason = 'lain'",
    "at = at + interval '1 microsecond'",
    "recorded_at = recorded_at - interval '1 second'",
    "detail = '{\"a\": 1}'",
    "hash = sha256(hash)",
)


@pytest.mark.usefixtures("planted")
class TestFindings:
    def test_finds_nothing_where_everything_went_right(self):
        assert verify.findings(viewer=SYSTEM) == []

    @pytest.mark.parametrize("name", PLANTS)
    def test_finds_what_was_broken(self, name):
        with connection.cursor() as cursor:
            cursor.execute(PLANTS[name])

        invariant = name.split()[0]
        assert invariant in {broken.invariant for broken in verify.findings(viewer=SYSTEM)}

    def test_finds_every_one_of_a_hundred_tampered_events(self):
        actor = Actor(1, "Uji", Role.SECRETARIAT, 33, None, "uji")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = origin")
            for number in range(300):
                record("test.event", by=actor, at=AT, row_count=number)
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SELECT id FROM audit_event ORDER BY id")
            chosen = Random(33).sample([pk for (pk,) in cursor.fetchall()], 100)
            for pk, change in zip(chosen, cycle(TAMPERED), strict=False):
                cursor.execute(f"UPDATE audit_event SET {change} WHERE id = %s", [pk])

        told = [one.what for one in verify.findings(viewer=SYSTEM) if one.invariant == "S3"]

        named = {int(what.split()[1].rstrip(":")) for what in told}
        assert set(chosen) <= named

    def test_names_ids_and_never_a_person(self):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE registry_worker SET died_on = '2020-01-01', name = 'Sukini'")

        assert not any("Sukini" in broken.what for broken in verify.findings(viewer=SYSTEM))


def test_every_invariant_has_a_broken_case():
    assert {invariant for invariant, _ in CHECKS} == {name.split()[0] for name in PLANTS}


def test_concerns_everybody_and_is_not_for_one_regency():
    with pytest.raises(ConcernsEverybody):
        verify.findings(viewer=Viewer(Role.AUDITOR, 1, 33, None))
