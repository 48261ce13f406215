"""What waits for a family, on the list of who can walk with it: an office its own."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from payung.kernel.clock import today_in_wib
from payung.kernel.people import Role, Viewer
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.claims.queries.deaths import unclaimed_deaths
from payung.stages.claims.queries.rights import QUIET, CaseRight, expiring_rights, quiet_claims
from payung.stages.claims.sums.ending import ends_within_a_year

SCHOOL_KEY: Final = "rights:school:"
"""Prepared texts under this key are also the list of school years to ask for."""
_SEES: Final = frozenset({Role.OFFICER, Role.SECRETARIAT, Role.SYSTEM})
_SCHOOL: Final = f"""WITH {SEEN}, asked AS (
    SELECT t.id, t.agency_id, t.subject_id AS claim_id, t.prepared_at,
        split_part(t.key, ':', 3)::bigint AS child_id, split_part(t.key, ':', 4)::int AS year
    FROM outbox_preparedtext t JOIN seen ON seen.id = t.agency_id
    WHERE t.key LIKE '{SCHOOL_KEY}%%' AND t.dropped_at IS NULL
)
SELECT asked.claim_id, asked.agency_id, seen.name AS agency, asked.year, ch.number AS child,
    (asked.prepared_at AT TIME ZONE 'Asia/Jakarta')::date AS told_on
FROM asked JOIN seen ON seen.id = asked.agency_id
JOIN claims_child ch ON ch.id = asked.child_id
WHERE NOT EXISTS (SELECT 1 FROM claims_schoolyear y
    WHERE y.child_id = asked.child_id AND y.year = asked.year AND y.state <> 'refused')
ORDER BY asked.prepared_at, asked.id"""

_COUNTS: Final = f"""WITH {SEEN}, mine AS (
    SELECT c.* FROM claims_claim c JOIN seen ON seen.id = c.agency_id
)
SELECT
    (SELECT count(*) FROM claims_deathmatch m JOIN seen ON seen.id = m.agency_id
        WHERE m.state = 'waiting') AS matches,
    (SELECT count(*) FROM mine WHERE state = 'reported' AND reported_at < %(quiet)s) AS quiet,
    (SELECT array_agg(event_on) FROM mine
        WHERE kind = 'jkk'
          AND state IN ('reported', 'collecting', 'complete', 'refused')) AS events,
    (SELECT count(DISTINCT w.id) FROM registry_worker w
        JOIN enrolment_sponsorship s ON s.worker_id = w.id AND s.state IN ('accepted', 'ended')
        JOIN seen ON seen.id = s.agency_id
        JOIN membership_spell p ON p.worker_id = w.id AND p.starts_on <= w.died_on
            AND (p.ends_on IS NULL OR p.ends_on >= w.died_on)
        WHERE w.died_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims_claim c
            WHERE c.worker_id = w.id AND c.is_death AND c.state <> 'withdrawn')) AS unclaimed"""
"""The lists below as one statement, for first pages; a test holds it to them."""
_KEYS: Final = f"""WITH {SEEN}
SELECT t.key FROM outbox_preparedtext t JOIN seen ON seen.id = t.agency_id
WHERE t.key LIKE '{SCHOOL_KEY}%%' AND t.dropped_at IS NULL ORDER BY t.id"""


class Kind(StrEnum):
    EXPIRING = "expiring"
    UNCLAIMED = "unclaimed"
    QUIET = "quiet"
    SCHOOL = "school"


@dataclass(frozen=True, kw_only=True)
class Right:
    """
    One right that waits. `on`: its last certain day, the death, the report, or since when asked.

    A case is opened at `claim_id`; a death without one is begun from `sponsorship_id`, and only
    there a name stands, for the worker's own office.
    """

    kind: Kind
    agency_id: int
    agency: str
    on: date
    claim_id: int | None = None
    sponsorship_id: int | None = None
    name: str = ""
    year: int = 0
    child: int = 0


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How much waits, for a first page; without the school years, which have their texts there."""

    matches: int
    rights: int

    @property
    def count(self) -> int:
        return self.matches + self.rights


def rights_waiting(*, viewer: Viewer, at: datetime) -> list[Right]:
    """Return what waits, what ends soonest first, in four statements."""
    if viewer.role not in _SEES:
        return []
    return [*_cases(viewer, at), *_school_years(viewer)]


def waiting(*, viewer: Viewer, at: datetime) -> Waiting:
    """Return the counts for the first page of an officer or the secretariat, in one statement."""
    if viewer.role not in _SEES:
        return Waiting(matches=0, rights=0)
    on = today_in_wib(at)
    [row] = fetch(_COUNTS, {**scope(viewer), "quiet": at - QUIET})
    expiring = sum(ends_within_a_year(event_on, on) is not None for event_on in row["events"] or ())
    return Waiting(
        matches=0 if viewer.role is Role.OFFICER else row["matches"],
        rights=expiring + row["unclaimed"] + row["quiet"],
    )


def school_keys(*, viewer: Viewer) -> list[str]:
    """Return the keys of the texts for school years that stand, opened or not."""
    return [row["key"] for row in fetch(_KEYS, scope(viewer))]


def _cases(viewer: Viewer, at: datetime) -> list[Right]:
    hides = viewer.role is Role.SECRETARIAT
    unclaimed = [
        Right(
            kind=Kind.UNCLAIMED,
            agency_id=one.agency_id,
            agency=one.agency,
            on=one.died_on,
            sponsorship_id=one.sponsorship_id,
            name="" if hides else one.name,
        )
        for one in unclaimed_deaths(viewer=viewer)
    ]
    expiring = expiring_rights(viewer=viewer, on=today_in_wib(at))
    quiet = quiet_claims(viewer=viewer, at=at)
    return [
        *(_case(Kind.EXPIRING, one) for one in expiring),
        *unclaimed,
        *(_case(Kind.QUIET, one) for one in quiet),
    ]


def _case(kind: Kind, one: CaseRight) -> Right:
    return Right(
        kind=kind, agency_id=one.agency_id, agency=one.agency, on=one.on, claim_id=one.claim_id
    )


def _school_years(viewer: Viewer) -> list[Right]:
    return [
        Right(
            kind=Kind.SCHOOL,
            agency_id=row["agency_id"],
            agency=row["agency"],
            on=row["told_on"],
            claim_id=row["claim_id"],
            year=row["year"],
            child=row["child"],
        )
        for row in fetch(_SCHOOL, scope(viewer))
    ]
