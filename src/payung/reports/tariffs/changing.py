"""For whom a month costs something else than the month before, and from where that comes."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from payung.foundation.rules import Insured, RuleRefused, tariff_table
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope
from payung.reports.tariffs.law import INCOME_IDR, PROGRAMMES, tables
from payung.stages.deductions.sums import Combination, prices

AHEAD: Final = 12


@dataclass(frozen=True, kw_only=True)
class SponsorChange:
    """What a sponsor's months cost together before and after, and whether they must consent."""

    sponsor_id: int
    agency_id: int
    workers: int
    before_idr: int
    after_idr: int
    is_above: bool
    """One of the permissions is below the new tariff."""


_COMBINATIONS: Final = """
SELECT DISTINCT o.sector, o.funds, o.income_idr, o.programmes FROM enrolment_sponsorship o
WHERE o.state = 'accepted' AND (%(regency)s::bigint IS NULL OR o.regency_id = %(regency)s)"""

_CHANGES: Final = f"""WITH {SEEN}, price AS (
    SELECT * FROM unnest(%(sectors)s::text[], %(funds)s::text[], %(incomes)s::bigint[],
        %(programmes)s::text[], %(before)s::bigint[], %(after)s::bigint[])
    AS p (sector, funds, income_idr, programmes, before_idr, after_idr))
SELECT y.sponsor_id, c.agency_id, count(*) AS workers, sum(p.before_idr)::bigint AS before_idr,
    sum(p.after_idr)::bigint AS after_idr,
    bool_or(coalesce(k.ceiling_idr < p.after_idr, false)) AS is_above
FROM membership_payer y
JOIN membership_spell s ON s.id = y.spell_id AND s.ends_on IS NULL
JOIN registry_worker w ON w.id = y.worker_id AND w.died_on IS NULL
JOIN enrolment_sponsorship o ON o.id = y.sponsorship_id AND o.state = 'accepted'
JOIN registry_civilservant c ON c.id = y.sponsor_id AND c.gone_on IS NULL
JOIN seen ON seen.id = c.agency_id
JOIN price p ON p.sector = o.sector AND p.funds = o.funds AND p.income_idr = o.income_idr
    AND p.programmes = o.programmes
LEFT JOIN LATERAL (SELECT k.ceiling_idr, k.withdrawn FROM enrolment_consent k
    WHERE k.sponsorship_id = o.id ORDER BY k.version DESC LIMIT 1) k ON true
WHERE y.from_month <= %(month)s AND (y.until_month IS NULL OR y.until_month > %(month)s)
  AND NOT coalesce(k.withdrawn, false)
GROUP BY y.sponsor_id, c.agency_id
HAVING bool_or(p.before_idr <> p.after_idr)
ORDER BY c.agency_id, y.sponsor_id"""


def coming_changes(on: date) -> list[Month]:
    """Return the months to come, within a year, in which some tariff of the programme changes."""
    now = Month.of(on)
    starts = {row.since for table in tables() for row in table.rows}
    return sorted(month for month in starts if now < month <= now + AHEAD)


def sponsor_changes(*, viewer: Viewer, month: Month) -> list[SponsorChange]:
    """Return whose deduction of `month` differs from the month before by the tariff."""
    known: list[Combination] = [
        (row["sector"], row["funds"], row["income_idr"], row["programmes"])
        for row in fetch(_COMBINATIONS, scope(viewer))
    ]
    before = {_key(one): one.due_idr for one in prices(month.previous, known)}
    after = {_key(one): one.due_idr for one in prices(month, known)}
    both = [key for key in known if key in before and key in after]
    values: dict[str, Any] = {
        **scope(viewer),
        "month": month.first_day,
        "sectors": [key[0] for key in both],
        "funds": [key[1] for key in both],
        "incomes": [key[2] for key in both],
        "programmes": [key[3] for key in both],
        "before": [before[key] for key in both],
        "after": [after[key] for key in both],
    }
    return [SponsorChange(**row) for row in fetch(_CHANGES, values)]


def laws_behind(month: Month) -> tuple[str, ...]:
    """Return the instruments whose lines begin or end with `month`, as a letter prints them."""
    found: dict[str, None] = {}
    for table in tables():
        insured = Insured(table.sector, table.funds[0], INCOME_IDR, PROGRAMMES)
        try:
            (before,) = tariff_table(month.previous, [insured]).values()
            (after,) = tariff_table(month, [insured]).values()
        except RuleRefused:
            continue
        for line in (*before.lines, *after.lines):
            if (line in before.lines) != (line in after.lines):
                found[line.source] = None
    return tuple(found)


def _key(price: Any) -> Combination:
    return (price.sector, price.funds, price.income_idr, price.programmes)
