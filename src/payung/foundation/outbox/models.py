"""What must leave the house after commit: at least once, never inside a transaction."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import IS_WIDE, PERSON, NoWall, of_office, of_regency


class Item(Table):
    """
    One message to send. Retried with growing pauses; parked after five failures.

    `regency_id` is empty for a person of no regency: every secretariat may see that it is stuck.
    """

    life = Life.DISPOSABLE
    personal_data = ("address", "body")
    wall = of_regency(or_else=f"({IS_WIDE} AND regency_id IS NULL)")

    id = models.BigAutoField(primary_key=True)
    regency_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=120)
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
        constraints = [
            models.UniqueConstraint(
                fields=["regency_id", "key"], nulls_distinct=False, name="outbox_item_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(done_at__isnull=True, parked_at__isnull=True),
                name="outbox_item_waiting",
            )
        ]


class PreparedText(Table):
    """
    A WhatsApp text that a person may send. It is prepared, then opened; more is not known.

    `key` makes a job's second run prepare nothing. The number is sealed; the text names nobody
    by number or full name.
    """

    life = Life.EDITABLE
    personal_data = ("body", "phone_sealed")
    wall = of_office(regency="regency_id", or_else=f"sender_id = {PERSON}")

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=120, unique=True)
    regency_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=40)
    sender_role = models.CharField(max_length=20)
    """Who is asked to send it."""
    sender_id = models.BigIntegerField(null=True)
    phone_sealed = models.BinaryField(null=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    body = models.CharField(max_length=1000)
    prepared_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_by_id = models.BigIntegerField(null=True)
    dropped_at = models.DateTimeField(null=True)
    """No longer needed: what it speaks of has changed."""

    class Meta:
        indexes = [
            models.Index(
                fields=["regency_id", "agency_id", "sender_role", "-prepared_at"],
                name="outbox_text_place",
            )
        ]


class TextWording(Table):
    """One version of a prepared text's words in a regency; checked before it is kept."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("wording of texts, no person's data")

    id = models.BigAutoField(primary_key=True)
    regency_id = models.BigIntegerField()
    code = models.CharField(max_length=40)
    version = models.IntegerField()
    body = models.CharField(max_length=700)
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regency_id", "code", "version"], name="outbox_wording_version"
            )
        ]


class StopWish(Table):
    """A number that answered STOP: no more texts are prepared for it."""

    life = Life.DISPOSABLE
    personal_data = ("phone_index",)
    wall = NoWall("a keyed hash of a number")

    id = models.BigAutoField(primary_key=True)
    phone_index = models.BinaryField(unique=True)
    noted_at = models.DateTimeField()
