"""Writes audit events. The database numbers and chains them."""

from datetime import datetime
from typing import Any

from django.db import models

from payung.foundation.audit.models import Event
from payung.foundation.audit.operation import note_recorded
from payung.kernel.people import Actor


def record(
    action: str,
    *,
    by: Actor,
    at: datetime,
    target: models.Model | None = None,
    reason: str = "",
    row_count: int | None = None,
    total_idr: int | None = None,
    digest: str = "",
    **detail: Any,
) -> None:
    """
    Add one event: `action` such as "batch.sent", on `target`, by whom and when.

    A set-based change carries `row_count`, `total_idr` and `digest` instead of one event per row.
    `detail` holds codes, counts and ids only: never a name or an identity number.
    """
    event = Event.objects.create(
        chain=f"regency:{by.regency_id}" if by.regency_id else "national",
        at=at,
        actor_id=by.person_id,
        role=by.role,
        regency_id=by.regency_id,
        agency_id=by.agency_id,
        action=action,
        target_type=target._meta.db_table if target is not None else "",
        target_id=target.pk if target is not None else None,
        reason=reason[:300],
        request_id=by.request_id,
        row_count=row_count,
        total_idr=total_idr,
        digest=digest,
        detail=detail,
    )
    note_recorded(event.pk)
