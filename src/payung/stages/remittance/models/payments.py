"""How approved refunds reached the civil servant."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import with_parent
from payung.stages.remittance.models.months import Refund
from payung.stages.remittance.sums import Way


class RefundPayment(Table):
    """The money of a refund was handed over: on which day, how, and what proves it."""

    life = Life.APPEND_ONLY
    personal_data = ("proof",)
    wall = with_parent("refund_id", "remittance_refund")

    id = models.BigAutoField(primary_key=True)
    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    proof = models.CharField(max_length=60)
    paid_on = models.DateField()
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(proof=""), name="remittance_refund_paid_proof")
        ]
