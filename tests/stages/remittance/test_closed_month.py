"""A closed month stays as it was (M11), also for who writes SQL as the application does."""

import pytest
from django.db import DatabaseError, connection

from payung.foundation.documents.models import Document
from payung.process.closing import close_month
from payung.stages.remittance import operations, queries
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR, as_operation

pytestmark = pytest.mark.django_db
UNCHANGED = "permission denied|append-only|nobody asked|stays as it was"
ONCE = {
    "deductions_deductionlist": "deductions_list_once",
    "documents_document": "documents_one_version",
}
"""Tables of which a closed month has its one row already."""
MONEY = (
    *("ledger_book", "ledger_entry", "ledger_transfer"),
    *("deductions_deductionlist", "deductions_deductionline", "deductions_stop"),
    *("reconciliation_result", "reconciliation_resultline", "reconciliation_parkedrow"),
    *("reconciliation_reason", "remittance_slip", "remittance_slipline", "remittance_match"),
    *("remittance_receipt", "remittance_paidmonth", "remittance_unpaid", "remittance_close"),
    *("remittance_refundrequest", "remittance_refund", "documents_document"),
)
COPIES = {
    "ledger_transfer": {
        "seq": "(SELECT last_seq + 1 FROM ledger_book AS book WHERE book.month"
        " = ledger_transfer.month AND book.agency_id = ledger_transfer.agency_id)",
        "attempt": "7::smallint",
    },
    "deductions_deductionlist": {},
    "deductions_deductionline": {"worker_id": "{worker}"},
    "reconciliation_result": {"seq": "7::smallint"},
    "reconciliation_resultline": {"line_id": "(SELECT max(id) FROM deductions_deductionline)"},
    "remittance_slipline": {"slip_id": "{slip}"},
    "remittance_paidmonth": {"attempt": "7::smallint"},
    "remittance_close": {"version": "7::smallint"},
    "documents_document": {"code": "'X'"},
}
"""What a second row of the table would say otherwise than the first, so that only its month is
wrong with it."""
ROWS = {
    "deductions_stop": "(list_id, sponsor_id, worker_id, reason)"
    " SELECT list_id, sponsor_id, worker_id, 'gone' FROM deductions_deductionline LIMIT 1",
    "reconciliation_parkedrow": "(result_id, row, nip, amount_idr, reason)"
    " VALUES ({result}, 9, '', 1, 'stopped')",
    "reconciliation_reason": "(result_line_id, code, words, given_at)"
    " SELECT id, 'leave', '', now() FROM reconciliation_resultline LIMIT 1",
    "remittance_unpaid": "(paid_month_id, reason, at)"
    " SELECT id, 'x', now() FROM remittance_paidmonth LIMIT 1",
}


@pytest.fixture
def place():
    """An office whose December is closed by two people, with its minutes, and one worker more."""
    of = made.office()
    made.giving(of, 2)
    made.paid(of)
    where = {"agency_id": of.agency_id, "month": DECEMBER}
    asked = operations.ask_close(**where, by=of.treasurer, at=AT)
    state = queries.month_state(viewer=of.head.viewer, **where)
    close_month(approval_id=asked, seen_digest=state.digest, **where, by=of.head, at=AT)
    other = made.office()
    made.giving(other)
    made.listed(other)
    made.report(other)
    made.slip(other, TARIFF_IDR)
    (unlisted,) = made.giving(of)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT id FROM reconciliation_result ORDER BY id LIMIT 1),"
            " (SELECT max(id) FROM remittance_slip)"
        )
        result, slip = cursor.fetchone()
    return {
        "worker": unlisted.worker_id,
        "result": result,
        "slip": slip,
    }


def _run(statement: str) -> None:
    with as_operation(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _refused(statement: str, why: str = UNCHANGED) -> None:
    with pytest.raises(DatabaseError, match=why):
        _run(statement)


def test_no_row_of_it_is_changed_or_removed(place):
    for table in MONEY:
        _refused(f"DELETE FROM {table}")
        column = "state = 'open'" if table == "ledger_book" else "id = id + 1000000"
        _refused(f"UPDATE {table} SET {column}")


def test_no_row_is_added_to_it(place):
    for table, otherwise in COPIES.items():
        columns = _columns(table)
        values = [otherwise.get(name, name).format(**place) for name in columns]
        _refused(
            f"INSERT INTO {table} ({', '.join(columns)})"
            f" SELECT {', '.join(values)} FROM {table} ORDER BY id LIMIT 1",
            ONCE.get(table, "closed"),
        )
    for table, row in ROWS.items():
        _refused(f"INSERT INTO {table} {row.format(**place)}", "closed")


def test_an_open_month_takes_the_very_same_row(place):
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM reconciliation_result")
        (result,) = cursor.fetchone()
    row = ROWS["reconciliation_parkedrow"].format(result=result)
    _run(f"INSERT INTO reconciliation_parkedrow {row}")


def test_what_a_paper_says_never_changes_and_it_is_withdrawn_once(place):
    paper = Document.objects.get(kind="D05")
    _refused("UPDATE documents_document SET total_idr = 1")
    _refused("UPDATE documents_document SET facts_sealed = ''::bytea")

    Document.objects.filter(pk=paper.pk).update(withdrawn_at=AT, withdrawn_because="Salah")

    _refused("UPDATE documents_document SET withdrawn_because = 'Lain'")


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s AND column_name <> 'id'",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]
