"""S121: one payslip line, from the cut to each worker's covered month, with every gap named."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.names import initials
from payung.kernel.people import Viewer
from payung.reports.audit.places import Piece, Place, pieces
from payung.reports.audit.slips import Slip, slips_of_month
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.registry.queries.nips import nip_at


@dataclass(frozen=True, kw_only=True)
class PayLine:
    """What one civil servant was asked in one month, on the list of their office."""

    list_id: int
    agency_id: int
    office: str
    month: Month
    sponsor_id: int
    sponsor: str
    nip: str
    office_lines: int
    listed_idr: int
    locked_at: datetime
    locked_by: str
    seq: int | None
    """Which answer of payroll stands; None before there is one."""
    reported_at: datetime | None
    reported_by: str
    office_cut_idr: int
    closed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PaidMonth:
    """A month as it was paid. One taken back stays, with its reason."""

    line_id: int
    attempt: int
    amount_idr: int
    received_on: date
    slip_id: int | None
    taken_back: str
    taken_back_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Refund:
    """Money given back, and the two who decided it."""

    worker_id: int
    amount_idr: int
    reason: str
    asked_by: str
    approved_by: str
    at: datetime
    paid_on: date | None
    """When it was handed over; None while it is only approved."""
    proof: str


@dataclass(frozen=True, kw_only=True)
class WorkerPart:
    """One worker's part of the line, and where each rupiah of it is."""

    line_id: int
    worker_id: int
    worker: str
    card_number: str
    asked_idr: int
    credit_idr: int
    outcome: str
    reason: str
    words: str
    cut_idr: int
    cut_at: datetime | None
    cut_by: str
    credit_line_id: int | None
    """The earlier line whose over-payment this month uses."""
    later_line_id: int | None
    """The later line that uses what was over-paid here."""
    pieces: tuple[Piece, ...] = ()
    paid: tuple[PaidMonth, ...] = ()
    refunds: tuple[Refund, ...] = ()

    @property
    def initials(self) -> str:
        return initials(self.worker)

    @property
    def covered(self) -> PaidMonth | None:
        """The paid month that stands, if one does."""
        return next((one for one in self.paid if not one.taken_back_at), None)

    @property
    def is_whole(self) -> bool:
        """Whether every rupiah that was cut is found again."""
        return sum(piece.amount_idr for piece in self.pieces) == self.cut_idr


@dataclass(frozen=True, kw_only=True)
class Trail:
    """The whole way of one payslip line."""

    line: PayLine
    workers: tuple[WorkerPart, ...]
    slips: tuple[Slip, ...]

    @property
    def asked_idr(self) -> int:
        return sum(part.asked_idr for part in self.workers)

    @property
    def cut_idr(self) -> int:
        return sum(part.cut_idr for part in self.workers)

    @property
    def refunds_unpaid(self) -> tuple[Refund, ...]:
        """Refunds that two people approved and nobody handed over yet."""
        return tuple(r for part in self.workers for r in part.refunds if r.paid_on is None)

    def idr_at(self, *places: Place) -> int:
        """Return how much of what was cut is at these places."""
        return sum(
            piece.amount_idr
            for part in self.workers
            for piece in part.pieces
            if piece.place in places
        )

    @property
    def carrying(self) -> tuple[Slip, ...]:
        """The slips that hold or held rupiah of this line; without any, all of the month."""
        used = {piece.slip_id for part in self.workers for piece in part.pieces}
        return tuple(slip for slip in self.slips if slip.slip_id in used)


