"""
The pages of the registering half with ten years of a regency behind them, and the payday herd.

    python benchmarks/web.py                 each path one after the other, then 20 s of herd
    python benchmarks/web.py --herd 300      five minutes of herd

The service is started as `payung run` starts it, on a free port of this machine. Paths are asked
by one visitor; the herd arrives by the clock, whether or not earlier visitors were answered, and
its times count from the moment a visitor meant to come. Visitor and service share the two cores.
"""

import argparse
import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
HOME = Path(tempfile.mkdtemp(prefix="payung-bench-"))
HOME.chmod(0o755)  # the server may run as another user, who must reach it
os.environ |= {"PAYUNG_HOME": str(HOME), "DJANGO_SETTINGS_MODULE": "payung.config.settings"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402  # the environment above decides which database is meant

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks import herd, ten_years, visitors  # noqa: E402
from payung.config.commands.run import web_command  # noqa: E402
from payung.config.embedded import running  # noqa: E402
from payung.config.migrate import create_embedded_database, migrate  # noqa: E402
from payung.kernel.clock import today_in_wib  # noqa: E402
from payung.kernel.month import Month  # noqa: E402

TIMES = 60


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--herd", type=int, default=20, help="seconds of herd")
    wanted = reader.parse_args()
    now = Month.of(today_in_wib(datetime.now(UTC)))
    try:
        with running(HOME, safe=True) as server:
            create_embedded_database(server, "payung")
            migrate()
            ten_years.fill(server, "payung", until=now)
            connection.close()
            call_command("collectstatic", verbosity=0, interactive=False)
            slow = _served(wanted.herd)
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
    return 1 if slow else 0


def _served(herd_seconds: int) -> list[str]:
    port = _free_port()
    command = web_command(port)
    service = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        visitors.wait_for(port)
        found = visitors.measure(port, times=TIMES)
        crowd = asyncio.run(herd.run(port, seconds=herd_seconds))
    finally:
        service.terminate()
        service.wait(timeout=30)
    sys.stdout.write(visitors.table(found) + "\n\n" + herd.table(crowd) + "\n")
    sys.stdout.write(json.dumps({"benchmark": "web", "paths": found, "herd": crowd}) + "\n")
    return [*visitors.over_limit(found), *herd.over_limit(crowd)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    began = time.monotonic()
    code = main()
    sys.stdout.write(f"{time.monotonic() - began:.0f} s in all\n")
    sys.exit(code)
