"""
The confined process of `scans`: kind and limits as arguments, the file on standard input.

Answers on standard output with "+" and what is kept, or "-" and the refusal.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module

from payung.stages.intake.gateway.confined import confine, open_nothing
from payung.stages.intake.gateway.unfit import Unfit

HERE = "payung.stages.intake.gateway"
READERS = {"pdf": "pdf", "jpeg": "pictures", "png": "pictures"}
"""Only the module that is needed is loaded: this process starts for every upload."""


def answer(read: Callable[[str, bytes], bytes], kind: str, content: bytes) -> bytes:
    try:
        return b"+" + read(kind, content)
    except Unfit as refusal:
        told = {"code": refusal.code, "values": refusal.values}
    except MemoryError:
        told = {"code": "scan.too_heavy", "values": {}}
    return b"-" + json.dumps(told).encode()


if __name__ == "__main__":
    kind, cpu_seconds, memory_bytes = sys.argv[1:]
    read = import_module(f"{HERE}.{READERS[kind]}").anew
    confine(cpu_seconds=int(cpu_seconds), memory_bytes=int(memory_bytes))
    open_nothing()
    sys.stdout.buffer.write(answer(read, kind, sys.stdin.buffer.read()))
