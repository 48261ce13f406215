"""What each office did in each month, as it was known when it was taken; never edited."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall
from payung.stages.registry.models import Agency, Regency

_COUNTS = "counts and sums of offices, which are published; nobody's data"


class Taking(Table):
    """
    One run that took figures, and how far it read each table that figures are made of.

    `marks` are the highest ids it saw. A row with a lower id may still have been on its way in a
    transaction `under_way`. `settled` is the newest run before whose such transactions had all
    ended when this one began to read: nothing below its marks can be missed any more.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall("how far the books were read, nobody's data")

    id = models.BigAutoField(primary_key=True)
    taken_at = models.DateTimeField()
    is_rebuild = models.BooleanField(default=False)
    marks = models.JSONField()
    under_way = models.JSONField()
    """PostgreSQL's names of the transactions that were writing to what figures are made of."""
    settled = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    pairs = models.IntegerField()
    """How many offices' months were looked at."""
    rows = models.IntegerField()
    """How many of them, and of the cells, were new or had changed."""


class OfficeMonth(Table):
    """
    One office's figures of one month, as known from `taken_at` until the next version.

    A version is written only where a value changed, so that every correction can be seen.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall(_COUNTS)

    id = models.BigAutoField(primary_key=True)
    # The two stand first in the constraint and the index below.
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    version = models.IntegerField()
    taken_at = models.DateTimeField()
    asn = models.IntegerField()
    joined = models.IntegerField()
    confirmed = models.IntegerField()
    """Those of `joined` with money that the branch received."""
    covered = models.IntegerField()
    begun = models.IntegerField()
    """Workers with a month ever paid, by the office of their first."""
    full_year = models.IntegerField()
    """Workers whose twelve months up to this one are all paid."""
    registered = models.IntegerField()
    accepted = models.IntegerField()
    queued = models.IntegerField()
    """These three are as they stood while the month ran: who moves takes no history along."""
    due = models.IntegerField()
    lines = models.IntegerField()
    lines_cut = models.IntegerField()
    is_listed = models.BooleanField()
    is_reported = models.BooleanField()
    closed_on = models.DateField(null=True)
    closings = models.SmallIntegerField()
    billed_idr = models.BigIntegerField()
    cut_idr = models.BigIntegerField()
    received_idr = models.BigIntegerField()
    transit_idr = models.BigIntegerField()
    held_idr = models.BigIntegerField()
    returned_idr = models.BigIntegerField()
    suspense_idr = models.BigIntegerField()
    held_since = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month", "version"], name="monitoring_office_version"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1, version__gte=1, asn__gte=0, joined__gte=0)
                & Q(covered__gte=0, lines_cut__gte=0, closings__gte=0),
                name="monitoring_office_counts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["regency", "month", "agency", "-version"], name="monitoring_office_place"
            ),
            models.Index(fields=["month", "agency", "-version"], name="monitoring_office_month"),
        ]


class Cell(Table):
    """
    One count of a regency's month, such as its covered workers of one occupation; versioned.

    `dimension` is a code of `sums.cells`. Days are counted as a value each, so that a median of
    any months and places can be found.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall(_COUNTS)

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    dimension = models.CharField(max_length=12)
    value = models.CharField(max_length=40)
    version = models.IntegerField()
    taken_at = models.DateTimeField()
    count = models.IntegerField()
    amount_idr = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regency", "month", "dimension", "value", "version"],
                name="monitoring_cell_version",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1, version__gte=1, count__gte=0),
                name="monitoring_cell_counts",
            ),
        ]
