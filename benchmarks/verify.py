"""
Every invariant over the whole demo.

    python -m benchmarks.verify      loads the demo into a database of its own, then times verify
"""

import json
import sys
import time

from benchmarks.home import database
from payung.jobs.demo import loading
from payung.kernel.people import Viewer
from payung.reports import verify

MOST_SECONDS = 10.0


def main() -> int:
    with database(safe=False):
        began = time.perf_counter()
        loading.load(size="full", seed=1, today=None)
        loaded = time.perf_counter() - began
        began = time.perf_counter()
        broken = verify.findings(viewer=Viewer.system())
        spent = time.perf_counter() - began
    found = {
        "benchmark": "verify",
        "demo_seconds": round(loaded, 1),
        "seconds": round(spent, 2),
        "broken": len(broken),
    }
    sys.stdout.write(json.dumps(found) + "\n")
    return 0 if spent < MOST_SECONDS and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
