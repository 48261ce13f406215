"""
A staff list of 10,300 rows and 5,000 registrations against only reading their cells.

    python -m benchmarks.imports      prints a table and one line of JSON

Each import is whole: reading, checks, sealing, audit, database. It is done in a transaction that is
rolled back, in rounds that alternate with the bare reading; the medians are compared.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from statistics import median

from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from benchmarks.home import database
from payung.jobs.acting import system
from payung.jobs.places import joining
from payung.jobs.simulation.invented import Inventor
from payung.jobs.simulation.registering import noon
from payung.jobs.simulation.sheets import HABITS, registration_sheet, staff_sheet
from payung.kernel.reporting import FileReport
from payung.stages.enrolment.files import import_registrations
from payung.stages.registry.files import import_staff

STAFF, REGISTRATIONS, OFFICES, ROUNDS = 10_300, 5_000, 30, 5
DAY = date(2026, 11, 20)
MOST_TIMES, MOST_MB = 10.0, 300


class TakenBack(Exception):
    """Ends a measured import without keeping it."""


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--staff", type=int, default=STAFF)
    reader.add_argument("--registrations", type=int, default=REGISTRATIONS)
    wanted = reader.parse_args()
    world = Inventor("benchmark", [("33.24.06", "Limbangan"), ("33.24.15", "Kendal")])
    staff = [world.staff(_office(number, wanted.registrations)) for number in range(wanted.staff)]
    willing = [world.candidate(one, today=DAY) for one in staff[: wanted.registrations]]
    sheets = {
        "staff": staff_sheet(staff, regency="Kabupaten Kendal", as_of=DAY),
        "registrations": registration_sheet(willing, agency="Dinas Nomor 1", habit=HABITS[0]),
    }
    with database():
        rows = _measure(sheets, wanted.staff, wanted.registrations)
    lines = [
        "| import | rows | only reading, s | whole import, s | times |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row['name']} | {row['rows']} | {row['read']:.3f} | {row['import']:.3f} |"
        f" {row['times']:.1f} |"
        for row in rows
    ]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines.append(json.dumps({"benchmark": "imports", "rows": rows, "peak_mb": peak_mb}))
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all(row["times"] <= MOST_TIMES for row in rows) and peak_mb < MOST_MB else 1


def _office(number: int, registrations: int) -> str:
    """The sponsors of the measured sheet work at one large office, as its sheet says."""
    return "Dinas Nomor 1" if number < registrations else f"Dinas Nomor {number % OFFICES + 2}"


def _measure(
    sheets: dict[str, bytes], staff: int, registrations: int
) -> list[dict[str, float | str | int]]:
    by, at = system(), noon(DAY)
    regency_id = joining("33.24", by=by, at=at).regency_id

    def take_staff() -> FileReport:
        return import_staff(content=sheets["staff"], name="asn.xlsx", regency_id=regency_id,
                            apply=True, by=by, at=at)  # fmt: skip

    def take_registrations() -> FileReport:
        return import_registrations(content=sheets["registrations"], name="daftar.xlsx",
                                    regency_id=regency_id, apply=True, by=by, at=at)  # fmt: skip

    rows = [_compare("staff", staff, sheets["staff"], take_staff)]
    take_staff()  # kept: registrations need the sponsors
    rows.append(
        _compare("registrations", registrations, sheets["registrations"], take_registrations)
    )
    return rows


def _compare(
    name: str, rows: int, content: bytes, take: Callable[[], FileReport]
) -> dict[str, float | str | int]:
    reading, importing = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
        reading.append(time.perf_counter() - began)
        importing.append(_timed(take, rows))
    read, whole = median(reading), median(importing)
    return {"name": name, "rows": rows, "read": read, "import": whole, "times": whole / read}


def _timed(take: Callable[[], FileReport], rows: int) -> float:
    spent = 0.0
    try:
        with transaction.atomic():
            began = time.perf_counter()
            report = take()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            spent = time.perf_counter() - began
            if report.rows != rows:
                raise AssertionError(f"read {report.rows} of {rows} rows")
            raise TakenBack
    except TakenBack:
        return spent


if __name__ == "__main__":
    sys.exit(main())
