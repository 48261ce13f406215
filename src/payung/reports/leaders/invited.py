"""How many were asked before anybody signed up: the first step of the funnel."""

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope

_INVITED = f"""WITH {SEEN}
SELECT seen.id, count(DISTINCT s.id)::int AS sessions
FROM outreach_invitation i JOIN outreach_session s ON s.id = i.session_id
JOIN seen ON seen.id = i.agency_id
WHERE i.withdrawn_at IS NULL AND s.state <> 'called_off'
  AND (s.starts_at AT TIME ZONE 'Asia/Jakarta')::date <= %(until)s
  AND (%(only)s::bigint IS NULL OR i.agency_id = %(only)s)
GROUP BY seen.id"""


def invited_offices(
    *, viewer: Viewer, month: Month, agency_id: int | None = None
) -> dict[int, int]:
    """Return the offices invited to a session by a month's end, and to how many sessions."""
    values = {**scope(viewer), "until": month.last_day, "only": agency_id}
    return {row["id"]: row["sessions"] for row in fetch(_INVITED, values)}
