"""D11 and D12: one frozen set of figures, as report, page, slides, workbook and file."""

import csv
import os
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from payung.foundation.documents.forms import made_as
from payung.foundation.documents.problems import NoSuchForm
from payung.foundation.documents.queries import facts_of
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.papers import NothingToPrint, NotYours
from payung.process.papers.head import head_of
from payung.process.papers.meeting_paper import paged
from payung.process.papers.monev_pack import print_pack
from payung.process.papers.monev_parts import amount
from payung.process.papers.monev_report import report_facts
from payung.reports.packs.agenda import NOTHING, Agenda, Item
from payung.reports.packs.facts import pack_facts
from payung.stages.monitoring.files import PAST, read_history
from payung.stages.monitoring.models import OfficeMonth
from payung.stages.monitoring.operations import load_history, set_target
from tests.factories.papers import texts
from tests.factories.published import LONG, figures
from tests.factories.world import SYSTEM, World, actor
from tests.factories.world_fixture import empty_world  # noqa: F401  # pytest finds it by name
from tests.process.papers.slide_shapes import faults_of

pytestmark = pytest.mark.django_db
KILOBYTE = 1024
LONG_WORDS = "Mengirim daftar pegawai yang sudah setuju kepada bendahara gaji, beserta " * 3


def _agenda(on: date) -> Agenda:
    items = [
        Item(words=LONG_WORDS, owner=f"{LONG} (Kepala)", due_on=on - timedelta(days=3)),
        *[
            Item(words=f"Menghubungi kantor ke-{number}", owner="Sekretariat", due_on=on)
            for number in range(1, 12)
        ],
    ]
    return Agenda(
        title="Rapat monev",
        held_on=on,
        time="09.00 WIB",
        place="Pendopo",
        points=("Tindak lanjut rapat lalu", "Keadaan bulan ini"),
        open=tuple(items),
    )


def _pdf(document_id: int, by: Actor, name: str, *, wide: bool = False) -> list[str]:
    content = paper_pdf(facts_of(viewer=by.viewer, document_id=document_id), wide=wide)
    _keep(f"{name}.pdf", content)
    assert len(content) < 150 * KILOBYTE, name
    return texts(content)


def _form(document_id: int, by: Actor, form: str, name: str) -> bytes:
    made = made_as(facts_of(viewer=by.viewer, document_id=document_id), form)
    _keep(f"{name}.{made.ending}", made.content)
    return made.content


def _keep(name: str, content: bytes) -> None:
    if folder := os.environ.get("PAYUNG_PICTURES_TO"):
        Path(folder, name).write_bytes(content)


def test_more_paid_on_than_was_cut_is_taken_away_in_the_sum(empty_world: World) -> None:  # noqa: F811
    world, by = empty_world, actor(empty_world, Role.SECRETARIAT)
    figures(regency_id=world.regency_id, offices=1, months=1, late=0, by=SYSTEM, at=world.at)
    last = Month.of(today_in_wib(world.at)).previous
    pack = pack_facts(regency_id=world.regency_id, month=last, as_of=world.at, viewer=by.viewer)
    assert pack is not None
    received = pack.now.money.cut_idr + 16_800
    money = replace(pack.now.money, received_idr=received, transit_idr=0)
    over = replace(pack, now=replace(pack.now, money=money))
    head = head_of(
        viewer=by.viewer, kind="D11", regency_id=world.regency_id, on=today_in_wib(world.at)
    )

    said = report_facts(over, head, NOTHING)["equation"]

    assert "Rp0 − Rp16.800 (diterima" in said
    assert "dikembalikan − disetor lebih dari potongan)" in said
    assert amount(-16_800) == "−Rp16.800"


