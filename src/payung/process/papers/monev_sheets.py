"""The numbers of a report as sheets: what its workbook and its CSV hold, from the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from payung.kernel.clock import in_wib
from payung.kernel.wording import say
from payung.reports.leaders.offices import OfficeRow
from payung.reports.packs.facts import Pack
from payung.reports.packs.rows import is_rupiah
from payung.stages.monitoring.sums import Figure, OfficeFigures, Stated, Totals

TEXT, WHOLE, IDR, DECIMAL, DAY, MONTH = "text", "whole", "idr", "decimal", "day", "month"
Value = str | int | float | None
"""As JSON keeps it: a decimal is text with a dot, a day is ISO."""


@dataclass(frozen=True)
class Column:
    name: str
    kind: str = TEXT
    code: str = ""
    """The figure that it holds, as screens.md numbers it."""


_FIGURES: Final = (
    *(Column("kode"), Column("angka"), Column("bulan", MONTH), Column("bagian", WHOLE)),
    *(Column("dari", WHOLE), Column("persen", DECIMAL), Column("satuan"), Column("status")),
    *(Column("keadaan"), Column("sumber")),
)
_MONEY: Final = (
    *(Column("ditagih_rp", IDR, "N8"), Column("dipotong_rp", IDR, "N8")),
    *(Column("disetor_rp", IDR, "N8"), Column("diterima_bpjs_rp", IDR, "N8")),
    *(Column("menunggu_bpjs_rp", IDR, "N8"), Column("tertahan_rp", IDR, "N8")),
    *(Column("dikembalikan_rp", IDR, "N8"), Column("belum_jelas_rp", IDR, "N8")),
)
_COUNTED: Final = (
    *(Column("asn", WHOLE, "N1"), Column("asn_ikut", WHOLE, "N2")),
    *(Column("partisipasi_persen", DECIMAL, "N3"), Column("pekerja_terlindungi", WHOLE, "N4")),
    Column("pekerja_per_100_asn", DECIMAL, "N5"),
)
_WAY: Final = (
    *(Column("terdaftar", WHOLE), Column("bernomor_bpjs", WHOLE), Column("pernah_dibayar", WHOLE)),
    *(Column("belum_dibayar", WHOLE), Column("dua_belas_bulan", WHOLE)),
    *(Column("potongan_diminta", WHOLE), Column("potongan_berhasil", WHOLE)),
)
_MONTHS: Final = (
    *(Column("bulan", MONTH), *_COUNTED, Column("kantor_wajib_lapor", WHOLE, "N6")),
    *(Column("kantor_menutup", WHOLE, "N6"), Column("kantor_tepat_waktu", WHOLE, "N7")),
    *(*_MONEY, *_WAY, Column("status")),
)
_OFFICES: Final = (
    *(Column("kantor"), Column("kelas"), Column("bulan", MONTH), *_COUNTED),
    *(Column("perubahan_poin", DECIMAL), Column("tempat", WHOLE), Column("keadaan_lapor")),
    *(Column("ditutup_pada", DAY, "N7"), *_MONEY, Column("tertahan_sejak", DAY), *_WAY),
)
_HELD: Final = (Column("umur"), Column("kantor", WHOLE), Column("tertahan_rp", IDR, "N8"))
_CORRECTIONS: Final = (
    *(Column("kantor"), Column("bulan", MONTH), Column("angka"), Column("sebelum", WHOLE)),
    *(Column("sesudah", WHOLE), Column("diketahui")),
)
_STATED: Final = (
    *(Column("kode"), Column("angka"), Column("bulan", MONTH), Column("tanggal", DAY)),
    *(Column("bagian", WHOLE), Column("dari", WHOLE), Column("persen", DECIMAL)),
    *(Column("sumber"), Column("tercetak")),
)


def sheets_of(pack: Pack) -> list[dict[str, Any]]:
    """Return the sheets of a report; the first is N1 to N11, which the CSV holds too."""
    made = [
        sheet("angka", _FIGURES, [_figure(one) for one in pack.figures]),
        sheet("kantor", _OFFICES, [_office(row, pack.on) for row in pack.offices]),
        sheet("bulan", _MONTHS, [_month(one) for _, one in pack.line if one is not None]),
        sheet(
            "tertahan",
            _HELD,
            [[say(f"paper.d11.age_{x.age}"), x.offices, x.held_idr] for x in pack.held],
        ),
        sheet("koreksi", _CORRECTIONS, _corrections(pack)),
    ]
    if pack.history:
        made.append(sheet("sebelum", _STATED, [_stated(one) for one in pack.history]))
    return made


def sheet(slug: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> dict[str, Any]:
    """Return one sheet as facts keep it: its columns with their words, and its rows."""
    return {
        "slug": slug,
        "title": say(f"paper.sheet.{slug}"),
        "columns": [
            {
                "name": column.name,
                "kind": column.kind,
                "code": column.code,
                "words": say(f"paper.column.{column.name}"),
            }
            for column in columns
        ],
        "rows": [list(row) for row in rows],
    }


def _figure(one: Figure) -> list[Value]:
    unit = "rupiah" if is_rupiah(one.code) else "days" if one.code == "N11.days" else "count"
    return [
        one.code,
        say(one.name),
        str(one.month),
        one.part,
        one.whole,
        _decimal(one.percent),
        say(f"paper.unit.{unit}"),
        _status(is_open=one.is_provisional),
        in_wib(one.as_of).isoformat(timespec="minutes"),
        one.source_words or say(one.source),
    ]


def _office(row: OfficeRow, on: date) -> list[Value]:
    office, share = row.office, row.share
    return [
        *(office.name, say(f"figures.size.{office.size}"), str(office.month), office.asn),
        *(share.part if share else None, _decimal(share.percent if share else None)),
        *(office.covered, _decimal(office.per_hundred.percent), _decimal(row.change), row.place),
        *(say(f"figures.status.{office.status_on(on)}"), _day(office.closed_on)),
        *_money(office),
        _day(office.money.held_since),
        *_way(office),
    ]


def _month(one: Totals) -> list[Value]:
    return [
        *(str(one.month), one.asn, one.joined, _decimal(one.participation.percent)),
        *(one.covered, _decimal(one.per_hundred.percent), one.assigned, one.closed, one.on_time),
        *_money(one),
        *_way(one),
        _status(is_open=one.is_provisional),
    ]


def _money(one: OfficeFigures | Totals) -> list[Value]:
    money = one.money
    return [
        *(money.billed_idr, money.cut_idr, money.remitted_idr, money.received_idr),
        *(money.transit_idr, money.held_idr, money.returned_idr, money.suspense_idr),
    ]


def _way(one: OfficeFigures | Totals) -> list[Value]:
    return [
        *(one.registered, one.accepted, one.begun, one.queued, one.full_year),
        *(one.lines, one.lines_cut),
    ]


def _corrections(pack: Pack) -> list[list[Value]]:
    return [
        [
            *(one.name, str(one.month), change.code, change.before, change.after),
            in_wib(one.taken_at).isoformat(timespec="minutes"),
        ]
        for one in pack.corrections
        for change in one.changed
    ]


def _stated(one: Stated) -> list[Value]:
    return [
        *(one.code, say(one.figure.name), str(one.month), _day(one.on), one.part, one.whole),
        *(_decimal(one.percent), one.source, one.printed),
    ]


def _status(*, is_open: bool) -> str:
    return say("figures.provisional" if is_open else "paper.monev.closed")


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
