"""What must leave the house after commit: at least once, never inside a transaction."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table


class Item(Table):
    """One message to send. Retried with growing pauses; parked after five failures."""

    life = Life.DISPOSABLE
    personal_data = ("address", "body")

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    address = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    last_problem = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(done_at__isnull=True, parked_at__isnull=True),
                name="outbox_item_waiting",
            )
        ]
