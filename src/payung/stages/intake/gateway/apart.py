"""
Reads an upload in a process of its own, which has little time, little memory and no secrets.

A file that makes the reader run away takes only that process with it.
"""

import json
import resource
import struct
import subprocess
import sys
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from payung.stages.intake.gateway.sniff import check_size
from payung.stages.intake.gateway.transport import table_from_json
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import STAFF, Layout, Limits, Table

SOURCE = Path(__file__).resolve().parents[4]
CHILD = "payung.stages.intake.gateway.child"
WALL_FACTOR = 3
"""A busy machine may need this many times the allowed processor time by the clock."""


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
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter and module; no text of a person)
            [sys.executable, "-s", "-B", "-m", CHILD],
            input=struct.pack("<I", len(request)) + request + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
            cwd="/",
            timeout=limits.cpu_seconds * WALL_FACTOR,
            check=False,
        )
    except subprocess.TimeoutExpired as failure:
        raise FileRefused("file.too_slow") from failure
    if done.returncode:
        raise FileRefused("file.too_slow")
    answer = done.stdout.decode("utf-8")
    if answer.startswith("-"):
        refusal = json.loads(answer[1:])
        raise FileRefused(refusal["code"], **refusal["values"])
    return table_from_json(answer[1:])


def confine(limits: Limits) -> None:
    """Give this process the limits it can never raise again."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))
