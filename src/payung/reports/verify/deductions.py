"""What is asked and cut: M7 to M9, C5, C7, and the totals of lists (S8)."""

from collections.abc import Iterator

from django.db import connection

from payung.foundation.rules import Funds, Programme, RuleRefused, Sector, tariff_table
from payung.foundation.rules.values import Insured
from payung.kernel.month import Month
from payung.reports.verify.values import found


def m7_a_cut_is_the_line_or_allowed_by_two() -> Iterator[str]:
    """What was cut is what the list asked, or an over-cut that two people let stand."""
    yield from found(_M7, "transfer {id}: cut {amount_idr}, asked {asked}")


def m7_a_line_is_the_tariff_of_its_month() -> Iterator[str]:
    """What a list asks, with the credit it uses, is the tariff of the month."""
    with connection.cursor() as cursor:
        cursor.execute(_M7_PRICED)
        rows = cursor.fetchall()
    for month, sector, funds, income_idr, programmes, due_idr, first, lines in rows:
        names = frozenset(Programme(name) for name in programmes.split(","))
        insured = Insured(Sector(sector), Funds(funds), income_idr, names)
        if _tariff(Month.of(month), insured) != due_idr:
            yield f"line {first} and {lines - 1} more of {month}: {due_idr} is not the tariff"


def _tariff(month: Month, insured: Insured) -> int | None:
    try:
        (due,) = tariff_table(month, [insured]).values()
    except RuleRefused:
        return None
    return int(due.total_idr)


def m9_a_cut_has_a_consent() -> Iterator[str]:
    """On the day its list was locked a consent was in force, with a ceiling that covers the cut."""
    yield from found(_M9, "transfer {id}: cut {amount_idr} without consent for it")


def c5_nothing_is_asked_after_a_death_was_known() -> Iterator[str]:
    """No list locked after a death was recorded asks for months after the month of death."""
    yield from found(_C5, "line {id}: worker {worker_id} was known to be dead")


def c7_one_sponsor_pays_a_month() -> Iterator[str]:
    """A worker's month is cut from one civil servant, at one office."""
    yield from found(_C7, "worker {worker_id} {month}: cut from {n} sponsors or offices")


def s8_lists_add_up() -> Iterator[str]:
    """A list's count and total are those of its lines."""
    yield from found(
        _S8, "list {id}: says {line_count} lines, {total_idr}; has {lines} lines, {idr}"
    )


_STANDS = "NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)"

_M7 = f"""
SELECT t.id, t.amount_idr, l.amount_idr AS asked FROM ledger_transfer t
JOIN ledger_entry e ON e.id = t.entry_id
LEFT JOIN deductions_deductionline l ON l.worker_id = t.worker_id AND l.month = t.month
    AND l.sponsor_id = t.sponsor_id
LEFT JOIN approvals_approval p ON e.cause = 'reconciliation.over_cut' AND p.id = e.cause_id
    AND p.kind = 'over_cut' AND p.state = 'approved' AND p.asked_by_id <> p.decided_by_id
WHERE t.kind = 'CUT' AND {_STANDS} AND t.amount_idr IS DISTINCT FROM l.amount_idr
  AND p.id IS NULL
ORDER BY t.id
"""

_M7_PRICED = """
SELECT l.month, o.sector, o.funds, o.income_idr, o.programmes,
       l.amount_idr + l.credit_idr AS due_idr, min(l.id), count(*)
FROM deductions_deductionline l
JOIN membership_payer p ON p.id = l.payer_id
JOIN enrolment_sponsorship o ON o.id = p.sponsorship_id
GROUP BY l.month, o.sector, o.funds, o.income_idr, o.programmes, l.amount_idr + l.credit_idr
ORDER BY l.month, min(l.id)
"""

_M9 = f"""
SELECT t.id, t.amount_idr FROM ledger_transfer t
JOIN deductions_deductionline l ON l.worker_id = t.worker_id AND l.month = t.month
    AND l.sponsor_id = t.sponsor_id
JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN membership_payer p ON p.id = l.payer_id
LEFT JOIN LATERAL (
    SELECT ceiling_idr, withdrawn FROM enrolment_consent
    WHERE sponsorship_id = p.sponsorship_id
      AND given_on <= (d.locked_at AT TIME ZONE 'Asia/Jakarta')::date
    ORDER BY version DESC LIMIT 1
) c ON true
WHERE t.kind = 'CUT' AND {_STANDS}
  AND (c.ceiling_idr IS NULL OR c.withdrawn OR c.ceiling_idr < t.amount_idr)
ORDER BY t.id
"""

_C5 = """
SELECT l.id, l.worker_id FROM deductions_deductionline l
JOIN registry_worker w ON w.id = l.worker_id
JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN audit_event e ON e.target_type = 'registry_worker' AND e.target_id = w.id
    AND e.action = 'worker.died'
WHERE l.month > w.died_on AND d.locked_at > e.at
ORDER BY l.id
"""

_C7 = f"""
SELECT t.worker_id, t.month, count(*) AS n FROM ledger_transfer t
WHERE t.kind = 'CUT' AND {_STANDS}
GROUP BY t.worker_id, t.month
HAVING count(DISTINCT (t.sponsor_id, t.agency_id)) > 1 ORDER BY 1, 2
"""

_S8 = """
SELECT d.id, d.line_count, d.total_idr, count(l.id) AS lines, coalesce(sum(l.amount_idr), 0) AS idr
FROM deductions_deductionlist d LEFT JOIN deductions_deductionline l ON l.list_id = d.id
GROUP BY d.id, d.line_count, d.total_idr
HAVING d.line_count <> count(l.id) OR d.total_idr <> coalesce(sum(l.amount_idr), 0)
ORDER BY d.id
"""
