"""Events, the sessions they are held in, and the offices invited to each."""

from django.db import models
from django.db.models import F, Q

from payung.foundation.audit.tables import Life, Table
from payung.foundation.audit.walls import AGENCY, of_office, of_regency
from payung.stages.outreach import states

_INVITED = (
    "EXISTS (SELECT 1 FROM outreach_invitation i WHERE i.session_id = outreach_session.id"
    f" AND i.agency_id = {AGENCY} AND i.withdrawn_at IS NULL)"
)
_EVENT_INVITED = (
    "EXISTS (SELECT 1 FROM outreach_session s WHERE s.event_id = outreach_event.id"
    " AND EXISTS (SELECT 1 FROM outreach_invitation i WHERE i.session_id = s.id"
    f" AND i.agency_id = {AGENCY} AND i.withdrawn_at IS NULL))"
)


class Event(Table):
    """A round of outreach (sosialisasi), held in one or several sessions."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_regency(or_else=_EVENT_INVITED)

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey("registry.Regency", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    target = models.IntegerField(null=True)
    """How many sign-ups the organisers hope for within thirty days; for themselves only."""
    planned_by_id = models.BigIntegerField(null=True)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & (Q(target=None) | Q(target__gt=0)),
                name="outreach_event_shape",
            )
        ]


class Session(Table):
    """One meeting: a place, a time, an agenda. `code` opens the page that notes arrivals."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_regency(or_else=_INVITED)
    moves = states.SESSION_MOVES

    id = models.BigAutoField(primary_key=True)
    regency = models.ForeignKey(
        "registry.Regency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=150)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    agenda = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=states.SessionState.choices)
    code = models.CharField(max_length=26, unique=True)
    called_off_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")) & ~Q(place=""),
                name="outreach_session_shape",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.SessionState.CALLED_OFF) | ~Q(called_off_because=""),
                name="outreach_called_off_because",
            ),
        ]
        indexes = [models.Index(fields=["regency", "starts_at"], name="outreach_session_time")]


class Invitation(Table):
    """An office is invited to a session; one that is not any more keeps its row."""

    life = Life.EDITABLE
    personal_data = ()
    wall = of_office()

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "agency"],
                condition=Q(withdrawn_at=None),
                name="outreach_invited_once",
            )
        ]
        indexes = [models.Index(fields=["session"], name="outreach_invitation_session")]
