"""Months paid and confirmed, months closed, and money given back."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import SPONSOR, NoWall, of_home, of_office, with_parent
from payung.stages.remittance.models.slips import Match


class PaidMonths(QuerySet["PaidMonth"]):
    def standing(self) -> "PaidMonths":
        """Return the paid months that were not taken back."""
        return self.filter(~Exists(Unpaid.objects.filter(paid_month=OuterRef("pk"))))


class PaidMonth(Table):
    """One worker's month, paid and confirmed. A wrong one gets an `Unpaid` row and stays (C3)."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = of_office(or_else="EXISTS (SELECT 1 FROM registry_worker w WHERE w.id = worker_id)")

    id = models.BigAutoField(primary_key=True)
    worker = models.ForeignKey("registry.Worker", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    attempt = models.SmallIntegerField(default=0)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey("deductions.DeductionLine", on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, null=True, related_name="+")
    amount_idr = models.BigIntegerField()
    received_on = models.DateField()

    objects = PaidMonths.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "month", "attempt"],
                name="remittance_paid_once",
                include=["received_on"],
            ),
            models.CheckConstraint(
                condition=Q(amount_idr__gte=0, month__day=1), name="remittance_paid_amount"
            ),
        ]
        indexes = [models.Index(fields=["agency", "month"], name="remittance_paid_agency")]


class Unpaid(Table):
    """A paid month taken back, with the reason: the money was another worker's, or never came."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("paid_month_id", "remittance_paidmonth")

    id = models.BigAutoField(primary_key=True)
    paid_month = models.OneToOneField(PaidMonth, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()


class Close(Table):
    """An office's month closed: the balances as they stood. Reopening makes a next `version`."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = of_home()

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    version = models.SmallIntegerField()
    asked_by_id = models.BigIntegerField()
    approved_by_id = models.BigIntegerField()
    balances = models.JSONField()
    reason = models.CharField(max_length=300, blank=True)
    """Why the month closed although something was open; both people signed it."""
    digest = models.CharField(max_length=64)
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month", "version"], name="remittance_close_version"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by_id=models.F("approved_by_id")), name="remittance_two_people"
            ),
        ]


class Reopening(Table):
    """A closed month opened again, asked by one person and approved by another."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("why a month was opened again, no person's data")

    id = models.BigAutoField(primary_key=True)
    close = models.OneToOneField(Close, on_delete=models.PROTECT, related_name="+")
    asked_by_id = models.BigIntegerField()
    approved_by_id = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    reopened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by_id=models.F("approved_by_id")), name="remittance_reopen_two"
            )
        ]


class RefundRequest(Table):
    """One person asks to give held money back; another decides."""

    life = Life.APPEND_ONLY
    personal_data = ("reason",)
    wall = of_office(or_else=f"sponsor_id = {SPONSOR}")

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    sponsor = models.ForeignKey("registry.CivilServant", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("registry.Worker", on_delete=models.PROTECT, related_name="+")
    amount_idr = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_idr__gt=0) & ~Q(reason=""), name="remittance_refund_asked"
            )
        ]


class Refund(Table):
    """Held money given back to the civil servant it was cut from, approved by a second person."""

    life = Life.APPEND_ONLY
    personal_data = ("reason",)
    wall = of_office(or_else=f"sponsor_id = {SPONSOR}")

    id = models.BigAutoField(primary_key=True)
    request = models.OneToOneField(RefundRequest, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    sponsor = models.ForeignKey("registry.CivilServant", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("registry.Worker", on_delete=models.PROTECT, related_name="+")
    amount_idr = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    asked_by_id = models.BigIntegerField()
    approved_by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "month", "sponsor"], name="remittance_refund_once"
            ),
            models.CheckConstraint(
                condition=~Q(asked_by_id=models.F("approved_by_id")), name="remittance_refund_two"
            ),
        ]
