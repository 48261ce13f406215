"""A Table as JSON and back: what a confined child process hands over, and nothing executable."""

import json
from datetime import date
from typing import Any

from payung.stages.intake.sums import (
    Cell,
    ErrorCell,
    Formula,
    Hidden,
    NumberCell,
    Row,
    SkippedLine,
    Table,
)


def table_to_json(table: Table) -> str:
    """Return the table as one JSON text."""
    return json.dumps(
        {
            "kind": table.kind,
            "sheet": table.sheet,
            "title_lines": table.title_lines,
            "header_row": table.header_row,
            "headers": table.headers,
            "columns": table.columns,
            "rows": [[row.number, *row.cells] for row in table.rows],
            "skipped": table.skipped,
            "skipped_lines": [[s.number, s.reason, s.text] for s in table.skipped_lines],
            "hidden": [table.hidden.rows, table.hidden.columns, table.hidden.sheets],
            "other_sheets": table.other_sheets,
            "fingerprint": table.fingerprint,
            "sha256": table.sha256,
            "unknown_headers": table.unknown_headers,
        },
        default=_tagged,
        ensure_ascii=False,
    )


def _tagged(cell: object) -> list[object]:
    if isinstance(cell, date):
        return ["d", cell.toordinal()]
    if isinstance(cell, NumberCell):
        return ["n", cell.value, cell.text]
    if isinstance(cell, Formula):
        return ["f", cell.address, cell.shown]
    if isinstance(cell, ErrorCell):
        return ["e", cell.address, cell.shown]
    raise TypeError(type(cell).__name__)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value
    tag, *rest = value
    if tag == "d":
        return date.fromordinal(rest[0])
    if tag == "n":
        return NumberCell(float(rest[0]), str(rest[1]))
    return (Formula if tag == "f" else ErrorCell)(str(rest[0]), str(rest[1]))


def table_from_json(text: str) -> Table:
    """Return the table that `table_to_json` wrote."""
    told = json.loads(text)
    rows, columns, sheets = told["hidden"]
    return Table(
        kind=told["kind"],
        sheet=told["sheet"],
        title_lines=tuple(told["title_lines"]),
        header_row=told["header_row"],
        headers=tuple(told["headers"]),
        columns=told["columns"],
        rows=tuple(
            Row(number, tuple(c if c.__class__ is str else _cell(c) for c in cells))
            for number, *cells in told["rows"]
        ),
        skipped=told["skipped"],
        skipped_lines=tuple(SkippedLine(*line) for line in told["skipped_lines"]),
        hidden=Hidden(rows, columns, tuple(sheets)),
        other_sheets=tuple(told["other_sheets"]),
        fingerprint=told["fingerprint"],
        sha256=told["sha256"],
        unknown_headers=tuple(told["unknown_headers"]),
    )
