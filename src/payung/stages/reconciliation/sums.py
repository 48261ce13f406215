"""Payroll's rows laid beside the list, person by person: docs/algorithms/matching.md."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from payung.kernel.findings import Finding
from payung.kernel.names import fold
from payung.kernel.reporting import RowFinding
from payung.kernel.rupiah import render_rupiah


class Outcome(StrEnum):
    CUT = "cut"
    NOT_CUT = "not_cut"
    """Payroll says so, with a reason."""
    MISSING = "missing"
    """On the list; the file says nothing that could be taken. A reason must follow."""
    UNDER = "under"
    OVER = "over"
    """Another amount than asked: nothing is posted until a correction, or an allowance (OVER)."""


DIFFERENCES = (Outcome.MISSING, Outcome.UNDER, Outcome.OVER)


class NotCut(StrEnum):
    """Why nothing was cut."""

    NET_PAY = "net_pay"
    MOVED = "moved"
    LEAVE = "leave"
    LEFT = "left"
    ASKED_TO_STOP = "asked_to_stop"
    OTHER = "other"
    """Needs words."""


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """
    One row of payroll's answer. `amount` counts only where `cut`.

    `refused` is the code of what made the row unreadable; such a row never counts.
    """

    row: int
    nip: str
    name: str
    count: int
    amount: int
    cut: bool
    reason: str = ""
    words: str = ""
    refused: str = ""


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """One line of the list, with the sponsor that payroll knows."""

    line_id: int
    sponsor_id: int
    worker_id: int
    nip: str
    names: frozenset[str]
    amount_idr: int
    other_nips: frozenset[str] = frozenset()
    """What the person had before, or has by now: payroll may write either (domain 6.2)."""


@dataclass(frozen=True, kw_only=True)
class MatchedLine:
    line_id: int
    outcome: Outcome
    reported_idr: int = 0
    reason: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Matching:
    """`parked` are rows of nobody on the list."""

    lines: tuple[MatchedLine, ...]
    parked: tuple[ResultRow, ...]
    findings: tuple[RowFinding, ...]
    accepted: int

    def count(self, outcome: Outcome) -> int:
        return sum(line.outcome is outcome for line in self.lines)


def match(rows: Sequence[ResultRow], asked: Sequence[AskedLine]) -> Matching:
    """
    Lay the rows beside the list by NIP; names and order do not count.

    Every line of the list gets one outcome. No amount is ever corrected.
    """
    on_list = _by_nip(asked)
    rows, renamed = as_printed(rows, asked)
    in_file: dict[str, list[ResultRow]] = {}
    for row in rows:
        in_file.setdefault(row.nip, []).append(row)
    lines: list[MatchedLine] = []
    findings: list[RowFinding] = [*renamed, *_doubles(in_file)]
    accepted = 0
    for nip, wanted in on_list.items():
        found, remarks = _person(in_file.get(nip, []), wanted)
        lines += found
        findings += remarks
        accepted += found[0].outcome in (Outcome.CUT, Outcome.NOT_CUT)
    parked = tuple(row for row in rows if row.nip not in on_list and not row.refused)
    findings += [_parked(row) for row in parked]
    in_order = tuple(sorted(findings, key=lambda found: found.row))
    return Matching(lines=tuple(lines), parked=parked, findings=in_order, accepted=accepted)


def as_printed(
    rows: Sequence[ResultRow], asked: Sequence[AskedLine]
) -> tuple[Sequence[ResultRow], list[RowFinding]]:
    """
    Return the rows under the NIPs that the list has, and what was understood so.

    A NIP is one person's forever: another one of theirs names nobody else. Written under both,
    they stand twice in the file, and that is refused like any other double (P15).
    """
    printed = {other: line.nip for line in asked for other in line.other_nips}
    found = [row for row in rows if row.nip in printed]
    if not found:
        return rows, []
    read = [replace(row, nip=printed.get(row.nip, row.nip)) for row in rows]
    return read, [_other_nip(row, printed[row.nip]) for row in found]


def split(reported_idr: int, asked_idr: Sequence[int]) -> list[int]:
    """
    Share what was cut in one sum among a person's lines, in their order.

    Each line is filled before the next gets anything; what is above the whole goes to the first.
    """
    shares, left = [], reported_idr
    for amount_idr in asked_idr:
        shares.append(min(left, amount_idr))
        left -= shares[-1]
    shares[0] += left
    return shares


def _by_nip(asked: Iterable[AskedLine]) -> dict[str, list[AskedLine]]:
    people: dict[str, list[AskedLine]] = {}
    for line in sorted(asked, key=lambda line: (line.sponsor_id, line.worker_id)):
        people.setdefault(line.nip, []).append(line)
    return people


def _doubles(in_file: Mapping[str, list[ResultRow]]) -> Iterator[RowFinding]:
    for same in in_file.values():
        if len(same) > 1 and same[0].nip:
            numbers = ", ".join(str(row.row) for row in same)
            for row in same:
                yield _refusal(row, "NIP", "duplicate", rows=numbers)


def _person(
    rows: Sequence[ResultRow], wanted: Sequence[AskedLine]
) -> tuple[list[MatchedLine], list[RowFinding]]:
    if len(rows) != 1:
        return _missing(wanted, "duplicate" if rows else ""), []
    (row,) = rows
    if row.refused:
        return _missing(wanted, row.refused), []
    remarks = [] if fold(row.name) in wanted[0].names else [_other_name(row)]
    if not row.cut:
        found, refusal = _not_cut(row, wanted)
    else:
        found, refusal = _cut(row, wanted)
    return found, [*remarks, *([refusal] if refusal else [])]


def _not_cut(
    row: ResultRow, wanted: Sequence[AskedLine]
) -> tuple[list[MatchedLine], RowFinding | None]:
    known = row.reason in set(NotCut) and (row.reason != NotCut.OTHER or row.words.strip())
    if not known:
        return _missing(wanted, ""), _refusal(row, "Sebab", "reason_unknown")
    lines = [
        MatchedLine(
            line_id=line.line_id, outcome=Outcome.NOT_CUT, reason=row.reason, words=row.words
        )
        for line in wanted
    ]
    return lines, None


def _cut(
    row: ResultRow, wanted: Sequence[AskedLine]
) -> tuple[list[MatchedLine], RowFinding | None]:
    amounts = [line.amount_idr for line in wanted]
    if row.count != len(wanted):
        refusal = _refusal(
            row, "Jumlah pekerja", "count_differs", asked=str(len(wanted)), found=str(row.count)
        )
        return _missing(wanted, "count_differs"), refusal
    if row.amount == sum(amounts):
        return _lines(wanted, Outcome.CUT, amounts), None
    if row.amount <= 0:
        return _missing(wanted, "not_positive"), _refusal(row, "Potongan", "not_positive")
    outcome = Outcome.UNDER if row.amount < sum(amounts) else Outcome.OVER
    refusal = _refusal(
        row,
        "Potongan",
        "amount_differs",
        asked=render_rupiah(sum(amounts)),
        found=render_rupiah(row.amount),
    )
    return _lines(wanted, outcome, split(row.amount, amounts)), refusal


def _lines(
    wanted: Sequence[AskedLine], outcome: Outcome, amounts: Sequence[int]
) -> list[MatchedLine]:
    return [
        MatchedLine(line_id=line.line_id, outcome=outcome, reported_idr=amount)
        for line, amount in zip(wanted, amounts, strict=True)
    ]


def _missing(wanted: Sequence[AskedLine], reason: str) -> list[MatchedLine]:
    return [
        MatchedLine(line_id=line.line_id, outcome=Outcome.MISSING, reason=reason) for line in wanted
    ]


def _refusal(row: ResultRow, column: str, code: str, **values: str) -> RowFinding:
    return RowFinding(row.row, column, Finding.reject(f"reconciliation.{code}", **values))


def _parked(row: ResultRow) -> RowFinding:
    return RowFinding(row.row, "NIP", Finding.warning("reconciliation.parked"))


def _other_nip(row: ResultRow, nip: str) -> RowFinding:
    return RowFinding(row.row, "NIP", Finding.info("reconciliation.nip_changed", nip=nip))


def _other_name(row: ResultRow) -> RowFinding:
    return RowFinding(row.row, "Nama", Finding.info("reconciliation.name_differs"))
