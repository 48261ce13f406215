"""What a regency's programme rests on: circulars and decrees, as its letters cite them."""

from django.db import models
from django.db.models import F, Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall
from payung.stages.registry.models.places import Regency

_PUBLISHED = "published: every letter and page cites it"


class LegalBasis(Table):
    """
    One circular, regulation or agreement, in force from a day on. Never edited.

    A wrong or an older one is replaced by another row, or ended by a `LegalBasisEnd`.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall(_PUBLISHED)

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    number = models.CharField(max_length=60, blank=True)
    year = models.SmallIntegerField(null=True)
    cited = models.CharField(max_length=200)
    """As letters name it; kept, so that a renamed regency changes no citation."""
    about = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    """Its last day, where it says so itself."""
    link = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    entered_by_id = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(cited="") & (Q(until_on=None) | Q(until_on__gte=F("from_on"))),
                name="registry_basis_shape",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="registry_basis_link"
            ),
        ]


class LegalBasisEnd(Table):
    """It is in force no more, from `ended_on` on, and why."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = NoWall(_PUBLISHED)

    id = models.BigAutoField(primary_key=True)
    basis = models.OneToOneField(LegalBasis, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField()
    reason = models.CharField(max_length=200)
    ended_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="registry_basis_end_reason")
        ]
