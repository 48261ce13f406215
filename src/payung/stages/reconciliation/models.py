"""What payroll really did, matched to what was asked, person by person."""

from __future__ import annotations

from typing import Self

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import with_parent
from payung.kernel.people import Role, Viewer
from payung.stages.reconciliation.sums import Outcome


class ResultQuerySet(models.QuerySet["Result"]):
    """Finds results within what a viewer may see."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep the results of the viewer's regency, and of one office where confined to it."""
        if viewer.role is Role.SPONSOR:
            return self.none()
        rows = self
        if viewer.regency_id is not None:
            rows = rows.filter(list__agency__regency_id=viewer.regency_id)
        if viewer.agency_id is not None or not viewer.sees_all_agencies:
            rows = rows.filter(list__agency_id=viewer.agency_id)
        return rows


class Result(Table):
    """One answer of payroll to one list. A later one (`seq`) corrects it; both stay."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("list_id", "deductions_deductionlist")

    id = models.BigAutoField(primary_key=True)
    list = models.ForeignKey(
        "deductions.DeductionList", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seq = models.SmallIntegerField()
    file = models.ForeignKey(
        "intake.ReceivedFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    as_listed = models.BooleanField()
    fingerprint = models.CharField(max_length=64, blank=True)
    cut_count = models.IntegerField()
    cut_idr = models.BigIntegerField()
    reported_at = models.DateTimeField()
    reported_by_id = models.BigIntegerField(null=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "seq"], name="reconciliation_result_seq")
        ]


class ResultLine(Table):
    """What happened to one line of the list in one result."""

    life = Life.APPEND_ONLY
    personal_data = ("reason",)
    wall = with_parent("line_id", "deductions_deductionline")

    id = models.BigAutoField(primary_key=True)
    # Both stand first in an index below; a month writes one of these rows per line.
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+", db_index=False)
    line = models.ForeignKey(
        "deductions.DeductionLine", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Outcome])
    reported_idr = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=30, blank=True)
    """Payroll's reason for NOT_CUT; for MISSING, why a row that was there could not be taken."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "line"], name="reconciliation_line_once"),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.NOT_CUT) | ~models.Q(reason=""),
                name="reconciliation_not_cut_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(reported_idr__gte=0), name="reconciliation_reported_amount"
            ),
        ]
        indexes = [models.Index(fields=["line", "-result"], name="reconciliation_line_latest")]


class Reason(Table):
    """The reason for a difference, given after the file."""

    life = Life.APPEND_ONLY
    personal_data = ("code", "words")
    wall = with_parent("result_line_id", "reconciliation_resultline")

    id = models.BigAutoField(primary_key=True)
    result_line = models.ForeignKey(
        ResultLine, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=30)
    words = models.CharField(max_length=200, blank=True)
    given_by_id = models.BigIntegerField(null=True)
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["result_line"], name="reconciliation_reason_of")]


class ParkedRow(Table):
    """A row of a result that is on no list of this office: shown, and never posted (P09, P19)."""

    life = Life.APPEND_ONLY
    personal_data = ("nip",)
    wall = with_parent("result_id", "reconciliation_result")

    id = models.BigAutoField(primary_key=True)
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+", db_index=False)
    row = models.IntegerField()
    nip = models.CharField(max_length=18)
    amount_idr = models.BigIntegerField()
    reason = models.CharField(max_length=30)

    class Meta:
        indexes = [models.Index(fields=["result"], name="reconciliation_parked")]
