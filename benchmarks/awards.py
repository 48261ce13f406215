"""
Computing an award: a family's cash, a disability, five years unable to work, a whole scholarship.

    python -m benchmarks.awards      prints a table and one line of JSON; exit 1 above 1 ms

Without database. The law is read once before, as a server has it; that time is told apart. Counted
is the processor's own time in short rounds: on a shared machine the clock measures the neighbours.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

from payung.foundation.rules import benefits, current_law

ROUNDS, TIMES = 150, 20
MOST_MS = 1.0
ACCIDENT = benefits.Accident(date(2026, 3, 1))
LOSSES = [benefits.Loss("arm_shoulder_right"), benefits.Loss("sight_one"), benefits.Loss("nose")]
EVENT = benefits.Event(benefits.Scheme.JKK, date(2026, 8, 1))
CHILDREN = [benefits.Child(date(2022, 5, day), benefits.Level.TK) for day in (10, 11)]
PEOPLE = [benefits.Relative(one) for one in benefits.Relation]

AWARDS: dict[str, Callable[[], object]] = {
    "jkm, 42,000,000": lambda: benefits.jkm(
        died_on=date(2026, 9, 1), member_since=date(2024, 6, 1), paid_months=27
    ),
    "jkk death, 70,000,000": lambda: benefits.jkk_death(ACCIDENT, died_on=date(2026, 3, 4)),
    "total disability": lambda: benefits.total_disability(ACCIDENT),
    "three disabilities, capped": lambda: benefits.partial_disability(ACCIDENT, LOSSES),
    "unable to work, 1 year": lambda: benefits.stmb(
        ACCIDENT, from_on=date(2026, 3, 1), last_on=date(2027, 2, 28)
    ),
    "unable to work, 5 years": lambda: benefits.stmb(
        ACCIDENT, from_on=date(2026, 3, 1), last_on=date(2031, 2, 28)
    ),
    "transport, three ways": lambda: benefits.transport(
        ACCIDENT, dict.fromkeys(benefits.Mode, 20_000_000)
    ),
    "scholarship, 174,000,000": lambda: benefits.scholarship_plan(EVENT, CHILDREN),
    "heirs, everybody": lambda: benefits.heirs(PEOPLE, died_on=date(2026, 3, 1)),
    "deadlines": lambda: benefits.deadlines(
        benefits.Scheme.JKM,
        date(2026, 3, 1),
        asked_on=date(2026, 3, 1),
        complete_on=date(2026, 3, 16),
        paid_on=date(2026, 4, 20),
        amount_idr=42_000_000,
    ),
}


def main() -> int:
    began = time.perf_counter()
    current_law()
    loaded_ms = (time.perf_counter() - began) * 1000
    found = [_measure(name, award) for name, award in AWARDS.items()]
    lines = ["| award | fastest, ms | median, ms |", "|---|---|---|"]
    lines += [f"| {row['name']} | {row['fastest']:.3f} | {row['median']:.3f} |" for row in found]
    told = {"benchmark": "awards", "law_ms": round(loaded_ms, 1), "rows": found}
    sys.stdout.write("\n".join([*lines, json.dumps(told)]) + "\n")
    return 0 if all(row["median"] <= MOST_MS for row in found) else 1


def _measure(name: str, award: Callable[[], object]) -> dict[str, Any]:
    """Return milliseconds per award: the fastest of some rounds, and their median."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(TIMES):
            award()
        spent.append((time.process_time() - began) * 1000 / TIMES)
    return {"name": name, "fastest": round(min(spent), 4), "median": round(median(spent), 4)}


if __name__ == "__main__":
    sys.exit(main())
