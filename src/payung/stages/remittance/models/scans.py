"""The photo or PDF of a slip, sealed: proof that the bank's paper is there (T08)."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import Wall
from payung.stages.remittance.models.slips import Slip

KINDS = ("pdf", "jpeg", "png")


class SlipScan(Table):
    """
    One picture of one slip. The same picture proves no second slip anywhere.

    `attempt`: how many withdrawn slips it proved before.
    """

    life = Life.APPEND_ONLY
    personal_data = ("content",)
    wall = Wall(
        "EXISTS (SELECT 1 FROM remittance_slipline l WHERE l.slip_id = remittance_slipscan.slip_id)"
    )

    id = models.BigAutoField(primary_key=True)
    slip = models.OneToOneField(Slip, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=[(kind, kind) for kind in KINDS])
    sha256 = models.CharField(max_length=64)
    """Of what was sent, before where and with what it was taken was removed."""
    attempt = models.SmallIntegerField(default=0, db_default=0)
    size = models.IntegerField()
    content = models.BinaryField()
    kept_by_id = models.BigIntegerField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="remittance_scan_kind"),
            models.UniqueConstraint(fields=["sha256", "attempt"], name="remittance_scan_once"),
        ]
