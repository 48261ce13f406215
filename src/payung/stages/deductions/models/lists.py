"""What payroll is asked to withhold: one frozen list per office and month."""

from __future__ import annotations

from typing import Self

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import SPONSOR, Wall, of_home, with_parent
from payung.kernel.people import Role, Viewer


class ListQuerySet(models.QuerySet["DeductionList"]):
    """Finds lists within what a viewer may see."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep the lists of the viewer's regency, and of one office where confined to it."""
        if viewer.role is Role.SPONSOR:
            return self.none()
        rows = self
        if viewer.regency_id is not None:
            rows = rows.filter(agency__regency_id=viewer.regency_id)
        if viewer.agency_id is not None or not viewer.sees_all_agencies:
            rows = rows.filter(agency_id=viewer.agency_id)
        return rows


class DeductionList(Table):
    """The list of an office and month. Frozen when made: a change goes to the next month."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = of_home()

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(
        "registry.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    month = models.DateField()
    line_count = models.IntegerField()
    total_idr = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the lines in the order sponsor, worker; printed on the list and on the minutes."""
    locked_at = models.DateTimeField()
    locked_by_id = models.BigIntegerField(null=True)

    objects = ListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "month"], name="deductions_list_once"),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="deductions_first_of_month"
            ),
        ]
        indexes = [models.Index(fields=["month"], name="deductions_list_month")]


class Change(models.TextChoices):
    """A line beside the same sponsor's line for the same worker in the office's list before."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


class DeductionLine(Table):
    """What one civil servant gives for one worker in this month; files show the sponsor only."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = Wall(
        f"sponsor_id = {SPONSOR} OR EXISTS (SELECT 1 FROM registry_worker w WHERE w.id = worker_id)"
    )

    id = models.BigAutoField(primary_key=True)
    # Every index costs each line of a whole nation: list and worker stand first in one below.
    list = models.ForeignKey(
        DeductionList, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    month = models.DateField()
    sponsor = models.ForeignKey("registry.CivilServant", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(
        "registry.Worker", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    payer = models.ForeignKey(
        "membership.Payer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    amount_idr = models.BigIntegerField()
    credit_idr = models.BigIntegerField(default=0)
    """Over-payment of an earlier month used here; `amount_idr` is what is still to be cut."""
    change = models.CharField(max_length=8, choices=Change.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "month"], name="deductions_worker_month"),
            models.CheckConstraint(
                condition=models.Q(amount_idr__gte=0, credit_idr__gte=0), name="deductions_amounts"
            ),
        ]
        indexes = [models.Index(fields=["list", "sponsor"], name="deductions_line_sponsor")]


class Stop(Table):
    """A deduction of the list before that is no longer asked for, and why."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("worker_id", "registry_worker")

    id = models.BigAutoField(primary_key=True)
    list = models.ForeignKey(
        DeductionList, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sponsor = models.ForeignKey("registry.CivilServant", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("registry.Worker", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=30)

    class Meta:
        indexes = [models.Index(fields=["list"], name="deductions_stop_list")]
