"""Who was at a session: so many of an office. No name is kept, so none can be held against it."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import of_office
from payung.stages.outreach.models.events import Session


class Arrival(Table):
    """
    Somebody of an office scanned the code. `mark` is a keyed hash that makes them count once.

    It holds the session, the office and the name, so it says nothing beyond this session and can
    be read back by nobody.
    """

    life = Life.APPEND_ONLY
    personal_data = ("mark",)
    wall = of_office()

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    mark = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "mark"], name="outreach_arrived_once")
        ]


class Headcount(Table):
    """How many of an office signed the list on paper; a corrected count is the next row."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = of_office()

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    count = models.IntegerField()
    counted_by_id = models.BigIntegerField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=0, count__lte=5000), name="outreach_headcount_shape"
            )
        ]
