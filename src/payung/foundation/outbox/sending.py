"""Sends what waits: outside any transaction, at least once, with growing pauses."""

from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction

from payung.foundation.outbox.models import Item

PAUSES_MINUTES = (1, 5, 15, 60, 240)
AT_ONCE = 50


def send_waiting(*, at: datetime) -> int:
    """Try every item that is due by `at`; return how many left the house."""
    due = Item.objects.filter(done_at=None, parked_at=None, next_try_at__lte=at)
    sent = 0
    for item_id in due.order_by("next_try_at").values_list("pk", flat=True)[:AT_ONCE]:
        sent += _try(int(item_id), at)
    return sent


def _try(item_id: int, at: datetime) -> bool:
    with transaction.atomic():
        # Whoever holds the row sends it; another worker passes by. The pause is written before the
        # attempt, so that a kill in between costs a repeat, never a loss.
        item = Item.objects.select_for_update(skip_locked=True).filter(
            pk=item_id, done_at=None, parked_at=None, next_try_at__lte=at
        ).first()  # fmt: skip
        if item is None:
            return False
        item.next_try_at = at + timedelta(minutes=PAUSES_MINUTES[min(item.tries, 4)])
        item.tries += 1
        item.save(update_fields=["next_try_at", "tries"])
    try:
        EmailMessage(
            item.subject,
            item.body,
            to=[item.address],
            headers={"Message-ID": f"<{item.key}@payung>"},
        ).send()
    except (SMTPException, OSError) as problem:
        item.last_problem = type(problem).__name__
        item.parked_at = at if item.tries >= len(PAUSES_MINUTES) else None
        item.save(update_fields=["last_problem", "parked_at"])
        return False
    item.done_at = at
    item.save(update_fields=["done_at"])
    return True
