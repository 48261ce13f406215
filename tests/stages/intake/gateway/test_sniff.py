"""A file is what its bytes say; its name must not say otherwise."""

import pytest

from payung.stages.intake.gateway import read_table
from payung.stages.intake.gateway.sniff import extension
from payung.stages.intake.problems import FileRefused
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import REGISTRATION, sheet

XLSX, XLS = workbooks.xlsx(sheet()), workbooks.xls(sheet())
ODS, CSV = workbooks.ods(sheet()), workbooks.csv(sheet())

REFUSED = [
    ("a.xlsx", XLS, "file.name_differs"),
    ("a.xlsx", ODS, "file.name_differs"),
    ("a.xlsx", CSV, "file.name_differs"),
    ("a.xls", XLSX, "file.name_differs"),
    ("a.csv", XLSX, "file.name_differs"),
    ("a.xlsm", XLSX, "file.macro"),
    ("a.xlsb", XLSX, "file.macro"),
    ("a.xlsx", b"MZ\x90\x00", "file.wrong_type"),
    ("a.xlsx", b"\x7fELF", "file.wrong_type"),
    ("a.xlsx", b"%PDF-1.7", "file.wrong_type"),
    ("a.xlsx", b"\x89PNG\r\n", "file.wrong_type"),
    ("a.csv", b"{\\rtf1", "file.wrong_type"),
    ("a.csv", b"#!/bin/sh", "file.wrong_type"),
    ("a.xlsx.exe", CSV, "file.wrong_type"),
    ("a.docx", CSV, "file.wrong_type"),
    ("a.xls", b"<html><table><tr><td>NIP", "file.web_page"),
    ("a.xls", b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "file.web_page"),
    ("a.xls", b'<?xml version="1.0"?><Workbook>', "file.web_page"),
    ("a.csv", b"", "file.empty"),
    ("a.csv", b"\r\n", "file.no_header"),
]


@pytest.mark.parametrize(("name", "content", "code"), REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as caught:
        read_table(content, name=name, wanted=REGISTRATION)

    assert caught.value.code == code
    assert caught.value.finding.message("id") != caught.value.finding.message("en")


@pytest.mark.parametrize(
    "name",
    [
        "daftar.XLSX",
        "../../etc/passwd.xlsx",
        "CON.xlsx",
        "a" * 300 + ".xlsx",
        "\u202exslx.xlsx",
        'a"\n.xlsx',
        "tanpa-akhiran",
        "",
    ],
)
def test_a_strange_name_changes_nothing(name: str) -> None:
    assert len(read_table(XLSX, name=name, wanted=REGISTRATION).rows) == 3


def test_an_extension_is_the_last_part_in_lower_case() -> None:
    assert extension("C:\\data\\Daftar.Final.XLSX") == "xlsx"
    assert extension("daftar") == ""
