"""How an office's month stands, and what keeps it from closing."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.foundation.ledger.balances import Balances, balances
from payung.kernel.canonical import digest
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class Block:
    """One thing that keeps a month open. A `final` one cannot be set aside by a reason."""

    code: str
    final: bool
    values: Mapping[str, str] = field(default_factory=dict)

    def message(self, lang: str = "id") -> str:
        return say(f"remittance.block.{self.code}", lang, **self.values)


@dataclass(frozen=True, kw_only=True)
class MonthState:
    """An office's month. `digest` is what an approver saw; it changes with every figure."""

    agency_id: int
    month: Month
    state: str
    """`none` before there is a book, then `open` or `closed`."""
    version: int
    """How often the month was closed."""
    last_seq: int
    book_id: int | None
    list_id: int | None
    line_count: int
    listed_idr: int
    result_seq: int
    missing_reasons: int
    waiting_idr: int
    """Slips recorded before their money was cut."""
    unbooked_idr: int
    """Cut from people of the list otherwise than asked: in no account until payroll corrects it."""
    unlisted_idr: int
    """Cut from people on no list, and not given back."""
    difference_idr: int
    """Slips and receipts that differ without a reason, added up without sign."""
    balances: Balances

    @property
    def digest(self) -> str:
        return digest({**asdict(self), "month": str(self.month)})

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(_blocks(self))

    @property
    def is_closable(self) -> bool:
        return not self.blocks


def month_state(*, viewer: Viewer, agency_id: int, month: Month) -> MonthState | None:
    """Return the office's month, or None where the viewer cannot see the office."""
    # One number, not a list of one: of a list PostgreSQL expects ten, and plans anew each time.
    return _states(viewer, month, "AND a.id = %(chosen)s", agency_id).get(agency_id)


def month_states(
    *, viewer: Viewer, month: Month, agency_ids: list[int] | None = None
) -> dict[int, MonthState]:
    """Return the month of every office the viewer sees, by office name; three queries."""
    chosen = "" if agency_ids is None else "AND a.id = ANY(%(chosen)s)"
    return _states(viewer, month, chosen, agency_ids)


def _states(
    viewer: Viewer, month: Month, condition: str, chosen: list[int] | int | None
) -> dict[int, MonthState]:
    places, values = reach(viewer, "a")
    # Whoever moved away still counts, or who looks would see another digest than who closes.
    with beyond("sums of the offices within reach"), connection.cursor() as cursor:
        cursor.execute(
            _SQL.format(reach=places, chosen=condition),
            {**values, "month": month.first_day, "chosen": chosen},
        )
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    money = balances([row["agency_id"] for row in rows], month)
    return {row["agency_id"]: _read(row, month, money[row["agency_id"]]) for row in rows}


def _read(row: Mapping[str, Any], month: Month, money: Balances) -> MonthState:
    return MonthState(month=month, balances=money, **row)


def _blocks(state: MonthState) -> Iterator[Block]:
    if state.list_id is None:
        yield Block(code="no_list", final=True)
    elif not state.result_seq:
        yield Block(code="no_result", final=True)
    if state.waiting_idr:
        yield _amount("slip_waits", state.waiting_idr, final=True)
    money = state.balances
    for code, amount_idr in (
        ("held", money.held_idr),
        ("transit", money.transit_idr),
        ("unallocated", money.unallocated_idr),
        ("suspense", max(money.suspense_idr, 0)),
        ("office_money", money.office_idr),
        ("difference", state.difference_idr),
    ):
        if amount_idr:
            yield _amount(code, amount_idr)
    if state.unbooked_idr:
        yield _amount("unbooked", state.unbooked_idr)
    if state.unlisted_idr:
        yield _amount("unlisted", state.unlisted_idr)
    if state.missing_reasons:
        yield Block(code="reasons", final=False, values={"count": str(state.missing_reasons)})


def _amount(code: str, amount_idr: int, *, final: bool = False) -> Block:
    return Block(code=code, final=final, values={"amount": render_rupiah(amount_idr)})


_SQL = """
SELECT a.id AS agency_id, b.id AS book_id, coalesce(b.state, 'none') AS state,
       coalesce(b.last_seq, 0) AS last_seq, d.id AS list_id,
       coalesce(d.line_count, 0) AS line_count, coalesce(d.total_idr, 0) AS listed_idr,
       coalesce(r.seq, 0)::int AS result_seq,
       (SELECT count(*)::int FROM remittance_close c
        WHERE c.agency_id = a.id AND c.month = %(month)s) AS version,
       (SELECT count(*)::int FROM reconciliation_resultline n
        JOIN deductions_deductionline l ON l.id = n.line_id
        WHERE n.result_id = r.id AND n.outcome NOT IN ('cut', 'not_cut')
          AND NOT EXISTS (SELECT 1 FROM reconciliation_reason g WHERE g.result_line_id = n.id)
          AND NOT EXISTS (SELECT 1 FROM ledger_transfer t
              WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
                AND t.sponsor_id = l.sponsor_id AND t.amount_idr = n.reported_idr
                AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id)))
           AS missing_reasons,
       (SELECT coalesce(sum(l.amount_idr), 0)::bigint FROM remittance_slipline l
        WHERE l.agency_id = a.id AND l.month = %(month)s AND NOT EXISTS (
            SELECT 1 FROM ledger_transfer t WHERE t.slip_id = l.slip_id AND t.kind = 'REMIT'
              AND t.agency_id = l.agency_id AND t.month = l.month)
          AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z
              WHERE z.slip_id = l.slip_id)) AS waiting_idr,
       (SELECT coalesce(sum(n.reported_idr), 0)::bigint FROM reconciliation_resultline n
        JOIN deductions_deductionline l ON l.id = n.line_id
        WHERE n.result_id = r.id AND n.outcome IN ('under', 'over') AND NOT EXISTS (
            SELECT 1 FROM ledger_transfer t
            WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
              AND t.sponsor_id = l.sponsor_id AND t.amount_idr = n.reported_idr
              AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id)))
           AS unbooked_idr,
       (SELECT coalesce(sum(greatest(k.idr - coalesce(z.idr, 0), 0)), 0)::bigint
        FROM (SELECT nip, sum(amount_idr) AS idr FROM reconciliation_parkedrow
            WHERE result_id = r.id GROUP BY nip) k
        LEFT JOIN (SELECT x.nip, sum(f.amount_idr) AS idr FROM remittance_unlistedrefund f
            JOIN reconciliation_parkedrow x ON x.id = f.parked_row_id
            WHERE f.agency_id = a.id AND f.month = %(month)s GROUP BY x.nip) z ON z.nip = k.nip)
           AS unlisted_idr,
       (SELECT coalesce(sum(abs(f.slip_idr - f.receipt_idr)), 0)::bigint
        FROM remittance_slipline l
        JOIN remittance_match m ON m.slip_id = l.slip_id
        JOIN remittance_difference f ON f.match_id = m.id
        WHERE l.agency_id = a.id AND l.month = %(month)s AND NOT EXISTS (
            SELECT 1 FROM remittance_differencereason e WHERE e.difference_id = f.id))
           AS difference_idr
FROM registry_agency a
LEFT JOIN ledger_book b ON b.agency_id = a.id AND b.month = %(month)s
LEFT JOIN deductions_deductionlist d ON d.agency_id = a.id AND d.month = %(month)s
LEFT JOIN LATERAL (
    SELECT id, seq FROM reconciliation_result WHERE list_id = d.id ORDER BY seq DESC LIMIT 1
) r ON true
WHERE {reach} {chosen}
ORDER BY a.name, a.id
"""
