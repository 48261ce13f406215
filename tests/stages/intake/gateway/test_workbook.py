"""Old .xls and open .ods: the same marks as .xlsx, found in their own ways."""

import contextlib
import random

import pytest
import xlwt
from odf.table import Table as OdsTable
from odf.table import TableRow

from payung.stages.intake.gateway import read_table
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import REGISTRATIONS, Formula, NumberCell, Table
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, REGISTRATION, person, sheet


def read(content: bytes, name: str) -> Table:
    return read_table(content, name=name, wanted=REGISTRATION, limits=REGISTRATIONS)


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(FileRefused) as caught:
        read(content, name)
    return caught.value.code


class TestXls:
    def test_flags_formulas_and_numbers(self) -> None:
        def change(book: xlwt.Workbook) -> None:
            book.get_sheet(0).write(1, 3, xlwt.Formula("1+1"))
            book.get_sheet(0).write(2, 2, 3324182502680902)

        table = read(workbooks.xls(sheet(), change), "a.xls")

        assert table.cell(table.rows[0], "name") == Formula("D2", "")
        assert isinstance(table.cell(table.rows[1], "nik"), NumberCell)

    def test_tells_hidden_rows_columns_and_sheets(self) -> None:
        def change(book: xlwt.Workbook) -> None:
            page = book.get_sheet(0)
            page.row(2).hidden = True
            page.col(4).hidden = True
            book.add_sheet("Rahasia").write(0, 0, "x")
            book.get_sheet(1).visibility = 1

        table = read(workbooks.xls(sheet(), change), "a.xls")

        assert (table.hidden.rows, table.hidden.columns) == (1, 1)
        assert table.hidden.sheets == table.other_sheets == ("Rahasia",)

    def test_refuses_merged_data(self) -> None:
        content = workbooks.xls(sheet(), lambda book: book.get_sheet(0).merge(1, 2, 3, 3))

        assert refusal(content, "a.xls") == "file.merged"

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("EncryptedPackage", "file.password"),
            ("_VBA_PROJECT_CUR", "file.macro"),
            ("MBD0001A", "file.embedded"),
            ("WordDocument", "file.wrong_type"),
        ],
    )
    def test_refuses_an_ole_file_by_its_streams(self, name: str, code: str) -> None:
        content = workbooks.xls(sheet())
        old = "Workbook".encode("utf-16-le")
        at = content.index(old)
        new = name.encode("utf-16-le")
        changed = bytearray(content)
        changed[at : at + len(new)] = new
        changed[at + 64 : at + 66] = (len(new) + 2).to_bytes(2, "little")

        assert refusal(bytes(changed), "a.xls") == code

    def test_refuses_a_workbook_protected_by_a_password(self) -> None:
        content = workbooks.xls(sheet())
        codepage = bytes.fromhex("42000200")  # the record is turned into FILEPASS

        assert refusal(content.replace(codepage, bytes.fromhex("2f000200"), 1), "a.xls") == (
            "file.password"
        )

    def test_refuses_a_file_cut_short(self) -> None:
        content = workbooks.xls(sheet(60))

        for cut in range(600, len(content) - 512, 1024):
            assert refusal(content[:cut], "a.xls") in ("file.cut_short", "file.damaged")


