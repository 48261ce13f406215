"""Spells, paid months, payers and lapses: C1 to C10."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from payung.kernel.month import Month
from payung.reports.verify.values import found
from payung.stages.cover.sums import run_that_ends_on


def c1_spells_do_not_overlap() -> Iterator[str]:
    """A worker is a member once at a time, whoever pays."""
    yield from found(_C1, "spell {id}: overlaps spell {other} of worker {worker_id}")


def c2_paid_months_are_allocated_money() -> Iterator[str]:
    """A standing paid month is exactly what the ledger allocated for it, and the other way."""
    yield from found(
        _C2, "worker {worker_id} {month}: paid month says {paid}, the ledger {allocated}"
    )
    yield from found(_C2_NUMBER, "paid month {id}: worker {worker_id} was never a member by then")


def c3_taken_back_months_stay_visible() -> Iterator[str]:
    """Attempts of a month follow each other without gap; all but the last were taken back."""
    yield from found(_C3, "paid month {id}: worker {worker_id} {month}, attempt {attempt}")


def c4_cover_starts_after_acceptance() -> Iterator[str]:
    """A spell starts on or after the day its sponsorship was accepted."""
    yield from found(_C4, "spell {id}: starts {starts_on}, accepted {accepted_on}")


def c6_nobody_joins_after_death() -> Iterator[str]:
    """No spell starts after the worker's death."""
    yield from found(_C6, "spell {id}: starts after the death of worker {worker_id}")


def c8_one_payer_at_a_time() -> Iterator[str]:
    """Payers of a worker do not overlap, belong to the spell's worker, and stop with it."""
    yield from found(_C8, "payer {id}: overlaps payer {other} of worker {worker_id}")
    yield from found(_C8_OTHER, "payer {id}: goes on though spell {spell_id} or its sponsor ended")


def c9_three_unpaid_months_end_a_spell() -> Iterator[str]:
    """A lapsed spell had a full run of unpaid months before its end, never fewer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT ends_on FROM membership_spell WHERE end_reason = 'lapsed'")
        ends = sorted(ends_on for (ends_on,) in cursor.fetchall())
        cursor.execute(_C9_RUNS)
        looked_at = cursor.fetchall()
    for ends_on in ends:
        yield from found(
            _C9_TOO_SOON,
            "spell {id}: lapsed on {ends_on} although {n} of its months were paid or not due",
            **_window(ends_on),
        )
    for month, regency_id in looked_at:
        yield from found(
            _C9_TOO_LATE,
            "spell {id}: still open although its months before {month} are unpaid",
            regency=regency_id,
            **_window(Month.parse(month).first_day),
        )


def c10_states_follow_from_events() -> Iterator[str]:
    """An accepted sponsorship has an open spell under its number; a dead worker has none."""
    yield from found(_C10_OPEN, "sponsorship {id}: accepted without an open spell of its number")
    yield from found(_C10_DEAD, "spell {id}: open although worker {worker_id} died")
    yield from found(_C10_LAPSED, "sponsorship {id}: lapsed without a lapsed spell, or open")


def _window(ends_on: date) -> dict[str, date]:
    run = run_that_ends_on(Month.of(ends_on))
    return {
        "on": ends_on,
        "first": run[0].first_day,
        "after": run[-1].next.first_day,
    }


_STANDS = "NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)"

_C1 = """
SELECT a.id, b.id AS other, a.worker_id FROM membership_spell a
JOIN membership_spell b ON b.worker_id = a.worker_id AND b.id > a.id
    AND daterange(a.starts_on, a.ends_on) && daterange(b.starts_on, b.ends_on)
ORDER BY a.id
"""

_C2 = f"""
WITH paid AS (
    SELECT p.worker_id, p.month, sum(p.amount_idr) AS idr FROM remittance_paidmonth p
    WHERE {_STANDS} GROUP BY p.worker_id, p.month
),
allocated AS (
    SELECT worker_id, month,
           sum(CASE WHEN debit = 'COVER' THEN amount_idr ELSE -amount_idr END) AS idr
    FROM ledger_transfer WHERE debit = 'COVER' OR credit = 'COVER' GROUP BY worker_id, month
    HAVING sum(CASE WHEN debit = 'COVER' THEN amount_idr ELSE -amount_idr END) <> 0
)
SELECT worker_id, month, coalesce(p.idr, 0) AS paid, coalesce(a.idr, 0) AS allocated
FROM paid p FULL JOIN allocated a USING (worker_id, month)
WHERE p.idr IS DISTINCT FROM a.idr ORDER BY 1, 2
"""

_C2_NUMBER = f"""
SELECT p.id, p.worker_id FROM remittance_paidmonth p
WHERE {_STANDS} AND NOT EXISTS (
    SELECT 1 FROM membership_spell s WHERE s.worker_id = p.worker_id AND s.first_month <= p.month
      AND s.card_number <> '')
