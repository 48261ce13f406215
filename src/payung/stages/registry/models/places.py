"""Regencies and their areas, offices and how they are reached."""

from django.db import models

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import (
    NoWall,
)
from payung.kernel.people import Viewer


class Regency(Table):
    """A kabupaten or kota that runs the programme. `code` is the Kemendagri code, such as 33.24."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("published")

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=5, unique=True)
    name = models.CharField(max_length=100)
    branch_name = models.CharField(max_length=100, blank=True)
    branch_phone = models.CharField(max_length=20, blank=True)
    """The branch's own number, in E.164; published."""
    branch_address = models.CharField(max_length=200, blank=True)
    branch_hours = models.CharField(max_length=60, blank=True)
    joined_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class Area(Table):
    """A province, regency, district or village with its Kemendagri code, as published."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("published")

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=100)
    parent_code = models.CharField(max_length=8, blank=True)

    class Meta:
        indexes = [models.Index(fields=["parent_code"], name="registry_area_parent")]


class Agencies(models.QuerySet["Agency"]):
    def visible_to(self, viewer: Viewer) -> "Agencies":
        """One agency sees itself; a regency's people all of the regency."""
        rows = self if viewer.regency_id is None else self.filter(regency_id=viewer.regency_id)
        return rows if viewer.sees_all_agencies else rows.filter(pk=viewer.agency_id or 0)


class Agency(Table):
    """An office (OPD) of a regency. A merged one is closed, never deleted."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("offices are published")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=150)
    folded = models.CharField(max_length=150)
    closed_on = models.DateField(null=True)

    objects = Agencies.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regency", "folded"], name="registry_agency_once")
        ]

    def __str__(self) -> str:
        return self.name


class AgencyAlias(Table):
    """Another spelling under which an office appears in files; decided once, matched ever after."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("spellings of offices")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    folded = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regency", "folded"], name="registry_alias_once")
        ]


class AgencyContact(Table):
    """How an office is reached about the programme: its own number and hours, nobody's private."""

    life = Life.EDITABLE
    personal_data = ("phone",)
    wall = NoWall("published: how an office is reached")

    id = models.BigAutoField(primary_key=True)
    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)
    hours = models.CharField(max_length=60, blank=True)
    room = models.CharField(max_length=100, blank=True)
