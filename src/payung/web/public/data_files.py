"""The files of a regency's open data (S04): what each holds, from the rows that pages show."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from payung.kernel.wording import say
from payung.reports.homes.places import Place
from payung.reports.published.cells import cells_for_all
from payung.reports.published.months import PublicMonth, headline, known, line
from payung.reports.published.ranking import newest_ranking
from payung.reports.published.ranking_table import ranking_table
from payung.reports.published.regencies import compared
from payung.reports.published.tables import (
    DAY,
    DECIMAL,
    IDR,
    MOMENT,
    MONTH,
    OFFICES,
    PEOPLE,
    PERCENT,
    WHOLE,
    Cell,
    Column,
    Table,
)
from payung.stages.monitoring.queries import history_of
from payung.stages.monitoring.sums.shares import Figure
from payung.web.requests import public

LANG: Final = "id"
"""Files are the same for everybody, whatever language the page speaks."""
MONTHS: Final = 36
_PLACE: Final = (Column(name="kode_wilayah"), Column(name="wilayah"))
_MONTHLY: Final = (
    *_PLACE,
    Column(name="bulan", kind=MONTH),
    Column(name="status"),
    Column(name="asn", kind=WHOLE, unit=PEOPLE, code="N1"),
    Column(name="asn_ikut_serta", kind=WHOLE, unit=PEOPLE, code="N2"),
    Column(name="partisipasi_persen", kind=DECIMAL, unit=PERCENT, code="N3"),
    Column(name="pekerja_terlindungi", kind=WHOLE, unit=PEOPLE, code="N4"),
    Column(name="pekerja_per_100_asn", kind=DECIMAL, code="N5"),
    Column(name="kantor_wajib_lapor", kind=WHOLE, unit=OFFICES, code="N6"),
    Column(name="kantor_menutup", kind=WHOLE, unit=OFFICES, code="N6"),
    Column(name="kantor_tepat_waktu", kind=WHOLE, unit=OFFICES, code="N7"),
    Column(name="diterima_bpjs_rupiah", kind=WHOLE, unit=IDR, code="N8"),
    Column(name="disembunyikan"),
    Column(name="keadaan", kind=MOMENT),
)
_CELLS: Final = (
    *_PLACE,
    Column(name="bulan", kind=MONTH),
    Column(name="rincian"),
    Column(name="kode_nilai"),
    Column(name="nilai"),
    Column(name="pekerja_terlindungi", kind=WHOLE, unit=PEOPLE, code="N4"),
    Column(name="pekerja_seluruhnya", kind=WHOLE, unit=PEOPLE, code="N4"),
    Column(name="disembunyikan"),
)
_STATED: Final = (
    *_PLACE,
    Column(name="bulan", kind=MONTH),
    Column(name="tanggal", kind=DAY),
    Column(name="kode_angka"),
    Column(name="angka"),
    Column(name="bagian", kind=WHOLE),
    Column(name="pembagi", kind=WHOLE),
    Column(name="persen", kind=DECIMAL, unit=PERCENT),
    Column(name="sumber"),
    Column(name="alamat_sumber"),
    Column(name="tercetak"),
)
_REGENCIES: Final = (
    *_PLACE,
    Column(name="bulan", kind=MONTH),
    Column(name="status"),
    Column(name="kode_angka"),
    Column(name="angka"),
    Column(name="bagian", kind=WHOLE),
    Column(name="pembagi", kind=WHOLE),
    Column(name="persen", kind=DECIMAL, unit=PERCENT),
    Column(name="tempat", kind=WHOLE),
    Column(name="sumber"),
)
_DICTIONARY: Final = tuple(
    Column(name=name)
    for name in ("berkas", "kolom", "jenis", "satuan", "definisi", "arti", "arti_inggris")
)


def monthly(place: Place, on: date) -> Table:
    """Return the line of S03, farther back."""
    viewer = public(place.regency_id)
    now = headline(viewer=viewer, on=on)
    found = [] if now is None else line(viewer=viewer, until=now.month, months=MONTHS)
    rows = known(found)
    return Table(
        slug="bulanan",
        of=place.regency_code,
        columns=_MONTHLY,
        rows=[_month_row(place, one) for one in rows],
        first=rows[0].month if rows else None,
        last=rows[-1].month if rows else None,
        changed_at=max((one.as_of for one in rows if one.as_of), default=None),
    )


def detailed(place: Place, on: date) -> Table:
    """Return who is covered, by occupation, age, sex and sub-district."""
    found = cells_for_all(viewer=public(place.regency_id), on=on)
    rows: list[list[Cell]] = [
        [
            *(place.regency_code, place.regency, group.month),
            say(f"figures.dimension.{group.dimension}", LANG),
            one.cell.value,
            one.words(LANG),
            *(one.workers, group.whole, _yes(is_true=one.workers is None)),
        ]
        for group in found
        for one in group.cells
    ]
    month = found[0].month if found else None
    return Table(
        slug="rincian", of=place.regency_code, columns=_CELLS, rows=rows, first=month, last=month
    )


def offices(place: Place, on: date) -> Table:
    """Return the newest ranking, every class."""
    found = newest_ranking(viewer=public(place.regency_id), on=on)
    return ranking_table(place, found)


def regencies(place: Place, on: date) -> Table:
    """Return the regencies of the province beside each other."""
    found = compared(viewer=public(), code=place.regency_code, on=on)
    rows: list[list[Cell]] = []
    for one in found.rows if found else ():
        for figure in one.figures:
            status = say("open_data.status.final", LANG)
            if figure.is_provisional:
                status = say("figures.provisional", LANG)
            source = figure.source_words or say(figure.source, LANG)
            rows.append(
                [one.code, one.name, figure.month, status, *_figure(figure), one.place_of(figure),
                 source]
            )  # fmt: skip
    month = found.month if found else None
    return Table(
        slug="kabupaten",
        of=place.regency_code[:2],
        columns=_REGENCIES,
        rows=rows,
        first=month,
        last=month,
    )


def before(place: Place, on: date) -> Table:
    """Return what others published about the regency, each with its source."""
    del on
    found = history_of(viewer=public(place.regency_id), place=place.regency_code)
    rows: list[list[Cell]] = [
        [
            *(one.place, one.place_name, one.month, one.on, *_figure(one.figure)),
            *(one.source, one.address, one.printed),
        ]
        for one in found
    ]
    return Table(
        slug="sebelum-payung",
        of=place.regency_code,
        columns=_STATED,
        rows=rows,
        first=found[0].month if found else None,
        last=found[-1].month if found else None,
        changed_at=max((one.said_at for one in found), default=None),
    )


MAKERS: Final[Mapping[str, Callable[[Place, date], Table]]] = {
    "bulanan": monthly,
    "peringkat": offices,
    "rincian": detailed,
    "kabupaten": regencies,
    "sebelum-payung": before,
}


def tables_of(place: Place, on: date) -> list[Table]:
    """Return all files of a place, the dictionary last."""
    made = [make(place, on) for make in MAKERS.values()]
    return [*made, dictionary(place, made)]


def dictionary(place: Place, tables: list[Table]) -> Table:
    """Return what every column of every file means, in both languages."""
    rows: list[list[Cell]] = [
        [
            *(table.name, column.name, say(f"open_data.is.{column.kind}", LANG)),
            *(column.unit and say(f"open_data.is.{column.unit}", LANG), column.code),
            say(f"open_data.col.{column.name}", "id"),
            say(f"open_data.col.{column.name}", "en"),
        ]
        for table in tables
        for column in table.columns
    ]
    return Table(slug="kamus-data", of=place.regency_code, columns=_DICTIONARY, rows=rows)


def table_of(place: Place, slug: str, on: date) -> Table | None:
    """Return one file; None for one that there is not."""
    if slug == "kamus-data":
        return tables_of(place, on)[-1]
    make = MAKERS.get(slug)
    return None if make is None else make(place, on)


def _month_row(place: Place, one: PublicMonth) -> list[Cell]:
    status = "figures.provisional" if one.is_provisional else "open_data.status.final"
    return [
        *(place.regency_code, place.regency, one.month, say(status, LANG)),
        *(one.asn, one.joined, _percent(one.participation)),
        *(one.covered, _percent(one.per_hundred)),
        *(one.assigned, one.closed, one.on_time, one.received_idr),
        *(" ".join(sorted(one.hidden)), one.as_of),
    ]


def _figure(figure: Figure) -> list[Cell]:
    return [figure.code, say(figure.name, LANG), figure.part, figure.whole, figure.percent]


def _percent(figure: Figure | None) -> Decimal | None:
    return None if figure is None else figure.percent


def _yes(*, is_true: bool) -> str:
    return say("open_data.yes" if is_true else "open_data.no", LANG)
