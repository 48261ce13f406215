"""What a list of receipts would do now, row by row, for the branch officer who must accept it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection

from payung.kernel.canonical import digest
from payung.kernel.dates import render_date
from payung.kernel.findings import Finding
from payung.kernel.people import Viewer
from payung.kernel.reporting import RowFinding
from payung.kernel.rupiah import render_rupiah
from payung.stages.intake.models import Kind, ReceivedFile
from payung.stages.remittance.checks.receipt_rows import ReceiptLine, ReceiptList

KIND = Kind.RECEIPTS.value


class Fate(StrEnum):
    """What accepting a row would do; only the first three record anything."""

    MATCHES = "matches"
    DIFFERS = "differs"
    PARKED = "parked"
    KNOWN = "known"


class _Slip(NamedTuple):
    amount_idr: int
    paid_on: date
    recorded_by_id: int | None
    regency_id: int


@dataclass(frozen=True, kw_only=True)
class Judged:
    line: ReceiptLine
    fate: Fate
    slip_idr: int | None


@dataclass(frozen=True, kw_only=True)
class ReceiptListReview:
    rows: int
    judged: tuple[Judged, ...]
    findings: tuple[RowFinding, ...]

    def of(self, *fates: Fate) -> list[Judged]:
        return [one for one in self.judged if one.fate in fates]

    @property
    def new(self) -> list[Judged]:
        return self.of(Fate.MATCHES, Fate.DIFFERS, Fate.PARKED)

    @property
    def digest(self) -> str:
        """Of what accepting would record, so that nothing else is accepted than was seen."""
        return digest([[one.line.row, one.fate, one.slip_idr] for one in self.new])


@dataclass(frozen=True, kw_only=True)
class ReceiptFile:
    file_id: int
    name: str
    state: str
    received_at: datetime
    received_by_id: int | None


def receipt_files(*, viewer: Viewer, skip: int = 0, most: int = 26) -> list[ReceiptFile]:
    """Return the lists of receipts that came in, newest first."""
    rows = ReceivedFile.objects.visible_to(viewer).filter(kind=KIND)
    fields = ("pk", "name", "state", "received_at", "received_by_id")
    found = rows.order_by("-received_at", "-pk").values_list(*fields)[skip : skip + most]
    names = tuple(ReceiptFile.__dataclass_fields__)
    return [ReceiptFile(**dict(zip(names, row, strict=True))) for row in found]


def receipt_file(*, viewer: Viewer, file_id: int) -> ReceiptFile | None:
    """Return one list of receipts; None beyond the view, or where it is another file."""
    rows = ReceivedFile.objects.visible_to(viewer).filter(kind=KIND, pk=file_id)
    fields = ("pk", "name", "state", "received_at", "received_by_id")
    row = rows.values_list(*fields).first()
    names = tuple(ReceiptFile.__dataclass_fields__)
    return None if row is None else ReceiptFile(**dict(zip(names, row, strict=True)))


def receipt_list_review(*, viewer: Viewer, receipts: ReceiptList) -> ReceiptListReview:
    """
    Lay the rows beside slips and receipts that are there; two statements for any number of rows.

    What the operation would refuse is found here, so that one row keeps no other back.
    """
    slips, known = _slips(receipts.lines), _known(receipts.lines)
    judged: list[Judged] = []
    findings = list(receipts.findings)
    for line in receipts.lines:
        slip, column = slips.get((line.bank, line.slip_number)), ""
        before = known.get((line.bank, line.slip_number)) or known.get(line.number or None)
        wrong = None
        if before is not None:
            wrong, column = _other_than(line, before), "Nomor Bukti Setor"
        elif slip is not None:
            wrong, column = _impossible(viewer, line, slip), "Tanggal Diterima"
        if wrong is not None:
            findings.append(RowFinding(line.row, column, wrong))
            continue
        fate = Fate.KNOWN if before is not None else _fate(line, slip)
        judged.append(
            Judged(line=line, fate=fate, slip_idr=None if slip is None else slip.amount_idr)
        )
    findings.sort(key=lambda found: found.row)
    return ReceiptListReview(rows=receipts.rows, judged=tuple(judged), findings=tuple(findings))


def _fate(line: ReceiptLine, slip: _Slip | None) -> Fate:
    if slip is None:
        return Fate.PARKED
    return Fate.MATCHES if slip.amount_idr == line.amount_idr else Fate.DIFFERS


def _impossible(viewer: Viewer, line: ReceiptLine, slip: _Slip) -> Finding | None:
    if viewer.regency_id not in (None, slip.regency_id):
        return Finding.reject("remittance.not_your_money")
    if slip.recorded_by_id == viewer.person_id:
        return Finding.reject("remittance.same_recorder")
    if line.received_on < slip.paid_on:
        return Finding.reject(
            "remittance.received_before_paid",
            received=render_date(line.received_on),
            paid=render_date(slip.paid_on),
        )
    return None


def _other_than(line: ReceiptLine, before: tuple[Any, ...]) -> Finding | None:
    number, bank, slip_number, amount_idr, received_on = before
    is_same = (bank, slip_number, amount_idr, received_on) == (
        *(line.bank, line.slip_number, line.amount_idr, line.received_on),
    )
    if is_same and line.number in ("", number):
        return None
    return Finding.reject(
        "remittance.receipt_known",
        number=number,
        amount=render_rupiah(amount_idr),
        day=render_date(received_on),
    )


def _slips(lines: Iterable[ReceiptLine]) -> dict[tuple[str, str], _Slip]:
    return {(row[0], row[1]): _Slip(*row[2:]) for row in _fetch(_SLIPS, lines)}


def _known(lines: Iterable[ReceiptLine]) -> dict[object, tuple[Any, ...]]:
    found: dict[object, tuple[Any, ...]] = {}
    for row in _fetch(_KNOWN, lines):
        found[(row[1], row[2])] = found[row[0]] = row
    return found


def _fetch(statement: str, lines: Iterable[ReceiptLine]) -> list[tuple[Any, ...]]:
    chosen = list(lines)
    values: dict[str, Any] = {
        "banks": [line.bank for line in chosen],
        "slips": [line.slip_number for line in chosen],
        "numbers": [line.number for line in chosen if line.number],
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


_SLIPS = """
SELECT s.bank, s.number, s.amount_idr, s.paid_on, s.recorded_by_id, s.regency_id
FROM remittance_slip s JOIN unnest(%(banks)s::text[], %(slips)s::text[]) AS w (bank, number)
    ON w.bank = s.bank AND w.number = s.number
WHERE NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = s.id)
"""

# In the whole country: a number is taken wherever it was used, and nothing else of it is told.
_KNOWN = """
SELECT r.number, r.bank, r.slip_number, r.amount_idr, r.received_on FROM remittance_receipt r
WHERE r.number = ANY(%(numbers)s::text[]) OR (r.bank, r.slip_number) IN (
    SELECT * FROM unnest(%(banks)s::text[], %(slips)s::text[]))
"""
