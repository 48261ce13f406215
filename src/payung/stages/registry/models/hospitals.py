"""Which hospitals treat members without being paid by them: the branch's partners (PLKK)."""

from django.db import models
from django.db.models import F, Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall
from payung.stages.registry.models.places import Regency


class Hospital(Table):
    """
    A partner hospital near a regency, from a day on, as the secretariat keeps the branch's list.

    One that left is ended; another number or address is an end and a new row.
    """

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("published: families read it after an accident")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=150)
    folded = models.CharField(max_length=150)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)
    """In E.164."""
    is_always_open = models.BooleanField(default=False)
    since_on = models.DateField()
    ended_on = models.DateField(null=True)
    """The first day on which it is no partner any more."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regency", "folded"],
                condition=Q(ended_on=None),
                name="registry_hospital_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since_on")),
                name="registry_hospital_days",
            ),
        ]
