"""Forms that were sent: the same form sent again has the same result, and no second effect."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from payung.foundation.access.models import SubmittedForm

_CLAIM: Final = """
    INSERT INTO access_submittedform (key, person_id, action, body_digest, result, at)
    VALUES (%s, %s, %s, %s, '', %s) ON CONFLICT (key) DO NOTHING RETURNING key
"""


class OtherContent(Exception):
    """The key of this form came before with other answers, from another person or elsewhere."""


def claim(
    *, key: UUID, person_id: int | None, action: str, body_digest: str, at: datetime
) -> str | None:
    """
    Take a form's key inside the caller's transaction; return None where it is the first time.

    Sent before, return where its result is. A twin on its way at this moment is waited for.

    :raises OtherContent: the key belongs to another submission.
    """
    assert transaction.get_connection().in_atomic_block, "claim and do in one transaction"
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [key, person_id, action, body_digest, at])
        if cursor.fetchone() is not None:
            return None
    found = SubmittedForm.objects.select_for_update().get(pk=key)
    if (found.person_id, found.action, found.body_digest) != (person_id, action, body_digest):
        raise OtherContent(str(key))
    return found.result or None


def finish(*, key: UUID, result: str) -> None:
    """Keep where the result of a claimed form is."""
    SubmittedForm.objects.filter(pk=key).update(result=result)
