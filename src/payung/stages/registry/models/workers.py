"""Vulnerable workers and the heirs they named."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import (
    of_regency,
    with_parent,
)
from payung.kernel.people import Viewer
from payung.stages.registry.models.places import Regency


class Workers(models.QuerySet["Worker"]):
    def visible_to(self, viewer: Viewer) -> "Workers":
        """A regency sees whom it registered first; whose workers they are, enrolment knows."""
        return self if viewer.regency_id is None else self.filter(regency_id=viewer.regency_id)


class Worker(Table):
    """
    A vulnerable worker, once in the whole country by NIK (N1).

    `nik_sealed` is AES-GCM under a key outside the database; `nik_index` finds, and shows nothing.
    """

    life = Life.EDITABLE
    personal_data = (
        "nik_sealed",
        "nik_index",
        "name",
        "folded",
        "birth_place",
        "born_on",
        "sex",
        "phone_sealed",
        "address_sealed",
        "occupation",
    )
    wall = of_regency(
        or_else="EXISTS (SELECT 1 FROM enrolment_sponsorship s"
        " WHERE s.worker_id = registry_worker.id)"
    )

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="+", db_index=False)
    nik_sealed = models.BinaryField()
    nik_index = models.BinaryField(unique=True)
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=100)
    birth_place = models.CharField(max_length=60, blank=True)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    phone_sealed = models.BinaryField(null=True)
    address_sealed = models.BinaryField(null=True)
    district_code = models.CharField(max_length=8, blank=True)
    village_code = models.CharField(max_length=13, blank=True)
    occupation = models.CharField(max_length=80, blank=True)
    died_on = models.DateField(null=True)

    objects = Workers.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["", "L", "P"]), name="registry_worker_sex")
        ]
        indexes = [
            models.Index(
                fields=["regency", "folded"],
                opclasses=["int8_ops", "varchar_pattern_ops"],
                name="registry_worker_name",
            )
        ]


class Heir(Table):
    """Whom the worker named; who inherits is decided by law, not by this row."""

    life = Life.EDITABLE
    personal_data = ("name", "phone_sealed")
    wall = with_parent("worker_id", "registry_worker")

    id = models.BigAutoField(primary_key=True)
    # Written by one statement with its parent, which nobody can delete: `verify` R1 watches it.
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    name = models.CharField(max_length=100)
    relation = models.CharField(max_length=30, blank=True)
    phone_sealed = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["worker"], name="registry_heir_worker")]
