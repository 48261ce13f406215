"""
Reads an upload in a process of its own, which has little time, little memory and no secrets.

A file that makes the reader run away takes only that process with it.
"""

import json
import struct
import subprocess
import sys
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

from payung.stages.intake.gateway.sniff import check_size
from payung.stages.intake.gateway.transport import table_from_json
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import STAFF, Layout, Limits, Table

SOURCE = Path(__file__).resolve().parents[4]
CHILD = "payung.stages.intake.gateway.child"
WALL_FACTOR = 3
"""A busy machine may need this many times the allowed processor time by the clock."""
AT_ONCE = BoundedSemaphore(2)
"""Of a web process. Each reader may take half a gigabyte; whoever sends a third waits."""


def read_table_apart(content: bytes, *, name: str, wanted: Layout, limits: Limits = STAFF) -> Table:
    """
    Return what `read_table` returns, for a file that a stranger sent.

    The last few are remembered: a list is looked at on its review, and again after each decision.
    """
    check_size(content, limits)
    return _table(content, name, wanted, limits)


@lru_cache(maxsize=4)
def _table(content: bytes, name: str, wanted: Layout, limits: Limits) -> Table:
    request = json.dumps({"name": name, "wanted": asdict(wanted), "limits": asdict(limits)}).encode(
        "utf-8", "replace"
    )
    sent = struct.pack("<I", len(request)) + request + content
    answer = answer_apart(
        CHILD, sent, limits, runaway="file.too_slow", broken="file.too_slow"
    ).decode("utf-8")
    if answer.startswith("-"):
        refusal = json.loads(answer[1:])
        raise FileRefused(refusal["code"], **refusal["values"])
    return table_from_json(answer[1:])


def answer_apart(
    child: str,
    sent: bytes,
    limits: Limits,
    *,
    arguments: tuple[str, ...] = (),
    runaway: str,
    broken: str,
) -> bytes:
    """
    Return what this module answers in a process of its own.

    :raises FileRefused: it had to be stopped (`runaway`), or ended without an answer (`broken`).
    """
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603  (our own interpreter and module; no text of a person)
                [sys.executable, "-s", "-B", "-m", child, *arguments],
                input=sent,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
                cwd="/",
                timeout=limits.cpu_seconds * WALL_FACTOR,
                check=False,
            )
    except subprocess.TimeoutExpired as failure:
        raise FileRefused(runaway) from failure
    if done.returncode:
        raise FileRefused(runaway if done.returncode < 0 else broken)
    return done.stdout
