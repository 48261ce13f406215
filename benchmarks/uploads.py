"""
An uploaded sheet on the web, from its bytes to the review that the officer reads.

    python -m benchmarks.uploads      prints a table and one line of JSON

500 and 5,000 rows: receiving (the confined reader, the rules, sealing, the database), showing the
review, and accepting its good rows. Rows must be reviewable in 4 and in 15 seconds.
"""

import argparse
import json
import sys
import time
from datetime import date

from benchmarks.home import database
from payung.jobs.acting import system
from payung.jobs.places import joining
from payung.jobs.simulation.invented import Inventor
from payung.jobs.simulation.registering import noon
from payung.jobs.simulation.sheets import HABITS, registration_sheet, staff_sheet
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.enrolment.files.correcting_rows import accept_rows
from payung.stages.enrolment.files.reviewing import review_of
from payung.stages.enrolment.files.uploads import read_waiting, receive
from payung.stages.registry.files import import_staff
from payung.stages.registry.queries import agencies

SIZES = {500: 4.0, 5_000: 15.0}
"""Rows, and in how many seconds their review must stand before the officer."""
DAY = date(2026, 11, 20)
OFFICE = "Dinas Nomor 1"


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--sizes", default=",".join(map(str, SIZES)))
    sizes = [int(size) for size in reader.parse_args().sizes.split(",")]
    world = Inventor("uploads", [("33.24.06", "Limbangan"), ("33.24.15", "Kendal")])
    staff = [world.staff(OFFICE) for _ in range(sum(sizes))]
    with database():
        by, at = system(), noon(DAY)
        regency_id = joining("33.24", by=by, at=at).regency_id
        content = staff_sheet(staff, regency="Kabupaten Kendal", as_of=DAY)
        import_staff(
            content=content, name="asn.xlsx", regency_id=regency_id, apply=True, by=by, at=at
        )
        (office,) = agencies(viewer=Viewer.system(), regency_id=regency_id)
        officer = Actor(None, "Petugas", Role.OFFICER, regency_id, office.agency_id, "bench")
        rows = []
        for size in sizes:
            sponsors, staff = staff[:size], staff[size:]
            people = [world.candidate(one, today=DAY) for one in sponsors]
            sheet = registration_sheet(people, agency=OFFICE, habit=HABITS[0])
            rows.append(_measure(size, sheet, officer))
    lines = ["| rows | receive, s | show review, s | accept, s |", "|---|---|---|---|"]
    lines += [
        f"| {row['rows']} | {row['receive']:.2f} | {row['review']:.2f} | {row['accept']:.2f} |"
        for row in rows
    ]
    lines.append(json.dumps({"benchmark": "uploads", "rows": rows}))
    sys.stdout.write("\n".join(lines) + "\n")
    most = [SIZES.get(int(row["rows"]), max(SIZES.values())) for row in rows]
    in_time = [
        row["receive"] + row["review"] <= limit for row, limit in zip(rows, most, strict=True)
    ]
    return 0 if all(in_time) else 1


def _measure(size: int, sheet: bytes, by: Actor) -> dict[str, float]:
    at = noon(DAY)
    began = time.perf_counter()
    received = receive(
        content=sheet,
        name=f"daftar-{size}.xlsx",
        regency_id=by.regency_id or 0,
        agency_id=by.agency_id or 0,
        by=by,
        at=at,
    )
    if received.is_waiting:
        read_waiting(file_id=received.file_id, by=system(), at=at)
    kept = time.perf_counter()
    review = review_of(viewer=by.viewer, file_id=received.file_id, at=at)
    shown = time.perf_counter()
    taken = accept_rows(file_id=received.file_id, expected=review.ready, by=by, at=at)
    done = time.perf_counter()
    if len(review.rows) != size or taken != review.ready:
        raise AssertionError(f"{taken} of {len(review.rows)} rows of {size}")
    return {
        "rows": size,
        "receive": kept - began,
        "review": shown - kept,
        "accept": done - shown,
        "good": taken,
    }


if __name__ == "__main__":
    sys.exit(main())
