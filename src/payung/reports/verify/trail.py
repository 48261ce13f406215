"""Who did what, and that nobody touched the record of it: S1 to S7."""

from collections.abc import Iterator

from payung.foundation.audit.guards import tables
from payung.reports.verify.values import found


def s1_every_change_has_its_actor() -> Iterator[str]:
    """Events and moves carry action, role and request; a person, unless the system did it."""
    yield from found(_S1_EVENTS, "event {id}: no action, role, request or person")
    yield from found(_S1_MOVES, "move {id}: no role, request or person")


def s2_every_move_is_allowed() -> Iterator[str]:
    """Every recorded move is one that the state tables of the code allow."""
    yield from found(_S2, "move {id}: {entity} {entity_id} from {from_state} to {to_state}")


def s3_the_chain_is_unbroken() -> Iterator[str]:
    """Every event's hash is made of its content and the hash before it, without a gap."""
    yield from found(_S3, "event {id}: {chain} {seq} was changed, removed or put in between")


def s4_states_are_what_the_moves_say() -> Iterator[str]:
    """The last recorded move of everything leads to its state; moves follow each other."""
    for model in tables():
        if model.moves is not None:
            table = model._meta.db_table
            yield from found(
                _S4.format(table=table),
                table + " {id}: state {state}, last move to {to_state}",
                table=table,
            )
    yield from found(_S4_ORDER, "move {id}: {entity} {entity_id} leaves {from_state}, was {before}")


def s5_two_people_decide() -> Iterator[str]:
    """Nobody decides on the own request."""
    for table, asked, decided in (
        ("approvals_approval", "asked_by_id", "decided_by_id"),
        ("remittance_close", "asked_by_id", "approved_by_id"),
        ("remittance_reopening", "asked_by_id", "approved_by_id"),
        ("remittance_refund", "asked_by_id", "approved_by_id"),
    ):
        yield from found(
            f"SELECT id FROM {table} WHERE {asked} = {decided} ORDER BY id",
            table + " {id}: asked and decided by one person",
        )


def s6_decisions_carry_what_was_seen() -> Iterator[str]:
    """Every approval has the digest of what was seen, and a close has that of its approval."""
    yield from found(
        """SELECT id FROM approvals_approval
        WHERE length(seen_digest) <> 64 OR (state IN ('approved', 'refused')) <>
              (decided_by_id IS NOT NULL) ORDER BY id""",
        "approval {id}: no digest, or decided by nobody",
    )
    yield from found(_S6_CLOSE, "close {id}: no approval of these figures by this person")


def s7_messages_are_done_or_parked() -> Iterator[str]:
    """A message is waiting, done, or parked after five tries; never two of them."""
    yield from found(
        """SELECT id FROM outbox_item WHERE (done_at IS NOT NULL AND parked_at IS NOT NULL)
            OR tries > 5 OR (tries >= 5 AND done_at IS NULL AND parked_at IS NULL) ORDER BY id""",
        "message {id}: done and parked, or tried more than five times",
    )


_S1_EVENTS = """
SELECT id FROM audit_event
WHERE action = '' OR role = '' OR request_id = '' OR (actor_id IS NULL AND role <> 'system')
ORDER BY id
"""

_S1_MOVES = """
SELECT id FROM audit_move
WHERE role = '' OR request_id = '' OR (actor_id IS NULL AND role <> 'system') ORDER BY id
"""

_S2 = """
SELECT m.id, m.entity, m.entity_id, m.from_state, m.to_state FROM audit_move m
WHERE NOT EXISTS (SELECT 1 FROM audit_allowedmove a WHERE a.entity = m.entity
    AND a.from_state = m.from_state AND a.to_state = m.to_state)
ORDER BY m.id
"""

_S3 = """
SELECT id, chain, seq FROM (
    SELECT e.id, e.chain, e.seq, e.hash, e.previous_hash,
           sha256(e.previous_hash || audit_canonical(e)) AS should_be,
           lag(e.hash, 1, ''::bytea) OVER w AS hash_before,
           lag(e.seq, 1, 0::bigint) OVER w AS seq_before
    FROM audit_event e WINDOW w AS (PARTITION BY e.chain ORDER BY e.seq)
) c
WHERE hash <> should_be OR previous_hash <> hash_before OR seq <> seq_before + 1 ORDER BY id
"""

_S4 = """
SELECT x.id, x.state, coalesce(m.to_state, 'nothing') AS to_state FROM {table} x
LEFT JOIN LATERAL (
    SELECT to_state FROM audit_move WHERE entity = %(table)s AND entity_id = x.id
    ORDER BY id DESC LIMIT 1
) m ON true
WHERE m.to_state IS DISTINCT FROM x.state ORDER BY x.id
"""

_S4_ORDER = """
SELECT id, entity, entity_id, from_state, before FROM (
    SELECT id, entity, entity_id, from_state,
           lag(to_state, 1, '') OVER (PARTITION BY entity, entity_id ORDER BY id) AS before
    FROM audit_move
) m
WHERE from_state <> before ORDER BY id
"""

_S6_CLOSE = """
SELECT c.id FROM remittance_close c
JOIN ledger_book b ON b.agency_id = c.agency_id AND b.month = c.month
WHERE NOT EXISTS (
    SELECT 1 FROM approvals_approval p WHERE p.kind = 'month.close'
      AND p.target_type = 'ledger_book' AND p.target_id = b.id AND p.state = 'approved'
      AND p.seen_digest = c.digest AND p.decided_by_id = c.approved_by_id)
ORDER BY c.id
"""