# Whoever moved to another regency is behind its wall; the money that was cut here stays in sight.
_PRINTED = nip_at("c", "d.locked_at")
_LINE = f"""WITH {SEEN}
SELECT d.id AS list_id, d.agency_id, seen.name AS office, d.month, l.sponsor_id,
    coalesce(c.name, '') AS sponsor, coalesce({_PRINTED}, '') AS nip, d.line_count AS office_lines,
    d.total_idr AS listed_idr, d.locked_at, coalesce(k.name, '') AS locked_by, r.seq, r.reported_at,
    coalesce(q.name, '') AS reported_by, coalesce(r.cut_idr, 0) AS office_cut_idr, z.closed_at
FROM deductions_deductionline l JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN seen ON seen.id = d.agency_id LEFT JOIN registry_civilservant c ON c.id = l.sponsor_id
LEFT JOIN access_person k ON k.id = d.locked_by_id
LEFT JOIN LATERAL (SELECT * FROM reconciliation_result x WHERE x.list_id = d.id
    ORDER BY x.seq DESC LIMIT 1) r ON true
LEFT JOIN access_person q ON q.id = r.reported_by_id
LEFT JOIN ledger_book b ON b.agency_id = d.agency_id AND b.month = d.month
LEFT JOIN LATERAL (SELECT x.closed_at FROM remittance_close x WHERE x.agency_id = d.agency_id
    AND x.month = d.month ORDER BY x.version DESC LIMIT 1) z ON b.state = 'closed'
WHERE l.id = %(line)s"""

_WORKERS = """
SELECT l.id AS line_id, l.worker_id, coalesce(w.name, '') AS worker,
    coalesce(s.card_number, '') AS card_number,
    l.amount_idr AS asked_idr, l.credit_idr, coalesce(x.outcome, '') AS outcome,
    coalesce(nullif(g.code, ''), x.reason, '') AS reason, coalesce(g.words, '') AS words,
    coalesce(cut.idr, 0)::bigint AS cut_idr, cut.at AS cut_at, coalesce(p.name, '') AS cut_by,
    CASE WHEN l.credit_idr > 0 THEN before.line_id END AS credit_line_id,
    after.line_id AS later_line_id
FROM deductions_deductionline l JOIN deductions_deductionlist d ON d.id = l.list_id
LEFT JOIN registry_worker w ON w.id = l.worker_id
LEFT JOIN membership_payer y ON y.id = l.payer_id LEFT JOIN membership_spell s ON s.id = y.spell_id
LEFT JOIN LATERAL (SELECT n.* FROM reconciliation_resultline n
    JOIN reconciliation_result r ON r.id = n.result_id WHERE n.line_id = l.id
    ORDER BY r.seq DESC LIMIT 1) x ON true
LEFT JOIN LATERAL (SELECT n.code, n.words FROM reconciliation_reason n
    WHERE n.result_line_id = x.id ORDER BY n.id DESC LIMIT 1) g ON true
LEFT JOIN LATERAL (SELECT sum(CASE WHEN t.credit = 'ASN' THEN t.amount_idr ELSE -t.amount_idr END)
        AS idr, max(e.at) FILTER (WHERE t.kind = 'CUT') AS at,
        (array_agg(e.actor_id ORDER BY t.id DESC) FILTER (WHERE t.kind = 'CUT'))[1] AS actor_id
    FROM ledger_transfer t JOIN ledger_entry e ON e.id = t.entry_id
    WHERE t.agency_id = d.agency_id AND t.month = l.month AND t.worker_id = l.worker_id
      AND t.sponsor_id = l.sponsor_id AND (t.credit = 'ASN' OR t.debit = 'ASN')) cut ON true
LEFT JOIN access_person p ON p.id = cut.actor_id
LEFT JOIN LATERAL (SELECT o.id AS line_id FROM ledger_transfer t JOIN deductions_deductionline o
        ON o.worker_id = t.worker_id AND o.month = t.month
    WHERE t.agency_id = d.agency_id AND t.worker_id = l.worker_id AND t.kind = 'PREPAY'
      AND t.month < l.month ORDER BY t.month DESC LIMIT 1) before ON true
LEFT JOIN LATERAL (SELECT o.id AS line_id FROM ledger_transfer t JOIN deductions_deductionline o
        ON o.worker_id = t.worker_id AND o.month = t.month
    WHERE t.agency_id = d.agency_id AND t.worker_id = l.worker_id AND t.kind = 'DRAW'
      AND t.month > l.month ORDER BY t.month LIMIT 1) after ON true
WHERE l.list_id = %(list)s AND l.sponsor_id = %(sponsor)s ORDER BY l.worker_id"""

