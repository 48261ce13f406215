"""Somebody on a death list who may be a member, and what a person said of it."""

from typing import Final, Self

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import AGENCY, IS_WIDE, REGENCY, Wall
from payung.kernel.people import Role, Viewer
from payung.stages.claims import states
from payung.stages.claims.models.cases import Claim
from payung.stages.claims.sums.matching import How

DECIDES: Final = frozenset({Role.SECRETARIAT, Role.SYSTEM})


class Matches(models.QuerySet["DeathMatch"]):
    """Matches; every question about them starts with who is asking."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The secretariat sees its regency's; an officer the confirmed deaths of the own office."""
        seen = self
        if viewer.regency_id is not None:
            seen = seen.filter(regency_id=viewer.regency_id)
        if viewer.role in DECIDES:
            return seen
        if viewer.role is not Role.OFFICER:
            return seen.none()
        return seen.filter(agency_id=viewer.agency_id or 0, state=states.MatchState.SAME)


class DeathMatch(Table):
    """
    One row of a death list beside one member. Rows that look like no member are not kept.

    `source` is a keyed hash of the row: the same row of a later list is not asked about again.
    """

    life = Life.EDITABLE
    personal_data = ("said_name", "said_born_on", "said_village", "died_on", "source")
    wall = Wall(
        f"({IS_WIDE} AND regency_id = {REGENCY})"
        f" OR (agency_id = {AGENCY} AND state = '{states.MatchState.SAME.value}')"
    )
    moves = states.MATCH_MOVES

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey("registry.Regency", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    sponsorship = models.ForeignKey(
        "enrolment.Sponsorship", on_delete=models.PROTECT, related_name="+"
    )
    worker = models.ForeignKey(
        "registry.Worker", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    file = models.ForeignKey("intake.ReceivedFile", on_delete=models.PROTECT, related_name="+")
    row = models.IntegerField()
    how = models.CharField(max_length=20, choices=[(one.value, one.value) for one in How])
    said_name = models.CharField(max_length=100)
    said_born_on = models.DateField(null=True)
    said_village = models.CharField(max_length=60, blank=True)
    died_on = models.DateField()
    source = models.BinaryField()
    state = models.CharField(max_length=10, choices=states.MatchState.choices)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    objects = Matches.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "source"], name="claims_match_row_once"),
            models.UniqueConstraint(
                fields=["worker", "died_on"],
                condition=~Q(state=states.MatchState.OTHER),
                name="claims_match_death_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.MatchState.WAITING)
                | Q(claim__isnull=True, decided_at__isnull=True),
                name="claims_match_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.MatchState.SAME)
                | Q(claim__isnull=False, decided_at__isnull=False),
                name="claims_match_has_case",
            ),
        ]
        indexes = [
            models.Index(fields=["regency", "state", "-id"], name="claims_match_of_regency"),
            models.Index(fields=["agency", "state", "-id"], name="claims_match_of_office"),
        ]
