"""Consent, the statement of work, and flags: what stands beside a sponsorship."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import with_parent
from payung.stages.enrolment.models.sponsorships import Sponsorship


class Consent(Table):
    """
    One version of the permission to deduct: the tariff in force, up to `ceiling_idr` a month.

    Never edited. The live one is the highest version; a version with `withdrawn` ends it.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("sponsorship_id", "enrolment_sponsorship")

    id = models.BigAutoField(primary_key=True)
    # Written by one statement with its parent, which nobody can delete: `verify` R1 watches it.
    sponsorship = models.ForeignKey(
        Sponsorship,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    version = models.SmallIntegerField()
    ceiling_idr = models.BigIntegerField()
    pay_source = models.CharField(max_length=10, default="gaji")
    given_on = models.DateField()
    evidence = models.CharField(max_length=30)
    """How it was given: "sheet" (signed list at the office), "form", "screen"."""
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sponsorship", "version"], name="enrolment_consent_version"
            ),
            models.CheckConstraint(
                condition=Q(ceiling_idr__gte=0, ceiling_idr__lte=1_000_000),
                name="enrolment_consent_ceiling",
            ),
        ]


class WorkStatement(Table):
    """
    That the worker really works and is not in hospital, by whom and when.

    What nobody has stated yet is null: a sheet names an occupation and no more, so its row says
    only that. The officer's own statement, with the verifier, comes when the row is verified.
    """

    life = Life.APPEND_ONLY
    personal_data = ("in_hospital",)
    wall = with_parent("sponsorship_id", "enrolment_sponsorship")

    id = models.BigAutoField(primary_key=True)
    # Written by one statement with its parent, which nobody can delete: `verify` R1 watches it.
    sponsorship = models.ForeignKey(
        Sponsorship,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    works = models.BooleanField()
    in_hospital = models.BooleanField(null=True)
    agrees = models.BooleanField(null=True)
    """The worker knows of it and agrees."""
    stated_on = models.DateField()
    verifier_id = models.BigIntegerField(null=True)
    source = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["sponsorship"], name="enrolment_statement_of")]


class Flag(Table):
    """A warning or information the officer should see beside a registration."""

    life = Life.APPEND_ONLY
    personal_data = ("values",)
    wall = with_parent("sponsorship_id", "enrolment_sponsorship")

    id = models.BigAutoField(primary_key=True)
    sponsorship = models.ForeignKey(
        Sponsorship, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    level = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["sponsorship"], name="enrolment_flag_of")]
