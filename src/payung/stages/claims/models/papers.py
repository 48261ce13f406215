"""The papers of a claim: how each stands, and its pictures."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.stages.claims.models.cases import Claim
from payung.stages.claims.models.walls import within
from payung.stages.claims.sums.papers import Mark

KINDS = ("pdf", "jpeg", "png")


class PaperMark(Table):
    """Somebody said how a paper stands; the last one said counts."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=40)
    mark = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Mark])
    marked_by_id = models.BigIntegerField(null=True)
    marked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["claim", "code"], name="claims_mark_of")]


class ClaimFile(Table):
    """One picture of a paper, without what stood beside it, sealed."""

    life = Life.APPEND_ONLY
    personal_data = ("content",)
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=4, choices=[(kind, kind) for kind in KINDS])
    sha256 = models.CharField(max_length=64, db_index=True)
    """Of what was sent, before where and with what it was taken was removed."""
    size = models.IntegerField()
    content = models.BinaryField()
    kept_by_id = models.BigIntegerField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="claims_file_kind"),
            models.UniqueConstraint(fields=["claim", "code", "sha256"], name="claims_file_once"),
        ]