def test_a_month_on_paper_on_slides_and_in_a_workbook(empty_world: World) -> None:  # noqa: F811
    """J33: forty offices, names of a hundred letters, a dozen things to do."""
    world, by = empty_world, actor(empty_world, Role.SECRETARIAT)
    on = today_in_wib(world.at)
    last = Month.of(on).previous
    with pytest.raises(NothingToPrint):
        print_pack(regency_id=world.regency_id, month=last, as_of=world.at, by=by, at=world.at)
    figures(regency_id=world.regency_id, offices=40, months=12, seed=2, by=SYSTEM, at=world.at)
    for code, percent in (("N3", Decimal("30")), ("N5", Decimal("35"))):
        set_target(
            regency_id=world.regency_id,
            year=on.year,
            size="",
            code=code,
            percent=percent,
            due_on=date(on.year, 12, 31),
            reason="SE Bupati",
            by=by,
            at=world.at,
        )
    asked = {"regency_id": world.regency_id, "month": last, "as_of": world.at}
    forms = print_pack(**asked, agenda=_agenda(on), by=by, at=world.at)
    report, slides = dict.fromkeys(form.document_id for form in forms)
    assert print_pack(**asked, agenda=_agenda(on), by=by, at=world.at + timedelta(days=1)) == forms
    with pytest.raises(NotYours):
        print_pack(**asked, by=actor(world, Role.OFFICER), at=world.at)

    pack = pack_facts(**asked, viewer=by.viewer)
    assert pack is not None
    first, second, *annex = _pdf(report, by, "d11-40")
    page = _pdf(slides, by, "d12-40")
    wide = _pdf(slides, by, "d12-40-lebar", wide=True)
    assert len(page) == 1, "the meeting's paper is one page"
    for said in (first, page[0], wide[0]):
        assert pack.finding() in said
        assert "Keadaan" in said
    assert f"MONEV-33.24-{last}" in first
    assert "Belum lapor" in " ".join(annex)
    assert "Dipotong Rp" in first + second
    assert LONG.split(",")[0] in " ".join(annex)
    assert "lewat waktu" in second
    assert len(annex) == 1, "two pages and an annex"
    for number in range(1, 12):
        assert re.search(rf"kantor ke-{number}\b", " ".join([second, *annex])), "none vanishes"
    assert "lagi, lihat lampiran" in second
    shares = re.findall(r"\d+(?:,\d+)?%", " ".join(annex))
    assert {len(share.partition(",")[2]) for share in shares} == {len("00%")}
    _slides_are_whole(_form(slides, by, "pptx", "d12-40"), wide, pack.finding())
    _workbook_is_whole(_form(report, by, "xlsx", "d11-40"), len(pack.offices))
    with pytest.raises(NoSuchForm):
        made_as(facts_of(viewer=by.viewer, document_id=report), "pptx")


def _slides_are_whole(content: bytes, wide: list[str], finding: str) -> None:
    deck = Presentation(BytesIO(content))
    assert len(deck.slides) == len(wide)
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)
    kinds = set()
    for slide, page in zip(deck.slides, wide, strict=True):
        title = slide.shapes.title.text_frame.text
        assert title
        assert title.split(" (")[0] in page, "the same slides in both files"
        assert faults_of(slide, deck) == []
        notes = slide.notes_slide.notes_text_frame.text
        assert "Sumber" in notes
        assert "RAPAT-33.24" in notes
        kinds |= {"table" for shape in slide.shapes if shape.has_table}
        kinds |= {"chart" for shape in slide.shapes if shape.has_chart}
    assert kinds == {"table", "chart"}
    assert deck.slides[0].shapes.title.text_frame.text == finding


def _workbook_is_whole(content: bytes, offices: int) -> None:
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == [
        *("Keterangan", "Angka N1-N11", "Kantor", "Dua belas bulan", "Uang tertahan"),
        *("Koreksi", "Kamus data"),
    ]
    assert book["Kantor"].max_row == offices + 1
    explained = {row[1].value for row in book["Kamus data"].iter_rows(min_row=2)}
    for sheet in book.worksheets[1:-1]:
        assert {cell.value for cell in sheet[1]} <= explained


def test_what_changes_later_leaves_a_printed_pack_as_it_was(empty_world: World) -> None:  # noqa: F811
    """A month opened again after its pack: the old moment keeps its numbers, the next names it."""
    world, by = empty_world, actor(empty_world, Role.SECRETARIAT)
    figures(regency_id=world.regency_id, offices=3, months=3, late=0, by=SYSTEM, at=world.at)
    last = Month.of(today_in_wib(world.at)).previous
    then = world.at + timedelta(minutes=1)
    asked = {"regency_id": world.regency_id, "month": last}
    before = pack_facts(**asked, as_of=then, viewer=by.viewer)
    newest = OfficeMonth.objects.filter(month=last.first_day, covered__gt=1).latest("id")
    newest.pk, newest.version = None, newest.version + 1
    newest.taken_at, newest.covered = then + timedelta(hours=1), newest.covered - 1
    newest.closed_on = None
    newest.save(force_insert=True)

    assert pack_facts(**asked, as_of=then, viewer=by.viewer) == before
    now = pack_facts(**asked, as_of=then + timedelta(hours=2), viewer=by.viewer, since=then)
    assert before is not None
    assert now is not None
    assert now.now.covered == before.now.covered - 1
    assert now.is_provisional
    assert not before.is_provisional
    (correction,) = now.corrections
    assert [(one.code, one.after - one.before) for one in correction.changed] == [("covered", -1)]
    forms = print_pack(**asked, as_of=then + timedelta(hours=2), by=by, at=world.at)
    said = " ".join(_pdf(forms[0].document_id, by, "d11-koreksi"))
    assert "Pekerja terlindungi: dulu" in said
    assert "sementara" in said


