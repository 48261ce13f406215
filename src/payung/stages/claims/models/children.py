"""Children with a right to a scholarship, and the school years that are asked and paid."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.rules.benefits import Level
from payung.stages.claims import states
from payung.stages.claims.models.cases import Claim
from payung.stages.claims.models.walls import within, within_parent


class Child(Table):
    """A child's place in a claim, in the family's order: at most two have a scholarship."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="claims_child_number")
        ]


class ChildVersion(Table):
    """What is known of a child, no more than the branch asks; the highest version counts."""

    life = Life.APPEND_ONLY
    personal_data = ("sealed",)
    wall = within_parent("child_id", "claims_child")

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.SmallIntegerField()
    sealed = models.BinaryField()
    written_by_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "version"], name="claims_child_version")
        ]


class SchoolYear(Table):
    """
    One school year of one child, from the question to the money or a refusal.

    `year`: the calendar year in which it begins. `computed_idr`: what the rules gave on the day.
    """

    life = Life.EDITABLE
    personal_data = ("reason_sealed", "proof", "amount_idr")
    wall = within_parent("child_id", "claims_child")
    moves = states.SCHOOL_MOVES

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.SmallIntegerField()
    level = models.CharField(max_length=4, choices=[(one.value, one.value) for one in Level])
    state = models.CharField(max_length=8, choices=states.SchoolState.choices)
    asked_on = models.DateField()
    computed_idr = models.BigIntegerField()
    amount_idr = models.BigIntegerField(default=0)
    paid_on = models.DateField(null=True)
    kind = models.CharField(max_length=4, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    proof = models.BinaryField(null=True)
    reason_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "year"],
                condition=~Q(state=states.SchoolState.REFUSED),
                name="claims_school_year_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.SchoolState.PAID)
                | Q(paid_on__isnull=False, amount_idr__gt=0, proof__isnull=False),
                name="claims_school_year_paid",
            ),
        ]
        indexes = [models.Index(fields=["child", "year"], name="claims_school_year_of")]
