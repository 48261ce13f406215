"""Civil servants (ASN), what staff lists change about them, and their moves."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import (
    AGENCY,
    IS_WIDE,
    REGENCY,
    SPONSOR,
    of_office,
    with_parent,
)
from payung.kernel.people import Viewer
from payung.stages.registry import states
from payung.stages.registry.models.places import Agency, Regency


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
    wall = of_office(regency="regency_id", or_else=f"id = {SPONSOR}")

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
    wall = with_parent("civil_servant_id", "registry_civilservant")

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


class Relocation(Table):
    """
    A civil servant says that they work in another office now; both offices must agree.

    Until then the old office goes on billing: cover never drops while somebody waits.
    """

    life = Life.EDITABLE
    personal_data = ()
    wall = of_office(
        agency="from_agency_id",
        or_else=f"to_agency_id = {AGENCY} OR civil_servant_id = {SPONSOR} OR ({IS_WIDE} AND"
        f" to_agency_id IN (SELECT t.id FROM registry_agency t WHERE t.regency_id = {REGENCY}))",
    )
    moves = states.RELOCATION_MOVES

    id = models.BigAutoField(primary_key=True)
    civil_servant = models.ForeignKey(
        CivilServant, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    from_month = models.DateField()
    state = models.CharField(max_length=10, choices=states.Relocated.choices)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    released_by_id = models.BigIntegerField(null=True)
    """Who of the old office agreed."""
    welcomed_by_id = models.BigIntegerField(null=True)
    """Who of the new office agreed."""
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["civil_servant"],
                condition=Q(state=states.Relocated.ASKED),
                name="registry_one_relocation",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.Relocated.DONE)
                | Q(released_by_id__isnull=False, welcomed_by_id__isnull=False),
                name="registry_relocation_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(from_agency=models.F("to_agency")),
                name="registry_relocation_elsewhere",
            ),
        ]
