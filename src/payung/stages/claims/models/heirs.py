"""Who may receive the money. Every correction is a new version: accounts do not change unseen."""

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.foundation.rules.benefits import Relation
from payung.stages.claims.models.cases import Claim
from payung.stages.claims.models.walls import within, within_parent


class Heir(Table):
    """An heir's place in a claim; what is known stands in the versions."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="claims_heir_number")
        ]


class HeirVersion(Table):
    """What is known of an heir; the highest version counts. `is_removed`: no longer one."""

    life = Life.APPEND_ONLY
    personal_data = ("sealed", "relation", "reason")
    wall = within_parent("heir_id", "claims_heir")

    id = models.BigAutoField(primary_key=True)
    heir = models.ForeignKey(Heir, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.SmallIntegerField()
    relation = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Relation])
    sealed = models.BinaryField()
    is_removed = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    written_by_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["heir", "version"], name="claims_heir_version")
        ]
