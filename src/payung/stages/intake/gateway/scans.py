"""
A photo or PDF of a paper: recognised by its bytes, and written anew by a confined process.

A phone writes into a photo where and with what it was taken; a PDF can hold programs and other
files. Nothing of that is kept, and nothing of what came is opened in this process.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final, Literal

from payung.stages.intake.gateway.apart import answer_apart
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import MEGABYTE, Limits

Kind = Literal["pdf", "jpeg", "png"]
MOST_BYTES: Final = 5 * MEGABYTE
CHILD: Final = "payung.stages.intake.gateway.scan_child"
LIMITS: Final = Limits(content_bytes=MOST_BYTES, cpu_seconds=6)
"""Six times what the largest photo takes here; a claim waits for its reader no longer."""
_STARTS: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
)
_IPHONE: Final = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1")


@dataclass(frozen=True, slots=True)
class Scan:
    """What is kept of a paper; a picture is a JPEG then. The same bytes give the same."""

    kind: Kind
    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def clean_scan(content: bytes, limits: Limits = LIMITS) -> Scan:
    """
    Return the paper, written anew: a picture upright and small enough, a PDF with its pages only.

    :raises FileRefused: too big, cut short, locked, or neither PDF, JPEG nor PNG; or its reader
        ran away.
    """
    if not content:
        raise FileRefused("scan.empty")
    if len(content) > limits.content_bytes:
        size, limit = str(-(-len(content) // MEGABYTE)), str(limits.content_bytes // MEGABYTE)
        raise FileRefused("scan.too_big", size=size, limit=limit)
    return _written_anew(_kind(content), content, limits)


@lru_cache(maxsize=2)
def _written_anew(kind: Kind, content: bytes, limits: Limits) -> Scan:
    """The last two are remembered: one proof is sent for every heir, child or refund it names."""
    answer = answer_apart(
        CHILD,
        content,
        limits,
        arguments=(kind, str(limits.cpu_seconds), str(limits.memory_bytes)),
        runaway="scan.too_heavy",
        broken="scan.damaged",
    )
    if answer.startswith(b"-"):
        refusal = json.loads(answer[1:])
        raise FileRefused(refusal["code"], **refusal["values"])
    return Scan("pdf" if kind == "pdf" else "jpeg", answer[1:])


def _kind(content: bytes) -> Kind:
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    raise FileRefused("scan.iphone" if content[4:12] in _IPHONE else "scan.wrong_type")
