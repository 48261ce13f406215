"""Bugs of money on its way: allocation, corrections, refunds, what the bank gives back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.histories.planted.bug import Bug, instead, nothing, text

REMITTANCE = "stages.remittance.operations"
STATEMENTS = f"{REMITTANCE}.statements"
SETTLING = "stages.reconciliation.operations.settling"
STANDING = "AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id)"


class _Forgetful:
    """A table into which nothing is written."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __getattr__(self, name: str) -> Any:
        return self if name == "objects" else getattr(self.table, name)

    def __call__(self, **values: Any) -> Any:
        return self.table(**values)

    def create(self, **values: Any) -> Any:
        return self.table(**values)

    def bulk_create(self, made: Any) -> Any:
        return list(made)


class _Posted:
    rows, total_idr, entry_id = 0, 0, 0


def _by_one_person(match: Any) -> Any:
    """The check that slip and receipt have two recorders is gone from the service."""

    @contextmanager
    def unsaid(slip: Any) -> Iterator[None]:
        before = slip.recorded_by_id
        slip.recorded_by_id = -1
        yield
        slip.recorded_by_id = before

    def matched(slip: Any, receipt: Any, **rest: Any) -> None:
        with unsaid(slip):
            match(slip, receipt, **rest)

    return matched


BUGS = (
    Bug(
        "money goes to the last worker first",
        ("short",),
        (
            text(
                f"{STATEMENTS}:LINES_PAID_FOR",
                "ORDER BY c.sponsor_id, c.worker_id",
                "ORDER BY c.sponsor_id DESC, c.worker_id DESC",
            ),
        ),
    ),
    Bug(
        "a worker gets a part of a month",
        ("short",),
        (
            text(
                f"{STATEMENTS}:LINES_PAID_FOR",
                "WHERE d.running <= f.idr",
                "WHERE d.running - d.amount_idr < f.idr",
            ),
        ),
        seed=3,
    ),
    Bug(
        "who was not cut is paid from the others' money",
        ("P20", "P11"),
        (
            text(
                f"{STATEMENTS}:PAID_MONTHS",
                "SELECT agency_id, worker_id, sum(amount_idr) AS idr",
                "SELECT agency_id, worker_id + 1 AS worker_id, sum(amount_idr) AS idr",
            ),
        ),
    ),
    Bug(
        "what was cut above the line is lost",
        ("over",),
        (text(f"{STATEMENTS}:OVER_PAYMENTS", "WHERE o.running <= f.idr", "WHERE false"),),
        seed=4,
    ),
    Bug(
        "a correction leaves the wrong cut standing",
        ("P05",),
        (nothing(f"{SETTLING}:reverse_set", _Posted),),
    ),
    Bug(
        "a cut is reversed twice",
        ("P05",),
        (text(f"{SETTLING}:_TAKEN_BACK", STANDING, ""),),
        seed=3,
    ),
    Bug(
        "a correction takes back money that is gone",
        ("P05", "as_listed"),
        (nothing(f"{SETTLING}:_check_still_held"),),
        seed=10,
    ),
    Bug(
        "the reason for a difference is lost",
        ("P20",),
        (instead("stages.reconciliation.operations.differences:Reason", _Forgetful),),
    ),
    Bug(
        "the same money is given back twice",
        ("refund", "races"),
        (
            nothing(f"{REMITTANCE}.refunds:_refuse_refunded"),
            nothing(f"{REMITTANCE}.refunds:_refuse_twice"),
        ),
        seed=11,
    ),
    Bug(
        "money paid on is given back as well",
        ("refund",),
        (nothing(f"{REMITTANCE}.refunds:_refuse_more_than_held"),),
    ),
    Bug(
        "one person records slip and receipt",
        ("wrong_person",),
        (instead(f"{REMITTANCE}.receipts:match", _by_one_person),),
    ),
    Bug(
        "another amount received leaves no difference",
        ("short",),
        (instead(f"{REMITTANCE}.matching:Difference", _Forgetful),),
    ),
    Bug(
        "what the bank gave back is not held again",
        ("short",),
        (nothing(f"{REMITTANCE}.corrections:hold_again"),),
    ),
    Bug(
        "what is paid on beyond the cut comes out of nothing",
        ("P28", "P20"),
        (nothing(f"{REMITTANCE}.beyond_cut:adjust"),),
    ),
    Bug(
        "a slip says more than is held, and nobody asks why",
        ("unexplained",),
        (nothing(f"{REMITTANCE}.slips:_refuse_unexplained"),),
    ),
    Bug(
        "a slip's number is used again for other money",
        ("races",),
        (nothing(f"{REMITTANCE}.slips:_refuse_other_content"),),
    ),
    Bug(
        "a month taken back keeps its money",
        ("unpay",),
        (nothing(f"{REMITTANCE}.corrections:reverse_set", _Posted),),
    ),
    Bug(
        "money is received twice for one slip",
        ("races", "lost"),
        (nothing(f"{REMITTANCE}.receipts:_known"),),
    ),
)
