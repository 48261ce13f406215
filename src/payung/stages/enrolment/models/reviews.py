"""What is known of an uploaded sheet besides the file: its reading, corrections, acceptances."""

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import with_parent

_FILE = "intake_receivedfile"


class Reading(Table):
    """The rows of a sheet as they were read, once, under seal; the original is not opened again."""

    life = Life.APPEND_ONLY
    personal_data = ("rows_sealed",)
    wall = with_parent("file_id", _FILE)

    id = models.BigAutoField(primary_key=True)
    file = models.OneToOneField("intake.ReceivedFile", on_delete=models.PROTECT, related_name="+")
    rows_sealed = models.BinaryField()
    read_at = models.DateTimeField()


class RowCorrection(Table):
    """What one row of a sheet should say, beside the original; the latest of a row counts."""

    life = Life.APPEND_ONLY
    personal_data = ("cells_sealed",)
    wall = with_parent("file_id", _FILE)

    id = models.BigAutoField(primary_key=True)
    # Found by file through the index below, which begins with it.
    file = models.ForeignKey(
        "intake.ReceivedFile", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    row = models.IntegerField()
    cells_sealed = models.BinaryField()
    corrected_by_id = models.BigIntegerField(null=True)
    corrected_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file", "row"], name="enrolment_corrected_row")]


class Acceptance(Table):
    """
    One time that the good rows of a sheet were taken over.

    `number` counts from one: two officers who press at once cannot both be the next.
    """

    life = Life.APPEND_ONLY
    personal_data = ("accepted_by_name",)
    wall = with_parent("file_id", _FILE)

    id = models.BigAutoField(primary_key=True)
    # Found by file through the constraint below, which begins with it.
    file = models.ForeignKey(
        "intake.ReceivedFile", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.SmallIntegerField()
    rows = models.IntegerField()
    open_rows = models.JSONField()
    """The numbers of the rows that stay open, to be corrected and accepted later."""
    accepted_by_id = models.BigIntegerField(null=True)
    accepted_by_name = models.CharField(max_length=150)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="enrolment_acceptance_next"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, rows__gte=1), name="enrolment_acceptance_of_rows"
            ),
        ]
