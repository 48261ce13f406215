"""Payroll's answer, and at once what waited for it: slips and receipts that came first."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.kernel.reporting import FileReport
from payung.stages.reconciliation.files import import_result
from payung.stages.reconciliation.operations import report_as_listed
from payung.stages.reconciliation.operations.as_listed import AsListed
from payung.stages.remittance.operations import settle


@operation
def take_result(
    *, content: bytes, name: str, agency_id: int, month: Month, by: Actor, at: datetime
) -> FileReport:
    """
    Let payroll's file take effect, and post what waited for it (P28).

    :raises FileRefused, AnswerRefused: the file as a whole is not taken. Nothing is kept, and who
        called keeps the trace of it with `reconciliation.files.refusals_noted`.
    """
    report = import_result(
        content=content, name=name, agency_id=agency_id, month=month, apply=True, by=by, at=at
    )
    settle(agency_ids=[agency_id], month=month, by=by, at=at)
    return report


@operation
def take_as_listed(
    *, list_id: int, agency_id: int, month: Month, by: Actor, at: datetime
) -> AsListed:
    """Record that payroll did everything as listed, and post what waited for it (P28)."""
    done = report_as_listed(list_id=list_id, by=by, at=at)
    settle(agency_ids=[agency_id], month=month, by=by, at=at)
    return done
