"""Every paper that left the house, and the wording of letters."""

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import PERSON, NoWall, of_office


class Document(Table):
    """
    A paper as it was made: its facts are frozen and sealed, so it can be made again the same.

    `code` stands in its QR and opens `/v/<code>/`, which shows no names. `digest` is of the facts.
    """

    life = Life.EDITABLE
    personal_data = ("facts_sealed",)
    wall = of_office(regency="regency_id", or_else=f"made_by_id = {PERSON}")

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10)
    """As the papers name it: "D01" to "D22"."""
    code = models.CharField(max_length=26, unique=True)
    number = models.CharField(max_length=60, blank=True)
    regency_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    row_count = models.IntegerField(default=1)
    total_idr = models.BigIntegerField(null=True)
    facts_sealed = models.BinaryField()
    digest = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "version"],
                condition=models.Q(subject_id__isnull=False),
                name="documents_one_version",
            )
        ]
        indexes = [
            models.Index(fields=["regency_id", "agency_id", "-made_at"], name="documents_place")
        ]


class LetterWording(Table):
    """One version of what a letter says around its facts; plain text, no template language."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("wording of letters, no person's data")

    id = models.BigAutoField(primary_key=True)
    regency_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    version = models.IntegerField()
    parts = models.JSONField()
    """Named texts such as "opening"; placeholders in braces come from a fixed list."""
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regency_id", "kind", "version"], name="documents_wording_version"
            )
        ]
