"""Every file that came in: the original with its checksum, and what was found in it."""

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import of_office, with_parent
from payung.kernel.people import Viewer
from payung.stages.intake import states


class Kind(models.TextChoices):
    STAFF = "staff"
    REGISTRATIONS = "registrations"
    BRANCH_REPLY = "branch_reply"
    PAYROLL_RESULT = "payroll_result"
    OFFICES = "offices"
    RECEIPTS = "receipts"
    DEATHS = "deaths"


class Files(models.QuerySet["ReceivedFile"]):
    def visible_to(self, viewer: Viewer) -> "Files":
        """One agency sees its own files, a regency's people those of the regency."""
        rows = self if viewer.regency_id is None else self.filter(regency_id=viewer.regency_id)
        if viewer.sees_all_agencies:
            return rows
        return rows.filter(agency_id=viewer.agency_id or 0)


class ReceivedFile(Table):
    """
    One upload. `sha256` tells the same bytes, `fingerprint` the same content saved again.

    `original` is sealed: a copy of the database shows no identity number.
    """

    life = Life.EDITABLE
    personal_data = ("name", "original")
    wall = of_office(regency="regency_id")
    moves = states.MOVES

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    regency_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    month = models.DateField(null=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    size = models.IntegerField()
    original = models.BinaryField()
    state = models.CharField(max_length=10, choices=states.State.choices)
    report = models.JSONField(default=dict)
    received_by_id = models.BigIntegerField(null=True)
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    objects = Files.as_manager()

    class Meta:
        constraints = [
            # The same content takes effect once, whoever sends it (P01, P02, P24).
            models.UniqueConstraint(
                fields=["kind", "regency_id", "fingerprint"],
                condition=models.Q(state=states.State.APPLIED),
                nulls_distinct=False,
                name="intake_content_applied_once",
            )
        ]
        indexes = [
            models.Index(fields=["regency_id", "kind", "-received_at"], name="intake_file_recent"),
            models.Index("sha256", name="intake_file_sha256"),
        ]


class RowProblem(Table):
    """One finding on one row of a file, in the words of its code; never the value itself."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("file_id", "intake_receivedfile")

    id = models.BigAutoField(primary_key=True)
    # Found by file through the index below, which begins with it.
    file = models.ForeignKey(
        ReceivedFile, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    row = models.IntegerField()
    column = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["file", "row"], name="intake_problem_row")]
