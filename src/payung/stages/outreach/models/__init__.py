"""Events, their sessions, who is invited, who was there; and stories told with consent."""

from payung.stages.outreach.models.attendance import Arrival, Headcount
from payung.stages.outreach.models.events import Event, Invitation, Session
from payung.stages.outreach.models.stories import Story

__all__ = ["Arrival", "Event", "Headcount", "Invitation", "Session", "Story"]
