"""S21: one worker of one sponsor; what happened, month by month, and who did it."""

from dataclasses import dataclass
from datetime import date, datetime

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.homes.workers import Asked, Cover, Facts, cover_of
from payung.reports.scope import fetch

MONTHS_SHOWN = 36


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that happened. `state` is where it led; `name` is empty where nobody is named."""

    at: datetime
    state: str
    role: str
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MonthRow:
    """One month: asked, cut or not, received by the branch under a receipt."""

    month: Month
    amount_idr: int
    outcome: str
    reason: str
    received_on: date | None
    receipt: str


@dataclass(frozen=True, kw_only=True)
class OneWorker:
    """A worker as their sponsor sees them; no identity number."""

    sponsorship_id: int
    state: str
    name: str
    born_on: date | None
    sex: str
    occupation: str
    relation: str
    village: str
    card_number: str
    registered_on: date
    correction: str
    end_reason: str
    first_month: Month | None
    ceiling_idr: int
    pay_source: str
    has_permission: bool
    instead_of_id: int | None
    """The sponsorship that the sponsor wishes to end once this one is insured."""
    cover: Cover
    months: tuple[MonthRow, ...]
    steps: tuple[Step, ...]

    @property
    def is_open(self) -> bool:
        return self.state not in ("ended", "cancelled")

    @property
    def is_changeable(self) -> bool:
        return self.state in ("draft", "registered", "held", "returned")

    @property
    def may_cancel(self) -> bool:
        return self.state in ("draft", "registered", "held", "returned", "verified")

    @property
    def may_stop(self) -> bool:
        return self.state == "accepted"


_ONE = """
SELECT s.id AS sponsorship_id, s.state, s.relation, s.registered_on, s.card_number, s.ended_on,
    s.end_reason, s.instead_of_id, s.worker_id, w.died_on, w.name, w.born_on, w.sex, w.occupation,
    concat_ws(', ', nullif(v.name, ''), nullif(d.name, '')) AS village,
    sp.first_month, sp.ends_on AS spell_ends_on, coalesce(sp.end_reason, '') AS spell_end_reason,
    coalesce(r.reason, '') AS correction, coalesce(c.ceiling_idr, 0) AS ceiling_idr,
    coalesce(c.pay_source, '') AS pay_source, coalesce(NOT c.withdrawn, true) AS has_permission
FROM access_person p
JOIN enrolment_sponsorship s ON s.sponsor_id = p.civil_servant_id
JOIN registry_worker w ON w.id = s.worker_id
LEFT JOIN registry_area v ON v.code = w.village_code AND w.village_code <> ''
LEFT JOIN registry_area d ON d.code = w.district_code AND w.district_code <> ''
LEFT JOIN LATERAL (SELECT x.first_month, x.ends_on, x.end_reason FROM membership_payer y
    JOIN membership_spell x ON x.id = y.spell_id WHERE y.sponsorship_id = s.id
    ORDER BY x.starts_on DESC LIMIT 1) sp ON true
LEFT JOIN LATERAL (SELECT y.reason FROM enrolment_batchline l
    JOIN enrolment_reply y ON y.line_id = l.id WHERE l.sponsorship_id = s.id
    ORDER BY l.id DESC LIMIT 1) r ON true
LEFT JOIN LATERAL (SELECT y.ceiling_idr, y.pay_source, y.withdrawn FROM enrolment_consent y
    WHERE y.sponsorship_id = s.id ORDER BY y.version DESC LIMIT 1) c ON true
WHERE p.id = %(person)s AND s.id = %(id)s"""

_MONTHS = """
SELECT coalesce(l.month, q.month) AS month, coalesce(l.amount_idr, q.amount_idr) AS amount_idr,
    coalesce(x.outcome, '') AS outcome, coalesce(nullif(g.code, ''), x.reason, '') AS reason,
    q.received_on, coalesce(q.receipt, '') AS receipt
FROM (SELECT z.* FROM deductions_deductionline z
    JOIN access_person p ON p.civil_servant_id = z.sponsor_id AND p.id = %(person)s
    WHERE z.worker_id = %(worker)s) l
FULL JOIN (SELECT z.month, z.amount_idr, z.received_on, r.number AS receipt
    FROM remittance_paidmonth z
    LEFT JOIN remittance_match m ON m.id = z.match_id
    LEFT JOIN remittance_receipt r ON r.id = m.receipt_id
    WHERE z.worker_id = %(worker)s
      AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = z.id)) q
  ON q.month = l.month
LEFT JOIN LATERAL (SELECT y.id, y.outcome, y.reason FROM reconciliation_resultline y
    WHERE y.line_id = l.id ORDER BY y.result_id DESC LIMIT 1) x ON true
LEFT JOIN LATERAL (SELECT z.code FROM reconciliation_reason z WHERE z.result_line_id = x.id
    ORDER BY z.id DESC LIMIT 1) g ON true
ORDER BY 1 DESC LIMIT 200"""

_STEPS = """
SELECT m.at, m.to_state AS state, m.role, coalesce(p.name, '') AS name, m.reason
FROM audit_move m
LEFT JOIN access_person p ON p.id = m.actor_id AND m.role IN ('officer', 'sponsor', 'office_head')
WHERE m.entity = 'enrolment_sponsorship' AND m.entity_id = %(id)s
UNION ALL
SELECT y.given_on::timestamptz, 'withdrawn', '', '', '' FROM enrolment_consent y
WHERE y.sponsorship_id = %(id)s AND y.withdrawn
ORDER BY 1 DESC LIMIT 40"""


def one_worker(*, viewer: Viewer, sponsorship_id: int, on: date) -> OneWorker | None:
    """Return one of the viewer's own workers, in three statements; None for anybody else's."""
    if viewer.role is not Role.SPONSOR:
        return None
    found = fetch(_ONE, {"person": viewer.person_id, "id": sponsorship_id})
    if not found:
        return None
    row = found[0]
    months = _months(viewer, row["worker_id"])
    steps = fetch(_STEPS, {"id": sponsorship_id})
    first = row["first_month"]
    facts = Facts(
        state=row["state"],
        first_month=None if first is None else Month.of(first),
        spell_ends_on=row["spell_ends_on"],
        spell_end_reason=row["spell_end_reason"],
        ended_on=row["ended_on"],
        end_reason=row["end_reason"],
        died_on=row["died_on"],
        paid=frozenset(each.month for each in months if each.received_on is not None),
        asked={
            each.month: Asked(amount_idr=each.amount_idr, outcome=each.outcome, reason=each.reason)
            for each in months
        },
    )
    told = {name: row[name] for name in _TOLD}
    return OneWorker(
        **told,
        first_month=facts.first_month,
        cover=cover_of(facts, on=on),
        months=tuple(months[:MONTHS_SHOWN]),
        steps=tuple(Step(**step) for step in steps),
    )


_TOLD = (
    *("sponsorship_id", "state", "name", "born_on", "sex", "occupation", "relation", "village"),
    *("card_number", "registered_on", "correction", "end_reason", "ceiling_idr", "pay_source"),
    *("has_permission", "instead_of_id"),
)


def _months(viewer: Viewer, worker_id: int) -> list[MonthRow]:
    rows = fetch(_MONTHS, {"person": viewer.person_id, "worker": worker_id})
    return [MonthRow(**{**row, "month": Month.of(row["month"])}) for row in rows]
