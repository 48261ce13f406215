"""Zips that mean harm: refused fast, without filling the memory."""

import io
import resource
import struct
import time
import zipfile
import zlib

import pytest

from payung.stages.intake.gateway import read_table
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import REGISTRATIONS, Limits
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import REGISTRATION, SHEET_PART, sheet

MEGABYTE = 1024 * 1024
GOOD = workbooks.xlsx(sheet())


def refusal(content: bytes, name: str = "daftar.xlsx", limits: Limits = REGISTRATIONS) -> str:
    with pytest.raises(FileRefused) as caught:
        read_table(content, name=name, wanted=REGISTRATION, limits=limits)
    return caught.value.code


def lying(content: bytes, name: str, declared: int) -> bytes:
    """The same zip, with the declared size of one member changed in both places."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo(name)
    struct.pack_into("<I", changed, member.header_offset + 22, declared)
    named = content.index(name.encode(), content.index(b"PK\x01\x02"))
    at = content.rindex(b"PK\x01\x02", 0, named)
    struct.pack_into("<I", changed, at + 24, declared)
    return bytes(changed)


def overlapping() -> bytes:
    """Two directory entries that share one compressed body."""
    changed = bytearray(workbooks.patched(GOOD, {"xl/a.xml": b"<a/>", "xl/b.xml": b"<a/>"}))
    with zipfile.ZipFile(io.BytesIO(bytes(changed))) as archive:
        first = archive.getinfo("xl/a.xml").header_offset
    at = changed.rindex(b"xl/b.xml") - 46
    struct.pack_into("<I", changed, at + 42, first)
    return bytes(changed)


def stretched_rows(count: int) -> bytes:
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    rows = b"".join(row % (n, n) for n in range(1, count))
    return workbooks.resheeted(GOOD, b"<sheetData>", b"<sheetData>" + rows)


def far_cell(address: bytes) -> bytes:
    cell = b'<row r="%b"><c r="%b"><v>1</v></c></row></sheetData>'
    return workbooks.resheeted(GOOD, b"</sheetData>", cell % (address.lstrip(b"XFD"), address))


def ods_repeat(attributes: str) -> bytes:
    parts = workbooks.members(workbooks.ods(sheet()))
    row = f"<table:table-row {attributes}><text:p>x</text:p></table:table-cell></table:table-row>"
    content = parts["content.xml"].replace(b"</table:table>", row.encode() + b"</table:table>")
    return workbooks.zipped({**parts, "content.xml": content})


BOMBS = {
    "one member of zeros": lambda: workbooks.patched(GOOD, {SHEET_PART: b"\0" * 20 * MEGABYTE}),
    "one member of spaces in XML": lambda: workbooks.resheeted(
        GOOD, b"<sheetData>", b"<sheetData>" + b" " * 20 * MEGABYTE
    ),
    "many members that add up": lambda: workbooks.patched(
        GOOD, {f"xl/media/{n}.png": b"x" * 7 * MEGABYTE for n in range(9)}
    ),
    "two hundred thousand tiny members": lambda: workbooks.patched(
        GOOD, {f"xl/media/{n}.png": b"" for n in range(20_000)}
    ),
    "one member more than allowed": lambda: workbooks.patched(
        GOOD, {f"xl/media/{n}.png": b"" for n in range(200)}
    ),
    "a declared size that lies low": lambda: lying(
        workbooks.patched(GOOD, {SHEET_PART: b"<" * 3 * MEGABYTE}), SHEET_PART, 4_000
    ),
    "a declared size of four gigabytes": lambda: lying(GOOD, SHEET_PART, 0xFFFFFFF0),
    "members that overlap": overlapping,
    "a zip inside": lambda: workbooks.patched(GOOD, {"xl/media/image1.png": GOOD}),
    "a million rows": lambda: stretched_rows(60_000),
    "one cell in the farthest corner": lambda: far_cell(b"XFD1048576"),
    "an ODS row repeated a million times": lambda: ods_repeat(
        'table:number-rows-repeated="1000000"><table:table-cell office:value-type="string">'
    ),
    "an ODS cell repeated sixteen thousand times": lambda: ods_repeat(
        '><table:table-cell office:value-type="string" table:number-columns-repeated="16000">'
    ),
    "an XLS cell in the farthest corner": lambda: workbooks.xls(
        sheet(), lambda book: book.get_sheet(0).write(65_535, 255, "x")
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_within_a_second_and_without_filling_the_memory(bomb: str) -> None:
    content = BOMBS[bomb]()
    name = {"an ODS": "a.ods", "an XLS": "a.xls"}.get(bomb[:6], "a.xlsx")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()

    code = refusal(content, name, Limits(rows=5_000, content_bytes=50 * MEGABYTE))

    assert time.process_time() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
    assert code in {
        "file.bomb",
        "file.damaged",
        "file.disguised",
        "file.embedded",
        "file.too_many_columns",
        "file.too_many_rows",
    }


@pytest.mark.parametrize(
    "name",
    ["../../x.xml", "/etc/x.xml", "C:/x.xml", "xl\\x.xml", "xl/../../x.xml", "xl/./..x.xml"],
)
def test_a_member_with_a_path_trick_is_refused(name: str) -> None:
    assert refusal(workbooks.patched(GOOD, {name: b"<a/>"})) == "file.disguised"


def test_a_symbolic_link_is_refused() -> None:
    output = io.BytesIO(GOOD)
    with zipfile.ZipFile(output, "a") as archive:
        link = zipfile.ZipInfo("xl/media/image1.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert refusal(output.getvalue()) == "file.disguised"


def test_names_that_differ_only_in_case_are_refused() -> None:
    twins = workbooks.patched(GOOD, {"xl/Workbook.xml": b"<workbook/>"})

    assert refusal(twins) == "file.disguised"


def test_a_zip_password_is_named_as_such() -> None:
    changed = bytearray(GOOD)
    at = GOOD.index(b"PK\x01\x02")
    changed[at + 8] |= 1

    assert refusal(bytes(changed)) == "file.password"


def test_a_wrong_checksum_is_damage() -> None:
    changed = bytearray(GOOD)
    at = GOOD.index(b"PK\x01\x02")
    struct.pack_into("<I", changed, at + 16, zlib.crc32(b"other"))

    assert refusal(bytes(changed)) == "file.damaged"


def test_a_file_cut_anywhere_is_refused() -> None:
    content = workbooks.xlsx(sheet(400))
    for cut in range(4096, len(content), 4096):
        assert refusal(content[:cut]) == "file.cut_short"
    assert refusal(content[:-1]) == "file.cut_short"
