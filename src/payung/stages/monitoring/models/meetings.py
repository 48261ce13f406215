"""Monev meetings: who is called, what is on the table, what was decided, who does what by when."""

from django.db import models
from django.db.models import Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import AGENCY, of_office, of_regency, with_parent
from payung.stages.monitoring import states
from payung.stages.registry.models import Agency, LegalBasis, Regency

_OWES = (
    "EXISTS (SELECT 1 FROM monitoring_actionitem i"
    f" WHERE i.meeting_id = monitoring_meeting.id AND i.agency_id = {AGENCY})"
)


class Meeting(Table):
    """A meeting about one month. An office sees those from which it has something to do."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_regency(or_else=_OWES)
    moves = states.MEETING_MOVES

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=150)
    is_for_all = models.BooleanField()
    """Whether every open office is called; else `MeetingOffice` names them."""
    state = models.CharField(max_length=12, choices=states.MeetingState.choices)
    called_by_id = models.BigIntegerField(null=True)
    called_by = models.CharField(max_length=100)
    """As the person was called on that day."""
    called_at = models.DateTimeField()
    called_off_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1) & ~Q(place=""), name="monitoring_meeting_shape"
            ),
            models.CheckConstraint(
                condition=~Q(state=states.MeetingState.CALLED_OFF) | ~Q(called_off_because=""),
                name="monitoring_meeting_off_because",
            ),
        ]
        indexes = [models.Index(fields=["regency", "starts_at"], name="monitoring_meeting_time")]


class MeetingOffice(Table):
    """An office called by name; one that is not any more keeps its row."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_office()

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "agency"],
                condition=Q(withdrawn_at=None),
                name="monitoring_called_once",
            )
        ]


class AgendaPoint(Table):
    """One point of one version of an agenda; a changed agenda is the next version, whole."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("meeting_id", "monitoring_meeting")

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+", db_index=False)
    version = models.IntegerField()
    place = models.SmallIntegerField()
    kind = models.CharField(max_length=10)
    """What it was suggested from; `own` for what somebody typed."""
    words = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "version", "place"], name="monitoring_agenda_place"
            ),
            models.CheckConstraint(
                condition=~Q(words="") & Q(version__gte=1), name="monitoring_agenda_shape"
            ),
        ]


class PackFreeze(Table):
    """
    The figures of a month as they were put before a meeting: known at `as_of`, and printed.

    The papers hold the words and numbers; a later freeze of the same is the next version.
    """

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = of_regency()

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    """The one office that it is about; None for all."""
    version = models.IntegerField()
    as_of = models.DateTimeField()
    documents = models.JSONField()
    """The ids of the papers, in their order."""
    frozen_by_id = models.BigIntegerField(null=True)
    frozen_by = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regency", "month", "meeting", "agency", "version"],
                nulls_distinct=False,
                name="monitoring_freeze_version",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1, version__gte=1), name="monitoring_freeze_shape"
            ),
        ]


class Decision(Table):
    """What a meeting decided, and on what basis. A wrong sentence is replaced by another row."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = of_regency()

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="+", db_index=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    basis = models.ForeignKey(LegalBasis, models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by = models.CharField(max_length=100)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="monitoring_decision_words")
        ]


class ActionItem(Table):
    """What somebody is to do by a day: an office, or a duty named where no office has it."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_office(regency="regency_id")
    moves = states.ITEM_MOVES

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(Regency, models.PROTECT, related_name="+", db_index=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    owner = models.CharField(max_length=100, blank=True)
    """Who answers for it, by duty: "Bendahara gaji", "Sekretariat"."""
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=states.ItemState.choices)
    carried_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=300, blank=True)
    """What was done, or why it is dropped."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & (Q(agency__isnull=False) | ~Q(owner="")),
                name="monitoring_item_owned",
            ),
            models.CheckConstraint(
                condition=Q(state=states.ItemState.OPEN, ended_at=None)
                | (~Q(state=states.ItemState.OPEN) & Q(ended_at__isnull=False)),
                name="monitoring_item_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.ItemState.DROPPED) | ~Q(note=""),
                name="monitoring_item_dropped_because",
            ),
        ]
        indexes = [
            models.Index(
                fields=["regency", "due_on"],
                condition=Q(state="open"),
                name="monitoring_item_open",
            )
        ]
