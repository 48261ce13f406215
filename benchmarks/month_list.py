"""
The month's list against a bare INSERT … SELECT of the same rows into the same tables.

    python -m benchmarks.month_list --sizes 11000,100000      prints a table and one line of JSON

Both run as the application, in one transaction that ends with every deferred check made, and are
then rolled back; rounds alternate, and the least disturbed one of each counts. The list is measured
in its hardest usual form: the month before has a list, and every line is compared with it.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, transaction

from benchmarks.home import database
from payung.config.embedded import OWNER_ROLE, Server
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.deductions.operations import lock
from payung.stages.reconciliation.operations import report_lists_as_listed

BEFORE, MONTH = Month(2026, 11), Month(2026, 12)
AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
STAFF_OF_OFFICE = 200
BY = Actor.system("benchmark")

PEOPLE = """
SET session_replication_role = replica;
ALTER TABLE membership_spell DROP CONSTRAINT membership_no_two_spells;
ALTER TABLE membership_payer DROP CONSTRAINT membership_one_payer;
INSERT INTO registry_regency (id, code, name, branch_name, branch_phone,
    branch_address, branch_hours, joined_on)
SELECT g, lpad(g::text, 5, '0'), 'Kabupaten ' || g, '', '', '', '', '2025-01-01'
FROM generate_series(1, {n} / 20000 + 1) g;
INSERT INTO registry_agency (id, regency_id, name, folded)
SELECT g, g % ({n} / 20000 + 1) + 1, 'Dinas ' || g, 'dinas ' || g
FROM generate_series(1, {offices}) g;
INSERT INTO registry_civilservant (id, regency_id, agency_id, nip, name, title_before, title_after,
    folded, sex, kind, grade, position)
SELECT g, (g % {offices} + 1) % ({n} / 20000 + 1) + 1, g % {offices} + 1,
       '1' || lpad(g::text, 17, '0'),
       'Pegawai ' || g, '', '', 'PEGAWAI ' || g, '', 'pns', '', ''
FROM generate_series(1, {n}) g;
INSERT INTO registry_worker (id, regency_id, nik_sealed, nik_index, name, folded, birth_place, sex,
    district_code, village_code, occupation)
SELECT g, 1, 'sealed', sha256(g::text::bytea), 'Pekerja ' || g, 'PEKERJA ' || g, '', '', '', '', ''
FROM generate_series(1, {n}) g;
INSERT INTO enrolment_sponsorship (id, regency_id, agency_id, sponsor_id, worker_id, relation,
    sector, funds, income_idr, programmes, state, registered_on, card_number, accepted_on,
    end_reason)
SELECT g, 1, g % {offices} + 1, g, g, '', CASE WHEN g % 5 = 0 THEN 'transport' ELSE 'other' END,
       'private', 1000000 + g % 3 * 500000, 'jkk,jkm', 'accepted', '2025-12-01',
       lpad(g::text, 11, '0'), '2025-12-01', ''
FROM generate_series(1, {n}) g;
INSERT INTO enrolment_consent (id, sponsorship_id, version, ceiling_idr, pay_source, given_on,
    evidence, withdrawn)
SELECT g, g, 1, 100000, 'gaji', '2025-12-01', 'sheet', false FROM generate_series(1, {n}) g;
INSERT INTO membership_spell (id, worker_id, card_number, opened_by_id, starts_on, first_month,
    end_reason)
SELECT g, g, lpad(g::text, 11, '0'), g, '2025-12-01', '2026-01-01', ''
FROM generate_series(1, {n}) g;
INSERT INTO membership_payer (id, spell_id, worker_id, sponsor_id, sponsorship_id, from_month)
SELECT g, g, g, g, g, '2026-01-01' FROM generate_series(1, {n}) g;
"""
KEEP_LINES = """
CREATE UNLOGGED TABLE bench_list AS SELECT * FROM deductions_deductionlist WHERE month = '{month}';
CREATE UNLOGGED TABLE bench_line AS SELECT * FROM deductions_deductionline WHERE month = '{month}';
GRANT SELECT ON bench_list, bench_line TO PUBLIC;
ANALYZE bench_list; ANALYZE bench_line;
"""
BARE_LIST = """
INSERT INTO deductions_deductionlist
    (agency_id, month, line_count, total_idr, digest, locked_at, locked_by_id)
