"""Which members a death list may speak of: compared as sets, in a table of this session only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from payung.foundation.audit.planning import whole_tables
from payung.foundation.audit.scope import beyond
from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.claims.checks.death_rows import DeathLine
from payung.stages.claims.sums.matching import (
    OLD_SPELLINGS,
    ORDER,
    YEAR_SLIPS,
    Deceased,
    How,
    Member,
    how,
    name_key,
)


def _key_of(column: str) -> str:
    """Return the SQL of `sums.matching.name_key`."""
    for old, new in OLD_SPELLINGS:
        column = f"replace({column}, '{old}', '{new}')"
    return column


_LIST: Final = """
    DROP TABLE IF EXISTS pg_temp.death_list;
    CREATE TEMP TABLE death_list (
        place int NOT NULL, nik_index bytea, key text NOT NULL, first text NOT NULL,
        words text[] NOT NULL, born_on date, died_on date NOT NULL
    ) ON COMMIT DROP
"""
_SAME: Final[dict[str, str]] = {
    part: f"extract({part} FROM d.born_on) = extract({part} FROM m.born_on)"
    for part in ("year", "month", "day")
}
_NEAR: Final = f"""d.born_on <> m.born_on AND (
    {_SAME["year"]} AND ({_SAME["month"]} OR {_SAME["day"]}
        OR (extract(month FROM d.born_on) = extract(day FROM m.born_on)
            AND extract(day FROM d.born_on) = extract(month FROM m.born_on)))
    OR {_SAME["month"]} AND {_SAME["day"]}
        AND abs(extract(year FROM d.born_on) - extract(year FROM m.born_on)) = ANY(%(slips)s))"""
"""`sums.matching.dates_agree` in SQL; a test holds them to each other."""
_CANDIDATES: Final = f"""
WITH whose AS (
    SELECT w.id, w.nik_index, w.folded, w.born_on FROM registry_worker w
    WHERE w.regency_id = %(regency)s
    UNION ALL
    SELECT w.id, w.nik_index, w.folded, w.born_on FROM registry_worker w
    WHERE w.regency_id <> %(regency)s AND w.id IN
        (SELECT s.worker_id FROM enrolment_sponsorship s WHERE s.regency_id = %(regency)s)
), members AS MATERIALIZED (
    SELECT id, nik_index, {_key_of("folded")} AS key, born_on FROM whose
), found AS (
    SELECT d.place, m.id FROM death_list d JOIN members m ON m.nik_index = d.nik_index
    UNION
    SELECT d.place, m.id FROM death_list d JOIN members m ON m.born_on = d.born_on
    WHERE left(m.key, 1) = d.first OR string_to_array(m.key, ' ') && d.words
    UNION
    SELECT d.place, m.id FROM death_list d JOIN members m ON m.key = d.key
    WHERE {_NEAR}
)
SELECT f.place, m.id, m.nik_index, m.key, m.born_on
FROM found f JOIN members m ON m.id = f.id ORDER BY f.place, m.id
"""
_MEMBERSHIP: Final = """
SELECT DISTINCT ON (asked.place)
    asked.place, s.id, s.agency_id, w.name, w.born_on,
    EXISTS (SELECT 1 FROM claims_claim c
        WHERE c.worker_id = w.id AND c.is_death AND c.state <> 'withdrawn') AS is_known
FROM unnest(%(places)s::int[], %(workers)s::bigint[], %(days)s::date[])
    AS asked (place, worker_id, died_on)
JOIN registry_worker w ON w.id = asked.worker_id
JOIN enrolment_sponsorship s ON s.worker_id = w.id AND s.regency_id = %(regency)s
WHERE s.state IN ('registered', 'held', 'returned', 'verified', 'submitted', 'accepted')
   OR (s.state = 'ended' AND EXISTS (SELECT 1 FROM membership_spell p
        WHERE p.worker_id = w.id AND p.starts_on <= asked.died_on
          AND (p.ends_on IS NULL OR p.ends_on >= asked.died_on)))
ORDER BY asked.place, (s.state = 'ended'), s.id DESC
"""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A row of the list beside a member. `is_known`: the death has its claim already."""

    line: DeathLine
    how: How
    worker_id: int
    sponsorship_id: int
    agency_id: int
    name: str
    born_on: date | None
    is_known: bool


def found_members(*, viewer: Viewer, lines: Sequence[DeathLine]) -> list[Found]:
    """
    Return the members whom the list may speak of, surest first; nothing is kept.

    A member is who waits for a card, has one, or had one on the day of the death. A row whose NIK
    is a member's speaks of nobody else.
    """
    if viewer.regency_id is None or not lines:
        return []
    with (
        transaction.atomic(),
        beyond("members who moved here were registered elsewhere"),
        whole_tables(),
        connection.cursor() as cursor,
    ):
        pairs = list(_pairs(cursor, viewer.regency_id, lines))
    with transaction.atomic(), connection.cursor() as cursor:
        found = list(_members_only(cursor, viewer.regency_id, _surest(pairs)))
    return sorted(found, key=lambda one: (ORDER[one.how], one.line.row, one.worker_id))


def deceased(line: DeathLine) -> Deceased:
    """Return what of a row is compared."""
    return Deceased(line.nik_index, name_key(fold(line.name)), line.born_on, line.died_on)


Pair = tuple[DeathLine, How, int]


def _pairs(cursor: Any, regency_id: int, lines: Sequence[DeathLine]) -> Iterable[Pair]:
    people = [deceased(line) for line in lines]
    cursor.execute(_LIST)
    with cursor.copy("COPY death_list FROM STDIN") as copy:
        for place in range(len(people)):
            nik, key, born_on, died_on = people[place]
            copy.write_row((place, nik, key, key[:1], key.split(), born_on, died_on))
    cursor.execute("ANALYZE death_list")
    cursor.execute(_CANDIDATES, {"regency": regency_id, "slips": list(YEAR_SLIPS)})
    for place, worker_id, nik_index, key, born_on in cursor:
        line = lines[place]
        agreed = how(people[place], Member(worker_id, bytes(nik_index), key, born_on))
        if agreed is not None:
            yield line, agreed, worker_id


def _surest(pairs: Sequence[Pair]) -> list[Pair]:
    """Leave out look-alikes of a row, and of a member, that a NIK names already."""
    named = [(line.row, worker_id) for line, agreed, worker_id in pairs if agreed is How.NIK]
    rows, workers = {row for row, _ in named}, {worker_id for _, worker_id in named}
    return [
        (line, agreed, worker_id)
        for line, agreed, worker_id in pairs
        if agreed is How.NIK or not (line.row in rows or worker_id in workers)
    ]


def _members_only(cursor: Any, regency_id: int, pairs: Sequence[Pair]) -> Iterable[Found]:
    cursor.execute(
        _MEMBERSHIP,
        {
            "places": list(range(len(pairs))),
            "workers": [worker_id for _, _, worker_id in pairs],
            "days": [line.died_on for line, _, _ in pairs],
            "regency": regency_id,
        },
    )
    for place, sponsorship_id, agency_id, name, born_on, is_known in cursor.fetchall():
        line, agreed, worker_id = pairs[place]
        yield Found(
            line=line,
            how=agreed,
            worker_id=worker_id,
            sponsorship_id=sponsorship_id,
            agency_id=agency_id,
            name=name,
            born_on=born_on,
            is_known=is_known,
        )
