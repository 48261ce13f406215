"""
Every invariant over the whole demo.

    python benchmarks/verify.py      loads the demo into a database of its own, then times verify
"""

import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
HOME = Path(tempfile.mkdtemp(prefix="payung-bench-"))
HOME.chmod(0o755)  # the server may run as another user, who must reach it
os.environ |= {"PAYUNG_HOME": str(HOME), "DJANGO_SETTINGS_MODULE": "payung.config.settings"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402  # the environment above decides which database is meant

django.setup()

from django.db import connection  # noqa: E402

from payung.config.embedded import running  # noqa: E402
from payung.config.migrate import create_embedded_database, migrate  # noqa: E402
from payung.jobs.demo import loading  # noqa: E402
from payung.kernel.people import Viewer  # noqa: E402
from payung.reports import verify  # noqa: E402

MOST_SECONDS = 10.0


def main() -> int:
    with running(HOME, safe=False) as server:
        create_embedded_database(server, "payung")
        migrate()
        began = time.perf_counter()
        loading.load(size="full", seed=1, today=None)
        loaded = time.perf_counter() - began
        began = time.perf_counter()
        broken = verify.findings(viewer=Viewer.system())
        spent = time.perf_counter() - began
        connection.close()
    found = {
        "benchmark": "verify",
        "demo_seconds": round(loaded, 1),
        "seconds": round(spent, 2),
        "broken": len(broken),
    }
    sys.stdout.write(json.dumps(found) + "\n")
    return 0 if spent < MOST_SECONDS and not broken else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
