"""Sponsorships, the batches in which they are sent to the branch, and its answers."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Q

from payung.foundation.access.models import Person
from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import SPONSOR, of_office, with_parent
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment import states


class Sponsorships(models.QuerySet["Sponsorship"]):
    """Sponsorships; every question about them starts with who is asking."""

    def visible_to(self, viewer: Viewer) -> Self:
        """
        Return those `viewer` may see: a sponsor the own ones, an office its own.

        The branch sees what was sent to it; the rest of the regency sees the regency.
        """
        seen = self
        if viewer.regency_id is not None:
            seen = seen.filter(regency_id=viewer.regency_id)
        if viewer.role is Role.SPONSOR:
            own = Person.objects.filter(pk=viewer.person_id or 0).values("civil_servant_id")
            return seen.filter(sponsor_id__in=own)
        if viewer.role is Role.BRANCH:
            return seen.filter(Q(pk__in=BatchLine.objects.values("sponsorship_id")))
        if not viewer.sees_all_agencies:
            return seen.filter(agency_id=viewer.agency_id)
        return seen

    def lock(self, ids: Collection[int], *, viewer: Viewer) -> list["Sponsorship"]:
        """
        Return these sponsorships by id, locked until the transaction ends.

        :raises DoesNotExist: one of them does not exist, or is not this viewer's to see.
        """
        found = list(self.visible_to(viewer).filter(pk__in=ids).select_for_update().order_by("pk"))
        if len(found) != len(set(ids)):
            raise Sponsorship.DoesNotExist(f"{len(set(ids)) - len(found)} not found")
        return found


class Sponsorship(Table):
    """One civil servant protects one worker. Paid or covered are questions for later stages."""

    life = Life.EDITABLE
    personal_data = ("relation", "card_number")
    wall = of_office(regency="regency_id", or_else=f"sponsor_id = {SPONSOR}")
    moves = states.MOVES

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(
        "registry.Regency",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    """The agency's own, kept for the scope of queries."""
    # One of a handful, which the operation looks up and nobody can delete: `verify` R1 watches it.
    agency = models.ForeignKey(
        "registry.Agency", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    sponsor = models.ForeignKey(
        "registry.CivilServant", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    worker = models.ForeignKey(
        "registry.Worker", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    relation = models.CharField(max_length=30, blank=True)
    sector = models.CharField(max_length=10)
    funds = models.CharField(max_length=10)
    income_idr = models.BigIntegerField(default=1_000_000)
    programmes = models.CharField(max_length=12, default="jkk,jkm")
    state = models.CharField(max_length=10, choices=states.State.choices)
    registered_on = models.DateField()
    file = models.ForeignKey(
        "intake.ReceivedFile",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    file_row = models.IntegerField(null=True)
    card_number = models.CharField(max_length=11, blank=True)
    accepted_on = models.DateField(null=True)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    """The sponsorship this one took over, so that the worker's cover has no gap."""
    instead_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Whom the sponsor wishes to protect no longer once this one is insured; a wish, no more."""
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=30, blank=True)

    objects = Sponsorships.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=Q(state__in=states.OPEN), name="enrolment_one_sponsor"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[states.State.ACCEPTED, states.State.ENDED])
                | (Q(card_number__regex=r"^[0-9]{11}$") & Q(accepted_on__isnull=False)),
                name="enrolment_accepted_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.State.ENDED)
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="enrolment_ended_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="enrolment_agency_state"),
            models.Index(fields=["sponsor"], name="enrolment_sponsor"),
            models.Index(fields=["worker"], name="enrolment_worker"),
            models.Index(
                fields=["card_number"], condition=~Q(card_number=""), name="enrolment_card"
            ),
        ]


class Batches(models.QuerySet["Batch"]):
    """Batches; every question about them starts with who is asking."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return those `viewer` may see: an office its own, a regency's people the regency's."""
        seen = self
        if viewer.role is Role.SPONSOR:
            return seen.none()
        if viewer.regency_id is not None:
            seen = seen.filter(agency__regency_id=viewer.regency_id)
        return seen if viewer.sees_all_agencies else seen.filter(agency_id=viewer.agency_id)


class Batch(Table):
    """Registrations of one office sent to the branch together, with a cover letter."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_office()
    moves = states.BATCH_MOVES

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=states.BatchState.choices)
    sent_on = models.DateField()
    sent_by_id = models.BigIntegerField(null=True)
    row_count = models.IntegerField()
    digest = models.CharField(max_length=64)
    answered_on = models.DateField(null=True)

    objects = Batches.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="enrolment_batch_number")
        ]


class BatchLine(Table):
    """One registration in a batch, under the row number that the branch answers to."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("sponsorship_id", "enrolment_sponsorship")

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_index=False)
    row = models.IntegerField()
    sponsorship = models.ForeignKey(
        Sponsorship, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "row"], name="enrolment_batch_row"),
            models.UniqueConstraint(
                fields=["batch", "sponsorship"], name="enrolment_batch_sponsorship"
            ),
        ]
        indexes = [models.Index(fields=["sponsorship"], name="enrolment_line_sponsorship")]


class Reply(Table):
    """The branch's answer to one batch line: a participant number, or a reason."""

    life = Life.APPEND_ONLY
    personal_data = ("card_number",)
    wall = with_parent("line_id", "enrolment_batchline")

    id = models.BigAutoField(primary_key=True)
    line = models.OneToOneField(BatchLine, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(
        "intake.ReceivedFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    card_number = models.CharField(max_length=11, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    replied_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(card_number__regex=r"^[0-9]{11}$", reason="")
                | (Q(card_number="") & ~Q(reason="")),
                name="enrolment_reply_number_or_reason",
            )
        ]
