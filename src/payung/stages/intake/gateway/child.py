"""The confined process of `apart`: one request on standard input, one answer on standard output."""

import json
import struct
import sys

from payung.stages.intake.gateway.confined import confine
from payung.stages.intake.gateway.table import read_table
from payung.stages.intake.gateway.transport import table_to_json
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Column, Layout, Limits


def answer(received: bytes) -> str:
    """Return "+" and the table, or "-" and the refusal."""
    (length,) = struct.unpack_from("<I", received)
    request = json.loads(received[4 : 4 + length])
    limits = Limits(**request["limits"])
    confine(cpu_seconds=limits.cpu_seconds, memory_bytes=limits.memory_bytes)
    columns = (
        Column(**{**column, "aliases": tuple(column["aliases"])})
        for column in request["wanted"]["columns"]
    )
    wanted = Layout(tuple(columns), request["wanted"]["exact"])
    content = received[4 + length :]
    try:
        table = read_table(content, name=request["name"], wanted=wanted, limits=limits)
    except FileRefused as refusal:
        return "-" + json.dumps({"code": refusal.code, "values": dict(refusal.finding.values)})
    return "+" + table_to_json(table)


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()).encode("utf-8", "surrogatepass"))
