"""How a regency pays its staff: which payroll lists there are, and what each one imports."""

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall


class RouteTable(Table):
    """
    One version of a regency's payroll routes, whole: what each kind of staff is cut through.

    For a month it is the newest version that begins by then and was kept before the list was
    locked: a later version groups no locked list anew.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("how a regency pays its staff, nobody's data")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(
        "registry.Regency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.IntegerField()
    from_month = models.DateField()
    routes = models.JSONField()
    """By cell, such as "pppk-tpp": the route's name, its layout's code, whether it is there."""
    reason = models.CharField(max_length=200)
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regency", "version"], name="deductions_routes_once"),
            models.CheckConstraint(
                condition=models.Q(from_month__day=1) & ~models.Q(reason=""),
                name="deductions_routes_said",
            ),
        ]


class CsvLayout(Table):
    """One version of what a payroll application imports: columns in order, signs, encoding."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("the form of a file, nobody's data")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(
        "registry.Regency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.SlugField(max_length=40, db_index=False)
    """What routes name it by; it stays when the layout is called something else."""
    version = models.IntegerField()
    title = models.CharField(max_length=60)
    shape = models.JSONField()
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regency", "code", "version"], name="deductions_layout_once"
            )
        ]


class OfficeCode(Table):
    """How the payroll application calls an office. The newest stands; the earlier ones stay."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("a code of an office, nobody's data")

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(
        "registry.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=30, blank=True)
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["agency", "-id"], name="deductions_office_code")]
