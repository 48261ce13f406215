"""
A list of a hundred rows, and four hundred signed cards with their QR codes, as PDF.

    python -m benchmarks.papers      prints a table and one line of JSON

Everything but the questions to the database: signing, QR codes, setting in type, tags. Each is
made several times; the first one, which loads the typeface, is told apart from the median.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from tests.factories.papers import authorisation, card_sheets, cover_letter, drawn

ROUNDS = 5
LIST_S, CARDS_S = 2.0, 30.0
LIST_KB, CARDS_KB_PER_PAGE, MOST_MB = 150, 120, 500
CARDS = 400


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--cards", type=int, default=CARDS)
    cards_wanted = reader.parse_args().cards
    found = [
        _measure("authorisation, 1 page", 1, lambda: drawn("D01", authorisation(3))),
        _measure("list of 100 names", 100, lambda: drawn("D02", cover_letter(100))),
        _measure("list of 400 names", 400, lambda: drawn("D02", cover_letter(400))),
        _measure(
            f"{cards_wanted} signed cards",
            cards_wanted,
            lambda: drawn("D06", card_sheets(cards_wanted)),
        ),
    ]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = ["| paper | rows | first, s | median, s | KB |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['name']} | {row['rows']} | {row['first']:.2f} | {row['median']:.2f} |"
        f" {row['kb']:.0f} |"
        for row in found
    ]
    lines.append(json.dumps({"benchmark": "papers", "rows": found, "peak_mb": peak_mb}))
    sys.stdout.write("\n".join(lines) + "\n")
    hundred, cards = found[1], found[3]
    kept = (
        max(hundred["first"], hundred["median"]) <= LIST_S
        and cards["first"] <= CARDS_S
        and hundred["kb"] <= LIST_KB
        and cards["kb"] <= CARDS_KB_PER_PAGE * cards_wanted / 4
        and peak_mb <= MOST_MB
    )
    return 0 if kept else 1


def _measure(name: str, rows: int, make: Callable[[], bytes]) -> dict[str, Any]:
    spent, content = [], b""
    for _ in range(ROUNDS):
        began = time.perf_counter()
        content = make()
        spent.append(time.perf_counter() - began)
    kilobytes = len(content) / 1024
    return {"name": name, "rows": rows, "first": spent[0], "median": median(spent), "kb": kilobytes}


if __name__ == "__main__":
    sys.exit(main())
