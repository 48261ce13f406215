"""Payroll's answers: rows as payroll gives them back, and the filled-in form. All invented."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from payung.foundation.ledger.balances import Balances, balances
from payung.foundation.ledger.models import Book
from payung.kernel.canonical import digest
from payung.kernel.month import Month
from payung.kernel.reporting import FileReport
from payung.stages.deductions.models import DeductionList
from payung.stages.deductions.queries import lines_for_list
from payung.stages.reconciliation import files, operations
from payung.stages.reconciliation.operations import ResultReport
from payung.stages.reconciliation.sums import ResultRow
from tests.factories.deductions import DECEMBER, Office, as_system

HEADER = 4
"""The row of the form with the column headers; the first person stands below."""


def rows_of(kept: DeductionList, here: Office, **changed: dict[str, Any]) -> list[ResultRow]:
    """Return the list's rows as withheld; `changed` gives other fields by NIP as `n<NIP>`."""
    rows = []
    for number, line in enumerate(lines_for_list(viewer=here.viewer, list_id=kept.pk), HEADER + 1):
        given: dict[str, Any] = {
            "row": number,
            "nip": line.nip,
            "name": line.name,
            "count": line.workers,
            "amount": line.amount_idr,
            "cut": True,
        }
        rows.append(ResultRow(**(given | changed.get(f"n{line.nip}", {}))))
    return rows


def answer(
    kept: DeductionList, here: Office, rows: list[ResultRow], *, at: datetime, seq: int = 1
) -> ResultReport:
    """Report these rows as payroll's answer."""
    told = digest([seq, [repr(row) for row in rows]])
    return operations.report_result(
        list_id=kept.pk,
        rows=rows,
        file_id=None,
        fingerprint=told,
        seq=seq,
        by=here.treasurer,
        at=at,
    )


def form(
    kept: DeductionList, here: Office, change: Callable[[Worksheet], object] | None = None
) -> bytes:
    """Return the form to fill in, saved by another program, after `change` was made to it."""
    return resaved(files.result_form(viewer=here.viewer, list_id=kept.pk), change)


def resaved(content: bytes, change: Callable[[Worksheet], object] | None = None) -> bytes:
    """Open and save a workbook as a spreadsheet program does."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    if change:
        change(sheet)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def uploaded(
    content: bytes,
    here: Office,
    *,
    at: datetime,
    month: Month = DECEMBER,
    apply: bool = True,
) -> FileReport:
    """Upload a file on the page of the office and month."""
    return files.import_result(
        content=content,
        name="hasil.xlsx",
        agency_id=here.agency_id,
        month=month,
        apply=apply,
        by=here.treasurer,
        at=at,
    )


def books(here: Office, month: Month = DECEMBER) -> Balances:
    return balances([here.agency_id], month)[here.agency_id]


def closed(here: Office, *, at: datetime, month: Month = DECEMBER) -> None:
    """Close the office's book, as the last act of the month."""
    with as_system(at):
        Book.objects.filter(agency_id=here.agency_id, month=month.first_day).update(state="closed")
