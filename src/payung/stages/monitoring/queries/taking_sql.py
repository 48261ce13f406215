"""Measures offices' months again and keeps those that changed, or tells in what they differ."""

from payung.stages.monitoring.queries.folding import FOLDED, MONTHS, fold
from payung.stages.monitoring.queries.measuring import COLUMNS, JOINS, VALUES, parts, ways

FLOWS = ("registered", "accepted", "queued", "begun", "full_year")
_IS_KEPT = {
    **dict.fromkeys(FLOWS, "m.month < %(current)s"),
    "due": "m.month < %(current)s AND NOT m.is_listed",
}
"""
When a value of a month that is over stays as it was taken. These go by the office that a sponsor
belongs to today, and who moves shall not change what was; a list, once there, says what was due.
"""

_WANTED = """wanted AS (SELECT * FROM unnest(%(agencies)s::bigint[], %(months)s::date[])
    AS x (agency_id, month))"""

_LATEST = """latest AS (
    SELECT DISTINCT ON (t.agency_id, t.month) t.*
    FROM monitoring_officemonth t JOIN wanted w ON w.agency_id = t.agency_id AND w.month = t.month
    ORDER BY t.agency_id, t.month, t.version DESC)"""

_MEASURED = f"""measured AS (
    SELECT w.agency_id, a.regency_id, w.month, {VALUES},
        {", ".join(f"coalesce(flows.{name}, 0) AS {name}" for name in FLOWS)}
    FROM wanted w JOIN registry_agency a ON a.id = w.agency_id {JOINS}
    LEFT JOIN flows ON flows.agency_id = w.agency_id AND flows.month = w.month)"""


def _now(name: str) -> str:
    if name not in _IS_KEPT:
        return f"m.{name}"
    return f"CASE WHEN t.id IS NOT NULL AND {_IS_KEPT[name]} THEN t.{name} ELSE m.{name} END"


_VALUES = ", ".join(_now(name) for name in COLUMNS)
_TAKEN = ", ".join(f"t.{name}" for name in COLUMNS)
_IS_THERE = " OR ".join(
    f"m.{name} <> 0"
    for name in ("asn", "lines", "covered", "closings", "cut_idr", "held_idr", "joined")
)
_IS_NEW = f"{_IS_THERE} OR (m.due <> 0 AND m.month >= %(current)s)"
"""
Whether a month that was never taken is worth a row. One in which nobody worked there, and of which
nothing was asked, is none, though somebody who pays since then belongs there today.
"""

_FROM = f"""FROM measured m LEFT JOIN latest t ON t.agency_id = m.agency_id AND t.month = m.month
WHERE CASE WHEN t.id IS NULL THEN {_IS_NEW}
    ELSE ({_VALUES}) IS DISTINCT FROM ({_TAKEN}) END"""


def _before(*, is_whole: bool) -> str:
    of_all = f"{parts(is_whole=is_whole)},\n{ways(is_whole=is_whole)}"
    return f"{_WANTED},\n{of_all},\n{_MEASURED},\n{_LATEST}"


def take(*, is_whole: bool) -> str:
    """Return the statement that keeps what differs; the whole reads the table `FOLDED`."""
    return f"""INSERT INTO monitoring_officemonth
    (agency_id, regency_id, month, version, taken_at, {", ".join(COLUMNS)})
WITH {_before(is_whole=is_whole)}
SELECT m.agency_id, m.regency_id, m.month, coalesce(t.version, 0) + 1,
    greatest(%(at)s, t.taken_at), {_VALUES} {_FROM}"""


DIFFERS = f"""WITH {MONTHS}, {FOLDED} AS MATERIALIZED ({fold()}),
{_before(is_whole=True).replace(MONTHS + ",", "")}
SELECT m.agency_id, m.month, to_jsonb(m) AS measured, to_jsonb(t) AS taken {_FROM}
ORDER BY m.agency_id, m.month"""
"""The same comparison as `take`, which would write these."""
