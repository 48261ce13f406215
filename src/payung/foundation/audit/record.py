"""Writes audit events. The database numbers and chains them."""

from datetime import datetime
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

from payung.foundation.audit.operation import note_recorded
from payung.kernel.people import Actor

# Plain SQL, as every operation records at least one.
_ADD = """
INSERT INTO audit_event (chain, at, actor_id, role, regency_id, agency_id, action, target_type,
    target_id, reason, request_id, row_count, total_idr, digest, detail, seq, previous_hash, hash)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, '', '')
RETURNING id
"""


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
    chain = f"regency:{by.regency_id}" if by.regency_id else "national"
    what = ("", None) if target is None else (target._meta.db_table, target.pk)
    values = [
        *(chain, at, by.person_id, str(by.role), by.regency_id, by.agency_id, action, *what),
        *(reason[:300], by.request_id, row_count, total_idr, digest, Jsonb(detail)),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)
        (event_id,) = cursor.fetchone()
    note_recorded(event_id)
