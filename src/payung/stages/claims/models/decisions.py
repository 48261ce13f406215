"""What BPJS decided, and how it reached the family. Guards hold the sums (guards.sql)."""

from django.db import models
from django.db.models import F, Q

from payung.foundation.audit.tables import Life, Table
from payung.stages.claims.models.cases import Claim
from payung.stages.claims.models.heirs import Heir
from payung.stages.claims.models.papers import KINDS
from payung.stages.claims.models.walls import within, within_parent


class Decision(Table):
    """An amount that BPJS stated. A correction before any payment is the next `number`."""

    life = Life.APPEND_ONLY
    personal_data = ("total_idr",)
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.SmallIntegerField()
    decided_on = models.DateField()
    total_idr = models.BigIntegerField()
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="claims_decision_number"),
            models.CheckConstraint(condition=Q(total_idr__gt=0), name="claims_decision_total"),
        ]


class DecisionLine(Table):
    """One part of a decision beside what the rules compute; a difference says why."""

    life = Life.APPEND_ONLY
    personal_data = ("values", "why")
    wall = within_parent("decision_id", "claims_decision")

    id = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    place = models.SmallIntegerField()
    key = models.CharField(max_length=40)
    label_code = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    stated_idr = models.BigIntegerField()
    computed_idr = models.BigIntegerField()
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "place"], name="claims_line_place"),
            models.UniqueConstraint(fields=["decision", "key"], name="claims_line_key"),
            models.CheckConstraint(
                condition=Q(stated_idr=F("computed_idr")) | ~Q(why=""), name="claims_line_why"
            ),
        ]


class Payment(Table):
    """A part of a decision that reached somebody; without an heir, the worker."""

    life = Life.APPEND_ONLY
    personal_data = ("amount_idr", "proof")
    wall = within_parent("decision_id", "claims_decision")

    id = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    heir = models.ForeignKey(Heir, on_delete=models.PROTECT, null=True, related_name="+")
    amount_idr = models.BigIntegerField()
    paid_on = models.DateField()
    kind = models.CharField(max_length=4, choices=[(kind, kind) for kind in KINDS])
    sha256 = models.CharField(max_length=64)
    size = models.IntegerField()
    proof = models.BinaryField()
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_idr__gt=0), name="claims_payment_amount"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="claims_payment_kind"),
        ]
