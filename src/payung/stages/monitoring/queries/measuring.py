"""
The definition of every figure of an office's month (N1, N2, N4, N6 to N8), as one statement.

Whoever takes figures, rebuilds or checks them, and every page that shows the hour's own state,
runs this statement over the offices and months it wants; nothing else counts them.
"""

from datetime import datetime, time
from typing import Any

from payung.kernel.clock import WIB
from payung.kernel.month import Month
from payung.stages.monitoring.queries.folding import BACK, COVERED, FOLDED, MONTHS, covered
from payung.stages.monitoring.queries.staff_sql import STAFF

__all__ = ["COLUMNS", "COVERED", "JOINS", "VALUES", "now", "parts", "span", "ways"]

COLUMNS = (
    *("asn", "joined", "confirmed", "covered", "begun", "full_year", "registered", "accepted"),
    "queued",
    *("due", "lines", "lines_cut", "is_listed", "is_reported", "closed_on", "closings"),
    *("billed_idr", "cut_idr", "received_idr", "transit_idr", "held_idr", "returned_idr"),
    *("suspense_idr", "held_since"),
)


_OFFICES = "ANY(ARRAY(SELECT DISTINCT agency_id FROM wanted))"
_WANTED = f"""JOIN wanted w ON w.agency_id = t.agency_id AND w.month = t.month
        AND t.agency_id = {_OFFICES}"""
"""A list of offices, so that their rows are found by the index, however the rest is joined."""

PAID = f"""paid AS (
    SELECT p.agency_id, p.month, count(*)::int AS covered FROM remittance_paidmonth p
    JOIN months d ON d.month = p.month
    JOIN wanted x ON x.agency_id = p.agency_id AND x.month = p.month
    WHERE p.month >= %(first)s AND p.month <= %(last)s AND p.agency_id = {_OFFICES}
      AND {covered("d.following")}
    GROUP BY 1, 2)"""

ALL_PAID = f"""paid AS (
    SELECT f.agency_id, d.month, sum(f.n)::int AS covered
    FROM (SELECT agency_id, bits, count(*) AS n FROM (
            SELECT agency_id, worker_id, bit_or(bits) AS bits FROM {FOLDED}
            WHERE spell_id IS NOT NULL GROUP BY 1, 2) y
        GROUP BY 1, 2) f
    JOIN months d ON f.bits & d.bit <> 0
    GROUP BY 1, 2)"""
"""N4 of some offices' months, and of all: the same months, folded by worker."""

MONEY = """sides AS (
    SELECT t.agency_id, t.month, t.debit, t.credit, sum(t.amount_idr)::bigint AS idr
    FROM ledger_transfer t {wanted}
    WHERE t.month >= %(first)s AND t.month <= %(last)s
    GROUP BY 1, 2, 3, 4),
booked AS (
    SELECT agency_id, month,
        sum(CASE WHEN credit = 'ASN' THEN idr WHEN debit = 'ASN' THEN -idr ELSE 0 END)::bigint
            AS cut_idr,
        sum(CASE WHEN debit IN ('BPJS', 'COVER', 'PREPAID') THEN idr ELSE 0 END
          - CASE WHEN credit IN ('BPJS', 'COVER', 'PREPAID') THEN idr ELSE 0 END)::bigint
            AS received_idr,
        sum(CASE WHEN debit = 'TRANSIT' THEN idr WHEN credit = 'TRANSIT' THEN -idr ELSE 0 END)
            ::bigint AS transit_idr,
        sum(CASE WHEN debit = 'HELD' THEN idr WHEN credit = 'HELD' THEN -idr ELSE 0 END)::bigint
            AS held_idr,
        sum(CASE WHEN debit = 'RETURNED' THEN idr WHEN credit = 'RETURNED' THEN -idr ELSE 0 END)
            ::bigint AS returned_idr,
        sum(CASE WHEN debit = 'SUSPENSE' THEN idr WHEN credit = 'SUSPENSE' THEN -idr ELSE 0 END)
            ::bigint AS suspense_idr
    FROM sides GROUP BY 1, 2),
givers AS (
    SELECT t.agency_id, t.sponsor_id,
        bit_or(d.bit) FILTER (WHERE t.kind IN ('CUT', 'DRAW')) AS cut,
        bit_or(d.bit) FILTER (WHERE t.kind IN ('ALLOCATE', 'DRAW')) AS confirmed
    FROM ledger_transfer t JOIN months d ON d.month = t.month {wanted}
    WHERE t.month >= %(first)s AND t.month <= %(last)s AND t.kind IN ('CUT', 'DRAW', 'ALLOCATE')
      AND t.sponsor_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)
    GROUP BY 1, 2),
gave AS (
    SELECT g.agency_id, d.month, sum(g.n)::int AS joined,
        coalesce(sum(g.n) FILTER (WHERE g.confirmed & d.bit <> 0), 0)::int AS confirmed
    FROM (SELECT agency_id, cut, confirmed, count(*) AS n FROM givers
        WHERE cut IS NOT NULL GROUP BY 1, 2, 3) g
    JOIN months d ON g.cut & d.bit <> 0
    GROUP BY 1, 2),
moved AS (
    SELECT t.agency_id, t.month, (e.at AT TIME ZONE 'Asia/Jakarta')::date AS day,
        sum(t.amount_idr) FILTER (WHERE t.debit = 'HELD') AS came,
        sum(t.amount_idr) FILTER (WHERE t.credit = 'HELD') AS went
    FROM booked b JOIN ledger_transfer t ON t.agency_id = b.agency_id AND t.month = b.month
    JOIN ledger_entry e ON e.id = t.entry_id
    WHERE b.held_idr > 0 AND (t.debit = 'HELD' OR t.credit = 'HELD')
      AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = t.slip_id)
    GROUP BY 1, 2, 3),
held AS (
    SELECT agency_id, month, min(day) AS held_since FROM (
        SELECT agency_id, month, day, came,
            sum(came) OVER (PARTITION BY agency_id, month ORDER BY day) AS came_so_far,
            sum(went) OVER (PARTITION BY agency_id, month) AS went_in_all
        FROM moved) m
    WHERE came > 0 AND came_so_far > coalesce(went_in_all, 0) GROUP BY 1, 2)"""
