"""What a regency decides about the days of a month."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall
from payung.stages.registry.models.places import Regency


class ListDay(Table):
    """
    From which day of the month before payroll fixes its list; ours is locked by then (domain 6.4).

    For a month it is the newest row that begins by then. Months behind keep theirs.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("a day of the month, no person's data")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="+")
    from_month = models.DateField()
    day = models.SmallIntegerField()
    reason = models.CharField(max_length=200)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(day__gte=1, day__lte=28, from_month__day=1) & ~Q(reason=""),
                name="registry_list_day_shape",
            )
        ]
