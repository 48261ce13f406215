"""What the database says at the end, in the numbers and keys that histories use."""

from typing import Any

from django.db import connection

from tests.histories.world import MONTHS, World

Told = dict[str, Any]

_ACCOUNTS = """
SELECT agency_id, month, p.account, sum(p.amount)::bigint FROM ledger_transfer t
CROSS JOIN LATERAL (VALUES (t.debit, t.amount_idr), (t.credit, -t.amount_idr))
    AS p (account, amount)
GROUP BY agency_id, month, p.account HAVING sum(p.amount) <> 0
"""
_BOOKS = """
SELECT b.agency_id, b.month, b.state, b.last_seq, (SELECT count(*) FROM remittance_close c
    WHERE c.agency_id = b.agency_id AND c.month = b.month)
FROM ledger_book b
"""
_CUTS = """
SELECT agency_id, month, sponsor_id, worker_id, kind, amount_idr FROM ledger_transfer t
WHERE kind IN ('CUT', 'ALLOCATE', 'DRAW', 'PREPAY', 'REFUND')
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)
"""
_LINES = """
SELECT d.agency_id, d.month, l.sponsor_id, l.worker_id, l.amount_idr, l.credit_idr
FROM deductions_deductionlist d LEFT JOIN deductions_deductionline l ON l.list_id = d.id
"""
_ANSWERS = """
SELECT d.agency_id, d.month, r.seq, r.as_listed, coalesce(f.sha256, ''), coalesce(f.state, '')
FROM reconciliation_result r JOIN deductions_deductionlist d ON d.id = r.list_id
LEFT JOIN intake_receivedfile f ON f.id = r.file_id
"""
_OUTCOMES = """
SELECT d.agency_id, d.month, r.seq, l.sponsor_id, l.worker_id, n.outcome, n.reported_idr,
    n.outcome NOT IN ('cut', 'not_cut') AND EXISTS (
        SELECT 1 FROM reconciliation_reason g WHERE g.result_line_id = n.id)
FROM reconciliation_resultline n JOIN reconciliation_result r ON r.id = n.result_id
JOIN deductions_deductionlist d ON d.id = r.list_id
JOIN deductions_deductionline l ON l.id = n.line_id
"""
_PARKED = """
SELECT d.agency_id, d.month, r.seq, k.nip, k.amount_idr, k.reason FROM reconciliation_parkedrow k
JOIN reconciliation_result r ON r.id = k.result_id
JOIN deductions_deductionlist d ON d.id = r.list_id
"""
_PAID = """
SELECT p.worker_id, p.month, p.agency_id, p.attempt, p.amount_idr,
    EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
FROM remittance_paidmonth p
"""
_SLIPS = """
SELECT s.number,
    EXISTS (SELECT 1 FROM remittance_slipwithdrawal w WHERE w.slip_id = s.id), s.amount_idr,
    coalesce(r.number, ''), coalesce(e.given_back::text, ''),
    (SELECT count(*) FROM remittance_slipline l WHERE l.slip_id = s.id)
FROM remittance_slip s LEFT JOIN remittance_match m ON m.slip_id = s.id
LEFT JOIN remittance_receipt r ON r.id = m.receipt_id
LEFT JOIN remittance_difference d ON d.match_id = m.id
LEFT JOIN remittance_differencereason e ON e.difference_id = d.id
"""
_RECEIPTS = "SELECT number, slip_number, amount_idr FROM remittance_receipt"
_FILES = "SELECT count(*) FROM intake_receivedfile WHERE kind = 'payroll_result'"
_STATES = "SELECT kind, state, count(*) FROM approvals_approval GROUP BY kind, state"
_REFUNDS = """
SELECT count(*), count(p.id), coalesce(sum(f.amount_idr), 0)::bigint FROM remittance_refund f
LEFT JOIN remittance_refundpayment p ON p.refund_id = f.id
"""
_CARDS = (
    'SELECT b.batch_id, b."row", r.card_number FROM enrolment_reply r'
    " JOIN enrolment_batchline b ON b.id = r.line_id WHERE r.card_number <> ''"
)
_OF_ANSWER = """
SELECT l.sponsor_id, l.worker_id, n.id FROM reconciliation_resultline n
JOIN reconciliation_result r ON r.id = n.result_id
JOIN deductions_deductionline l ON l.id = n.line_id
WHERE r.list_id = %s AND r.seq = %s ORDER BY n.id
"""


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall())


def lines_of_answer(list_id: int, seq: int) -> list[tuple[Any, ...]]:
    """Return (civil servant, worker, result line) of one answer."""
    return rows(_OF_ANSWER, list_id, seq)


class Stored:
    """Reads the tables; the model tells the same in `expected.told`."""

    def __init__(self, world: World) -> None:
        self._offices = {pk: number for number, pk in enumerate(world.agencies)}
        self._months = {month.first_day: number for number, month in enumerate(MONTHS)}
        self._sponsors = {pk: number for number, pk in enumerate(world.sponsors)}
        self._workers = {pk: number for number, pk in enumerate(world.workers)}
        self._batches = {pk: number for number, pk in enumerate(world.batches)}

    def told(self) -> Told:
        return {
            "accounts": {(*self._place(row), row[2]): int(row[3]) for row in rows(_ACCOUNTS)},
            "books": {self._place(row): row[2:] for row in rows(_BOOKS)},
            "moves": sorted(
                (*self._place(row), *self._pair(row[2:]), row[4], row[5]) for row in rows(_CUTS)
            ),
            "lists": self._lists(),
            "answers": {(*self._place(row), row[2]): row[3:] for row in rows(_ANSWERS)},
            "outcomes": {
                (*self._place(row), row[2], *self._pair(row[3:])): row[5:]
                for row in rows(_OUTCOMES)
            },
            "parked": sorted((*self._place(row), *row[2:]) for row in rows(_PARKED)),
            "paid": sorted(
                (self._workers[row[0]], self._months[row[1]], self._offices[row[2]], *row[3:])
                for row in rows(_PAID)
            ),
            **self._rest(),
        }

    def _rest(self) -> Told:
        return {
            "slips": sorted(rows(_SLIPS)),
            "receipts": {row[0]: row[1:] for row in rows(_RECEIPTS)},
            "files": rows(_FILES)[0][0],
            "requests": {row[:2]: row[2] for row in rows(_STATES)},
            "refunds": rows(_REFUNDS)[0],
            "cards": {(self._batches[row[0]], row[1]): row[2] for row in rows(_CARDS)},
        }

    def _lists(self) -> Told:
        lists: Told = {}
        for row in rows(_LINES):
            lines = lists.setdefault(self._place(row), [])
            if row[2] is not None:
                lines.append((*self._pair(row[2:]), row[4], row[5]))
        return {place: sorted(lines) for place, lines in lists.items()}

    def _place(self, row: tuple[Any, ...]) -> tuple[int, int]:
        return (self._offices[row[0]], self._months[row[1]])

    def _pair(self, row: tuple[Any, ...]) -> tuple[int, int]:
        return (self._sponsors[row[0]], self._workers[row[1]])
