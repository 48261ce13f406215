"""What figures are held to, and what others published; a later row replaces, nothing is edited."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall
from payung.stages.registry.models import Regency


class Target(Table):
    """What a regency set itself for a year; `size` is a class of offices, empty for all of it."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("a published aim")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    size = models.CharField(max_length=5, blank=True)
    code = models.CharField(max_length=4)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    due_on = models.DateField()
    reason = models.CharField(max_length=200)
    set_by_id = models.BigIntegerField(null=True)
    set_by = models.CharField(max_length=100)
    """As the person was called on that day."""
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100, code__in=["N3", "N5"])
                & Q(size__in=["", "tiny", "s", "m", "l", "xl"])
                & ~Q(reason=""),
                name="monitoring_target_shape",
            )
        ]


class StatedFigure(Table):
    """
    A figure that Payung did not count: of a regency that is not here, or of the time before.

    It is always shown with its source and day. A wrong one is replaced by another row.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("published by others, with its source")

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=12)
    place_code = models.CharField(max_length=5)
    """The Kemendagri code of the regency; it need not be here."""
    place_name = models.CharField(max_length=100)
    month = models.DateField()
    on = models.DateField()
    """The day it is of, or was published."""
    part = models.BigIntegerField()
    whole = models.BigIntegerField(null=True)
    source = models.CharField(max_length=200)
    link = models.CharField(max_length=300, blank=True)
    printed = models.CharField(max_length=60, blank=True)
    """As the source printed it, where that differs."""
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    said_by_id = models.BigIntegerField(null=True)
    said_by = models.CharField(max_length=100)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1, part__gte=0)
                & ~Q(source="")
                & (Q(whole__isnull=True) | Q(whole__gte=0)),
                name="monitoring_stated_shape",
            )
        ]
        indexes = [models.Index(fields=["place_code", "month"], name="monitoring_stated_place")]
