"""What stands at the secretariat's desk."""

from payung.foundation.desk.queries.incidents import (
    IncidentSeen,
    Note,
    PublicIncident,
    incident,
    incidents,
    notes,
    public_incidents,
)
from payung.foundation.desk.queries.notices import (
    LiveNotice,
    NoticeSeen,
    live_notices,
    notice,
    notices,
)
from payung.foundation.desk.queries.requests import (
    Asked,
    AskedInFull,
    Clocks,
    data_request,
    data_requests,
    running_clocks,
)

__all__ = [
    "Asked",
    "AskedInFull",
    "Clocks",
    "IncidentSeen",
    "LiveNotice",
    "Note",
    "NoticeSeen",
    "PublicIncident",
    "data_request",
    "data_requests",
    "incident",
    "incidents",
    "live_notices",
    "notes",
    "notice",
    "notices",
    "public_incidents",
    "running_clocks",
]
