"""A list that comes in by file is kept before it takes effect, and the same content only once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.kernel.reporting import RowFinding
from payung.stages.intake.operations import keep_file
from payung.stages.intake.queries import applied_before


class ReadFile(Protocol):
    """A file as read apart; nothing of it is kept yet."""

    @property
    def name(self) -> str: ...
    @property
    def content(self) -> bytes: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class SeenOtherwise(Exception):
    """The list would change other things than those that were seen; look again."""


class AppliedBefore(Exception):
    """This very content took effect before."""

    def __init__(self, at: datetime, who: str) -> None:
        super().__init__()
        self.at = at
        self.who = who


@operation
def keep_list(
    *,
    kind: str,
    read: ReadFile,
    rows: int,
    findings: Sequence[RowFinding],
    regency_id: int,
    by: Actor,
    at: datetime,
) -> int:
    """
    Keep a list that was read, to be looked at and accepted; return its id. Nothing changes yet.

    :raises AppliedBefore: this very content took effect before.
    """
    before = applied_before(
        viewer=by.viewer, kind=kind, regency_id=regency_id, fingerprint=read.fingerprint
    )
    if before is not None:
        raise AppliedBefore(before.received_at, before.received_by)
    return keep_file(
        kind=kind,
        name=read.name,
        content=read.content,
        fingerprint=read.fingerprint,
        sha256=read.sha256,
        regency_id=regency_id,
        report={"rows": rows},
        findings=findings,
        by=by,
        at=at,
    )