"""
N2 and N8; `confirmed`: those of N2 with money that the branch received. What went is taken from
the oldest cut first, as in `remittance.queries.held`. A civil servant's months are folded to bits.
"""

DUE = """dues AS (
    SELECT c.agency_id, p.from_month, p.until_month, count(*) AS n FROM membership_payer p
    JOIN registry_civilservant c ON c.id = p.sponsor_id
    WHERE p.from_month <= %(last)s AND (p.until_month IS NULL OR p.until_month > %(first)s)
      AND c.agency_id IN (SELECT agency_id FROM wanted)
    GROUP BY 1, 2, 3),
due AS (
    SELECT w.agency_id, w.month, sum(d.n)::int AS due FROM wanted w
    JOIN dues d ON d.agency_id = w.agency_id AND d.from_month <= w.month
        AND (d.until_month IS NULL OR d.until_month > w.month)
    GROUP BY 1, 2)"""

CLOSED = """closes AS (
    SELECT c.agency_id, c.month, count(*)::smallint AS closings,
        (max(c.closed_at) FILTER (WHERE c.is_last AND o.id IS NULL)
            AT TIME ZONE 'Asia/Jakarta')::date AS closed_on
    FROM (SELECT x.id, x.agency_id, x.month, x.closed_at, x.version = max(x.version)
            OVER (PARTITION BY x.agency_id, x.month) AS is_last
        FROM remittance_close x JOIN wanted w ON w.agency_id = x.agency_id AND w.month = x.month) c
    LEFT JOIN remittance_reopening o ON o.close_id = c.id
    GROUP BY 1, 2)"""
"""N6 and N7: closed is whose last close was not opened again."""


RAN = f"""ran AS (
    SELECT x.worker_id, min(x.month) AS begun, (array_agg(x.month ORDER BY x.month))[12] AS twelfth
    FROM remittance_paidmonth x
    WHERE x.worker_id = ANY(ARRAY(SELECT e.worker_id FROM enrolment_sponsorship e
        WHERE e.agency_id = {_OFFICES}))
      AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = x.id)
    GROUP BY 1)"""

ALL_RAN = f"""earlier AS (
    SELECT x.worker_id, count(*)::int AS n, min(x.month) AS begun,
        (array_agg(x.month ORDER BY x.month))[12] AS twelfth
    FROM remittance_paidmonth x
    WHERE x.month < %(first)s::date - interval '{BACK} months'
      AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = x.id)
    GROUP BY 1),
ways AS (
    SELECT coalesce(f.worker_id, e.worker_id) AS worker_id, f.bits, coalesce(e.n, 0) AS n,
        e.begun, e.twelfth
    FROM (SELECT worker_id, bit_or(bits) AS bits FROM {FOLDED} GROUP BY 1) f
    FULL JOIN earlier e ON e.worker_id = f.worker_id),
told AS (
    SELECT w.bits, w.n, min(d.month) AS begun,
        (array_agg(d.month ORDER BY d.month))[12 - w.n] AS twelfth
    FROM (SELECT DISTINCT bits, n FROM ways) w JOIN around d ON w.bits & d.bit <> 0
    GROUP BY 1, 2),
ran AS (
    SELECT w.worker_id, coalesce(w.begun, t.begun) AS begun,
        coalesce(w.twelfth, t.twelfth) AS twelfth
    FROM ways w LEFT JOIN told t ON t.bits = w.bits AND t.n = w.n)"""
"""
When a worker's first and twelfth month was paid: of some workers, and of all. There the months
that were folded are told by their bits, once for all workers who have the same ones.
"""

