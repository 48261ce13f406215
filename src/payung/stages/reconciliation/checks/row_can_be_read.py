"""Every cell of a row says exactly one thing: a NIP, a count, whole rupiah, cut or not."""

from dataclasses import dataclass

from payung.kernel.findings import Finding, Unreadable
from payung.kernel.names import fold
from payung.kernel.nip import parse_nip
from payung.kernel.reporting import RowFinding
from payung.kernel.rupiah import parse_rupiah
from payung.stages.intake.sums import ErrorCell, Row, Table

MOST_WORKERS_DIGITS = 3


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """The cells of one row as values; where something was found they are not to be used."""

    nip: str
    count: int
    amount_idr: int
    is_cut: bool
    findings: tuple[RowFinding, ...]


def read(table: Table, row: Row, *, cut: str, not_cut: str) -> ReadRow:
    """
    Return the row, and all there is to put right in it.

    :param cut: the word for "withheld" in the outcome column; `not_cut` for the contrary.
    """
    found: list[RowFinding] = []
    nip = _nip(table, row, found)
    outcome = fold(table.text(row, "outcome"))
    is_cut = outcome == fold(cut)
    if not is_cut and outcome != fold(not_cut):
        found.append(_refusal(row, "Hasil", "outcome_unknown", cut=cut, not_cut=not_cut))
    return ReadRow(
        nip=nip,
        count=_count(table, row, found),
        amount_idr=_amount(table, row, found, needed=is_cut),
        is_cut=is_cut,
        findings=tuple(found),
    )


def _nip(table: Table, row: Row, found: list[RowFinding]) -> str:
    try:
        return str(parse_nip(table.text(row, "nip")))
    except Unreadable as unreadable:
        found.append(RowFinding(row.number, "NIP", unreadable.finding))
        return ""


def _amount(table: Table, row: Row, found: list[RowFinding], *, needed: bool) -> int:
    cell = table.cell(row, "amount")
    if isinstance(cell, ErrorCell):
        fault = Finding.reject("cell.fault", cell=cell.address, shown=cell.shown)
        found.append(RowFinding(row.number, "Potongan (Rp)", fault))
        return 0
    text = table.text(row, "amount")
    if not needed and not text.strip():
        return 0
    try:
        return int(parse_rupiah(text))
    except Unreadable as unreadable:
        finding = unreadable.finding
        if finding.code == "rupiah_negative":
            finding = Finding.reject("reconciliation.not_positive")
        found.append(RowFinding(row.number, "Potongan (Rp)", finding))
        return 0


def _count(table: Table, row: Row, found: list[RowFinding]) -> int:
    text = table.text(row, "count").strip()
    if text.isascii() and text.isdigit() and len(text) <= MOST_WORKERS_DIGITS:
        return int(text)
    found.append(_refusal(row, "Jumlah pekerja", "count_unreadable"))
    return 0


def _refusal(row: Row, column: str, code: str, **values: str) -> RowFinding:
    return RowFinding(row.number, column, Finding.reject(f"reconciliation.{code}", **values))
