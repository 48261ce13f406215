"""What lies on the sponsor's and the officer's desk: drafts, openings, things left."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import PERSON, SPONSOR, NoWall, Wall, of_office, with_parent
from payung.stages.enrolment.models.sponsorships import Sponsorship


class Draft(Table):
    """The answers of one unfinished sign-up, sealed; kept for 24 hours after the last answer."""

    life = Life.DISPOSABLE
    personal_data = ("answers_sealed",)
    wall = Wall(f"person_id = {PERSON}")

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField(unique=True)
    answers_sealed = models.BinaryField()
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="enrolment_draft_saved")]


class Opening(Table):
    """Who has a registration open for checking, so that two officers do not check it at once."""

    life = Life.DISPOSABLE
    personal_data = ("name",)
    wall = with_parent("sponsorship_id", "enrolment_sponsorship")

    id = models.BigAutoField(primary_key=True)
    sponsorship = models.OneToOneField(Sponsorship, on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=150)
    opened_at = models.DateTimeField()


class Entrusted(Table):
    """
    Something a sponsor leaves with the officer of the own office: what cannot be done on a screen.

    The words are sealed; `kind` says what it is about. Settled once, with who did it and how.
    """

    life = Life.EDITABLE
    personal_data = ("words_sealed",)
    wall = of_office(regency="regency_id", or_else=f"sponsor_id = {SPONSOR}")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(
        "registry.Regency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    agency = models.ForeignKey(
        "registry.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sponsor = models.ForeignKey(
        "registry.CivilServant", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sponsorship = models.ForeignKey(
        Sponsorship, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=12)
    words_sealed = models.BinaryField()
    left_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(settled_by_id__isnull=False),
                name="enrolment_left_settled_by_someone",
            )
        ]
        indexes = [
            models.Index(
                fields=["agency", "left_at"],
                condition=Q(settled_at__isnull=True),
                name="enrolment_left_waiting",
            )
        ]


class RejectionReason(Table):
    """What the branch writes when it refuses a row, and what it means in plain words."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("the branch's words for its refusals, no person's data")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(
        "registry.Regency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=20)
    branch_words = models.CharField(max_length=200)
    plain_words = models.CharField(max_length=300)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regency", "code"], name="enrolment_reason_once")
        ]
