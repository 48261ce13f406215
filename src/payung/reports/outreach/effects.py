"""S107: sign-ups and paid months after an event, per office, beside offices nobody visited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from payung.kernel.clock import today_in_wib
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.outreach.queries import EventRow, event_of
from payung.stages.outreach.sums.effects import (
    HORIZONS,
    GroupEffect,
    OfficeEffect,
    Within,
    is_over,
    together,
)

BEFORE_DAYS: Final = 30
GROUPS: Final = ("came", "invited", "not_visited")
NEW: Final = "e.state NOT IN ('draft', 'cancelled') AND e.follows_id IS NULL"
"""A sign-up: somebody named by a sponsor, not a worker handed on from one to the next."""


@dataclass(frozen=True, kw_only=True)
class EventEffect:
    """An event and what followed, office by office and group by group."""

    event: EventRow
    since: date
    """The day of the first session; offices nobody visited are counted from it."""
    offices: tuple[OfficeEffect, ...]
    groups: tuple[GroupEffect, ...]

    def group(self, name: str) -> GroupEffect:
        return next(one for one in self.groups if one.group == name)


_WINDOWS = """visited AS (
    SELECT i.agency_id, s.event_id, (s.starts_at AT TIME ZONE 'Asia/Jakarta')::date AS day,
        s.state = 'took_place' AS was_held
    FROM outreach_session s JOIN outreach_invitation i ON i.session_id = s.id
        AND i.withdrawn_at IS NULL
    WHERE s.state <> 'called_off' AND s.regency_id = %(of)s
    UNION
    SELECT t.agency_id, s.event_id, (s.starts_at AT TIME ZONE 'Asia/Jakarta')::date, true
    FROM outreach_session s
    JOIN (SELECT session_id, agency_id FROM outreach_arrival UNION
        SELECT session_id, agency_id FROM outreach_headcount WHERE count > 0) t
      ON t.session_id = s.id
    WHERE s.state <> 'called_off' AND s.regency_id = %(of)s),
own AS (SELECT agency_id, min(day) AS since FROM visited
    WHERE event_id = %(event)s AND was_held GROUP BY 1),
windows AS (
    SELECT seen.id, seen.name, coalesce(own.since, %(since)s::date) AS since,
        own.agency_id IS NOT NULL AS is_own
    FROM seen JOIN registry_agency a ON a.id = seen.id LEFT JOIN own ON own.agency_id = seen.id
    WHERE a.regency_id = %(of)s AND (a.closed_on IS NULL OR a.closed_on > %(since)s)
      AND (own.agency_id IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM visited v WHERE v.agency_id = seen.id
          AND v.day >= %(since)s::date - 90 AND v.day < %(since)s::date + 90)))"""
"""From which day on each office counts. One invited elsewhere near it, or whose own session has not
taken place, is in no group."""

_STATEMENT = f"""WITH {SEEN}, {_WINDOWS},
signed AS (
    SELECT w.id, count(*) FILTER (WHERE e.registered_on < w.since) AS before,
        {{signed}}
    FROM windows w JOIN enrolment_sponsorship e ON e.agency_id = w.id
        AND e.registered_on >= w.since - {BEFORE_DAYS}
        AND e.registered_on < w.since + {HORIZONS[-1]}
    WHERE {NEW} GROUP BY w.id),
paid AS (
    SELECT w.id, {{paid}}
    FROM windows w JOIN enrolment_sponsorship e ON e.agency_id = w.id
        AND e.registered_on >= w.since AND e.registered_on < w.since + {HORIZONS[-1]}
    JOIN remittance_paidmonth p ON p.worker_id = e.worker_id
        AND p.received_on >= w.since AND p.received_on < w.since + {HORIZONS[-1]}
    JOIN deductions_deductionline l ON l.id = p.line_id
    JOIN membership_payer m ON m.id = l.payer_id AND m.sponsorship_id = e.id
    WHERE {NEW} AND NOT EXISTS (
        SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
    GROUP BY w.id)
SELECT w.id AS agency_id, w.name, w.since, w.is_own,
    (SELECT count(*) FROM registry_civilservant c
        WHERE c.agency_id = w.id AND c.gone_on IS NULL) AS asn,
    coalesce(signed.before, 0) AS before, {{columns}}
FROM windows w LEFT JOIN signed ON signed.id = w.id LEFT JOIN paid ON paid.id = w.id
ORDER BY w.name, w.id""".format(
    signed=", ".join(
        "count(*) FILTER (WHERE e.registered_on >= w.since"
        f" AND e.registered_on < w.since + {days}) AS s{days}"
        for days in HORIZONS
    ),
    paid=", ".join(
        f"count(*) FILTER (WHERE p.received_on < w.since + {days}"
        f" AND e.registered_on < w.since + {days}) AS p{days}"
        for days in HORIZONS
    ),
    columns=", ".join(
        f"coalesce(signed.s{days}, 0) AS s{days}, coalesce(paid.p{days}, 0) AS p{days}"
        for days in HORIZONS
    ),
)


def effect_of(*, viewer: Viewer, event_id: int, on: date) -> EventEffect | None:
    """Return what followed an event until `on`; None where none of its sessions took place."""
    event = event_of(viewer=viewer, event_id=event_id)
    if event is None or event.began_at is None:
        return None
    since = today_in_wib(event.began_at)
    values = {**scope(viewer), "of": event.regency_id, "event": event_id, "since": since}
    attended = _attended(event)
    offices = tuple(
        _office(row, attended.get(row["agency_id"], 0), on) for row in fetch(_STATEMENT, values)
    )
    groups = tuple(together(name, [row for row in offices if row.group == name]) for name in GROUPS)
    return EventEffect(event=event, since=since, offices=offices, groups=groups)


def _attended(event: EventRow) -> dict[int, int]:
    found: dict[int, int] = {}
    for session in event.held:
        for office in session.offices:
            found[office.agency_id] = found.get(office.agency_id, 0) + office.attended
    return found


def _office(row: dict[str, Any], attended: int, on: date) -> OfficeEffect:
    since: date = row["since"]
    return OfficeEffect(
        agency_id=row["agency_id"],
        name=row["name"],
        asn=row["asn"],
        since=since,
        is_invited=row["is_own"],
        attended=attended,
        before=row["before"],
        within=_within(row, since, on),
    )


def _within(row: dict[str, Any], since: date, on: date) -> tuple[Within, ...]:
    days: Sequence[int] = HORIZONS
    return tuple(
        Within(
            days=count,
            sign_ups=row[f"s{count}"],
            paid_months=row[f"p{count}"],
            is_over=is_over(since, count, on=on),
        )
        for count in days
    )


def days_left(since: date, days: int, *, on: date) -> int:
    """Return how many of `days` from `since` on are still to come."""
    return max((since + timedelta(days=days) - on).days, 0)