WAYS = """lives AS (
    SELECT e.agency_id, e.worker_id, min(e.registered_on) AS registered_on,
        min(e.accepted_on) AS accepted_on, bool_or(e.state <> 'ended') AS is_open
    FROM enrolment_sponsorship e
    WHERE e.state NOT IN ('draft', 'cancelled') AND e.agency_id IN (SELECT agency_id FROM wanted)
    GROUP BY 1, 2),
steps AS (
    SELECT l.agency_id, date_trunc('month', l.registered_on)::date AS registered,
        date_trunc('month', l.accepted_on)::date AS accepted, ran.begun, ran.twelfth, l.is_open,
        count(*) AS n
    FROM lives l LEFT JOIN ran ON ran.worker_id = l.worker_id GROUP BY 1, 2, 3, 4, 5, 6),
flows AS (
    SELECT w.agency_id, w.month, sum(s.n)::int AS registered,
        coalesce(sum(s.n) FILTER (WHERE s.accepted <= w.month), 0)::int AS accepted,
        coalesce(sum(s.n) FILTER (WHERE s.begun <= w.month), 0)::int AS begun,
        coalesce(sum(s.n) FILTER (WHERE s.twelfth <= w.month), 0)::int AS full_year,
        coalesce(sum(s.n) FILTER (WHERE s.is_open AND (s.begun IS NULL OR s.begun > w.month)), 0)
            ::int AS queued
    FROM wanted w JOIN steps s ON s.agency_id = w.agency_id AND s.registered <= w.month
    GROUP BY 1, 2)"""
"""The way of an office's workers, each counted once; as far as it led by the month's end."""

VALUES = """coalesce(staff.asn, 0) AS asn, coalesce(gave.joined, 0) AS joined,
    coalesce(gave.confirmed, 0) AS confirmed, coalesce(paid.covered, 0) AS covered,
    coalesce(l.line_count, due.due, 0) AS due, coalesce(l.line_count, 0) AS lines,
    coalesce(result.cut_count, 0) AS lines_cut,
    l.id IS NOT NULL AS is_listed, result.cut_count IS NOT NULL AS is_reported,
    closes.closed_on, coalesce(closes.closings, 0)::smallint AS closings,
    coalesce(l.total_idr, 0) AS billed_idr, coalesce(booked.cut_idr, 0) AS cut_idr,
    coalesce(booked.received_idr, 0) AS received_idr,
    coalesce(booked.transit_idr, 0) AS transit_idr, coalesce(booked.held_idr, 0) AS held_idr,
    coalesce(booked.returned_idr, 0) AS returned_idr,
    coalesce(booked.suspense_idr, 0) AS suspense_idr, held.held_since"""

JOINS = """LEFT JOIN staff ON staff.agency_id = w.agency_id AND staff.month = w.month
LEFT JOIN paid ON paid.agency_id = w.agency_id AND paid.month = w.month
LEFT JOIN booked ON booked.agency_id = w.agency_id AND booked.month = w.month
LEFT JOIN gave ON gave.agency_id = w.agency_id AND gave.month = w.month
LEFT JOIN held ON held.agency_id = w.agency_id AND held.month = w.month
LEFT JOIN due ON due.agency_id = w.agency_id AND due.month = w.month
LEFT JOIN closes ON closes.agency_id = w.agency_id AND closes.month = w.month
LEFT JOIN deductions_deductionlist l ON l.agency_id = w.agency_id AND l.month = w.month
LEFT JOIN LATERAL (SELECT x.cut_count FROM reconciliation_result x WHERE x.list_id = l.id
    ORDER BY x.seq DESC LIMIT 1) result ON true"""


def parts(*, is_whole: bool) -> str:
    """
    Return what `VALUES` and `JOINS` need, for the offices' months in `wanted`.

    :param is_whole: nearly all of them: paid months come from `FOLDED`, and nothing is looked up.
    """
    money = MONEY.format(wanted="" if is_whole else _WANTED)
    paid = ALL_PAID if is_whole else PAID
    return f"{MONTHS},\n{STAFF},\n{paid},\n{money},\n{DUE},\n{CLOSED}"


def ways(*, is_whole: bool) -> str:
    """Return `flows`, the way of the workers of the offices in `wanted`."""
    return f"{ALL_RAN if is_whole else RAN},\n{WAYS}"


def now(wanted: str) -> str:
    """
    Return the statement that measures the hour's own state, with `name` of each office.

    :param wanted: a query of `agency_id, month`, with values of its own beside those of `span`.
    """
    return f"""WITH wanted AS MATERIALIZED ({wanted}),
    {parts(is_whole=False)}
    SELECT w.agency_id, a.name, w.month, {VALUES}
    FROM wanted w JOIN registry_agency a ON a.id = w.agency_id {JOINS}
    ORDER BY a.name, a.id, w.month"""


def span(first: Month, last: Month) -> dict[str, Any]:
    """Return the values that every measuring statement needs beside those of `wanted`."""
    return {
        "first": first.first_day,
        "last": last.first_day,
        "after": datetime.combine(first.next.first_day, time(), WIB),
    }
