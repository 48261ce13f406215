"""What an auditor looks for, once each: a reopened month, a refund, a decision, a refused file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from payung.foundation.approvals.operations import ask
from payung.foundation.ledger.models import Book
from payung.kernel.people import Actor, Role
from payung.stages.deductions.models import DeductionLine
from payung.stages.intake.models import ReceivedFile, RowProblem
from payung.stages.remittance.models import Close, Refund, RefundRequest, Reopening

if TYPE_CHECKING:
    from tests.factories.world import World


def add(world: World) -> None:
    """Add them to a world that has its months and people."""
    closed = Close.objects.filter(
        agency_id=world.agencies["Sekretariat Daerah"],
        month=(world.month - 2).first_day,
    ).get()
    Reopening.objects.create(
        close=closed,
        asked_by_id=-1,
        approved_by_id=-2,
        reopened_at=world.at - timedelta(days=9),
        reason="Satu baris potongan tertukar dengan kantor lain",
    )
    book = Book.objects.filter(agency_id=closed.agency_id, month=closed.month)
    book.update(state="open")
    Close.objects.create(
        agency_id=closed.agency_id,
        month=closed.month,
        version=2,
        asked_by_id=-1,
        approved_by_id=-2,
        balances=closed.balances,
        digest="0" * 64,
        closed_at=world.at - timedelta(days=8),
    )
    book.update(state="closed")
    line = DeductionLine.objects.filter(list__agency_id=closed.agency_id).order_by("id")[0]
    _refund(world, closed.agency_id, line)
    asker = Actor(
        world.people[Role.TREASURER], "Rudi Hartono", Role.TREASURER, world.regency_id, None, "w"
    )
    ask(
        kind="month.reopen",
        target_type="ledger_book",
        target_id=Book.objects.get(agency_id=closed.agency_id, month=closed.month).pk,
        reason="Nomor bukti setor salah ketik",
        seen_digest="0" * 64,
        by=asker,
        at=world.at,
    )
    _files(world)


def _refund(world: World, agency_id: int, line: DeductionLine) -> None:
    common = {
        "agency_id": agency_id,
        "month": line.month,
        "sponsor_id": line.sponsor_id,
        "worker_id": line.worker_id,
        "amount_idr": line.amount_idr,
        "reason": "Terpotong dua kali",
        "asked_by_id": -1,
    }
    request = RefundRequest.objects.create(asked_at=world.at - timedelta(days=41), **common)
    Refund.objects.create(
        request=request, approved_by_id=-2, at=world.at - timedelta(days=40), **common
    )


def _files(world: World) -> None:
    refused = ReceivedFile(
        kind="registrations",
        state="refused",
        name="pendaftaran.xlsx",
        agency_id=None,
    )
    applied = ReceivedFile(
        kind="registrations",
        state="checked",
        name="pekerja.xlsx",
        agency_id=world.agencies["Sekretariat Daerah"],
    )
    for number, file in enumerate((refused, applied)):
        file.regency_id, file.size, file.original = world.regency_id, 1, b"x"
        file.sha256 = file.fingerprint = f"{number:064}"
        file.received_at = world.at - timedelta(days=2 + number)
        file.save()
    for row in (7, 19):
        RowProblem.objects.create(
            file=applied, row=row, column="NIK", level="reject", code="nik_length"
        )
