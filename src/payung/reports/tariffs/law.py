"""The rows of the law as a table: who pays how much in which months, and by which instrument."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from payung.foundation.rules import (
    Contribution,
    Funds,
    Insured,
    Law,
    Programme,
    Sector,
    current_law,
    tariff_table,
)
from payung.kernel.month import Month

INCOME_IDR = 1_000_000
"""The lowest bracket, in which the programme registers everybody."""
PROGRAMMES = frozenset({Programme.JKK, Programme.JKM})


@dataclass(frozen=True, kw_only=True)
class Row:
    """One tariff in force `[since, until)`; without `until` nothing says that it ends."""

    jkk_idr: int
    jkm_idr: int
    since: Month
    until: Month | None
    laws: tuple[str, ...]
    evidence: tuple[str, ...]
    """Codes of the public sources in which it was read."""

    @property
    def total_idr(self) -> int:
        return self.jkk_idr + self.jkm_idr

    @property
    def last(self) -> Month | None:
        return None if self.until is None else self.until.previous

    def holds(self, month: Month) -> bool:
        return self.since <= month and (self.until is None or month < self.until)


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of one sector for all funds that pay alike, oldest first."""

    sector: Sector
    funds: tuple[Funds, ...]
    rows: tuple[Row, ...]

    @property
    def is_whole(self) -> bool:
        """Whether each row begins where the one before ends, and the last one has no end."""
        follows = all(row.until == after.since for row, after in pairwise(self.rows))
        return follows and self.rows[-1].until is None


def tables(law: Law | None = None) -> tuple[Table, ...]:
    """Return the tariff tables of the programme, one per sector and group of funds."""
    law = law or current_law()
    found: dict[tuple[Sector, tuple[Row, ...]], list[Funds]] = {}
    for sector in Sector:
        for funds in Funds:
            rows = tuple(_merged(_rows(sector, funds, law)))
            found.setdefault((sector, rows), []).append(funds)
    return tuple(
        Table(sector=sector, funds=tuple(funds), rows=rows)
        for (sector, rows), funds in found.items()
    )


def _rows(sector: Sector, funds: Funds, law: Law) -> Iterator[Row]:
    starts = _starts(law)
    insured = Insured(sector, funds, INCOME_IDR, PROGRAMMES)
    for number, since in enumerate(starts):
        (due,) = tariff_table(since, [insured], law=law).values()
        until = starts[number + 1] if number + 1 < len(starts) else None
        yield Row(
            jkk_idr=_part(due, "jkk"),
            jkm_idr=_part(due, "jkm"),
            since=since,
            until=until,
            laws=tuple(dict.fromkeys(line.source for line in due.lines)),
            evidence=tuple(dict.fromkeys(code for line in due.lines for code in line.evidence)),
        )


def _merged(rows: Iterator[Row]) -> Iterator[Row]:
    """Join rows that follow each other and say the same."""
    held: Row | None = None
    for row in rows:
        if held is not None and (held.jkk_idr, held.jkm_idr, held.laws) == (
            row.jkk_idr,
            row.jkm_idr,
            row.laws,
        ):
            held = Row(**{**held.__dict__, "until": row.until})
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _starts(law: Law) -> list[Month]:
    """Return every month in which any rule behind the contribution changes."""
    rules = (
        *(law.iuran_jkk_bpu, law.iuran_jkm_bpu, law.potongan_covid),
        *(law.diskon_pp50_2025_transportasi, law.diskon_pp50_2025_lainnya),
    )
    return sorted({Month.of(day) for rule in rules for day in rule.values})


def _part(due: Contribution, programme: str) -> int:
    return sum(
        int(line.amount_idr)
        for line in due.lines
        if line.code.removeprefix("rules.line.").split("_")[0] == programme
    )