SELECT agency_id, '{month}', line_count, total_idr, digest, locked_at, locked_by_id FROM bench_list;
INSERT INTO deductions_deductionline
    (list_id, month, sponsor_id, worker_id, payer_id, amount_idr, credit_idr, change)
SELECT n.id, '{month}', l.sponsor_id, l.worker_id, l.payer_id, l.amount_idr, l.credit_idr, l.change
FROM bench_line l JOIN bench_list o ON o.id = l.list_id
JOIN deductions_deductionlist n ON n.agency_id = o.agency_id AND n.month = '{month}';
"""
BARE_ANSWER = """
INSERT INTO reconciliation_result
    (list_id, seq, as_listed, fingerprint, cut_count, cut_idr, reported_at)
SELECT id, 1, true, '', line_count, total_idr, locked_at
FROM deductions_deductionlist WHERE month = '{month}';
INSERT INTO reconciliation_resultline (result_id, line_id, outcome, reported_idr, reason)
SELECT r.id, l.id, 'cut', l.amount_idr, ''
FROM reconciliation_result r JOIN deductions_deductionline l ON l.list_id = r.list_id;
INSERT INTO ledger_entry (ref, digest, cause, reason, role, request_id, at)
VALUES ('bare', '', 'bare', '', '', '', now());
INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, seq, amount_idr,
    sponsor_id, worker_id, attempt)
SELECT (SELECT max(id) FROM ledger_entry), 'CUT', 'HELD', 'ASN', d.agency_id, l.month,
       row_number() OVER (PARTITION BY d.agency_id), l.amount_idr, l.sponsor_id, l.worker_id, 0
FROM deductions_deductionlist d JOIN deductions_deductionline l ON l.list_id = d.id
WHERE d.month = '{month}';
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="11000,100000")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with database(safe=False) as server:
        sizes = [int(size) for size in chosen.sizes.split(",")]
        found = [measured(server, size, chosen.rounds) for size in sizes]
    show(found)
    return 1 if over_limit(found) else 0


