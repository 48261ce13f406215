"""A claim: one event, one worker, one file at the branch."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from payung.foundation.access.models import Person
from payung.foundation.audit.tables import Life, Table
from payung.foundation.rules.benefits import Scheme
from payung.kernel.people import Role, Viewer
from payung.stages.claims import states
from payung.stages.claims.models.walls import OF_CLAIM, within

SEES: frozenset[Role] = frozenset(
    {Role.SPONSOR, Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM}
)


class Claims(models.QuerySet["Claim"]):
    """Claims; every question about them starts with who is asking."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those `viewer` may see: a sponsor the own workers', an office its own."""
        if viewer.role not in SEES:
            return self.none()
        seen = self
        if viewer.regency_id is not None:
            seen = seen.filter(regency_id=viewer.regency_id)
        if viewer.role is Role.SPONSOR:
            own = Person.objects.filter(pk=viewer.person_id or 0).values("civil_servant_id")
            return seen.filter(sponsor_id__in=own)
        return seen if viewer.sees_all_agencies else seen.filter(agency_id=viewer.agency_id)


class Claim(Table):
    """
    One event of one worker. What it is worth, only BPJS says.

    `prior`: the claim this one follows from: a disability found later, a death after an accident,
    or another programme's claim for the same death. `declared_at`: when the doctor declared how
    treatment ended.
    """

    life = Life.EDITABLE
    personal_data = ("event_on", "event_at", "died_on", "declared_at")
    wall = OF_CLAIM
    moves = states.MOVES

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey("registry.Regency", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    """The office whose officer walks with the family."""
    sponsorship = models.ForeignKey(
        "enrolment.Sponsorship", on_delete=models.PROTECT, related_name="+"
    )
    sponsor = models.ForeignKey("registry.CivilServant", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("registry.Worker", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=3, choices=[(one.value, one.value) for one in Scheme])
    is_death = models.BooleanField()
    event_on = models.DateField()
    """The accident or diagnosis (JKK), or the death (JKM)."""
    event_at = models.DateTimeField(null=True)
    died_on = models.DateField(null=True)
    declared_at = models.DateTimeField(null=True)
    prior = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=states.State.choices)
    handed_on = models.DateField(null=True)
    reported_by_id = models.BigIntegerField(null=True)
    reported_role = models.CharField(max_length=20)
    reported_at = models.DateTimeField()

    objects = Claims.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_death=True, died_on__isnull=False)
                | Q(is_death=False, died_on__isnull=True),
                name="claims_death_has_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="jkm", is_death=True, event_on=F("died_on"), event_at=None)
                | Q(kind="jkk", event_at__isnull=False),
                name="claims_kind_fits",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(died_on__gte=F("event_on")),
                name="claims_died_after_event",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=states.AT_BRANCH) | Q(handed_on__isnull=False),
                name="claims_handed_on",
            ),
            models.UniqueConstraint(
                fields=["worker", "kind"],
                condition=Q(is_death=True) & ~Q(state=states.State.WITHDRAWN),
                name="claims_one_per_death",
            ),
            models.UniqueConstraint(
                fields=["worker", "event_on"],
                condition=Q(kind="jkk", is_death=False, prior__isnull=True)
                & ~Q(state=states.State.WITHDRAWN),
                name="claims_one_per_accident",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="claims_of_office"),
            models.Index(fields=["regency", "state"], name="claims_of_regency"),
        ]


class Word(Table):
    """Why a step was taken, in a person's words: sealed, because illness stands in such words."""

    life = Life.APPEND_ONLY
    personal_data = ("sealed",)
    wall = within()

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    sealed = models.BinaryField()
    said_by_id = models.BigIntegerField(null=True)
    said_at = models.DateTimeField()
