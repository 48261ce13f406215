"""
All summaries of a million workers' year measured again, and a province read from its summaries.

    python -m benchmarks.figures                    100,000 workers; the province of four million
    python -m benchmarks.figures --workers 1000000  as many as the limit of sixty seconds is for

The books hold what figures read: lists, results, transfers, paid months and closes, nobody's name.
"""

import argparse
import json
import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from benchmarks.home import database
from payung.config.embedded import OWNER_ROLE, Server
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.monitoring import queries
from payung.stages.monitoring.operations import rebuild, take
from payung.stages.monitoring.sums import DIMENSIONS, rank

LAST = Month(2026, 10)
AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
FOR_A_MILLION, FOR_A_PROVINCE = 60.0, 0.5
SYSTEM = Actor.system("benchmark")
PER_OFFICE, FEW = 1_000, 1_000

PEOPLE = """
SET session_replication_role = replica;
INSERT INTO registry_regency (id, code, name, branch_name, branch_phone,
    branch_address, branch_hours, joined_on)
SELECT g, '33.' || lpad(g::text, 2, '0'), 'Kabupaten ' || g, '', '', '', '', '{first}'
FROM generate_series(1, 35) g;
INSERT INTO registry_agency (id, regency_id, name, folded)
SELECT g, (g - 1) % 35 + 1, 'Dinas ' || g, 'dinas ' || g FROM generate_series(1, {offices}) g;
INSERT INTO registry_civilservant (id, regency_id, agency_id, nip, name, title_before, title_after,
    folded, sex, kind, grade, position)
SELECT g, (g % {offices}) % 35 + 1, g % {offices} + 1, '19800101201' || lpad(g::text, 7, '0'),
    '', '', '', '', '', 'pns', '', ''
FROM generate_series(1, {workers}) g;
INSERT INTO registry_worker (id, regency_id, nik_sealed, nik_index, name, folded, birth_place,
    born_on, sex, district_code, village_code, occupation)
SELECT g, (g % {offices}) % 35 + 1, '', int8send(g), '', '', '', '1970-01-01'::date + g % 9000,
    CASE g % 2 WHEN 0 THEN 'L' ELSE 'P' END, '33.24.' || lpad((g % 20)::text, 2, '0'), '',
    (ARRAY['Petani', 'Sopir angkot', 'Buruh cuci', 'Tukang batu'])[g % 4 + 1]
FROM generate_series(1, {workers}) g;
INSERT INTO enrolment_sponsorship (id, regency_id, agency_id, sponsor_id, worker_id, relation,
    sector, funds, income_idr, programmes, state, registered_on, card_number, accepted_on,
    end_reason)
SELECT g, (g % {offices}) % 35 + 1, g % {offices} + 1, g, g, '', 'other', 'private', 1000000,
    'jkk,jkm', 'accepted', '{first}', lpad(g::text, 11, '0'), '{first}', ''
FROM generate_series(1, {workers}) g;
INSERT INTO membership_spell (id, worker_id, card_number, opened_by_id, starts_on, first_month,
    end_reason)
SELECT g, g, lpad(g::text, 11, '0'), g, '{first}', '{first}', ''
FROM generate_series(1, {workers}) g;
INSERT INTO membership_payer (id, spell_id, worker_id, sponsor_id, sponsorship_id, from_month)
SELECT g, g, g, g, g, '{first}' FROM generate_series(1, {workers}) g;
INSERT INTO deductions_deductionlist (id, agency_id, month, line_count, total_idr, digest,
    locked_at)
SELECT m * {offices} + a, a, {month}, {per_office}, 16800 * {per_office}, '', {month}
FROM generate_series(0, 11) m, generate_series(1, {offices}) a;
INSERT INTO reconciliation_result (list_id, seq, as_listed, fingerprint, cut_count, cut_idr,
    reported_at)
SELECT id, 1, true, '', line_count, total_idr, locked_at FROM deductions_deductionlist;
INSERT INTO remittance_close (agency_id, month, version, asked_by_id, approved_by_id, balances,
    reason, digest, closed_at)
SELECT agency_id, month, 1, 1, 2, '{{}}', '', '', month + 33 FROM deductions_deductionlist;
INSERT INTO ledger_entry (id, ref, digest, cause, reason, role, request_id, at)
SELECT id, 'x:' || id, '', 'x', '', 'system', '', locked_at FROM deductions_deductionlist;
"""
MONEY = """
INSERT INTO remittance_paidmonth (worker_id, month, attempt, agency_id, line_id, amount_idr,
    received_on)
SELECT g, {month}, 0, g % {offices} + 1, m * {workers} + g, 16800, {month} + 10
FROM generate_series(0, 11) m, generate_series(1, {workers}) g WHERE (g * 7 + m) % 50 <> 0;
INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, seq, amount_idr,
    sponsor_id, worker_id, attempt)
SELECT m * {offices} + g % {offices} + 1, k.kind, k.debit, k.credit, g % {offices} + 1, {month},
    2 * (g / {offices}) + k.place, 16800, g, g, 0
FROM generate_series(0, 11) m, generate_series(1, {workers}) g,
    (VALUES (1, 'CUT', 'HELD', 'ASN'), (2, 'ALLOCATE', 'COVER', 'BPJS'))
        AS k (place, kind, debit, credit);
INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, seq, amount_idr,
    slip_id, attempt)
SELECT d.id, k.kind, k.debit, k.credit, d.agency_id, d.month, 9999999 + k.place, d.total_idr, d.id,
    0
FROM deductions_deductionlist d,
    (VALUES (1, 'REMIT', 'TRANSIT', 'HELD'), (2, 'RECEIPT', 'BPJS', 'TRANSIT'))
        AS k (place, kind, debit, credit);
VACUUM ANALYZE;
"""
PROVINCE = """
SET session_replication_role = replica;
TRUNCATE registry_agency, monitoring_cell CASCADE;
INSERT INTO registry_agency (id, regency_id, name, folded)
SELECT g, (g - 1) % 35 + 1, 'Dinas ' || g, 'dinas ' || g FROM generate_series(1, {province}) g;
INSERT INTO monitoring_officemonth (agency_id, regency_id, month, version, taken_at, asn, joined,
    confirmed, covered, begun, full_year, registered, accepted, queued, due, lines, lines_cut,
    is_listed, is_reported, closed_on, closings, billed_idr, cut_idr, received_idr, transit_idr,
    held_idr, returned_idr, suspense_idr)
SELECT a, (a - 1) % 35 + 1, {month}, v, {month} + v * 20, 2400, 2280, 2280, 2286, 2290, 2000, 2300,
    2300, 10, 2290, 2290, 2286, true, true, {month} + 33, 1, 38000000, 38000000, 38000000,
    0, 0, 0, 0
FROM generate_series({since}, 11) m, generate_series(1, {province}) a, generate_series(1, 2) v;
INSERT INTO monitoring_cell (regency_id, month, dimension, value, version, taken_at, count,
    amount_idr)
SELECT r, {month}, d.name, value, 1, {month} + 20, 500, 0
FROM generate_series({since}, 11) m, generate_series(1, 35) r,
    (VALUES ('occupation', 13), ('age', 7), ('sex', 2), ('district', 20), ('cohort', 6),
        ('wait', 40), ('claim', 5)) AS d (name, n), generate_series(1, d.n) value;
VACUUM ANALYZE;
"""


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--workers", type=int, default=100_000)
    wanted = reader.parse_args()
    with database(safe=False) as server:
        began = time.perf_counter()
        _fill(server, PEOPLE + MONEY, wanted.workers)
        filled = time.perf_counter() - began
        found = {"benchmark": "figures", "workers": wanted.workers, "fill_seconds": round(filled)}
        found |= _measured()
        _fill(server, PROVINCE, wanted.workers)
        found |= _province()
    sys.stdout.write(json.dumps(found) + "\n")
    most = FOR_A_MILLION * max(wanted.workers / 1_000_000, 0.2)
    is_fast = found["rebuild_seconds"] <= most and found["province_seconds"] <= FOR_A_PROVINCE
    return 0 if is_fast and found["again_rows"] == 0 else 1


