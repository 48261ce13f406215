"""Keeping the picture of a slip beside the slip."""

import base64
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor
from payung.stages.intake.gateway.scans import clean_scan
from payung.stages.remittance.models import Slip, SlipScan
from payung.stages.remittance.models.slips import Slips
from payung.stages.remittance.operations.matching import places_of
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.slips import record_slip
from payung.stages.remittance.problems import ScanKnown, ScanUsed
from payung.stages.remittance.queries.scans import SCAN
from payung.stages.remittance.sums import Part


@operation
def record_proven_slip(
    *,
    regency_id: int,
    bank: str,
    number: str,
    paid_on: date,
    parts: Sequence[Part],
    scan: bytes,
    by: Actor,
    at: datetime,
) -> int:
    """
    Record a slip together with its picture, or neither.

    :raises FileRefused: the picture cannot be kept.
    Raises as `record_slip` and `keep_scan`.
    """
    slip_id = record_slip(
        regency_id=regency_id,
        bank=bank,
        number=number,
        paid_on=paid_on,
        parts=parts,
        by=by,
        at=at,
    )
    keep_scan(slip_id=slip_id, content=scan, by=by, at=at)
    return slip_id


@operation
def keep_scan(*, slip_id: int, content: bytes, by: Actor, at: datetime) -> None:
    """
    Keep the picture of a slip, sealed and without where it was taken. Sent again, nothing happens.

    :raises FileRefused: it is no PDF, JPEG or PNG, too big, locked or damaged.
    :raises ScanUsed: this very picture proves another slip that stands.
    :raises ScanKnown: the slip has another picture.
    :raises NotYourMoney: a part of the slip is another office's.
    """
    slip = Slip.objects.get(pk=slip_id)
    refuse_others_offices({agency_id for agency_id, _ in places_of(slip)}, by=by)
    sent = sha256(content).hexdigest()
    _one_at_a_time(slip_id, sent)
    same = SlipScan.objects.filter(sha256=sent)
    known = SlipScan.objects.filter(slip=slip).first() or same.filter(slip__in=_standing()).first()
    if known is None:
        clean = clean_scan(content)
        sealed = sealer().seal(base64.b64encode(clean.content).decode("ascii"), SCAN)
        known = SlipScan.objects.create(
            slip=slip,
            kind=clean.kind,
            sha256=sent,
            attempt=same.count(),
            size=len(clean.content),
            content=sealed,
            kept_by_id=by.person_id,
            kept_at=at,
        )
    elif known.slip_id != slip.pk:
        raise ScanUsed
    elif known.sha256 != sent:
        raise ScanKnown
    record("slip.scan_kept", target=slip, by=by, at=at, digest=sent)


def _standing() -> Slips:
    return Slip.objects.standing()


def _one_at_a_time(slip_id: int, sent: str) -> None:
    """Of two who keep a picture of one slip, or one picture of two, the second finds the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(name, 0))"
            " FROM unnest(%s::text[]) AS name",
            [[f"scan:{sent}", f"scan:{slip_id}"]],
        )
