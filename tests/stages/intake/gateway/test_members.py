"""Macros, objects, links, entities and disguises inside a workbook."""

import socket
import threading

import pytest

from payung.stages.intake.gateway import read_table
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import REGISTRATIONS
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import REGISTRATION, SHEET_PART, sheet

GOOD = workbooks.xlsx(sheet())
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(content: bytes, name: str = "daftar.xlsx") -> str:
    with pytest.raises(FileRefused) as caught:
        read_table(content, name=name, wanted=REGISTRATION, limits=REGISTRATIONS)
    assert caught.value.finding.message("id")
    return caught.value.code


def linked(target: bytes, kind: bytes) -> bytes:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://x/%b" Target="%b" TargetMode="External"/>'
        b"</Relationships>" % (kind, target)
    )
    return workbooks.patched(GOOD, {"xl/worksheets/_rels/sheet1.xml.rels": link})


def macro_enabled() -> bytes:
    types = workbooks.members(GOOD)["[Content_Types].xml"]
    types = types.replace(b".sheet.main+xml", b".sheet.macroEnabled.main+xml")
    return workbooks.patched(GOOD, {"[Content_Types].xml": types})


HARMFUL = {
    "macro": (workbooks.patched(GOOD, {"xl/vbaProject.bin": OLE}), "file.macro"),
    "macro in capitals": (workbooks.patched(GOOD, {"xl/VBAProject.bin": OLE}), "file.macro"),
    "macro signature": (workbooks.patched(GOOD, {"xl/vbaData.xml": b"<a/>"}), "file.macro"),
    "old macro sheet": (workbooks.patched(GOOD, {"xl/macrosheets/s.xml": b"<a/>"}), "file.macro"),
    "macro content type": (macro_enabled(), "file.macro"),
    "external link": (
        workbooks.patched(GOOD, {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "file.links",
    ),
    "data connection": (workbooks.patched(GOOD, {"xl/connections.xml": b"<a/>"}), "file.links"),
    "query table": (workbooks.patched(GOOD, {"xl/queryTables/q.xml": b"<a/>"}), "file.links"),
    "linked template": (linked(b"http://127.0.0.1:9/x.xltm", b"attachedTemplate"), "file.links"),
    "linked object": (linked(b"file://server/share/x", b"oleObject"), "file.links"),
    "embedded file": (workbooks.patched(GOOD, {"xl/embeddings/o.bin": OLE}), "file.embedded"),
    "embedded docx": (workbooks.patched(GOOD, {"xl/embeddings/a.docx": GOOD}), "file.embedded"),
    "ActiveX": (workbooks.patched(GOOD, {"xl/activeX/a1.bin": OLE}), "file.embedded"),
    "form control": (workbooks.patched(GOOD, {"xl/ctrlProps/c.xml": b"<a/>"}), "file.embedded"),
    "pivot cache": (workbooks.patched(GOOD, {"xl/pivotCache/p.xml": b"<a/>"}), "file.embedded"),
    "custom XML": (workbooks.patched(GOOD, {"customXml/item1.xml": b"<a/>"}), "file.embedded"),
    "program as a picture": (
        workbooks.patched(GOOD, {"xl/media/image1.png": b"MZ\x90"}),
        "file.embedded",
    ),
    "OLE as printer settings": (
        workbooks.patched(GOOD, {"xl/printerSettings/p1.bin": OLE}),
        "file.embedded",
    ),
    "stranger": (workbooks.patched(GOOD, {"payload.html": b"<a/>"}), "file.stranger"),
    "something before the zip": (b"%PDF-1.7\n" + GOOD, "file.wrong_type"),
    "a program before the zip": (b"MZ" + GOOD, "file.wrong_type"),
    "something after the zip": (GOOD + b"<script>", "file.disguised"),
    "a second zip after the first": (GOOD + GOOD, "file.disguised"),
    "encrypted package in a zip": (
        workbooks.patched(GOOD, {"EncryptedPackage": b"x"}),
        "file.password",
    ),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_a_harmful_member_is_refused_by_name_of_its_danger(what: str) -> None:
    content, code = HARMFUL[what]

    assert refusal(content) == code


def test_something_between_two_members_is_refused() -> None:
    at = GOOD.index(b"PK\x03\x04", 4)

    assert refusal(GOOD[:at] + b"x" * 100 + GOOD[at:]) in ("file.damaged", "file.disguised")


def test_a_plain_link_in_a_cell_is_only_text() -> None:
    content = linked(b"http://127.0.0.1:9/", b"hyperlink")

    assert len(read_table(content, name="a.xlsx", wanted=REGISTRATION).rows) == 3


@pytest.fixture
def canary() -> object:
    """A listener on loopback that nobody may ever call."""
    calls: list[object] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)

    def listen() -> None:
        try:
            calls.append(listener.accept())
        except TimeoutError:
            return

    thread = threading.Thread(target=listen)
    thread.start()
    yield listener.getsockname()[1]
    thread.join()
    listener.close()
    assert not calls, "reading a file opened a connection"


DECLARATIONS = {
    "bare doctype": "<!DOCTYPE worksheet>",
    "external file": '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "external address": '<!DOCTYPE w [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/">]>',
    "external subset": '<!DOCTYPE w SYSTEM "http://127.0.0.1:{port}/x.dtd">',
    "parameter entity": '<!DOCTYPE w [<!ENTITY % x SYSTEM "http://127.0.0.1:{port}/"> %x;]>',
    "billion laughs": '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;">]>',
    "quadratic": '<!DOCTYPE w [<!ENTITY a "' + "x" * 50_000 + '">]>',
    "public": '<!DOCTYPE w PUBLIC "-//W3C//DTD" "http://127.0.0.1:{port}/x.dtd">',
    "entity alone": '<!ENTITY x SYSTEM "file:///etc/passwd">',
    "in lower case": "<!doctype w>",
}


@pytest.mark.parametrize("what", DECLARATIONS)
@pytest.mark.parametrize("part", [SHEET_PART, "xl/workbook.xml", "xl/styles.xml"])
def test_a_declaration_in_any_member_is_refused(what: str, part: str) -> None:
    declaration = DECLARATIONS[what].replace("{port}", "9").encode()
    xml = workbooks.members(GOOD)[part]
    root = xml.index(b"<", (xml.startswith(b"<?") and xml.index(b"?>")) or 0)

    content = workbooks.patched(GOOD, {part: xml[:root] + declaration + xml[root:]})

    assert refusal(content) == "file.entities"


def test_no_declaration_opens_a_connection(canary: int) -> None:
    for text in DECLARATIONS.values():
        declaration = text.replace("{port}", str(canary)).encode()
        assert refusal(workbooks.patched(GOOD, {"xl/styles.xml": declaration + b"<a/>"}))
        parts = workbooks.members(workbooks.ods(sheet()))
        parts["content.xml"] = declaration + parts["content.xml"]
        assert refusal(workbooks.zipped(parts), "a.ods") == "file.entities"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"])
def test_a_declaration_in_another_encoding_is_refused(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w><a/>'

    code = refusal(workbooks.patched(GOOD, {"xl/styles.xml": text.encode(encoding)}))

    assert code in ("file.encoding", "file.entities", "file.damaged")


def test_a_byte_order_mark_is_read_right() -> None:
    xml = workbooks.members(GOOD)[SHEET_PART]
    content = workbooks.patched(GOOD, {SHEET_PART: b"\xef\xbb\xbf" + xml})

    assert len(read_table(content, name="a.xlsx", wanted=REGISTRATION).rows) == 3
