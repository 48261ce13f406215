"""Values of XLSX, XLS and ODS sheets through calamine, whose every failure becomes FileRefused."""

import io
from collections.abc import Callable, Sequence
from typing import TypeVar

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from payung.stages.intake.gateway.archive import Archive
from payung.stages.intake.gateway.biff import stream_marks
from payung.stages.intake.gateway.compound import Compound
from payung.stages.intake.gateway.marks import Marks, MarksOf, Sheet, SheetEntry
from payung.stages.intake.gateway.markup import sheet_marks
from payung.stages.intake.gateway.members import ODS, XLSX, check_members
from payung.stages.intake.gateway.opendocument import document_marks
from payung.stages.intake.gateway.parts import WORKBOOK, sheet_parts
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Limits

Result = TypeVar("Result")


class CalamineBook:
    """A workbook whose values calamine reads and whose marks one of our scanners finds."""

    def __init__(self, *, kind: str, content: bytes, marks: MarksOf, since_1904: bool) -> None:
        self.kind = kind
        self.since_1904 = since_1904
        self._marks_of = marks
        self._known: dict[int, Marks] = {}
        self._content = content
        self._workbook: CalamineWorkbook | None = None
        self.entries: Sequence[SheetEntry] = ()

    def list_sheets(self) -> None:
        self.entries = [
            SheetEntry(meta.name, meta.visible != SheetVisibleEnum.Visible)
            for meta in self._open().sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]

    def _open(self) -> CalamineWorkbook:
        if self._workbook is None:
            source = io.BytesIO(self._content)
            self._workbook = _guarded(lambda: CalamineWorkbook.from_filelike(source))
        return self._workbook

    def marks(self, index: int) -> Marks:
        if index not in self._known:
            self._known[index] = self._marks_of(index)
        return self._known[index]

    def read(self, index: int) -> Sheet:
        name = self.entries[index].name
        marks = self.marks(index)  # before the values: it is what refuses a sheet too large
        if not marks.filled:
            return Sheet(name, [], marks)
        workbook = self._open()
        grid = _guarded(lambda: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
        return Sheet(name, grid, marks)


def _guarded(reading: Callable[[], Result]) -> Result:
    try:
        return reading()
    except PasswordError as failure:
        raise FileRefused("file.password") from failure
    except (CalamineError, ValueError, OverflowError, OSError, KeyError) as failure:
        raise FileRefused("file.damaged") from failure
    except BaseException as failure:
        # A panic of the Rust reader arrives as a class that cannot be imported by name.
        if type(failure).__module__ != "pyo3_runtime":
            raise
        raise FileRefused("file.damaged") from failure


def open_zip(content: bytes, limits: Limits) -> CalamineBook:
    """Return the XLSX or ODS workbook in a zip, after all its members were checked."""
    archive = Archive(content, limits)
    if WORKBOOK in archive:
        return _open_xlsx(archive, content, limits)
    if "content.xml" in archive:
        return _open_ods(archive, content, limits)
    if any(name.lower().endswith("workbook.bin") for name in archive.names):
        raise FileRefused("file.wrong_type", found=".xlsb")
    check_members(archive, XLSX)
    raise FileRefused("file.damaged")


def _open_xlsx(archive: Archive, content: bytes, limits: Limits) -> CalamineBook:
    check_members(archive, XLSX)
    entries, members, since_1904 = sheet_parts(archive)

    def marks(index: int) -> Marks:
        if members[index] not in archive:
            raise FileRefused("file.damaged")
        return sheet_marks(archive.read(members[index]), limits)

    book = CalamineBook(kind="xlsx", content=content, marks=marks, since_1904=since_1904)
    book.entries = entries
    return book


def _open_ods(archive: Archive, content: bytes, limits: Limits) -> CalamineBook:
    check_members(archive, ODS)
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise FileRefused("file.password")
    tables = document_marks(archive.read("content.xml"), limits)
    book = CalamineBook(
        kind="ods", content=content, marks=lambda index: tables[index], since_1904=False
    )
    book.list_sheets()
    if len(book.entries) != len(tables):
        raise FileRefused("file.damaged")
    return book


def open_ole(content: bytes, limits: Limits) -> CalamineBook:
    """Return the XLS workbook in an OLE file; a password or a macro is refused by its stream."""
    tables = stream_marks(Compound(content).workbook(), limits)
    book = CalamineBook(
        kind="xls", content=content, marks=lambda index: tables[index], since_1904=False
    )
    book.list_sheets()
    if len(book.entries) != len(tables):
        raise FileRefused("file.damaged")
    return book
