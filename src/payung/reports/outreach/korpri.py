"""S56: what Korpri sees: how many joined since the last event, never who has not."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from payung.kernel.clock import WIB, in_wib
from payung.kernel.people import Viewer
from payung.reports.outreach.effects import NEW
from payung.reports.outreach.visits import SMALL
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.outreach.queries import SessionRow, sessions_from
from payung.stages.outreach.states import SessionState
from payung.stages.outreach.sums.effects import Rate

WITHOUT_EVENT = timedelta(days=30)
"""So far back newcomers are counted where no session was held yet."""


@dataclass(frozen=True, kw_only=True)
class Newcomers:
    """Civil servants of one office who take part since a day and did not before."""

    office: str
    count: int


@dataclass(frozen=True, kw_only=True)
class KorpriHome:
    """Korpri's first page. `joined` counts sponsors by now, of all on the staff list."""

    since: date
    last: SessionRow | None
    next: SessionRow | None
    new_sponsors: int
    joined: Rate
    newcomers: tuple[Newcomers, ...]
    """By office, the most first; offices too small to be named stand in the sum only."""


_NEW = f"""WITH {SEEN}, first AS (
    SELECT c.agency_id, min(e.registered_on) AS day FROM enrolment_sponsorship e
    JOIN registry_civilservant c ON c.id = e.sponsor_id AND c.gone_on IS NULL
    JOIN seen ON seen.id = c.agency_id WHERE {NEW} GROUP BY c.agency_id, e.sponsor_id)
SELECT seen.name AS office, count(*) FILTER (WHERE first.day >= %(since)s) AS count,
    (SELECT count(*) FROM registry_civilservant c
        WHERE c.agency_id = seen.id AND c.gone_on IS NULL) AS asn,
    (SELECT count(*) FROM registry_civilservant c
        WHERE c.agency_id = seen.id AND c.gone_on IS NULL AND EXISTS (
            SELECT 1 FROM enrolment_sponsorship s WHERE s.sponsor_id = c.id
              AND s.state NOT IN ('ended', 'cancelled', 'draft'))) AS joined
FROM seen LEFT JOIN first ON first.agency_id = seen.id
GROUP BY seen.id, seen.name ORDER BY count DESC, seen.name"""


def korpri_home(*, viewer: Viewer, at: datetime) -> KorpriHome:
    """Return who joined since the last session that took place, and which session comes next."""
    on = in_wib(at).date()
    begin = datetime.combine(on - timedelta(days=365), time(), WIB)
    sessions = sessions_from(viewer=viewer, since=begin, most=1000)
    held = [one for one in sessions if one.state == SessionState.TOOK_PLACE]
    ahead = [one for one in sessions if one.starts_at > at]
    last = held[-1] if held else None
    since = in_wib(last.starts_at).date() if last else on - WITHOUT_EVENT
    rows = fetch(_NEW, {**scope(viewer), "since": since})
    return KorpriHome(
        since=since,
        last=last,
        next=ahead[0] if ahead else None,
        new_sponsors=sum(row["count"] for row in rows),
        joined=Rate(part=sum(row["joined"] for row in rows), whole=sum(row["asn"] for row in rows)),
        newcomers=tuple(
            Newcomers(office=row["office"], count=row["count"])
            for row in rows
            if row["count"] and row["asn"] >= SMALL
        ),
    )
