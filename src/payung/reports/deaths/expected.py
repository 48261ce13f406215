"""Deaths to be expected of the members against the claims made, per office and sub-district."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, Literal

from payung.foundation.rules.life_tables import Edition, Lived, life_table
from payung.kernel.people import Role, Viewer
from payung.kernel.sex import Sex
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.claims.sums.expecting import SMALLEST, Standing, standing

SEES: Final = frozenset({Role.SECRETARIAT, Role.OFFICER, Role.SYSTEM})
PATIENCE: Final = timedelta(days=60)
"""A family has time: deaths of the last two months are not missed yet."""
YEAR: Final = timedelta(days=365)
By = Literal["office", "district"]
_LIVED: Final = f"""WITH {SEEN}, whose AS (
    SELECT DISTINCT ON (s.worker_id) s.worker_id, s.agency_id, seen.name
    FROM enrolment_sponsorship s JOIN seen ON seen.id = s.agency_id
    WHERE s.state IN ('accepted', 'ended') ORDER BY s.worker_id, s.id DESC
), lived AS (
    SELECT p.worker_id, sum(least(coalesce(p.ends_on, %(until)s), %(until)s)
        - greatest(p.starts_on, %(since)s)) AS days
    FROM membership_spell p
    WHERE p.starts_on < %(until)s AND coalesce(p.ends_on, %(until)s) > %(since)s
    GROUP BY p.worker_id
)
SELECT whose.agency_id, whose.name AS office, w.district_code, coalesce(a.name, '') AS district,
    w.sex, extract(year FROM age(%(middle)s::date, w.born_on))::int AS age,
    count(*) AS members, sum(lived.days)::bigint AS days,
    count(*) FILTER (WHERE w.born_on IS NULL) AS ageless,
    count(*) FILTER (WHERE EXISTS (SELECT 1 FROM claims_claim c WHERE c.worker_id = w.id
        AND c.is_death AND c.state <> 'withdrawn'
        AND c.died_on >= %(since)s AND c.died_on < %(until)s)) AS claims
FROM lived JOIN whose ON whose.worker_id = lived.worker_id
JOIN registry_worker w ON w.id = lived.worker_id
LEFT JOIN registry_area a ON a.code = w.district_code
GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 3, 5, 6"""


@dataclass(frozen=True, kw_only=True)
class Group:
    """One office or sub-district: its members, the deaths expected of them, the claims made."""

    name: str
    members: int
    expected: Decimal
    claims: int

    @property
    def standing(self) -> Standing:
        return standing(self.claims, self.expected)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """
    The year `[since, until)` as compared. Groups of fewer than five members are left out.

    `ageless`: members without a birth date, whom no table can speak of.
    """

    since: date
    until: date
    source: str
    whole: Group
    offices: tuple[Group, ...]
    districts: tuple[Group, ...]
    left_out: int
    ageless: int


def expected_deaths(*, viewer: Viewer, on: date) -> Expected | None:
    """Return the comparison for the year that ended two months ago; an office its own."""
    if viewer.role not in SEES:
        return None
    until = on - PATIENCE
    since = until - YEAR
    values = {"since": since, "until": until, "middle": since + YEAR / 2}
    rows = fetch(_LIVED, {**scope(viewer), **values})
    table = life_table().in_force(until)
    offices = _groups(rows, "office", table)
    districts = _groups([row for row in rows if row["district"]], "district", table)
    large = [[one for one in some if one.members >= SMALLEST] for some in (offices, districts)]
    return Expected(
        since=since,
        until=until,
        source=table.source,
        whole=_group("", rows, table),
        offices=tuple(large[0]),
        districts=tuple(large[1]),
        left_out=len(offices) + len(districts) - len(large[0]) - len(large[1]),
        ageless=sum(row["ageless"] for row in rows),
    )


def _groups(rows: Iterable[Mapping[str, Any]], by: By, table: Edition) -> list[Group]:
    """Return the groups, those that are worth a look first."""
    key = {"office": "agency_id", "district": "district_code"}[by]
    parts: dict[object, list[Mapping[str, Any]]] = {}
    for row in rows:
        parts.setdefault(row[key], []).append(row)
    found = [_group(some[0][by], some, table) for some in parts.values()]
    return sorted(found, key=lambda one: (one.standing is not Standing.FEW, one.name))


def _group(name: str, rows: Iterable[Mapping[str, Any]], table: Edition) -> Group:
    every = list(rows)
    lived = [
        Lived(age=row["age"], sex=Sex(row["sex"]) if row["sex"] else None, days=row["days"])
        for row in every
        if row["age"] is not None
    ]
    return Group(
        name=name,
        members=sum(row["members"] for row in every),
        expected=table.expected(lived),
        claims=sum(row["claims"] for row in every),
    )
