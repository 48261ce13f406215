"""
Slip, receipt and allocation of a month against a bare INSERT … SELECT of the same rows.

    python -m benchmarks.allocation --sizes 11000,1000000     prints a table and one line of JSON

Both run as the application, in one transaction that ends with every deferred check made, and are
then rolled back; rounds alternate, and the least disturbed one of each counts.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import psycopg
from django.db import connection, transaction

from benchmarks import HOME
from payung.config.embedded import OWNER_ROLE, Server, running
from payung.config.migrate import create_embedded_database, migrate
from payung.stages.remittance.operations import Part, record_receipt, record_slip
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR, Office

MOST_PER_OFFICE, ROUNDS, MOST_TIMES = 11_000, 3, 3.0
DAY = date(2026, 12, 10)

BARE = """
INSERT INTO ledger_entry (id, ref, digest, cause, cause_id, reason, actor_id, role, request_id, at)
OVERRIDING SYSTEM VALUE
SELECT id, ref, digest, cause, cause_id, reason, actor_id, role, request_id, at
FROM bench_ledger_entry;
INSERT INTO remittance_slip OVERRIDING SYSTEM VALUE SELECT * FROM bench_remittance_slip;
INSERT INTO remittance_slipline OVERRIDING SYSTEM VALUE SELECT * FROM bench_remittance_slipline;
INSERT INTO remittance_receipt OVERRIDING SYSTEM VALUE SELECT * FROM bench_remittance_receipt;
INSERT INTO remittance_match OVERRIDING SYSTEM VALUE SELECT * FROM bench_remittance_match;
INSERT INTO ledger_transfer OVERRIDING SYSTEM VALUE SELECT * FROM bench_ledger_transfer ORDER BY id;
INSERT INTO remittance_paidmonth OVERRIDING SYSTEM VALUE
SELECT * FROM bench_remittance_paidmonth ORDER BY id;
"""
KEPT = {
    "ledger_entry": "WHERE starts_with(cause, 'remittance.')",
    "remittance_slip": "",
    "remittance_slipline": "",
    "remittance_receipt": "",
    "remittance_match": "",
    "ledger_transfer": "WHERE kind <> 'CUT'",
    "remittance_paidmonth": "",
}


class TakenBack(Exception):
    """Ends a measured round without keeping it."""


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--sizes", default=str(MOST_PER_OFFICE))
    sizes = [int(size) for size in reader.parse_args().sizes.split(",")]
    with running(HOME, safe=True) as server:
        found = [_measure(server, size) for size in sizes]
        connection.close()
    lines = ["| rows | allocation s | bare s | times | µs/row |", "|---|---|---|---|---|"]
    row = "| {size} | {seconds:.2f} | {bare:.2f} | {times:.2f} | {us_per_row:.1f} |"
    lines += [row.format(**one) for one in found]
    lines.append(json.dumps({"benchmark": "allocation", "most_times": MOST_TIMES, "sizes": found}))
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all(one["times"] <= MOST_TIMES for one in found) else 1


def _measure(server: Server, size: int) -> dict[str, Any]:
    name = f"bench_{size}"
    connection.close()
    os.environ["PAYUNG_DATABASE"] = connection.settings_dict["NAME"] = name
    create_embedded_database(server, name)
    migrate()
    offices = _world(size)
    with psycopg.connect(**server.url(role=OWNER_ROLE, database=name), autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
    _keep_rows(offices, size)
    whole, bare = [], []
    for _ in range(ROUNDS):
        bare.append(_timed(_insert_bare))
        whole.append(_timed(lambda: _pay(offices)))
    return {
        "size": size,
        "seconds": min(whole),
        "bare": min(bare),
        "times": round(min(whole) / min(bare), 2),
        "us_per_row": round(min(whole) / size * 1e6, 1),
    }


def _world(size: int) -> list[tuple[Office, int]]:
    """Offices of at most 11,000 workers, each with its list and result of December."""
    offices = []
    for number, start in enumerate(range(0, size, MOST_PER_OFFICE), start=1):
        of = made.office(f"Dinas {number}")
        count = min(MOST_PER_OFFICE, size - start)
        with transaction.atomic():
            made.giving(of, count)
            made.listed(of)
            made.report(of)
        offices.append((of, count))
    return offices


def _pay(offices: list[tuple[Office, int]]) -> None:
    first = offices[0][0]
    total_idr = sum(count for _, count in offices) * TARIFF_IDR
    record_slip(
        regency_id=first.regency_id,
        bank="BPD",
        number="BENCH",
        paid_on=DAY,
        parts=[
            Part(agency_id=of.agency_id, month=DECEMBER, amount_idr=count * TARIFF_IDR)
            for of, count in offices
        ],
        by=first.secretariat,
        at=AT,
    )
    record_receipt(
        number="R",
        bank="BPD",
        slip_number="BENCH",
        amount_idr=total_idr,
        received_on=DAY,
        by=first.branch,
        at=AT,
    )


def _keep_rows(offices: list[tuple[Office, int]], size: int) -> None:
    """Let the allocation run once, and keep its rows beside the tables for the bare insert."""
    rows: dict[str, list[bytes]] = {}
    with suppress(TakenBack), transaction.atomic():
        _pay(offices)
        for table, where in KEPT.items():
            rows[table] = _copied_out(f"SELECT * FROM {table} {where}")
        raise TakenBack
    with connection.cursor() as cursor:
        for table in KEPT:
            cursor.execute(f"CREATE TEMP TABLE bench_{table} (LIKE {table})")
            with cursor.copy(f"COPY bench_{table} FROM STDIN") as copy:
                for block in rows[table]:
                    copy.write(block)
            cursor.execute(f"ANALYZE bench_{table}")
        cursor.execute("SELECT count(*) FROM bench_remittance_paidmonth")
        assert cursor.fetchone() == (size,)


def _copied_out(select: str) -> list[bytes]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({select}) TO STDOUT") as copy:
        return [bytes(block) for block in copy]


def _insert_bare() -> None:
    with connection.cursor() as cursor:
        for statement in filter(str.strip, BARE.split(";")):
            cursor.execute(statement)


def _timed(act: Callable[[], None]) -> float:
    spent = 0.0
    with suppress(TakenBack), transaction.atomic():
        began = time.perf_counter()
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        spent = time.perf_counter() - began
        raise TakenBack
    return spent


if __name__ == "__main__":
    sys.exit(main())
