"""Claims: what was decided is what was paid, and a death stops what it must stop (K1, K2, C5)."""

from collections.abc import Iterator

from payung.reports.verify.values import found


def k1_decisions_add_up() -> Iterator[str]:
    """The parts of a decision add up to it, and nobody got more than was decided."""
    yield from found(_PARTS, "decision {id}: says {total_idr}, its parts {parts}")
    yield from found(_PAID, "decision {id}: decided {total_idr}, paid {paid}")


def k2_a_paid_claim_is_paid_in_full() -> Iterator[str]:
    """A claim is paid when the last decision is, and no claim that is refused had a payment."""
    yield from found(_PAID_STATE, "claim {id}: paid, though {paid} of {total_idr} were")
    yield from found(_REFUSED_PAID, "claim {id}: {state}, and something of it was paid")


def k3_a_death_claim_has_its_death() -> Iterator[str]:
    """A death that is claimed is on record, on that day, unless the claim was withdrawn."""
    yield from found(_DEATH, "claim {id}: worker {worker_id} is not recorded as dead that day")


def c5_a_claimed_death_stops_deductions() -> Iterator[str]:
    """Nobody pays for months after a claimed death, and nothing is listed later."""
    yield from found(_PAYER, "claim {id}: payer {payer_id} goes on after the death")
    yield from found(_LATER_LIST, "claim {id}: line {line_id} was listed after the report")


_PARTS = """
SELECT d.id, d.total_idr, sum(l.stated_idr) AS parts FROM claims_decision d
LEFT JOIN claims_decisionline l ON l.decision_id = d.id
GROUP BY d.id HAVING d.total_idr IS DISTINCT FROM sum(l.stated_idr) ORDER BY d.id
"""

_PAID = """
SELECT d.id, d.total_idr, sum(p.amount_idr) AS paid FROM claims_decision d
JOIN claims_payment p ON p.decision_id = d.id
GROUP BY d.id HAVING sum(p.amount_idr) > d.total_idr ORDER BY d.id
"""

_PAID_STATE = """
SELECT c.id, d.total_idr, coalesce(p.paid, 0) AS paid FROM claims_claim c
LEFT JOIN LATERAL (SELECT x.id, x.total_idr FROM claims_decision x WHERE x.claim_id = c.id
    ORDER BY x.number DESC LIMIT 1) d ON true
LEFT JOIN LATERAL (SELECT sum(y.amount_idr) AS paid FROM claims_payment y
    WHERE y.decision_id = d.id) p ON true
WHERE c.state = 'paid' AND (d.id IS NULL OR d.total_idr IS DISTINCT FROM p.paid) ORDER BY c.id
"""

_REFUSED_PAID = """
SELECT c.id, c.state FROM claims_claim c
WHERE c.state NOT IN ('in_process', 'paid') AND EXISTS (SELECT 1 FROM claims_decision d
    JOIN claims_payment p ON p.decision_id = d.id WHERE d.claim_id = c.id)
ORDER BY c.id
"""

_DEATH = """
SELECT c.id, c.worker_id FROM claims_claim c JOIN registry_worker w ON w.id = c.worker_id
WHERE c.is_death AND c.state <> 'withdrawn' AND w.died_on IS DISTINCT FROM c.died_on ORDER BY c.id
"""

_PAYER = """
SELECT c.id, y.id AS payer_id FROM claims_claim c
JOIN membership_payer y ON y.worker_id = c.worker_id
WHERE c.is_death AND c.state <> 'withdrawn' AND y.until_month IS NULL ORDER BY c.id, y.id
"""

_LATER_LIST = """
SELECT c.id, l.id AS line_id FROM claims_claim c
JOIN deductions_deductionline l ON l.worker_id = c.worker_id
JOIN deductions_deductionlist d ON d.id = l.list_id
WHERE c.is_death AND c.state <> 'withdrawn' AND d.locked_at > c.reported_at
  AND l.month > date_trunc('month', c.died_on)
ORDER BY c.id, l.id
"""
