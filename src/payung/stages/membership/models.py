"""Spells of insured membership. A return after a lapse is a new spell, never the old reopened."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall, with_parent


def _same(field: str) -> Func:
    """An identity as a range of one, because plain PostgreSQL can exclude on ranges only."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


def _days(start: str, end: str) -> Func:
    return Func(F(start), F(end), function="daterange", output_field=DateRangeField())


class Spell(Table):
    """
    `[starts_on, ends_on)` under one participant number (KPJ).

    Opened by the branch's acceptance; ended by three unpaid months, death, age, a formal job or
    wish. Whether a day in it is covered is a question for `cover`.
    """

    life = Life.EDITABLE
    personal_data = ("card_number",)
    wall = with_parent("worker_id", "registry_worker")

    id = models.BigAutoField(primary_key=True)
    worker = models.ForeignKey(
        "registry.Worker", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    card_number = models.CharField(max_length=11)
    opened_by = models.ForeignKey(
        "enrolment.Sponsorship", on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    first_month = models.DateField()
    """The first contribution month."""
    ends_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="membership_no_two_spells",
                expressions=[
                    (_same("worker"), RangeOperators.OVERLAPS),
                    (_days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, end_reason="")
                | (Q(ends_on__isnull=False) & ~Q(end_reason="")),
                name="membership_end_has_reason",
            ),
            models.UniqueConstraint(
                fields=["card_number"],
                condition=Q(ends_on__isnull=True),
                name="membership_card_once",
            ),
            models.CheckConstraint(
                condition=Q(first_month__day=1), name="membership_first_of_month"
            ),
        ]
        indexes = [models.Index(fields=["worker", "starts_on"], name="membership_worker")]


class Payer(Table):
    """Who pays a spell, by contribution month `[from_month, until_month)`; one at a time (C8)."""

    life = Life.EDITABLE
    personal_data = ()
    wall = with_parent("worker_id", "registry_worker")

    id = models.BigAutoField(primary_key=True)
    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(
        "registry.Worker", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sponsor = models.ForeignKey(
        "registry.CivilServant", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sponsorship = models.ForeignKey(
        "enrolment.Sponsorship", on_delete=models.PROTECT, related_name="+"
    )
    from_month = models.DateField()
    until_month = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="membership_one_payer",
                expressions=[
                    (_same("worker"), RangeOperators.OVERLAPS),
                    (_days("from_month", "until_month"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(from_month__day=1)
                & (
                    Q(until_month__isnull=True)
                    | Q(until_month__day=1, until_month__gte=F("from_month"))
                ),
                name="membership_payer_months",
            ),
        ]
        indexes = [
            models.Index(fields=["sponsor", "from_month"], name="membership_payer_sponsor"),
            models.Index(fields=["worker", "from_month"], name="membership_payer_worker"),
        ]


class Card(Table):
    """
    A printed participant card. `code` stands in its QR and opens `/k/<code>/`.

    A lost card is revoked and another one issued: one live card per spell.
    """

    life = Life.EDITABLE
    personal_data = ()
    wall = with_parent("spell_id", "membership_spell")

    id = models.BigAutoField(primary_key=True)
    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=16, unique=True)
    issued_at = models.DateTimeField()
    issued_by_id = models.BigIntegerField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["spell"],
                condition=Q(revoked_at__isnull=True),
                name="membership_one_live_card",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z2-7]{16}$"), name="membership_card_code_shape"
            ),
        ]


class LapseWarning(Table):
    """
    One step at which people were told that a worker would lose cover on `loses_on`, and why.

    A step is told once for ever, however often the job runs and whatever became of the message.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("sponsorship_id", "enrolment_sponsorship")

    id = models.BigAutoField(primary_key=True)
    # The first column of the constraint below, which finds it.
    sponsorship = models.ForeignKey(
        "enrolment.Sponsorship", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    loses_on = models.DateField()
    """The first day without cover; where that lies behind, without membership."""
    step = models.CharField(max_length=10)
    cause = models.CharField(max_length=12)
    warned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sponsorship", "loses_on", "step"], name="membership_warned_once"
            )
        ]


class TariffNotice(Table):
    """
    The day on which a regency tells its sponsors what a month will cost; then, that it did.

    The day may be moved until the notice went out: `told_at` and the counts are set together
    with the messages.
    """

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("a day and two counts")

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(
        "registry.Regency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    month = models.DateField()
    announce_on = models.DateField()
    chosen_by_id = models.BigIntegerField(null=True)
    chosen_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    sponsors = models.IntegerField(default=0)
    asked_again = models.IntegerField(default=0)
    """Of these, how many were asked to consent again."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regency", "month"], name="membership_notice_once"),
            models.CheckConstraint(
                condition=Q(month__day=1, announce_on__lt=F("month")), name="membership_notice_day"
            ),
        ]
