"""What a civil servant's NIP was before: a NIP changes, the person stays."""

from django.db import models
from django.db.models import F, Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import with_parent
from payung.stages.registry.models.staff import CivilServant


class NipChange(Table):
    """
    A new NIP for somebody who had another: PPPK appointed PNS, a new contract, a correction.

    A NIP belongs to one person forever: `before` is given to nobody else, unless this change was
    a mistake and another row takes it back. Then `after` was never theirs.
    """

    life = Life.APPEND_ONLY
    personal_data = ("before", "after", "reason")
    wall = with_parent("civil_servant_id", "registry_civilservant")

    id = models.BigAutoField(primary_key=True)
    civil_servant = models.ForeignKey(CivilServant, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=18)
    after = models.CharField(max_length=18)
    kind_before = models.CharField(max_length=8)
    kind_after = models.CharField(max_length=8)
    counts_from = models.DateField()
    """Since when the new NIP counts, as the decree says; never in the future."""
    cause = models.CharField(max_length=12)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    changed_by_id = models.BigIntegerField(null=True)
    takes_back = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(after__regex=r"^[0-9]{18}$") & ~Q(before=F("after")),
                name="registry_nip_becomes_another",
            )
        ]
        indexes = [models.Index(fields=["before"], name="registry_nip_before")]
