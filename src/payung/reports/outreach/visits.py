"""Whom to visit next (S106, S56): what is known of each office, ranked by `sums.visiting`."""

from datetime import date, timedelta
from typing import Final

from payung.kernel.people import Role, Viewer
from payung.reports.outreach.effects import NEW
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.outreach.sums.visiting import Candidate, Seen, Visit, next_visits

OLD_ENOUGH: Final = timedelta(days=60)
A_YEAR: Final = timedelta(days=365)
SMALL: Final = 10
"""In an office below this, how many have not joined comes close to saying who."""

_JOINED = """joined AS (
    SELECT c.agency_id, count(*) AS asn, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM enrolment_sponsorship s WHERE s.sponsor_id = c.id
          AND s.state NOT IN ('ended', 'cancelled', 'draft'))) AS joined
    FROM registry_civilservant c JOIN seen ON seen.id = c.agency_id
    WHERE c.gone_on IS NULL GROUP BY c.agency_id)"""

_VISITED = """held AS (
    SELECT i.agency_id, (s.starts_at AT TIME ZONE 'Asia/Jakarta')::date AS day
    FROM outreach_session s JOIN outreach_invitation i ON i.session_id = s.id
        AND i.withdrawn_at IS NULL
    JOIN seen ON seen.id = i.agency_id
    WHERE s.state <> 'called_off')"""

_CANDIDATES = f"""WITH {SEEN}, {_JOINED}, {_VISITED},
year AS (
    SELECT e.agency_id, count(*) AS signed_up, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM remittance_paidmonth p WHERE p.worker_id = e.worker_id
          AND p.received_on >= e.registered_on AND NOT EXISTS (
            SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id))) AS paid
    FROM enrolment_sponsorship e JOIN seen ON seen.id = e.agency_id
    WHERE e.registered_on >= %(year)s AND e.registered_on < %(old)s AND {NEW}
    GROUP BY e.agency_id)
SELECT seen.id AS agency_id, seen.name, coalesce(joined.asn, 0) AS asn,
    coalesce(joined.joined, 0) AS joined, coalesce(year.signed_up, 0) AS signed_up,
    coalesce(year.paid, 0) AS paid,
    (SELECT max(day) FROM held WHERE held.agency_id = seen.id AND day < %(on)s) AS last_visit,
    (SELECT min(day) FROM held WHERE held.agency_id = seen.id AND day >= %(on)s) AS next_visit
FROM seen JOIN registry_agency a ON a.id = seen.id AND a.closed_on IS NULL
LEFT JOIN joined ON joined.agency_id = seen.id LEFT JOIN year ON year.agency_id = seen.id
ORDER BY seen.name, seen.id"""

_SEEN_SO_FAR = f"""WITH {SEEN}, {_JOINED}, {_VISITED},
past AS (SELECT agency_id, day FROM held WHERE day >= %(year)s AND day <= %(old)s),
average AS (SELECT min(day) AS day FROM past),
counted AS (
    SELECT seen.id, past.day IS NOT NULL AS is_visited,
        greatest(coalesce(joined.asn, 0) - coalesce(joined.joined, 0), 0) AS still_open,
        (SELECT count(*) FROM enrolment_sponsorship e WHERE e.agency_id = seen.id
            AND e.registered_on >= coalesce(past.day, average.day)
            AND e.registered_on < coalesce(past.day, average.day) + 60 AND {NEW}) AS signed
    FROM seen CROSS JOIN average
    LEFT JOIN (SELECT agency_id, min(day) AS day FROM past GROUP BY 1) past
      ON past.agency_id = seen.id
    LEFT JOIN joined ON joined.agency_id = seen.id
    WHERE average.day IS NOT NULL)
SELECT coalesce(sum(still_open + signed) FILTER (WHERE is_visited), 0)::bigint AS visited_open,
    coalesce(sum(signed) FILTER (WHERE is_visited), 0)::bigint AS lifted,
    coalesce(sum(still_open + signed) FILTER (WHERE NOT is_visited), 0)::bigint AS other_open,
    coalesce(sum(signed) FILTER (WHERE NOT is_visited), 0)::bigint AS other
FROM counted"""
"""Who takes part by now was open then, so those who signed up are added back to the open ones."""


def visits_next(*, viewer: Viewer, on: date) -> list[Visit]:
    """
    Return the offices without a session ahead, those first where a visit is likely to bring most.

    Korpri is shown no office so small that a count would point at people.
    """
    values = {**scope(viewer), "on": on, "year": on - A_YEAR, "old": on - OLD_ENOUGH}
    offices = [Candidate(**row) for row in fetch(_CANDIDATES, values)]
    seen = Seen(**fetch(_SEEN_SO_FAR, values)[0])
    visits = next_visits(offices, seen, on=on)
    if viewer.role is Role.KORPRI:
        return [visit for visit in visits if visit.office.asn >= SMALL]
    return visits
