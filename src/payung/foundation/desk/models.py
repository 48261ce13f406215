"""The secretariat's desk: notices to users, requests about personal data, incidents."""

from django.db import models
from django.db.models import F, Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import NoWall, of_regency, with_parent
from payung.kernel.moves import Moves


class Notice(Table):
    """A sentence shown on pages from `starts_at` until `ends_at`; taken down, never deleted."""

    life = Life.EDITABLE
    personal_data = ()
    wall = NoWall("shown to everybody it is for, the public too")

    id = models.BigAutoField(primary_key=True)
    regency_id = models.BigIntegerField()
    words_id = models.CharField(max_length=300)
    words_en = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=20, blank=True)
    """Whom it is for; empty for everybody, the public too."""
    is_urgent = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    """What was corrected by this one; it was taken down then, and its words stay as they stood."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="desk_notice_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["regency_id", "ends_at"], name="desk_notice_live")]


class RequestState(models.TextChoices):
    OPEN = "open"
    IDENTIFIED = "identified"
    """An officer has seen who asks; only now may anything be answered."""
    ANSWERED = "answered"
    REFUSED = "refused"


class DataRequest(Table):
    """Somebody asks for their data, or to correct or delete it: 3 x 24 hours (UU 27/2022)."""

    life = Life.EDITABLE
    personal_data = ("name_sealed", "contact_sealed", "words_sealed")
    wall = of_regency()
    moves = Moves(
        {
            "ask": ({""}, RequestState.OPEN),
            "identify": ({RequestState.OPEN}, RequestState.IDENTIFIED),
            "answer": ({RequestState.IDENTIFIED}, RequestState.ANSWERED),
            "refuse": ({RequestState.OPEN, RequestState.IDENTIFIED}, RequestState.REFUSED),
        }
    )

    id = models.BigAutoField(primary_key=True)
    regency_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    """What is asked: "copy", "correction", "deletion", "restriction"."""
    name_sealed = models.BinaryField()
    contact_sealed = models.BinaryField()
    words_sealed = models.BinaryField()
    worker_id = models.BigIntegerField(null=True)
    civil_servant_id = models.BigIntegerField(null=True)
    """Whose data it is: a worker's or a civil servant's, where anything of theirs is held."""
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=RequestState.choices)
    identified_by_id = models.BigIntegerField(null=True)
    identified_how = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[RequestState.IDENTIFIED, RequestState.ANSWERED])
                | Q(identified_by_id__isnull=False),
                name="desk_request_identified_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(worker_id__isnull=True) | Q(civil_servant_id__isnull=True),
                name="desk_request_about_one",
            ),
        ]
        indexes = [models.Index(fields=["regency_id", "due_at"], name="desk_request_due")]


class IncidentState(models.TextChoices):
    OPEN = "open"
    REPORTED = "reported"
    """The people concerned and the agency were told in writing."""
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    """It turned out to be none; it stays, with why."""


class Incident(Table):
    """Something that touched data or service; `due_at` is 3 x 24 hours after it was noticed."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_regency(or_else="is_public")
    moves = Moves(
        {
            "open": ({""}, IncidentState.OPEN),
            "report": ({IncidentState.OPEN}, IncidentState.REPORTED),
            "close": ({IncidentState.OPEN, IncidentState.REPORTED}, IncidentState.CLOSED),
            "withdraw": ({IncidentState.OPEN, IncidentState.REPORTED}, IncidentState.WITHDRAWN),
        }
    )

    id = models.BigAutoField(primary_key=True)
    regency_id = models.BigIntegerField()
    title = models.CharField(max_length=120)
    touches_personal_data = models.BooleanField()
    is_public = models.BooleanField(default=False)
    """Whether the status page tells of it."""
    noticed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=IncidentState.choices)
    opened_by_id = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["regency_id", "-noticed_at"], name="desk_incident_recent")]


class IncidentNote(Table):
    """What was found or done about an incident, in order; never edited."""

    life = Life.APPEND_ONLY
    personal_data = ()
    wall = with_parent("incident_id", "desk_incident")

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    words = models.CharField(max_length=1000)
    called_before = models.CharField(max_length=120, blank=True)
    """What the incident was called until this note corrected it; otherwise empty."""
