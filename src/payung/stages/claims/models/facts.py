"""What happened, sealed and in versions; and that BPJS was told of it."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.stages.claims.models.cases import Claim
from payung.stages.claims.models.walls import within

CHANNELS = ("phone", "whatsapp", "email", "visit")


class ClaimFacts(Table):
    """One version of the facts (K3). The highest one counts; who opens it gives a reason."""

    life = Life.APPEND_ONLY
    personal_data = ("sealed",)
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.SmallIntegerField()
    sealed = models.BinaryField()
    role = models.CharField(max_length=20)
    written_by_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="claims_facts_version")
        ]


class ClaimReport(Table):
    """BPJS was told of an accident: stage I of it, stage II of how treatment ended."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    stage = models.SmallIntegerField()
    told_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=[(one, one) for one in CHANNELS])
    noted_by_id = models.BigIntegerField(null=True)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "stage"], name="claims_report_stage"),
            models.CheckConstraint(condition=Q(stage__in=[1, 2]), name="claims_report_stages"),
        ]
