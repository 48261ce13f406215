"""
The pages of registering and of claims with ten years of a regency behind them, and the payday herd.

    python -m benchmarks.web                 each path one after the other, then 20 s of herd
    python -m benchmarks.web --herd 300      five minutes of herd

The service is started as `payung run` starts it, on a free port of this machine. Paths are asked
by one visitor; the herd arrives by the clock, whether or not earlier visitors were answered, and
its times count from the moment a visitor meant to come. Visitor and service share the two cores.
"""

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime

from django.core.management import call_command
from django.db import connection

from benchmarks import bereaved, herd, ten_years, visitors
from benchmarks.home import database
from payung.config import web_server
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.monitoring.operations import rebuild

TIMES = 60


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--herd", type=int, default=20, help="seconds of herd")
    wanted = reader.parse_args()
    now = Month.of(today_in_wib(datetime.now(UTC)))
    with database() as server:
        ten_years.fill(server, "payung", until=now)
        families = bereaved.fill(at=datetime.now(UTC))
        rebuild(by=Actor.system("benchmark"), at=datetime.now(UTC))
        connection.close()
        call_command("collectstatic", verbosity=0, interactive=False)
        slow = _served(wanted.herd, families)
    return 1 if slow else 0


def _served(herd_seconds: int, families: bereaved.Families) -> list[str]:
    port = _free_port()
    command = web_server.command(port)
    service = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        visitors.wait_for(port)
        found = visitors.measure(port, families, times=TIMES)
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
