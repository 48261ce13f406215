"""
The treasurer's long moments: an answer of 5,000 rows taken in, and offices closed one by one.

    python -m benchmarks.closing      prints one line of JSON

As the application, on a server that waits for the disk at every commit.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.home import database
from payung.kernel.people import Actor, Viewer
from payung.process.closing import close_month
from payung.process.payroll import take_result
from payung.reports import verify
from payung.stages.deductions.files import payroll_file
from payung.stages.monitoring.operations import rebuild
from payung.stages.remittance.operations import ask_close
from payung.stages.remittance.queries import month_state
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, Office

ROWS, OFFICES, WORKERS = 5_000, 40, 100
MOST_UPLOAD_S, MOST_CLOSE_S, MOST_VERIFY_S = 15.0, 1.5, 5.0


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rows", type=int, default=ROWS)
    reader.add_argument("--offices", type=int, default=OFFICES)
    wanted = reader.parse_args()
    with database():
        large = made.office("Dinas Pendidikan")
        upload_s = _timed(_answer(large, wanted.rows))
        closes = sorted(_timed(_close(_ready(number))) for number in range(wanted.offices))
        rebuild(by=Actor.system("benchmark"), at=AT)
        verify_s = _timed(lambda: verify.findings(viewer=Viewer.system()))
    found = {
        "benchmark": "closing",
        "upload_rows": wanted.rows,
        "upload_seconds": round(upload_s, 2),
        "closes": wanted.offices,
        "close_seconds_p50": round(statistics.median(closes), 3),
        "close_seconds_p95": round(closes[int(wanted.offices * 0.95)], 3),
        "verify_open_months_seconds": round(verify_s, 2),
    }
    sys.stdout.write(json.dumps(found) + "\n")
    kept = (
        upload_s <= MOST_UPLOAD_S
        and found["close_seconds_p95"] <= MOST_CLOSE_S
        and verify_s <= MOST_VERIFY_S
    )
    return 0 if kept else 1


def _answer(of: Office, rows: int) -> Callable[[], object]:
    """Return what takes in payroll's file of one large office, from its bytes to the ledger."""
    made.giving(of, rows)
    list_id = made.listed(of)
    content = payroll_file(viewer=Viewer.system(), list_id=list_id)
    return lambda: take_result(
        content=content,
        name="hasil.xlsx",
        agency_id=of.agency_id,
        month=DECEMBER,
        by=of.treasurer,
        at=AT,
    )


def _ready(number: int) -> Office:
    """Return an office whose month is cut, paid on and received."""
    of = made.office(f"Dinas {number}")
    made.giving(of, WORKERS)
    made.paid(of)
    return of


def _close(of: Office) -> Callable[[], object]:
    """Return what the second person's press does: look, close, and make the minutes."""
    asked = ask_close(agency_id=of.agency_id, month=DECEMBER, by=of.treasurer, at=AT)

    def close() -> None:
        state = month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=DECEMBER)
        assert state is not None
        close_month(
            approval_id=asked,
            agency_id=of.agency_id,
            month=DECEMBER,
            seen_digest=state.digest,
            by=of.head,
            at=AT,
        )

    return close


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