def _measured() -> dict[str, Any]:
    began, busy = time.perf_counter(), _processor_seconds()
    first = rebuild(by=SYSTEM, at=AT)
    spent, busy = time.perf_counter() - began, _processor_seconds() - busy
    began = time.perf_counter()
    again = take(by=SYSTEM, at=AT)
    return {
        "rebuild_seconds": round(spent, 2),
        "rebuild_processor_seconds": round(busy, 2),
        "rows": first.rows,
        "take_seconds": round(time.perf_counter() - began, 3),
        "again_rows": again.rows,
    }


def _processor_seconds() -> float:
    """Return what the connection's process has computed so far: other work here does not count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone() or (0,)
    told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _province() -> dict[str, Any]:
    """Ask what the page of a province's leader asks; the slowest of five counts."""
    viewer = Viewer(Role.LEADER, 1, None, None)
    slowest = 0.0
    for _ in range(5):
        began = time.perf_counter()
        month = queries.headline_month(viewer=viewer, on=date(2026, 11, 20), province="33")
        assert month == LAST
        queries.totals_series(viewer=viewer, until=month, province="33")
        rank(queries.offices_of(viewer=viewer, month=month, province="33"))
        queries.regencies_of(viewer=viewer, month=month, province="33")
        for dimension in DIMENSIONS:
            queries.cells_of(viewer=viewer, month=month, dimension=dimension, province="33")
        queries.waits_of(viewer=viewer, month=month, months=12, province="33")
        queries.claims_of(viewer=viewer, until=month, months=12, province="33")
        slowest = max(slowest, time.perf_counter() - began)
    return {"province_seconds": round(slowest, 3)}


def _fill(server: Server, script: str, workers: int) -> None:
    offices = max(workers // PER_OFFICE, 1)
    first = LAST - 11
    values = {
        "workers": workers,
        "offices": offices,
        "per_office": workers // offices,
        "first": first.first_day,
        "province": 35 if workers < FEW else 35 * 50,
        "since": 0 if workers < FEW else -108,
        "month": f"('{first.first_day}'::date + make_interval(months => m))::date",
    }
    connection.close()
    url = server.url(role=OWNER_ROLE, database="payung")
    with psycopg.connect(**url, autocommit=True) as owner:
        for statement in filter(str.strip, script.split(";")):
            owner.execute(statement.format(**values).encode())


if __name__ == "__main__":
    sys.exit(main())
