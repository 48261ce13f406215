"""A CSV per payroll application: each shape reads back, nothing computes, no name suffers."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import product
from unicodedata import normalize

import pytest

from payung.kernel.month import Month
from payung.stages.deductions.files.routes import About, csv_bytes
from payung.stages.deductions.problems import CannotWrite, NoOfficeCode
from payung.stages.deductions.sums.layouts import (
    AMOUNTS,
    DAYS,
    ENCODINGS,
    LINE_ENDS,
    SEPARATORS,
    USUAL,
    CsvColumn,
    CsvShape,
    Field,
    faults,
    kept,
    read_shape,
)
from payung.stages.deductions.sums.routes import Share

ABOUT = About(
    office="Dinas Kesehatan",
    office_code="1.02",
    month=Month(2026, 2),
    list_number="DP-2026-02",
    locked_on=date(2026, 2, 3),
)
LONG = "Raden Ajeng " + "Kusumawardhani " * 6
HARD = (
    'Rudi; "Tri", | Hartono\tS.E.',
    "=1+1",
    " @Wulan",
    "-",
    "＝Endah",
    LONG.strip(),
    "Nur\nSari",
)
EVERY = CsvShape(
    columns=tuple(
        CsvColumn(header=str(one), field=one, text="P-01" if one is Field.FIXED else "")
        for one in Field
    )
)


def _share(name: str, idr: int = 16_800) -> Share:
    return Share(
        sponsor_id=1,
        nip="198511062010012901",
        name=name,
        kind="pns",
        source="gaji",
        workers=2,
        amount_idr=idr,
        credit_idr=0,
        change="same",
    )


def _read(shape: CsvShape, content: bytes) -> list[list[str]]:
    text = content.decode(ENCODINGS[shape.encoding])
    ends = LINE_ENDS[shape.line_end]
    assert text.endswith(ends)
    assert ("\r\n" in text) == (ends == "\r\n")
    return list(csv.reader(StringIO(text), delimiter=SEPARATORS[shape.separator]))


def test_every_shape_reads_back_cell_by_cell_and_line_by_line():
    for signs in product(SEPARATORS, ("utf8", "utf8-bom"), LINE_ENDS, (True, False), (True, False)):
        names = ("separator", "encoding", "line_end", "has_header", "is_quoted")
        shape = replace(EVERY, **dict(zip(names, signs, strict=True)))

        rows = _read(shape, csv_bytes(shape, [_share(name) for name in HARD], ABOUT))

        assert len(rows) == len(HARD) + shape.has_header
        body = [dict(zip(Field, row, strict=True)) for row in rows[shape.has_header :]]
        assert [row[Field.NAME] for row in body] == [
            'Rudi; "Tri", | Hartono S.E.',
            *("'=1+1", "'@Wulan", "'-", "'＝Endah", LONG.strip(), "Nur Sari"),
        ]
        assert {row[Field.NIP] for row in body} == {"198511062010012901"}
        assert [row[Field.ROW] for row in body] == [str(n) for n in range(1, len(HARD) + 1)]
        assert body[0][Field.NIP_SPACED] == "19851106 201001 2 901"
        assert (body[0][Field.YEAR_MONTH], body[0][Field.MONTH]) == ("202602", "02")
        assert (body[0][Field.FIXED], body[0][Field.EMPTY]) == ("P-01", "")
        assert read_shape(kept(shape)) == shape


def test_amounts_and_days_have_the_shape_that_was_chosen():
    def first(column, **changed):
        shape = replace(
            USUAL, has_header=False, columns=(CsvColumn(header="", field=column),), **changed
        )
        ((cell,),) = _read(shape, csv_bytes(shape, [_share("Siti", 1_016_800)], ABOUT))
        return cell

    assert [first(Field.AMOUNT, amount=one) for one in AMOUNTS] == [
        *("1016800", "1.016.800", "1016800,00", "1016800.00")
    ]
    assert [first(Field.LOCKED_ON, day=one) for one in DAYS] == [
        *("03/02/2026", "03-02-2026", "2026-02-03", "20260203")
    ]


def test_a_name_that_the_encoding_cannot_write_is_refused_by_name_and_never_a_question_mark():
    old = replace(USUAL, encoding="windows1252")
    fine = _share(normalize("NFD", "Renée Müller"))  # two signs for é become one
    assert "Renée Müller".encode("cp1252") in csv_bytes(old, [fine], ABOUT)

    names = ["Nguyễn Văn An", "Siti", "Đorđe"]
    with pytest.raises(CannotWrite) as refused:
        csv_bytes(old, [_share(name) for name in names], ABOUT)

    told = refused.value.finding.message()
    assert "Nguyễn Văn An, Đorđe" in told
    assert "“ễ”" in told
    assert "2 nama" in told
    assert csv_bytes(USUAL, [_share(name) for name in names], ABOUT).count(b"?") == 0


def test_an_office_without_the_code_its_layout_shows_is_told_so():
    with pytest.raises(NoOfficeCode) as refused:
        csv_bytes(EVERY, [], replace(ABOUT, office_code=""))

    assert "Dinas Kesehatan" in refused.value.finding.message()
    assert csv_bytes(USUAL, [], replace(ABOUT, office_code="")).startswith(b"\xef\xbb\xbfNIP;Nama")


def test_a_layout_says_all_that_is_to_be_put_right():
    nip, amount = CsvColumn(header="NIP", field=Field.NIP), CsvColumn(header="", field=Field.AMOUNT)
    fixed = CsvColumn(header="=1", field=Field.FIXED)
    odd = CsvColumn(header="Jumlah Ễ", field=Field.FIXED, text="x" * 41)

    assert faults(USUAL) == faults(EVERY) == {}
    assert faults(replace(USUAL, columns=())) == {"columns": "deductions.layout_no_columns"}
    assert faults(replace(USUAL, columns=(nip,))) == {"columns": "deductions.layout_not_enough"}
    shape = replace(USUAL, encoding="windows1252", columns=(nip, amount, fixed, odd))
    assert faults(shape) == {
        "header-2": "deductions.layout_header_empty",
        "header-3": "deductions.layout_text_formula",
        "text-3": "deductions.layout_text_empty",
        "header-4": "deductions.layout_text_signs",
        "text-4": "deductions.layout_text_long",
    }
    assert faults(replace(USUAL, has_header=False, columns=(nip, amount))) == {}


def test_no_field_is_about_a_worker():
    """The whole list: whoever adds one says here that it is about payroll and about no worker."""
    assert set(Field) == {
        *("nip", "nip_spaced", "name", "amount", "workers", "office", "office_code"),
        *("year_month", "month", "year", "locked_on", "list_number", "row", "fixed", "empty"),
    }
