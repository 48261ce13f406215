"""Questions about events, sessions and stories."""

from payung.stages.outreach.queries.events import (
    EventRow,
    OfficeThere,
    SessionRow,
    event_of,
    events_of,
    session_by_code,
    session_of,
    sessions_from,
)
from payung.stages.outreach.queries.stories import (
    ShownStory,
    StoryRow,
    shown_stories,
    stories_of,
)

__all__ = [
    "EventRow",
    "OfficeThere",
    "SessionRow",
    "ShownStory",
    "StoryRow",
    "event_of",
    "events_of",
    "session_by_code",
    "session_of",
    "sessions_from",
    "shown_stories",
    "stories_of",
]
