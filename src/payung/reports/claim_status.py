"""S65: where a family's claim is, by the card's code and the birth date; no name, no facts."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from payung.foundation.audit.scope import beyond
from payung.foundation.rules.benefits import Scheme
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Viewer
from payung.reports.card_answer import CODE_AND_BIRTH
from payung.reports.scope import fetch
from payung.stages.claims.states import State
from payung.stages.membership.queries import CardHolder, card_behind

STAGES: Final[dict[State, int]] = {
    State.REPORTED: 1,
    State.COLLECTING: 2,
    State.COMPLETE: 2,
    State.HANDED_OVER: 3,
    State.IN_PROCESS: 3,
    State.PAID: 4,
    State.REFUSED: 4,
}
"""Reported, papers, with BPJS, answered: what a family follows. A withdrawn claim is not shown."""


@dataclass(frozen=True, kw_only=True)
class ClaimStatus:
    """
    One claim as the family sees it.

    :param dates: the first day of each of the four stages, as far as they came.
    :param stated_idr: only once BPJS stated it; `paid_idr` what of it was paid.
    """

    kind: Scheme
    is_death: bool
    stage: int
    state: State
    dates: tuple[date | None, date | None, date | None, date | None]
    office: str
    phone: str
    hours: str
    branch: str
    branch_phone: str
    branch_address: str
    branch_hours: str
    stated_idr: int | None
    paid_idr: int | None


def claim_status(*, viewer: Viewer, code: str, born_on: date) -> tuple[ClaimStatus, ...] | None:
    """
    Return the claims of a card's holder, the newest first.

    None for everything that does not fit, and never says which; an empty answer fits and has no
    claim. A card that was revoked still answers: it ends with the holder's life.
    """
    with beyond(CODE_AND_BIRTH):
        holder = card_behind(viewer=viewer, code=code)
        if holder is None or holder.born_on != born_on:
            return None
        rows = fetch(_CLAIMS, {"worker": holder.worker_id, "regency": holder.regency_id})
        return tuple(_status(row, holder) for row in rows)


def _status(row: dict[str, Any], holder: CardHolder) -> ClaimStatus:
    state = State(row["state"])
    firsts = [row[f"stage_{number}"] for number in (1, 2, 3, 4)]
    first, second, third, fourth = (None if at is None else today_in_wib(at) for at in firsts)
    return ClaimStatus(
        kind=Scheme(row["kind"]),
        is_death=row["is_death"],
        stage=STAGES[state],
        state=state,
        dates=(first, second, row["handed_on"] or third, fourth),
        office=holder.agency_name,
        phone=holder.phone,
        hours=holder.hours,
        branch=row["branch_name"],
        branch_phone=row["branch_phone"],
        branch_address=row["branch_address"],
        branch_hours=row["branch_hours"],
        stated_idr=row["stated_idr"],
        paid_idr=None if row["stated_idr"] is None else int(row["paid_idr"]),
    )


_CLAIMS = """
SELECT c.kind, c.is_death, c.state, c.handed_on, g.branch_name, g.branch_phone, g.branch_address,
       g.branch_hours, d.total_idr AS stated_idr,
       coalesce((SELECT sum(p.amount_idr) FROM claims_payment p WHERE p.decision_id = d.id), 0)
           AS paid_idr,
       m.stage_1, m.stage_2, m.stage_3, m.stage_4
FROM claims_claim c
JOIN registry_regency g ON g.id = c.regency_id
LEFT JOIN LATERAL (
    SELECT x.id, x.total_idr FROM claims_decision x WHERE x.claim_id = c.id
    ORDER BY x.number DESC LIMIT 1
) d ON c.state IN ('in_process', 'paid')
CROSS JOIN LATERAL (
    SELECT min(v.at) FILTER (WHERE v.to_state = 'reported') AS stage_1,
           min(v.at) FILTER (WHERE v.to_state = 'collecting') AS stage_2,
           max(v.at) FILTER (WHERE v.to_state = 'handed_over') AS stage_3,
           max(v.at) FILTER (WHERE v.to_state IN ('paid', 'refused')) AS stage_4
    FROM audit_move v WHERE v.entity = 'claims_claim' AND v.entity_id = c.id
) m
WHERE c.worker_id = %(worker)s AND c.regency_id = %(regency)s AND c.state <> 'withdrawn'
ORDER BY c.id DESC
"""
