"""
Sends what waits: outside any transaction, at least once, with growing pauses.

The most that is ever known of a mail is that the SMTP server accepted it.
"""

import hashlib
import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import transaction

from payung.foundation.outbox.models import Item
from payung.foundation.outbox.places import EMAIL_PLACE
from payung.foundation.outbox.texts import clean
from payung.kernel.keyring import sealer

PAUSES_MINUTES: Final = (1, 5, 15, 60, 240)
AT_ONCE: Final = 50
LEASE: Final = timedelta(minutes=5)
"""How long an attempt has the item to itself: longer than all its time-outs together."""
TIMEOUT_SECONDS: Final = 15
KEPT: Final = timedelta(days=30)
_PERSON: Final = "person:"
_log = logging.getLogger("payung.outbox")


class NoAddress(Exception):
    """The person has no address any more, or it is none that mail can go to."""


def send_waiting(*, at: datetime) -> int:
    """Try every item that is due by `at`; return how many the SMTP server accepted."""
    due = Item.objects.filter(done_at=None, parked_at=None, next_try_at__lte=at)
    ids = list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_try(int(item_id), at) for item_id in ids)


def forget_done(*, at: datetime) -> int:
    """Delete items that were done thirty days ago: their words are personal data."""
    deleted, _ = Item.objects.filter(done_at__lt=at - KEPT).delete()
    return deleted


def _try(item_id: int, at: datetime) -> bool:
    item = _taken(item_id, at)
    if item is None:
        return False
    try:
        _message(item, _connection()).send()
    except (NoAddress, SMTPException, OSError) as problem:
        _keep_problem(item, problem, at)
        return False
    Item.objects.filter(pk=item.pk).update(done_at=at, last_problem="")
    _log.info("item %s: accepted by the SMTP server", item.pk)
    return True


def _taken(item_id: int, at: datetime) -> Item | None:
    """Take an item for one attempt; None where another worker has it."""
    with transaction.atomic():
        # Whoever holds the row sends it; another worker passes by. The lease is written before the
        # attempt, so that a kill in between costs a repeat, never a loss.
        item = Item.objects.select_for_update(skip_locked=True).filter(
            pk=item_id, done_at=None, parked_at=None, next_try_at__lte=at
        ).first()  # fmt: skip
        if item is not None:
            item.next_try_at = at + LEASE
            item.tries += 1
            item.save(update_fields=["next_try_at", "tries"])
        return item


def _keep_problem(item: Item, problem: Exception, at: datetime) -> None:
    """Try again later, or park: after five attempts, or where another would change nothing."""
    parks = item.tries >= len(PAUSES_MINUTES) or _is_final(problem)
    pause = timedelta(minutes=PAUSES_MINUTES[min(item.tries, len(PAUSES_MINUTES)) - 1])
    words = f"{type(problem).__name__} {_code(problem)}".strip()
    Item.objects.filter(pk=item.pk).update(
        last_problem=words, next_try_at=at + pause, parked_at=at if parks else None
    )
    _log.warning("item %s: %s, %s", item.pk, words, "parked" if parks else "later again")


def _is_final(problem: Exception) -> bool:
    if isinstance(problem, NoAddress):
        return True
    refused = isinstance(problem, SMTPRecipientsRefused | SMTPDataError)
    return refused and _code(problem).startswith("5")


def _code(problem: Exception) -> str:
    """Return the server's own number for a refusal; its words may name the address."""
    if isinstance(problem, SMTPRecipientsRefused):
        return str(max(code for code, _ in problem.recipients.values()))
    return str(getattr(problem, "smtp_code", ""))


def _connection() -> BaseEmailBackend:
    return get_connection(timeout=settings.EMAIL_TIMEOUT or TIMEOUT_SECONDS)


def _message(item: Item, connection: BaseEmailBackend) -> EmailMessage:
    house = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "payung"
    number = hashlib.sha256(item.key.encode()).hexdigest()[:32]
    return EmailMessage(
        clean(item.subject),
        item.body,
        to=[_address(item)],
        # The same at every attempt, so that a mail program shows a repeat once.
        headers={"Message-ID": f"<{number}@{house}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _address(item: Item) -> str:
    """Return where an item goes. :raises NoAddress: nowhere."""
    address = item.address
    if address.startswith(_PERSON):
        people = get_user_model().objects.filter(pk=int(address.removeprefix(_PERSON)))
        sealed = people.filter(is_active=True).values_list("email_sealed", flat=True).first()
        if not sealed:
            raise NoAddress
        address = sealer().open(bytes(sealed), EMAIL_PLACE)
    try:
        validate_email(address)
    except ValidationError as problem:
        raise NoAddress from problem
    return address
