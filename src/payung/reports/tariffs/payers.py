"""Who pays what in a month and in the next one: counts and totals, for a whole regency."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from payung.foundation.rules import Funds, Sector
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.deductions.sums import Combination, prices


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one month asks by one row of the tariff."""

    workers: int = 0
    total_idr: int = 0
    above: int = 0
    """Workers whose permission is below the tariff; nothing is cut for them."""
    unpriced: int = 0
    """Workers for whom the law has no row: nothing can be asked for them."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One row of the tariff in two months that follow each other."""

    sector: Sector
    funds: Funds
    now: Side
    coming: Side


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Two months side by side, by row, with their sums."""

    month: Month
    rows: tuple[Compared, ...]

    @property
    def now(self) -> Side:
        return _sum(row.now for row in self.rows)

    @property
    def coming(self) -> Side:
        return _sum(row.coming for row in self.rows)


_WHO: Final = f"""WITH {SEEN}
SELECT o.sector, o.funds, o.income_idr, o.programmes, k.ceiling_idr, count(*) AS workers
FROM membership_payer y
JOIN membership_spell s ON s.id = y.spell_id AND s.first_month <= %(month)s
    AND (s.ends_on IS NULL OR s.ends_on > %(month)s)
JOIN registry_worker w ON w.id = y.worker_id AND (w.died_on IS NULL OR w.died_on >= %(month)s)
JOIN enrolment_sponsorship o ON o.id = y.sponsorship_id
JOIN registry_civilservant c ON c.id = y.sponsor_id
    AND (c.gone_on IS NULL OR c.gone_on > %(month)s)
JOIN seen ON seen.id = c.agency_id
LEFT JOIN LATERAL (SELECT k.ceiling_idr, k.withdrawn FROM enrolment_consent k
    WHERE k.sponsorship_id = o.id ORDER BY k.version DESC LIMIT 1) k ON true
WHERE y.from_month <= %(month)s AND (y.until_month IS NULL OR y.until_month > %(month)s)
  AND NOT coalesce(k.withdrawn, false)
GROUP BY o.sector, o.funds, o.income_idr, o.programmes, k.ceiling_idr"""


def preview(*, viewer: Viewer, month: Month) -> Preview:
    """
    Return what `month` asks beside the month before, by sector and funds; two statements.

    Who is billed is known as of today: who begins or stops until then is counted where that is
    decided already.
    """
    before, after = (
        _sides(fetch(_WHO, {**scope(viewer), "month": each.first_day}), each)
        for each in (month.previous, month)
    )
    keys = sorted(before.keys() | after.keys())
    return Preview(
        month=month,
        rows=tuple(
            Compared(
                sector=Sector(sector),
                funds=Funds(funds),
                now=before.get((sector, funds), Side()),
                coming=after.get((sector, funds), Side()),
            )
            for sector, funds in keys
        ),
    )


def _sides(rows: list[dict[str, Any]], month: Month) -> dict[tuple[str, str], Side]:
    known: list[Combination] = list(dict.fromkeys(_combination(row) for row in rows))
    due = {
        (one.sector, one.funds, one.income_idr, one.programmes): one.due_idr
        for one in prices(month, known)
    }
    found: dict[tuple[str, str], Side] = {}
    for row in rows:
        key = (row["sector"], row["funds"])
        side = _side(row, due.get(_combination(row)))
        found[key] = _sum([found.get(key, Side()), side])
    return found


def _side(row: dict[str, Any], due_idr: int | None) -> Side:
    workers, ceiling_idr = row["workers"], row["ceiling_idr"]
    if due_idr is None:
        return Side(unpriced=workers)
    if ceiling_idr is not None and ceiling_idr < due_idr:
        return Side(above=workers)
    return Side(workers=workers, total_idr=workers * due_idr)


def _combination(row: dict[str, Any]) -> Combination:
    return (row["sector"], row["funds"], row["income_idr"], row["programmes"])


def _sum(sides: Iterable[Side]) -> Side:
    known = list(sides)
    return Side(
        workers=sum(side.workers for side in known),
        total_idr=sum(side.total_idr for side in known),
        above=sum(side.above for side in known),
        unpriced=sum(side.unpriced for side in known),
    )
