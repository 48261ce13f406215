"""A route of a list as the CSV that its payroll application imports; no worker is in any column."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import StringIO
from typing import Final

from payung.kernel.clock import in_wib
from payung.kernel.month import Month
from payung.kernel.nip import spaced
from payung.kernel.people import Viewer
from payung.stages.deductions.problems import CannotWrite, ListRefused, NoOfficeCode, NoSuchRoute
from payung.stages.deductions.queries.lists import ListSummary, list_by_id
from payung.stages.deductions.queries.routes import (
    Layout,
    layouts_of,
    office_code,
    routes_for,
)
from payung.stages.deductions.queries.shares import shares_of
from payung.stages.deductions.sums.layouts import (
    DAYS,
    ENCODINGS,
    LINE_ENDS,
    SEPARATORS,
    CsvColumn,
    CsvShape,
    Field,
    unwritable,
)
from payung.stages.deductions.sums.routes import Routed, Share, split, whole
from payung.stages.intake.gateway import safe

_NAMED: Final = 3
"""So many names are said of those that cannot be written; the rest is counted."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What is the same in every row of a file."""

    office: str
    office_code: str
    month: Month
    list_number: str
    locked_on: date


@dataclass(frozen=True, kw_only=True)
class RouteFile:
    """A file to hand out. `digest` is the SHA-256 of its bytes."""

    name: str
    content: bytes
    rows: int
    layout: Layout

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def routed_list(*, viewer: Viewer, list_id: int) -> list[Routed]:
    """
    Return a locked list by the routes that held when it was locked.

    :raises NoSuchList: there is none, or not for this viewer.
    """
    asked = list_by_id(viewer=viewer, list_id=list_id)
    routes = routes_for(
        viewer=viewer, regency_id=asked.regency_id, month=asked.month, at=asked.locked_at
    )
    return split(shares_of(viewer=viewer, list_id=list_id), routes)


def route_file(*, viewer: Viewer, list_id: int, route: str) -> RouteFile:
    """
    Return one route of a list in its layout, as the layout is now.

    :raises NoSuchList, NoSuchRoute: there is none, or nobody is cut through it.
    :raises CannotWrite, NoOfficeCode: the layout cannot show what is on the list.
    """
    asked = list_by_id(viewer=viewer, list_id=list_id)
    parts = routed_list(viewer=viewer, list_id=list_id)
    chosen = [one for one in parts if one.route.code == route and one.route.is_open]
    made = route_files(viewer=viewer, asked=asked, parts=chosen).get(route)
    if made is None:
        raise NoSuchRoute
    if isinstance(made, ListRefused):
        raise made
    return made


def route_files(
    *, viewer: Viewer, asked: ListSummary, parts: Iterable[Routed]
) -> dict[str, RouteFile | ListRefused]:
    """Return by route its file, or why there is none; routes that cannot be cut are left out."""
    layouts = {one.code: one for one in layouts_of(viewer=viewer, regency_id=asked.regency_id)}
    found: dict[str, RouteFile | ListRefused] = {}
    for part in parts:
        layout = layouts.get(part.route.layout)
        if layout is None or not part.route.is_open:
            continue
        name = f"potongan-{part.route.code}-{asked.month}.csv"
        try:
            found[part.route.code] = _file(name, layout, part.shares, viewer, asked)
        except (CannotWrite, NoOfficeCode) as refused:
            found[part.route.code] = refused
    return found


def tried(*, viewer: Viewer, list_id: int, layout: Layout) -> RouteFile:
    """Return everybody on a list in a layout, to be tried in the payroll application."""
    asked = list_by_id(viewer=viewer, list_id=list_id)
    rows = whole(shares_of(viewer=viewer, list_id=list_id))
    return _file(f"coba-{layout.code}-{asked.month}.csv", layout, rows, viewer, asked)


