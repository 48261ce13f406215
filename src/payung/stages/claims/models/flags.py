"""What the branch and an auditor should look at. Never a refusal, and never shown to others."""

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.stages.claims.models.cases import Claim
from payung.stages.claims.models.walls import within


class Flag(Table):
    """One sign, with counts and days as its reason; no name."""

    life = Life.APPEND_ONLY
    personal_data = ("values",)
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "code"], name="claims_flag_once")]
