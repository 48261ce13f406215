"""Who exists: regencies and their areas, agencies (OPD), civil servants (ASN), workers, heirs."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.kernel.people import Viewer


class Regency(Table):
    """A kabupaten or kota that runs the programme. `code` is the Kemendagri code, such as 33.24."""

    life = Life.EDITABLE
    personal_data = ()

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=5, unique=True)
    name = models.CharField(max_length=100)
    legal_basis = models.CharField(max_length=200, blank=True)
    branch_name = models.CharField(max_length=100, blank=True)
    joined_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class Area(Table):
    """A province, regency, district or village with its Kemendagri code, as published."""

    life = Life.EDITABLE
    personal_data = ()

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

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    folded = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regency", "folded"], name="registry_alias_once")
        ]


class CivilServants(models.QuerySet["CivilServant"]):
    def visible_to(self, viewer: Viewer) -> "CivilServants":
        """One agency sees its own staff; a regency's people all of the regency."""
        rows = self if viewer.regency_id is None else self.filter(regency_id=viewer.regency_id)
        if viewer.sees_all_agencies:
            return rows
        return rows.filter(agency_id=viewer.agency_id or 0)


class CivilServant(Table):
    """An ASN on the staff list. `gone_on` is set when a monthly list no longer has them."""

    life = Life.EDITABLE
    personal_data = (
        *("nip", "nik_index", "name", "title_before", "title_after", "folded"),
        *("born_on", "sex", "position"),
    )

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    nip = models.CharField(max_length=18)
    nik_index = models.BinaryField(null=True)
    name = models.CharField(max_length=100)
    title_before = models.CharField(max_length=100, blank=True)
    title_after = models.CharField(max_length=100, blank=True)
    folded = models.CharField(max_length=100)
    sex = models.CharField(max_length=1, blank=True)
    born_on = models.DateField(null=True)
    kind = models.CharField(max_length=8)
    grade = models.CharField(max_length=20, blank=True)
    position = models.CharField(max_length=120, blank=True)
    gone_on = models.DateField(null=True)

    objects = CivilServants.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regency", "nip"], name="registry_nip_of_regency"),
            models.UniqueConstraint(
                fields=["nip"], condition=Q(gone_on__isnull=True), name="registry_nip_once"
            ),
            models.CheckConstraint(
                condition=Q(nip__regex=r"^[0-9]{18}$"), name="registry_nip_shape"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "folded"], name="registry_asn_agency"),
        ]


class StaffChange(Table):
    """
    What one monthly staff list changed about one civil servant: new, changed, moved, gone, back.

    Written only by the statements of one operation, from rows of the same transaction, and nobody
    may delete what it points to. So the database need not look up each key again, which would
    cost a fifth of an import.
    """

    life = Life.APPEND_ONLY
    personal_data = ("before", "after")

    id = models.BigAutoField(primary_key=True)
    civil_servant = models.ForeignKey(
        CivilServant, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    file = models.ForeignKey(
        "intake.ReceivedFile", models.PROTECT, related_name="+", db_constraint=False
    )
    kind = models.CharField(max_length=10)
    from_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    to_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["civil_servant"], name="registry_change_asn")]


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
