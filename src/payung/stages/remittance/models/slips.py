"""What was paid to the branch, and what it received."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Upper

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall, of_home

WITHOUT_SPACES = r"^[^[:space:]]+$"
TRIMMED = r"^[^[:space:]]+( [^[:space:]]+)*$"


class Slips(QuerySet["Slip"]):
    def standing(self) -> "Slips":
        """Return the slips that were not withdrawn."""
        return self.filter(~Exists(SlipWithdrawal.objects.filter(slip=OuterRef("pk"))))


class Slip(Table):
    """
    A transfer to BPJS by the treasurer. A bank's number stands once in the country (M12).

    `attempt`: how many slips of this number were withdrawn before.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("a sum of the regency's offices; its lines have the wall")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey("registry.Regency", on_delete=models.PROTECT, related_name="+")
    bank = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    attempt = models.SmallIntegerField(default=0, db_default=0)
    amount_idr = models.BigIntegerField()
    paid_on = models.DateField()
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    objects = Slips.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "number", "attempt"], name="remittance_slip_once"
            ),
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
    wall = of_home()

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


class SlipWithdrawal(Table):
    """A slip that was recorded wrongly: it counts no longer, and stays visible with the reason."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("why a slip does not count, no person's data")

    id = models.BigAutoField(primary_key=True)
    slip = models.OneToOneField(Slip, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    withdrawn_by_id = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="remittance_withdrawn_why")
        ]


class Receipt(Table):
    """
    The branch confirms money received, named by the slip's bank and number.

    A receipt may come before the slip is recorded; it then waits, and is matched later (P29).
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("the branch's sums, no person's data")

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
    wall = NoWall("joins slips and receipts")

    id = models.BigAutoField(primary_key=True)
    slip = models.OneToOneField(Slip, on_delete=models.PROTECT, related_name="+")
    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()


class Difference(Table):
    """The branch confirmed another amount than the slip says; it needs a reason (M14)."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("sums of slips and receipts")

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
    wall = NoWall("words about sums")

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
