"""The workbook that an office fills in: text columns, lists to choose from, and our signature."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from payung.kernel.keyring import header_key
from payung.kernel.people import Viewer
from payung.stages.enrolment.sums.entries import COLUMNS
from payung.stages.intake.gateway import safe, sign_header
from payung.stages.intake.gateway.marked import BUILT_AT, OPTIONS
from payung.stages.intake.sums import REGISTRATIONS, column_letters
from payung.stages.registry.models import Agency, Area

KIND: Final = "registrations"
VERSION: Final = "2026-12"
SHEET: Final = "Pendaftaran"
LISTS: Final = "Pilihan"
HEADER_ROW: Final = 3
"""Counted from 0; above it the signed cell, the title and the three rules."""
_WIDTHS: Final = {"nip": 22, "nik": 20, "name": 28, "address": 36, "sponsor_name": 28}
ORDER: Final = (
    *("nik", "name", "birth_place", "born", "sex", "occupation", "relation", "district"),
    *("address", "phone", "heir", "nip", "sponsor_name"),
)
"""The order of the paper form, so that a sheet is typed without looking up."""
_RELATIONS: Final = ("Keluarga", "Tetangga", "Pekerja di rumah", "Langganan", "Lainnya")
_OCCUPATIONS: Final = (
    *("Petani", "Buruh tani", "Nelayan", "Pedagang kecil", "Tukang batu", "Tukang kayu"),
    *("Asisten rumah tangga", "Ojek", "Sopir", "Penjahit", "Kuli angkut", "Pemulung"),
)
_RULES: Final = (
    "Satu baris satu pekerja. NIK dan NIP sebagai teks. Tanggal lahir dd/mm/tttt. "
    "Jangan mengubah baris 1 dan judul kolom."
)


def registrations_template(
    *, viewer: Viewer, agency_id: int, made_at: datetime | None = None
) -> bytes:
    """
    Return the office's empty workbook; what is chosen from a list may also be typed freely.

    :param made_at: signed into the workbook, so that a later one is known to be newer.
    :raises DoesNotExist: there is no such office, or it is not the viewer's.
    """
    office = Agency.objects.visible_to(viewer).select_related("regency").get(pk=agency_id)
    districts = Area.objects.filter(parent_code=office.regency.code).order_by("name")
    fields = {"kind": KIND, "version": VERSION, "office": str(agency_id)}
    if made_at is not None:
        fields["made"] = made_at.isoformat(timespec="seconds")
    return _workbook(
        signed=sign_header(fields, header_key()),
        title=f"Pendaftaran pekerja rentan: {office.name}",
        offers={
            "sex": ("L", "P"),
            "occupation": _OCCUPATIONS,
            "relation": _RELATIONS,
            "district": tuple(districts.values_list("name", flat=True)),
        },
    )


def _workbook(*, signed: str, title: str, offers: Mapping[str, Sequence[str]]) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, OPTIONS)
    book.set_properties({"created": BUILT_AT, "title": title})
    page = book.add_worksheet(SHEET)
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"num_format": "@", "bold": True, "bg_color": "#E0EEE6", "bottom": 1})
    page.write_string(0, 0, signed, book.add_format({"font_color": "#9A9A9A", "font_size": 7}))
    page.write_string(1, 0, safe(title), book.add_format({"bold": True, "font_size": 14}))
    page.write_string(2, 0, _RULES)
    titles = {column.key: column.title for column in COLUMNS}
    for place, key in enumerate(ORDER):
        page.set_column(place, place, _WIDTHS.get(key, 16), text)
        page.write_string(HEADER_ROW, place, titles[key], bold)
    lists = book.add_worksheet(LISTS)
    for place, (key, choices) in enumerate(offers.items()):
        lists.write_column(0, place, [safe(choice) for choice in choices])
        _offer(page, key, place, len(choices))
    lists.hide()
    page.freeze_panes(HEADER_ROW + 1, 2)
    book.close()
    return output.getvalue()


def _offer(page: Worksheet, key: str, place: int, count: int) -> None:
    """Let a column's cells be chosen from a list; other words stay possible."""
    if not count:
        return
    letters = column_letters(place)
    column = ORDER.index(key)
    page.data_validation(
        HEADER_ROW + 1,
        column,
        HEADER_ROW + REGISTRATIONS.rows,
        column,
        {
            "validate": "list",
            "source": f"={LISTS}!${letters}$1:${letters}${count}",
            "show_error": False,
        },
    )