class TestOds:
    def test_flags_formulas_and_numbers(self) -> None:
        def change(table: OdsTable) -> None:
            line = TableRow()
            for value in person(9)[:3]:
                line.addElement(workbooks.ods_cell(value))
            line.addElement(workbooks.ods_cell("Budi", formula="of:=A1"))
            line.addElement(workbooks.ods_cell(27351))
            line.addElement(workbooks.ods_cell("Petani"))
            table.addElement(line)

        table = read(workbooks.ods(sheet(), change), "a.ods")

        assert table.cell(table.rows[3], "name") == Formula("D5", "Budi")
        assert table.text(table.rows[3], "born_on") == "1974-11-18"

    def test_refuses_merged_data(self) -> None:
        def change(table: OdsTable) -> None:
            line = TableRow()
            for value in person(9)[:3]:
                line.addElement(workbooks.ods_cell(value))
            line.addElement(workbooks.ods_cell("Budi", numbercolumnsspanned="2"))
            table.addElement(line)

        assert refusal(workbooks.ods(sheet(), change), "a.ods") == "file.merged"

    def test_reads_past_the_blank_rows_an_office_suite_repeats(self) -> None:
        def change(table: OdsTable) -> None:
            table.addElement(TableRow(numberrowsrepeated=2))
            line = TableRow()
            for value in person(9):
                line.addElement(workbooks.ods_cell(value))
            table.addElement(line)
            blank = TableRow(numberrowsrepeated=1_048_000)
            blank.addElement(workbooks.TableCell(numbercolumnsrepeated=16_384))
            table.addElement(blank)

        table = read(workbooks.ods(sheet(), change), "a.ods")

        assert [row.number for row in table.rows] == [2, 3, 4, 7]

    @pytest.mark.parametrize(
        ("part", "code"),
        [
            ("Basic/Standard/Module1.xml", "file.macro"),
            ("Object 1/content.xml", "file.embedded"),
            ("Scripts/python/x.py", "file.macro"),
            ("x.exe", "file.stranger"),
        ],
    )
    def test_refuses_what_no_list_needs(self, part: str, code: str) -> None:
        assert refusal(workbooks.patched(workbooks.ods(sheet()), {part: b"<a/>"}), "a.ods") == code

    def test_refuses_a_link_to_another_program(self) -> None:
        parts = workbooks.members(workbooks.ods(sheet()))
        link = b"<table:dde-link/></office:spreadsheet>"
        content = parts["content.xml"].replace(b"</office:spreadsheet>", link)

        assert refusal(workbooks.zipped({**parts, "content.xml": content}), "a.ods") == "file.links"

    def test_refuses_a_document_locked_with_a_password(self) -> None:
        parts = workbooks.members(workbooks.ods(sheet()))
        manifest = parts["META-INF/manifest.xml"].replace(
            b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
        )

        assert (
            refusal(workbooks.zipped({**parts, "META-INF/manifest.xml": manifest}), "a.ods")
            == "file.password"
        )


VALID = {
    "a.xlsx": workbooks.xlsx([["Judul"], *sheet(8)]),
    "a.xls": workbooks.xls([["Judul"], *sheet(8)]),
    "a.ods": workbooks.ods([["Judul"], *sheet(8)]),
    "a.csv": workbooks.csv([["Judul"], *sheet(8)]),
}


@pytest.mark.parametrize("name", VALID)
def test_a_damaged_file_gives_a_table_or_a_refusal_and_nothing_else(name: str) -> None:
    chance = random.Random(20261120)
    for _ in range(120):
        content = bytearray(VALID[name])
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        for _ in range(chance.choice((1, 1, 2, 8, 40))):
            if content:
                content[chance.randrange(len(content))] = chance.randrange(256)
        _table_or_refusal(bytes(content), name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_damaged_xml_gives_a_table_or_a_refusal_and_nothing_else(name: str) -> None:
    chance = random.Random(20261121)
    parts = workbooks.members(VALID[name])
    for _ in range(120):
        part = chance.choice([part for part in parts if parts[part]])
        xml = bytearray(parts[part])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(xml))
            xml[at : at + chance.choice((0, 1, 20))] = chance.choice(
                (b"", b"<", b'"', b"9", b"\xff", b"</c>", bytes(xml[max(at - 30, 0) : at]))
            )
            xml = xml or bytearray(b" ")
        _table_or_refusal(workbooks.zipped({**parts, part: bytes(xml)}), name)


def _table_or_refusal(content: bytes, name: str) -> None:
    with contextlib.suppress(FileRefused):
        read(content, name)


def test_the_header_alone_is_an_empty_list() -> None:
    for name in VALID:
        make = getattr(workbooks, name[2:])
        assert refusal(make([HEADERS]), name) == "file.no_rows"