def _file(
    name: str, layout: Layout, rows: Sequence[Share], viewer: Viewer, asked: ListSummary
) -> RouteFile:
    code = ""
    if layout.shape.shows_office_code:
        code = office_code(viewer=viewer, agency_id=asked.agency_id)
    about = About(
        office=asked.agency,
        office_code=code,
        month=asked.month,
        list_number=f"DP-{asked.month}",
        locked_on=in_wib(asked.locked_at).date(),
    )
    content = csv_bytes(layout.shape, rows, about)
    return RouteFile(name=name, content=content, rows=len(rows), layout=layout)


def csv_bytes(shape: CsvShape, rows: Sequence[Share], facts: About) -> bytes:
    """
    Write rows in a layout: the same rows give the same bytes.

    :raises CannotWrite: naming whom; nothing is ever replaced by a question mark.
    :raises NoOfficeCode: the layout shows it, and nobody has said it.
    """
    if shape.shows_office_code and not facts.office_code:
        raise NoOfficeCode(office=facts.office)
    _refuse_unwritable(shape, rows, facts)
    text = StringIO()
    lines = csv.writer(
        text,
        delimiter=SEPARATORS[shape.separator],
        lineterminator=LINE_ENDS[shape.line_end],
        quoting=csv.QUOTE_ALL if shape.is_quoted else csv.QUOTE_MINIMAL,
    )
    if shape.has_header:
        lines.writerow([column.header for column in shape.columns])
    columns = [_column(column, shape, rows, facts) for column in shape.columns]
    lines.writerows(zip(*columns, strict=True))
    return text.getvalue().encode(ENCODINGS[shape.encoding])


def _column(
    column: CsvColumn, shape: CsvShape, rows: Sequence[Share], facts: About
) -> Sequence[str]:
    """Return a column's cells: of thousands of rows, each column is thought of once."""
    match column.field:
        case Field.NIP:
            return [share.nip for share in rows]
        case Field.NIP_SPACED:
            return [spaced(share.nip) for share in rows]
        case Field.NAME:
            return [safe(_one_line(share.name)) for share in rows]
        case Field.AMOUNT:
            return [amount(share.amount_idr, shape.amount) for share in rows]
        case Field.WORKERS:
            return [str(share.workers) for share in rows]
        case Field.ROW:
            return [str(number) for number in range(1, len(rows) + 1)]
    return [_of_all(column, shape, facts)] * len(rows)


def _of_all(column: CsvColumn, shape: CsvShape, facts: About) -> str:
    """Return what a column says alike in every row."""
    return {
        Field.OFFICE: safe(_one_line(facts.office)),
        Field.OFFICE_CODE: facts.office_code,
        Field.YEAR_MONTH: f"{facts.month.year}{facts.month.month:02}",
        Field.MONTH: f"{facts.month.month:02}",
        Field.YEAR: str(facts.month.year),
        Field.LOCKED_ON: facts.locked_on.strftime(DAYS[shape.day]),
        Field.LIST_NUMBER: facts.list_number,
        Field.FIXED: column.text,
        Field.EMPTY: "",
    }[column.field]


def amount(idr: int, shape: str) -> str:
    """Return whole rupiah as 16800, 16.800, 16800,00 or 16800.00."""
    if shape == "dots":
        return f"{idr:,}".replace(",", ".")
    return f"{idr}{ {'comma': ',00', 'point': '.00'}.get(shape, '') }"


def _one_line(text: str) -> str:
    """Return text on one line, its letters as few signs as they can be: é is one, not two."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _refuse_unwritable(shape: CsvShape, rows: Sequence[Share], facts: About) -> None:
    shown = {column.field for column in shape.columns}
    typed = [facts.office] if Field.OFFICE in shown else []
    if Field.NAME in shown:
        typed += [share.name for share in rows]
    faulty = {one: sign for one in typed if (sign := unwritable(_one_line(one), shape))}
    if faulty:
        names = ", ".join(list(faulty)[:_NAMED])
        raise CannotWrite(
            names=names,
            count=str(len(faulty)),
            sign=next(iter(faulty.values())),
        )
