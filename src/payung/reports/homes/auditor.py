"""S120: what an auditor asks first: held money, reopened months, refunds, overrides, the chain."""

from dataclasses import dataclass
from datetime import date, datetime

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.audit.overrides import Override, Refunded, overrides, refunded
from payung.reports.months import HeldMoney, held
from payung.reports.scope import SEEN, fetch, scope

CHAIN_CHECKED = 2000
"""So many of the newest events are recomputed for the page; `payung verify` takes all."""


@dataclass(frozen=True, kw_only=True)
class Reopened:
    """A closed month opened again, and the two who decided it."""

    list_id: int | None
    office: str
    month: Month
    reason: str
    asked_by: str
    approved_by: str
    reopened_at: datetime
    is_closed_again: bool


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision of two people, or one still waiting for the second; about people, no month."""

    office: str
    month: Month | None
    kind: str
    state: str
    reason: str
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The change log: `checked` of `events` were recomputed, `broken_at` is the first wrong."""

    events: int
    checked: int
    broken_at: int | None
    last_at: datetime | None

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


@dataclass(frozen=True, kw_only=True)
class AuditorHome:
    held: tuple[HeldMoney, ...]
    reopened: tuple[Reopened, ...]
    refunds: tuple[Refunded, ...]
    overrides: tuple[Override, ...]
    decisions: tuple[Decided, ...]
    chain: Chain

    @property
    def held_idr(self) -> int:
        return sum(money.amount_idr for money in self.held)

    @property
    def late_idr(self) -> int:
        """What has been held for more than ten days."""
        return sum(money.amount_idr for money in self.held if money.is_too_long)


_REOPENED = f"""WITH {SEEN}
SELECT d.id AS list_id, seen.name AS office, c.month, o.reason, o.reopened_at,
    coalesce(p.name, '') AS asked_by, coalesce(q.name, '') AS approved_by,
    EXISTS (SELECT 1 FROM remittance_close n WHERE n.agency_id = c.agency_id
        AND n.month = c.month AND n.version > c.version) AS is_closed_again
FROM remittance_reopening o JOIN remittance_close c ON c.id = o.close_id
JOIN seen ON seen.id = c.agency_id
LEFT JOIN deductions_deductionlist d ON d.agency_id = c.agency_id AND d.month = c.month
LEFT JOIN access_person p ON p.id = o.asked_by_id
LEFT JOIN access_person q ON q.id = o.approved_by_id
ORDER BY o.reopened_at DESC, o.id DESC LIMIT 20"""

# Months closed are every month's work; those with a remark, and over-cuts, are overrides.
_DECISIONS = f"""WITH {SEEN}
SELECT a.kind, a.state, a.reason, a.asked_at, coalesce(seen.name, p.name) AS office,
    coalesce(b.month, q.month, d.month, m.month) AS month
FROM approvals_approval a
LEFT JOIN remittance_paidmonth m ON a.target_type = 'remittance_paidmonth' AND m.id = a.target_id
LEFT JOIN reconciliation_parkedrow k
    ON a.target_type = 'reconciliation_parkedrow' AND k.id = a.target_id
LEFT JOIN ledger_book b ON a.target_type = 'ledger_book' AND b.id = a.target_id
LEFT JOIN remittance_refundrequest q
    ON a.target_type = 'remittance_refundrequest' AND q.id = a.target_id
LEFT JOIN reconciliation_resultline l
    ON a.target_type = 'reconciliation_resultline' AND l.id = a.target_id
LEFT JOIN reconciliation_result r ON r.id = coalesce(l.result_id, k.result_id)
LEFT JOIN deductions_deductionlist d ON d.id = r.list_id
LEFT JOIN seen ON seen.id = coalesce(b.agency_id, q.agency_id, d.agency_id, m.agency_id)
LEFT JOIN access_duty y ON a.target_type = 'access_duty' AND y.id = a.target_id
    AND y.regency_id = %(regency)s
LEFT JOIN access_person p ON p.id = coalesce(y.person_id,
    CASE WHEN a.target_type = 'access_person' AND EXISTS (SELECT 1 FROM access_duty o
        WHERE o.person_id = a.target_id AND o.regency_id = %(regency)s) THEN a.target_id END)
WHERE (seen.id IS NOT NULL OR p.id IS NOT NULL)
  AND NOT (a.kind IN ('month.close', 'over_cut') AND a.state = 'approved')
ORDER BY a.asked_at DESC, a.id DESC LIMIT 20"""

_CHAIN = """
WITH newest AS (SELECT * FROM audit_event WHERE chain = %(chain)s ORDER BY seq DESC
    LIMIT %(checked)s),
told AS (SELECT e.seq, e.at,
    e.hash = sha256(e.previous_hash || audit_canonical(e::audit_event)) AS fits,
    lag(e.hash) OVER w AS before, lag(e.seq) OVER w AS seq_before, e.previous_hash
    FROM newest e WINDOW w AS (ORDER BY e.seq))
SELECT (SELECT coalesce(max(seq), 0) FROM newest) AS events, count(*) AS checked,
    max(at) AS last_at,
    min(seq) FILTER (WHERE NOT fits OR (seq_before IS NOT NULL
        AND (before <> previous_hash OR seq_before <> seq - 1))) AS broken_at
FROM told"""


def auditor_home(*, viewer: Viewer, on: date) -> AuditorHome:
    """Return what stands out in this regency, newest first, and whether the log is whole."""
    values = scope(viewer)
    return AuditorHome(
        held=tuple(held(viewer=viewer, on=on)),
        reopened=tuple(
            Reopened(**{**row, "month": Month.of(row["month"])}) for row in fetch(_REOPENED, values)
        ),
        refunds=refunded(viewer=viewer),
        overrides=overrides(viewer=viewer),
        decisions=tuple(
            Decided(**{**row, "month": row["month"] and Month.of(row["month"])})
            for row in fetch(_DECISIONS, values)
        ),
        chain=chain_of(viewer=viewer),
    )


def chain_of(*, viewer: Viewer) -> Chain:
    """Recompute the newest events of the viewer's chain and say where it first breaks."""
    chain = f"regency:{viewer.regency_id}" if viewer.regency_id else "national"
    [row] = fetch(_CHAIN, {"chain": chain, "checked": CHAIN_CHECKED})
    return Chain(**row)