def measured(server: Server, size: int, rounds: int) -> dict[str, Any]:
    """Build `size` payers in a database of their own and measure list and answer."""
    name = f"bench_{size}"
    connection.close()
    with owner(server, "postgres") as session:
        session.execute(f"CREATE DATABASE {name} TEMPLATE payung")
    connection.settings_dict["NAME"] = name
    offices = list(range(1, max(1, size // STAFF_OF_OFFICE) + 1))
    with owner(server, name) as session:
        session.execute(PEOPLE.format(n=size, offices=len(offices)))
        session.execute("VACUUM ANALYZE")
    for month in (BEFORE, MONTH):  # the second one only to keep its rows for the bare statement
        lock(agency_ids=offices, month=month, by=BY, at=AT)
    with owner(server, name) as session:
        session.execute(KEEP_LINES.format(month=MONTH.first_day))
    times: dict[str, list[float]] = {key: [] for key in ("list", "bare", "answer", "bare_answer")}
    for _ in range(rounds):
        run_round(server, name, offices, times)
    return {"size": size, "offices": len(offices), **summed(size, times), **memory()}


def run_round(server: Server, name: str, offices: list[int], times: dict[str, list[float]]) -> None:
    month = MONTH.next

    def answered() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM deductions_deductionlist WHERE month = %s", [month.first_day]
            )
            ids = [list_id for (list_id,) in cursor.fetchall()]
        report_lists_as_listed(list_ids=ids, by=BY, at=AT)

    def bare(statements: str) -> Callable[[], None]:
        def run() -> None:
            with connection.cursor() as cursor:
                cursor.execute(statements.format(month=month.first_day))

        return run

    def books() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('payung.role', 'system', true)")
            for setting in ("actor_id", "agency_id", "reason", "request_id"):
                cursor.execute(f"SELECT set_config('payung.{setting}', '', true)")
            cursor.execute("SELECT set_config('payung.at', now()::text, true)")
            cursor.execute(
                "INSERT INTO ledger_book (agency_id, month, state, last_seq)"
                " SELECT agency_id, %s, 'open', 0 FROM bench_list",
                [month.first_day],
            )

    steps = (
        ("bare", bare(BARE_LIST), None, bare(BARE_ANSWER), books),
        ("list", lambda: locked(offices, month), None, answered, None),
    )
    for label, make, _, reply, prepare in steps:
        with suppress(Undo), transaction.atomic():
            times[label].append(timed(make))
            if prepare:
                prepare()
            times["bare_answer" if label == "bare" else "answer"].append(timed(reply))
            raise Undo
        vacuum(server, name)


def locked(offices: list[int], month: Month) -> None:
    lock(agency_ids=offices, month=month, by=BY, at=AT)


class Undo(Exception):
    """Rolls a round back."""


def timed(act: Callable[[], object]) -> float:
    """Return the seconds of an act, with every check that was put off until the commit."""
    started = time.perf_counter()
    act()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return time.perf_counter() - started


def vacuum(server: Server, name: str) -> None:
    with owner(server, name) as session:
        for table in (
            "deductions_deductionlist",
            "deductions_deductionline",
            "deductions_stop",
            "reconciliation_result",
            "reconciliation_resultline",
            "ledger_transfer",
            "ledger_book",
            "audit_move",
        ):
            session.execute(f"VACUUM {table}")


def summed(size: int, times: dict[str, list[float]]) -> dict[str, Any]:
    seconds = {label: round(min(found), 3) for label, found in times.items()}
    return {
        "seconds": seconds,
        "list_ratio": round(seconds["list"] / seconds["bare"], 2),
        "answer_ratio": round(seconds["answer"] / seconds["bare_answer"], 2),
        "list_us_per_row": round(seconds["list"] / size * 1e6, 2),
        "bare_us_per_row": round(seconds["bare"] / size * 1e6, 2),
    }


def memory() -> dict[str, float]:
    """Return the peak resident memory of this process, and of its session in the server, in MB."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    return {"python_mb": peak_mb("self"), "session_mb": peak_mb(str(pid))}


def peak_mb(process: str) -> float:
    told = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in told.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)


def owner(server: Server, name: str) -> "psycopg.Connection[Any]":
    return psycopg.connect(**server.url(role=OWNER_ROLE, database=name), autocommit=True)


def show(found: list[dict[str, Any]]) -> None:
    titles = ("rows", "list s", "bare s", "ratio", "µs/row", "answer s", "ratio", "Python MB")
    lines = [" | ".join(f"{title:>9}" for title in titles)]
    for one in found:
        seconds = one["seconds"]
        cells = (
            one["size"],
            seconds["list"],
            seconds["bare"],
            one["list_ratio"],
            one["list_us_per_row"],
            seconds["answer"],
            one["answer_ratio"],
            one["python_mb"],
        )
        lines.append(" | ".join(f"{cell:>9}" for cell in cells))
    lines.append(json.dumps({"benchmark": "month_list", "sizes": found}))
    sys.stdout.write("\n".join(lines) + "\n")


def over_limit(found: list[dict[str, Any]]) -> bool:
    """1.5 times the bare statement for a regency's list, twice for a nation's."""
    return any(one["list_ratio"] > (1.5 if one["size"] <= 11_000 else 2.0) for one in found)


if __name__ == "__main__":
    sys.exit(main())
