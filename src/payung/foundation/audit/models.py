"""The record of what was done. Written by operations and by the database itself, never edited."""

from django.db import models
from django.db.models.functions import Now

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import PERSON, NoWall, of_office


class Event(Table):
    """
    One thing a person or the system did, chained to the one before it in its regency.

    `seq`, `previous_hash` and `hash` are filled by a trigger, so no writer can choose them.
    """

    life = Life.APPEND_ONLY
    personal_data = ("detail",)
    wall = of_office(regency="regency_id", or_else=f"actor_id = {PERSON}")

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=20)
    seq = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    regency_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300)
    request_id = models.CharField(max_length=64)
    row_count = models.BigIntegerField(null=True)
    total_idr = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)
    previous_hash = models.BinaryField(default=b"")
    hash = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_event_chain_seq")
        ]
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="audit_event_target"),
            models.Index(fields=["regency_id", "agency_id", "-at"], name="audit_event_place"),
        ]


class Move(Table):
    """A thing went from one state to another. Written only by the trigger on its table."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("states and ids only; the web reads it through the rows they belong to")

    id = models.BigAutoField(primary_key=True)
    entity = models.CharField(max_length=60)
    entity_id = models.BigIntegerField()
    from_state = models.CharField(max_length=30)
    to_state = models.CharField(max_length=30)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    agency_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300)
    request_id = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["entity", "entity_id", "id"], name="audit_move_entity")]


class AllowedMove(Table):
    """The code's state tables, copied by `payung migrate`; the database enforces them."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("the code's own state tables")

    id = models.BigAutoField(primary_key=True)
    entity = models.CharField(max_length=60)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "from_state", "to_state"], name="audit_allowed_move_once"
            )
        ]


class Look(Table):
    """Somebody read sensitive data: who, whose, and why. S124 and data requests ask for it."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = of_office(regency="regency_id", or_else=f"person_id = {PERSON}")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    regency_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=40)
    """What was read, such as "worker.identity", "batch.file", "search"."""
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    row_count = models.IntegerField(default=1)
    reason = models.CharField(max_length=200)
    request_id = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_look_subject"),
            models.Index(fields=["regency_id", "-at"], name="audit_look_recent"),
        ]
