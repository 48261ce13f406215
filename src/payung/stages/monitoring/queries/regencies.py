"""A province's regencies beside each other: those here as counted, others as they published."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries.reading import KNOWN, end_of, fetch
from payung.stages.monitoring.queries.stated import informal_workers, stated_of
from payung.stages.monitoring.queries.totals import totals_of
from payung.stages.monitoring.sums.placing import places
from payung.stages.monitoring.sums.shares import Figure, Share
from payung.stages.monitoring.sums.stated import Stated

_COMPARED = ("N1", "N4", "N4.share", "N5", "N3")
_STATEMENT = f"""WITH newest AS (
    SELECT DISTINCT ON (m.agency_id) m.* FROM monitoring_officemonth m
    WHERE m.month = %(month)s AND {KNOWN} AND m.regency_id IN (
        SELECT g.id FROM registry_regency g WHERE left(g.code, 2) = %(province)s)
    ORDER BY m.agency_id, m.version DESC)
SELECT g.code, g.name, max(n.taken_at) AS as_of, sum(n.asn)::int AS asn,
    sum(n.joined)::int AS joined, sum(n.covered)::int AS covered,
    sum(n.registered)::int AS registered,
    count(*) FILTER (WHERE n.is_listed OR n.due > 0)::int AS assigned,
    count(*) FILTER (WHERE (n.is_listed OR n.due > 0) AND n.closed_on IS NOT NULL)::int AS closed
FROM registry_regency g LEFT JOIN newest n ON n.regency_id = g.id
WHERE left(g.code, 2) = %(province)s GROUP BY g.id, g.code, g.name ORDER BY g.code"""


@dataclass(frozen=True, kw_only=True)
class RegencyFigures:
    """One regency. What is None, nobody counted or published. Places are among those known."""

    code: str
    name: str
    is_here: bool
    month: Month
    is_provisional: bool
    figures: tuple[Figure, ...]
    place_by_workers: int | None = None
    place_by_confirmed: int | None = None
    """By how many of the registered are paid and confirmed: a list of names earns nothing."""

    def figure(self, code: str) -> Figure | None:
        return next((one for one in self.figures if one.code == code), None)


def regencies_of(
    *, viewer: Viewer, month: Month, province: str, as_of: date | None = None
) -> list[RegencyFigures]:
    """
    Return the regencies of a province, by workers per 100 ASN; published, so the same for all.

    Regencies here are counted alike. The others show what was last published of them by the end
    of the month, each figure with its source and day. An open month is compared, but has no place.
    """
    values = {"month": month.first_day, "province": province, "until": end_of(as_of)}
    here = [_counted(row, month) for row in fetch(_STATEMENT, values)]
    known = {one.code for one in here}
    stated = stated_of(viewer=viewer, until_month=month, as_of=as_of)
    others: dict[str, list[Stated]] = {}
    for one in stated:
        if one.place[:2] == province and one.place not in known and one.code in _COMPARED:
            others.setdefault(one.place, []).append(one)
    return _placed([*here, *(_published(found, month) for found in others.values())])


def coverage_of(*, viewer: Viewer, month: Month, as_of: date | None = None) -> Figure | None:
    """Return N10: N4 of all informal workers, whose number others published; None without it."""
    totals = totals_of(viewer=viewer, month=month, as_of=as_of)
    whole = informal_workers(viewer=viewer, on=month.last_day)
    if totals is None or whole is None:
        return None
    return Figure(
        code="N10",
        part=totals.covered,
        whole=whole.part,
        month=month,
        as_of=totals.as_of,
        is_provisional=totals.is_provisional,
        source_words=whole.figure.source_words,
    )


def _counted(row: dict[str, Any], month: Month) -> RegencyFigures:
    is_provisional = not row["closed"] == row["assigned"] > 0
    counts = {
        "N1": (row["asn"], None),
        "N4": (row["covered"], None),
        "N4.share": (row["covered"], row["registered"]),
        "N5": (row["covered"], row["asn"]),
        "N3": (row["joined"], row["asn"]),
    }
    return RegencyFigures(
        code=row["code"],
        name=row["name"],
        is_here=True,
        month=month,
        is_provisional=is_provisional,
        figures=tuple(
            Figure(
                code=code,
                part=part,
                whole=whole,
                month=month,
                as_of=row["as_of"],
                is_provisional=is_provisional,
            )
            for code, (part, whole) in counts.items()
            if row["as_of"] is not None
        ),
    )


def _published(found: list[Stated], month: Month) -> RegencyFigures:
    newest = {one.code: one for one in found}
    return RegencyFigures(
        code=found[0].place,
        name=found[0].place_name,
        is_here=False,
        month=month,
        is_provisional=False,
        figures=tuple(newest[code].figure for code in _COMPARED if code in newest),
    )


def _placed(rows: list[RegencyFigures]) -> list[RegencyFigures]:
    workers = places({row.code: _exact(row, "N5") for row in rows})
    confirmed = places({row.code: _exact(row, "N4.share") for row in rows})
    placed = [
        RegencyFigures(
            **{
                **vars(row),
                "place_by_workers": workers.get(row.code),
                "place_by_confirmed": confirmed.get(row.code),
            }
        )
        for row in rows
    ]
    return sorted(placed, key=lambda r: (-(_share(r, "N5") or Fraction(-1)), r.name))


def _exact(row: RegencyFigures, code: str) -> Fraction | None:
    return None if row.is_provisional else _share(row, code)


def _share(row: RegencyFigures, code: str) -> Fraction | None:
    found = row.figure(code)
    if found is None or not found.whole:
        return None
    return Share(part=found.part, whole=found.whole).exact
