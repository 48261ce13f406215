"""What reading a file found: counts, and every problem with its row, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from payung.kernel.findings import Finding


@dataclass(frozen=True, slots=True)
class RowFinding:
    """One finding in row `row` of the sheet (as the spreadsheet numbers it), in a named column."""

    row: int
    column: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """
    The outcome of a file, whether applied or only looked at.

    `refused` counts rows by code; `counts` are the kind's own figures (new, moved, held ...);
    `facts` are plain words such as the office found or "this file was applied before".
    """

    rows: int
    accepted: int
    refused: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[RowFinding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)

    def as_json(self, lang: str = "id") -> dict[str, object]:
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            **self.counts,
            **self.facts,
            "refused": dict(self.refused),
            "problems": [
                {
                    "row": problem.row,
                    "column": problem.column,
                    "level": problem.finding.level,
                    "code": problem.finding.code,
                    "message": problem.finding.message(lang),
                }
                for problem in self.problems
            ],
        }
