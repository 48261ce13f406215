"""The photo or PDF that proves a refund was handed over, sealed."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import with_parent
from payung.stages.remittance.models.payments import RefundPayment
from payung.stages.remittance.models.scans import KINDS


class RefundScan(Table):
    """One picture of one payment. A list that several people signed may prove several of them."""

    life = Life.APPEND_ONLY
    personal_data = ("content",)
    wall = with_parent("payment_id", "remittance_refundpayment")

    id = models.BigAutoField(primary_key=True)
    payment = models.OneToOneField(RefundPayment, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=[(kind, kind) for kind in KINDS])
    sha256 = models.CharField(max_length=64, db_index=True)
    """Of what was sent, before where and with what it was taken was removed."""
    size = models.IntegerField()
    content = models.BinaryField()
    kept_by_id = models.BigIntegerField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="remittance_refund_scan_kind")
        ]