def test_kendals_summer_stands_in_the_pack_under_its_right_names(
    empty_world: World,  # noqa: F811
) -> None:
    world, by = empty_world, actor(empty_world, Role.LEADER)
    entries = read_history((PAST / "33.24.yaml").read_bytes())
    load_history(entries=entries, place="33.24", by=SYSTEM, at=world.at)
    figures(regency_id=world.regency_id, offices=1, months=1, late=0, by=SYSTEM, at=world.at)
    last = Month.of(today_in_wib(world.at)).previous
    forms = print_pack(regency_id=world.regency_id, month=last, as_of=world.at, by=by, at=world.at)

    said = " ".join(" ".join(_pdf(forms[0].document_id, by, "d11-kendal")).split())

    for name, counts in (
        ("Pekerja per 100 ASN 10/06/2025", "728 dari 10.292 (7,07)"),
        ("Pekerja per 100 ASN 19/08/2025", "974 dari 10.345 (9,42)"),
        ("Partisipasi di kantor yang ikut 19/08/2025", "573 dari 1.834 (31,24%)"),
        ("Terdaftar, belum mulai dibayar 19/08/2025", "282"),
    ):
        assert f"{name} {counts} menurut" in said
    book = openpyxl.load_workbook(BytesIO(_form(forms[0].document_id, by, "xlsx", "kendal")))
    rows = [[cell.value for cell in row] for row in book["Sebelum Payung"].iter_rows(min_row=2)]
    assert [974, 10345, 9.42] in [row[4:7] for row in rows]
    lines = list(csv.reader(StringIO(_form(forms[0].document_id, by, "csv", "kendal").decode())))
    assert lines[0][:4] == ["kode", "angka", "bulan", "bagian"]


def test_four_hundred_offices_keep_a_report_small(empty_world: World) -> None:  # noqa: F811
    world, by = empty_world, actor(empty_world, Role.SECRETARIAT)
    figures(regency_id=world.regency_id, offices=400, months=2, by=SYSTEM, at=world.at)
    last = Month.of(today_in_wib(world.at)).previous
    forms = print_pack(regency_id=world.regency_id, month=last, as_of=world.at, by=by, at=world.at)
    pages = _pdf(forms[0].document_id, by, "d11-400")
    assert "Kantor Uji Nomor 398" in " ".join(pages)
    assert all("Partisipasi" in page for page in pages[2:-1]), "the table's head on every page"
    assert len(_pdf(forms[-1].document_id, by, "d12-400")) == 1


def test_one_office_has_a_report_of_its_own(empty_world: World) -> None:  # noqa: F811
    world, by = empty_world, actor(empty_world, Role.SECRETARIAT)
    ids = figures(
        regency_id=world.regency_id, offices=16, months=12, late=0, by=SYSTEM, at=world.at
    )
    asked = {"month": Month.of(today_in_wib(world.at)).previous, "as_of": world.at}
    forms = print_pack(regency_id=world.regency_id, agency_id=ids[1], **asked, by=by, at=world.at)
    assert {form.form for form in forms} == {"", "xlsx", "csv"}
    pages = _pdf(forms[0].document_id, by, "d11-kantor")
    assert LONG.split(",")[0] in pages[0]
    assert "Kantor Uji Nomor" not in " ".join(pages)
    with pytest.raises(NothingToPrint):
        print_pack(
            regency_id=world.regency_id,
            agency_id=world.agencies["Dinas Kesehatan"],
            **asked,
            by=by,
            at=world.at,
        )


def test_long_rows_go_on_to_the_next_slide() -> None:
    short, long = ("a", "b", "c", "d"), ("x" * 300, "b", "c", "d")
    assert [len(page) for page in paged([short] * 10)] == [10]
    assert [len(page) for page in paged([short] * 11)] == [10, 1]
    assert [len(page) for page in paged([short] * 5 + [long])] == [5, 1]
    assert [len(page) for page in paged([("x" * 2000, "b", "c", "d"), short])] == [1, 1]
