"""Keeps invented files, through intake's own operation."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.kernel.reporting import RowFinding
from payung.stages.intake.models import Kind
from payung.stages.intake.operations import keep_file

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SYSTEM = Actor.system("factory")


def kept(
    *,
    content: bytes = b"NIP;Nama\n198511062010032901;Siti Rahayu\n",
    fingerprint: str = "f" * 64,
    regency_id: int | None = 1,
    agency_id: int | None = None,
    kind: str = Kind.STAFF,
    month: Month | None = None,
    findings: Sequence[RowFinding] = (),
    refused: bool = False,
    by: Actor = SYSTEM,
    at: datetime = AT,
) -> int:
    """Keep one file and return its id."""
    return keep_file(
        kind=kind,
        name="daftar asn.csv",
        content=content,
        fingerprint=fingerprint,
        sha256=sha256(content).hexdigest(),
        regency_id=regency_id,
        agency_id=agency_id,
        month=month,
        report={"rows": 1},
        findings=findings,
        refused=refused,
        by=by,
        at=at,
    )
