"""The list of receipts that the branch sends as a sheet: its columns, and reading it apart."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.stages.intake.gateway import read_table_apart
from payung.stages.intake.sums import Column, Layout, Limits, Table
from payung.stages.remittance.checks.receipt_rows import ReceiptList, read_receipts
from payung.stages.remittance.sums import bank_spelling, number_spelling

LIMITS: Final = Limits(rows=300)
"""A regency has tens of offices, and each receipt is posted worker by worker at once."""
LAYOUT: Final = Layout(
    (
        Column("number", False, ("Nomor Tanda Terima", "No Tanda Terima", "Nomor Penerimaan",
                                 "No Penerimaan", "No Kuitansi", "Receipt No")),
        Column("bank", True, ("Bank", "Nama Bank", "Bank Setor", "Bank Penyetor")),
        Column("slip", True, ("Nomor Bukti Setor", "No Bukti Setor", "Nomor Bukti", "No Bukti",
                              "Nomor Slip", "No Slip", "NTPN", "Referensi")),
        Column("amount", True, ("Jumlah (Rp)", "Jumlah", "Nominal", "Nilai", "Jumlah Diterima"),
               "money"),
        Column("received_on", True, ("Tanggal Diterima", "Tgl Diterima", "Tanggal Terima",
                                     "Tanggal", "Tgl"), "date"),
        Column("ordinal", False, ("No", "No Urut", "Nomor"), "ordinal"),
    )
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReadReceipts:
    """A list of receipts as read apart; nothing of it is kept yet."""

    name: str
    content: bytes
    fingerprint: str
    sha256: str
    receipts: ReceiptList


def read_receipt_list(*, content: bytes, name: str, today: date) -> ReadReceipts:
    """
    Read an upload in a process with limits of its own.

    :raises FileRefused: the file as a whole cannot be taken.
    """
    table = read_table_apart(content, name=name, wanted=LAYOUT, limits=LIMITS)
    return ReadReceipts(
        name=name,
        content=content,
        fingerprint=table.fingerprint,
        sha256=table.sha256,
        receipts=rows_of(table, today=today),
    )


def rows_of(table: Table, *, today: date) -> ReceiptList:
    """Return what the rows say, in the one spelling that slips and receipts have."""
    return read_receipts(table, today=today, bank_of=bank_spelling, number_of=number_spelling)


def receipt_template() -> bytes:
    """Return an empty sheet with the columns in their order, as CSV that any program opens."""
    out = io.StringIO()
    titles = [column.title for column in LAYOUT.columns if column.kind != "ordinal"]
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(titles)
    return out.getvalue().encode("utf-8-sig")