ORDER BY p.id
"""

_C3 = """
SELECT p.id, p.worker_id, p.month, p.attempt FROM remittance_paidmonth p
WHERE p.attempt > 0 AND NOT EXISTS (
    SELECT 1 FROM remittance_paidmonth e JOIN remittance_unpaid u ON u.paid_month_id = e.id
    WHERE e.worker_id = p.worker_id AND e.month = p.month AND e.attempt = p.attempt - 1)
ORDER BY p.id
"""

_C4 = """
SELECT s.id, s.starts_on, o.accepted_on FROM membership_spell s
JOIN enrolment_sponsorship o ON o.id = s.opened_by_id
WHERE o.accepted_on IS NULL OR s.starts_on < o.accepted_on OR s.card_number <> o.card_number
ORDER BY s.id
"""

_C6 = """
SELECT s.id, s.worker_id FROM membership_spell s JOIN registry_worker w ON w.id = s.worker_id
WHERE s.starts_on > w.died_on AND (s.ends_on IS NULL OR s.ends_on > s.starts_on) ORDER BY s.id
"""

_C8 = """
SELECT a.id, b.id AS other, a.worker_id FROM membership_payer a
JOIN membership_payer b ON b.worker_id = a.worker_id AND b.id > a.id
    AND daterange(a.from_month, a.until_month) && daterange(b.from_month, b.until_month)
ORDER BY a.id
"""

_C8_OTHER = """
SELECT p.id, p.spell_id FROM membership_payer p JOIN membership_spell s ON s.id = p.spell_id
JOIN enrolment_sponsorship o ON o.id = p.sponsorship_id
WHERE p.worker_id <> s.worker_id OR p.worker_id <> o.worker_id OR p.sponsor_id <> o.sponsor_id
   OR (p.until_month IS NULL AND (s.ends_on IS NOT NULL OR o.state = 'ended'))
ORDER BY p.id
"""

# Known in time: received before the end, and the receipt met its slip before it too.
_IN_TIME = f"""
(SELECT count(*) FROM remittance_paidmonth p LEFT JOIN remittance_match m ON m.id = p.match_id
 WHERE p.worker_id = s.worker_id AND p.month >= %(first)s AND p.month < %(after)s
   AND p.received_on < %(on)s
   AND (m.id IS NULL OR (m.matched_at AT TIME ZONE 'Asia/Jakarta')::date < %(on)s) AND {_STANDS})
"""

_C9_TOO_SOON = f"""
SELECT s.id, s.ends_on, {_IN_TIME} + (s.first_month > %(first)s)::int AS n
FROM membership_spell s
WHERE s.end_reason = 'lapsed' AND s.ends_on = %(on)s
  AND (s.first_month > %(first)s OR {_IN_TIME} > 0)
ORDER BY s.id
"""

_C9_RUNS = """
SELECT detail->>'month', nullif(detail->>'regency', '')::bigint FROM audit_event
WHERE action = 'membership.lapsed' GROUP BY 1, 2 ORDER BY 1, 2
"""

_C9_TOO_LATE = f"""
SELECT s.id, %(on)s AS month FROM membership_spell s
JOIN enrolment_sponsorship o ON o.id = s.opened_by_id
WHERE (s.ends_on IS NULL OR s.ends_on > %(on)s) AND s.first_month <= %(first)s
  AND s.starts_on < %(on)s
  AND (%(regency)s::bigint IS NULL OR o.regency_id = %(regency)s)
  AND NOT EXISTS (
      SELECT 1 FROM remittance_paidmonth p WHERE p.worker_id = s.worker_id
        AND p.month >= %(first)s AND p.month < %(after)s AND p.received_on < %(on)s AND {_STANDS})
ORDER BY s.id
"""

_C10_OPEN = """
SELECT o.id FROM enrolment_sponsorship o WHERE o.state = 'accepted' AND NOT EXISTS (
    SELECT 1 FROM membership_spell s WHERE s.worker_id = o.worker_id AND s.ends_on IS NULL
      AND s.card_number = o.card_number)
ORDER BY o.id
"""

_C10_DEAD = """
SELECT s.id, s.worker_id FROM membership_spell s JOIN registry_worker w ON w.id = s.worker_id
WHERE s.ends_on IS NULL AND w.died_on IS NOT NULL ORDER BY s.id
"""

_C10_LAPSED = """
SELECT o.id FROM enrolment_sponsorship o WHERE o.end_reason = 'lapsed' AND (o.state <> 'ended'
    OR NOT EXISTS (SELECT 1 FROM membership_spell s WHERE s.worker_id = o.worker_id
        AND s.end_reason = 'lapsed' AND s.ends_on = o.ended_on))
ORDER BY o.id
"""