_PAID = """
SELECT p.line_id, p.attempt, p.amount_idr, p.received_on, m.slip_id,
    coalesce(u.reason, '') AS taken_back, u.at AS taken_back_at
FROM remittance_paidmonth p LEFT JOIN remittance_unpaid u ON u.paid_month_id = p.id
LEFT JOIN remittance_match m ON m.id = p.match_id
WHERE p.line_id = ANY(%(lines)s) ORDER BY p.line_id, p.attempt"""

_REFUNDS = f"""WITH {SEEN}
SELECT f.worker_id, f.amount_idr, f.reason, coalesce(a.name, '') AS asked_by,
    coalesce(b.name, '') AS approved_by, f.at, y.paid_on, coalesce(y.proof, '') AS proof
FROM remittance_refund f JOIN seen ON seen.id = f.agency_id
LEFT JOIN remittance_refundpayment y ON y.refund_id = f.id
LEFT JOIN access_person a ON a.id = f.asked_by_id
LEFT JOIN access_person b ON b.id = f.approved_by_id
WHERE f.agency_id = %(office)s AND f.month = %(month)s AND f.sponsor_id = %(sponsor)s
ORDER BY f.id"""


def trail_of(*, viewer: Viewer, line_id: int) -> Trail | None:
    """Return the way of a payslip line, in six statements whatever its size; None beyond reach."""
    with beyond("what was cut here stays in sight when people move to another regency"):
        return _trail(viewer, line_id)


def _trail(viewer: Viewer, line_id: int) -> Trail | None:
    found = fetch(_LINE, {**scope(viewer), "line": line_id})
    if not found:
        return None
    line = PayLine(**{**found[0], "month": Month.of(found[0]["month"])})
    month = line.month.first_day
    here = {"office": line.agency_id, "month": month, "sponsor": line.sponsor_id}
    parts = fetch(_WORKERS, {"list": line.list_id, "sponsor": line.sponsor_id})
    paid = [PaidMonth(**row) for row in fetch(_PAID, {"lines": [row["line_id"] for row in parts]})]
    refunds = [Refund(**row) for row in fetch(_REFUNDS, {**scope(viewer), **here})]
    laid = pieces(
        viewer=viewer, agency_id=line.agency_id, month=month, sponsor_ids=[line.sponsor_id]
    )
    slips = slips_of_month(viewer=viewer, agency_id=line.agency_id, month=month)
    workers = tuple(_part(row, laid, paid, refunds, slips) for row in parts)
    return Trail(line=line, workers=workers, slips=slips)


def _part(
    row: dict[str, Any],
    laid: list[Piece],
    paid: list[PaidMonth],
    refunds: list[Refund],
    slips: tuple[Slip, ...],
) -> WorkerPart:
    part = WorkerPart(
        **row,
        paid=tuple(one for one in paid if one.line_id == row["line_id"]),
        refunds=tuple(one for one in refunds if one.worker_id == row["worker_id"]),
    )
    own = [piece for piece in laid if piece.worker_id == part.worker_id]
    return replace(part, pieces=tuple(_on_slip(piece, part, slips) for piece in own))


def _on_slip(piece: Piece, part: WorkerPart, slips: tuple[Slip, ...]) -> Piece:
    """Say with which slip the piece came to the branch; a paid month remembers its own."""
    if piece.place in (Place.COVERED, Place.PREPAID) and part.covered:
        return replace(piece, slip_id=part.covered.slip_id)
    if piece.place in (Place.RECEIVED, Place.PREPAID):
        met = [slip.slip_id for slip in slips if slip.receipt]
        return replace(piece, slip_id=met[-1] if met else None)
    return piece
