"""Money cut from somebody who is on no list of the office: given back, by two people."""

from django.db import models
from django.db.models import F, Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import of_office


class UnlistedRefund(Table):
    """
    A parked row of a result, given back. It was never a cut: no consent, no line, no month paid.

    The books show it coming in unexplained and leaving again, in one entry.
    """

    life = Life.APPEND_ONLY
    personal_data = ("reason",)
    wall = of_office()

    id = models.BigAutoField(primary_key=True)
    parked_row = models.OneToOneField(
        "reconciliation.ParkedRow", on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    amount_idr = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    asked_by_id = models.BigIntegerField()
    approved_by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by_id=F("approved_by_id")), name="remittance_unlisted_two"
            ),
            models.CheckConstraint(
                condition=Q(amount_idr__gt=0) & ~Q(reason=""), name="remittance_unlisted_amount"
            ),
        ]
        indexes = [models.Index(fields=["agency", "month"], name="remittance_unlisted_month")]
