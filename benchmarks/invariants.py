"""
Every invariant over ten years of a regency: 1.3 million paid months, 2.6 million transfers.

    python -m benchmarks.invariants               prints the slowest checks and one line of JSON
    python -m benchmarks.invariants --staff 110   the same, small
"""

import argparse
import json
import sys
import time
from datetime import UTC, datetime

from django.db import connection

from benchmarks import ten_years, ten_years_books
from benchmarks.home import database
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.reports import verify
from payung.stages.monitoring.operations import rebuild

UNTIL = Month(2037, 1)
"""All of the ten years before it have one tariff, which the invariants know."""
TAKEN = datetime(2037, 1, 20, 2, tzinfo=UTC)
"""When the figures were taken that F1 measures again."""
MOST_SECONDS, SHOWN = 60.0, 8


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--staff", type=int, default=ten_years.STAFF)
    reader.add_argument("--years", type=int, default=ten_years.YEARS)
    wanted = reader.parse_args()
    size = ten_years.Size(staff=wanted.staff, years=wanted.years)
    with database(safe=False) as server:
        began = time.perf_counter()
        ten_years.fill(server, "payung", until=UNTIL, size=size)
        ten_years_books.fill(server, "payung", until=UNTIL, size=size)
        connection.close()
        filled = time.perf_counter() - began
        rebuild(by=Actor.system("benchmark"), at=TAKEN)
        spent, broken = _each()
    return _show(size, filled, spent, broken)


def _each() -> tuple[dict[str, float], list[str]]:
    """Return the seconds of each check, and what it found broken."""
    spent: dict[str, float] = {}
    broken: list[str] = []
    with verify.whole_tables():
        for _, check in verify.CHECKS:
            began = time.perf_counter()
            broken += check()
            spent[check.__name__] = time.perf_counter() - began
    return spent, broken


def _show(size: ten_years.Size, filled: float, spent: dict[str, float], broken: list[str]) -> int:
    total = sum(spent.values())
    slowest = sorted(spent.items(), key=lambda one: -one[1])[:SHOWN]
    lines = ["| check | seconds |", "|---|---|"]
    lines += [f"| {name} | {seconds:.2f} |" for name, seconds in slowest]
    lines += [f"broken: {what}" for what in broken[:SHOWN]]
    found = {
        "benchmark": "invariants",
        "paid_months": size.staff * size.months,
        "fill_seconds": round(filled, 1),
        "seconds": round(total, 2),
        "broken": len(broken),
    }
    sys.stdout.write("\n".join([*lines, json.dumps(found)]) + "\n")
    return 0 if total <= MOST_SECONDS and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
