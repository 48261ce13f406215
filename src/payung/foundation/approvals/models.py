"""Decisions that need a second person. The one who asks can never be the one who approves (S5)."""

from django.db import models
from django.db.models import F, Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall
from payung.kernel.moves import Moves


class ApprovalState(models.TextChoices):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Asked again with other figures; nobody decided this one."""


class Approval(Table):
    """`seen_digest` is what the asker saw; what the approver saw must be the same."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("what is asked stands in the row it is about, which has its own wall")
    moves = Moves(
        {
            "ask": ({""}, ApprovalState.ASKED),
            "approve": ({ApprovalState.ASKED}, ApprovalState.APPROVED),
            "refuse": ({ApprovalState.ASKED}, ApprovalState.REFUSED),
            "withdraw": ({ApprovalState.ASKED}, ApprovalState.WITHDRAWN),
        }
    )

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    seen_digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10, choices=ApprovalState.choices, default=ApprovalState.ASKED
    )
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by_id__isnull=True) | ~Q(decided_by_id=F("asked_by_id")),
                name="approvals_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ApprovalState.ASKED, ApprovalState.WITHDRAWN])
                | Q(decided_by_id__isnull=False),
                name="approvals_decided_by_someone",
            ),
            models.UniqueConstraint(
                fields=["kind", "target_type", "target_id"],
                condition=Q(state=ApprovalState.ASKED),
                name="approvals_asked_once",
            ),
        ]
