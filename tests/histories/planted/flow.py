"""Bugs of repetition, crashes and order: keys, transactions, what waits for what."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from payung.foundation.access.models import SubmittedForm
from tests.histories.planted.bug import Bug, instead, nothing, text

SETTLING = "stages.remittance.operations.settling"
STATEMENTS = "stages.remittance.operations.statements"
RECEIVED = """  AND EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = p.slip_id
      AND t.agency_id = p.agency_id AND t.month = p.month AND t.kind = 'REMIT')
"""


def _new_key(claim: Any) -> Any:
    """The key is not unique: every press is a form of its own."""

    def anew(**form: Any) -> None:
        claim(**form)

    return anew


def _no_result(finish: Any) -> Any:
    return lambda *, key, **_told: finish(key=key, result="[]")


def _forgotten(finish: Any) -> Any:
    del finish
    return lambda *, key, **_told: SubmittedForm.objects.filter(pk=key).delete()


def _under_no_key(record: Any) -> Any:
    def stray(action: str, *, by: Any, **rest: Any) -> None:
        record(action, by=replace(by, request_id="siapa"), **rest)

    return stray


def _other_events(record: Any) -> Any:
    def forgetful(action: str, **rest: Any) -> None:
        record(action.replace("recorded", "noted"), **rest)

    return forgetful


def _twice(record: Any) -> Any:
    def doubled(action: str, **rest: Any) -> None:
        for _ in range(2 if action.endswith("given") else 1):
            record(action, **rest)

    return doubled


def _fresh(digest: Any) -> Any:
    """The fingerprint changes with every saving."""
    return lambda told: digest([told, str(uuid4())])


BUGS = (
    Bug(
        "a form is forgotten once it took effect",
        ("P31",),
        (instead("foundation.access.submissions:finish", _forgotten),),
    ),
    Bug(
        "something happens under a key that nobody sent",
        ("P31",),
        (instead("stages.remittance.operations.receipts:record", _under_no_key),),
    ),
    Bug(
        "a form's key is not unique",
        ("P12", "lost"),
        (instead("foundation.access.submissions:claim", _new_key),),
    ),
    Bug(
        "a repeated form is told another result",
        ("P12",),
        (instead("foundation.access.submissions:finish", _no_result),),
    ),
    Bug(
        "the same content saved again is another file",
        ("P02", "P01"),
        (instead("stages.reconciliation.files:digest", _fresh),),
    ),
    Bug(
        "what came before the result is not posted after it",
        ("P28",),
        (nothing("process.payroll:settle"),),
    ),
    Bug(
        "a result is kept, and its money only half",
        ("P05",),
        (
            text(
                "stages.reconciliation.operations.settling:_NEW_CUTS",
                "l.amount_idr > 0",
                "l.amount_idr > 0 AND l.worker_id & 1 = 0",
            ),
        ),
    ),
    Bug(
        "money counts as received before it was sent",
        ("P28", "P29"),
        (text(f"{STATEMENTS}:CONFIRMED_PARTS", RECEIVED, ""),),
        seed=5,
    ),
    Bug(
        "a receipt that came first is never matched",
        ("P29",),
        (nothing("stages.remittance.operations.slips:match"),),
    ),
    Bug(
        "a slip is paid on before the money is there",
        ("P28",),
        (text(f"{STATEMENTS}:SLIPS_THAT_FIT", "WHERE w.running <= h.idr", ""),),
    ),
    Bug(
        "an acknowledged slip leaves no trace",
        ("P31",),
        (instead("stages.remittance.operations.slips:record", _other_events),),
    ),
    Bug(
        "a reason is noted twice",
        ("P20",),
        (instead("stages.reconciliation.operations.differences:record", _twice),),
    ),
    Bug(
        "the second of two results takes the first one's place",
        ("P14",),
        (
            instead(
                "stages.reconciliation.checks.header_names_this_list:check",
                lambda check: lambda fields, wanted: check(fields, wanted) + 5,
            ),
            instead("stages.reconciliation.files:digest", _fresh),
        ),
    ),
)
