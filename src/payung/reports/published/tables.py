"""Open data as tables: columns with their meaning, rows as plain text, bytes with their digest."""

import csv
import hashlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from io import StringIO
from typing import Final

from payung.kernel.clock import in_wib
from payung.kernel.month import Month

Cell = str | int | Decimal | date | datetime | Month | None
TEXT, WHOLE, DECIMAL, DAY, MOMENT, MONTH = "text", "whole", "decimal", "day", "moment", "month"
PERCENT, IDR, PEOPLE, OFFICES = "percent", "idr", "people", "offices"
AT_RISK: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """
    One column. `code` is the definition of its figure.

    Its words are `open_data.col.<name>`, those of its kind and unit `open_data.is.<kind>`.
    """

    name: str
    kind: str = TEXT
    unit: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """
    One file of open data. Its title is `open_data.file.<slug>`.

    `of` is the code of the area; `first` and `last` are the months it is about.
    """

    slug: str
    of: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    first: Month | None = None
    last: Month | None = None
    changed_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"payung-{self.of}-{self.slug}.csv"

    @cached_property
    def content(self) -> bytes:
        """Return the file: UTF-8, commas, a head, `\\r\\n` (RFC 4180)."""
        text = StringIO()
        out = csv.writer(text)
        out.writerow([column.name for column in self.columns])
        out.writerows([[written(cell) for cell in row] for row in self.rows])
        return text.getvalue().encode()

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def repr_digest(self) -> str:
        """Return the digest as a header says it (RFC 9530)."""
        return f"sha-256=:{b64encode(bytes.fromhex(self.digest)).decode()}:"


def written(cell: Cell) -> str:
    """Return a cell as files hold it: a dot before decimals, days and moments as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return in_wib(cell).isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    is_formula = isinstance(cell, str) and text.startswith(AT_RISK)
    return f"'{text}" if is_formula else text
