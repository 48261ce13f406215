"""Contributions paid on to the insurer: slips, receipts, and the month each worker got paid for."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Upper

from payung.foundation.audit.tables import Life, Table

WITHOUT_SPACES = r"^[^[:space:]]+$"
TRIMMED = r"^[^[:space:]]+( [^[:space:]]+)*$"


class Slip(Table):
    """A transfer to BPJS by the treasurer. A bank's number is used once in the country (M12)."""

    life = Life.APPEND_ONLY
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey("registry.Regency", on_delete=models.PROTECT, related_name="+")
    bank = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    amount_idr = models.BigIntegerField()
    paid_on = models.DateField()
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "number"], name="remittance_slip_once"),
            models.CheckConstraint(condition=Q(amount_idr__gt=0), name="remittance_slip_amount"),
            models.CheckConstraint(
                condition=Q(bank=Upper("bank"), bank__regex=TRIMMED)
                & Q(number=Upper("number"), number__regex=WITHOUT_SPACES),
                name="remittance_slip_one_spelling",
            ),
        ]


class SlipLine(Table):
    """The part of a slip that is for one office and month; the parts add up to the slip."""

    life = Life.APPEND_ONLY
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    amount_idr = models.BigIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    """Why it differs from what the office held for the month on that day."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slip", "agency", "month"], name="remittance_slip_line_once"
            ),
            models.CheckConstraint(condition=Q(amount_idr__gt=0), name="remittance_line_amount"),
        ]
        indexes = [models.Index(fields=["agency", "month"], name="remittance_slip_line_month")]


class Receipt(Table):
    """
    The branch confirms money received, named by the slip's bank and number.

    A receipt may come before the slip is recorded; it then waits, and is matched later (P29).
    """

    life = Life.APPEND_ONLY
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    regency_id = models.BigIntegerField(null=True)
    """Whose branch confirms; it is matched to slips of this regency only."""
    number = models.CharField(max_length=40, unique=True)
    bank = models.CharField(max_length=40)
    slip_number = models.CharField(max_length=40)
    amount_idr = models.BigIntegerField()
    received_on = models.DateField()
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "slip_number"], name="remittance_receipt_once"),
            models.CheckConstraint(condition=Q(amount_idr__gt=0), name="remittance_receipt_amount"),
            models.CheckConstraint(
                condition=Q(bank=Upper("bank"), bank__regex=TRIMMED)
                & Q(slip_number=Upper("slip_number"), slip_number__regex=WITHOUT_SPACES)
                & Q(number=Upper("number"), number__regex=WITHOUT_SPACES),
                name="remittance_receipt_one_spelling",
            ),
        ]


class Match(Table):
    """Slip and receipt met; from now on the money counts as received."""

    life = Life.APPEND_ONLY
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    slip = models.OneToOneField(Slip, on_delete=models.PROTECT, related_name="+")
    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()


class Difference(Table):
    """The branch confirmed another amount than the slip says; it needs a reason (M14)."""

    life = Life.APPEND_ONLY
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    match = models.OneToOneField(Match, on_delete=models.PROTECT, related_name="+")
    slip_idr = models.BigIntegerField()
    receipt_idr = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(slip_idr=F("receipt_idr")), name="remittance_difference_differs"
            )
        ]


class DifferenceReason(Table):
    """Why slip and receipt differ, and whether the bank gave the rest back to the treasurer."""

    life = Life.APPEND_ONLY
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    difference = models.OneToOneField(Difference, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    given_back = models.BooleanField()
    given_by_id = models.BigIntegerField(null=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="remittance_difference_explained")
        ]


class PaidMonths(QuerySet["PaidMonth"]):
    def standing(self) -> "PaidMonths":
        """Return the paid months that were not taken back."""
        return self.filter(~Exists(Unpaid.objects.filter(paid_month=OuterRef("pk"))))


class PaidMonth(Table):
    """One worker's month, paid and confirmed. A wrong one gets an `Unpaid` row and stays (C3)."""

    life = Life.APPEND_ONLY
    personal_data = ()

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

    id = models.BigAutoField(primary_key=True)
    paid_month = models.OneToOneField(PaidMonth, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()


class Close(Table):
    """An office's month closed: the balances as they stood. Reopening makes a next `version`."""

    life = Life.APPEND_ONLY
    personal_data = ()

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
