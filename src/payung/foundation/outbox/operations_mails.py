"""Many e-mails at once, in a constant number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth import get_user_model

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.outbox.models import Item
from payung.foundation.outbox.texts import clean
from payung.kernel.people import Actor
from payung.kernel.wording import say

_LONGEST_KEY: Final = 120
_AT_ONCE: Final = 1000


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One e-mail to a person: `<code>.subject` and `<code>.body` with their values."""

    key: str
    person_id: int
    code: str
    values: Mapping[str, str]


@operation
def queue_mails(*, regency_id: int, mails: Sequence[Mail], by: Actor, at: datetime) -> int:
    """
    Let e-mails wait for the mail server, each once per `key`; return how many were made.

    Who has no address, and who does not want this one, is left out.
    """
    people = get_user_model().objects.filter(
        pk__in={mail.person_id for mail in mails}, is_active=True, email_sealed__isnull=False
    )
    unwanted = dict(people.values_list("pk", "unwanted"))
    made = Item.objects.bulk_create(
        [
            Item(
                regency_id=regency_id,
                key=mail.key[:_LONGEST_KEY],
                kind=mail.code[:40],
                address=f"person:{mail.person_id}",
                subject=clean(say(f"{mail.code}.subject", **mail.values))[:200],
                body=say(f"{mail.code}.body", **mail.values),
                created_at=at,
                next_try_at=at,
            )
            for mail in mails
            if mail.person_id in unwanted and mail.code not in unwanted[mail.person_id]
        ],
        ignore_conflicts=True,
        batch_size=_AT_ONCE,
    )
    record("mails.queued", by=by, at=at, row_count=len(made), regency=regency_id)
    return len(made)
