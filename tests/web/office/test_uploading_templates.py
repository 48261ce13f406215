"""The office template, an older one, and large sheets that wait for the worker."""

import io
from datetime import timedelta

import openpyxl
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.foundation.audit.models import Event
from payung.kernel.people import Role
from payung.stages.enrolment.files.template import ORDER, registrations_template
from payung.stages.enrolment.files.uploads import MOST_A_DAY, read_waiting
from payung.stages.enrolment.queries.uploads import upload_of
from payung.stages.enrolment.sums.entries import COLUMNS
from payung.stages.enrolment.sums.uploads import Step
from tests.factories import world as worlds
from tests.factories.enrolment import nik, row, sheet
from tests.factories.world import World
from tests.stages.intake.workbooks import csv, members, patched, xls
from tests.web.office.conftest import forty, sent, upload
from tests.web.office.sheets import PAGE, registrations
from tests.web.signing_in import come_in

pytestmark = pytest.mark.django_db


def filled(template: bytes, rows: list[dict[str, object]], change: str = "") -> bytes:
    """Fill a template as a person would, in another program."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    page = book["Pendaftaran"]
    for number, cells in enumerate(rows, start=5):
        for place, key in enumerate(ORDER, start=1):
            page.cell(number, place, cells.get(key, ""))
    if change:
        page.cell(4, 1, change)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def person(nip: str, serial: int) -> dict[str, object]:
    return {
        "nik": nik(serial), "name": "Sukini", "born": "17/08/1980", "sex": "L",
        "occupation": "Petani", "nip": nip,
    }  # fmt: skip


def test_the_template_is_text_in_every_column_and_comes_back_whole(officer, nips):
    content = officer.get(f"{PAGE}templat/").getvalue()
    page = openpyxl.load_workbook(io.BytesIO(content))["Pendaftaran"]

    answer = upload(officer, filled(content, [person(nips[0], 1), person(nips[1], 2)]))

    assert len(ORDER) == len(COLUMNS)
    assert {one.number_format for one in page.column_dimensions.values()} == {"@"}
    assert sum(one.max - one.min + 1 for one in page.column_dimensions.values()) == len(ORDER)
    assert page.data_validations.count >= 3
    assert answer.status_code == 302
    assert "Semua" in officer.get(answer["Location"]).content.decode()


def test_a_template_with_another_header_another_office_or_a_changed_mark_is_refused(
    officer, nips, web_world: World
):
    mine = officer.get(f"{PAGE}templat/").getvalue()
    boja = worlds.Agency.objects.get(name="Kecamatan Boja")
    system = worlds.actor(web_world, Role.SECRETARIAT).viewer
    theirs = registrations_template(viewer=system, agency_id=boja.pk)
    rows = [person(nips[0], 1)]
    mark = openpyxl.load_workbook(io.BytesIO(mine))["Pendaftaran"].cell(1, 1).value
    forged = patched(
        mine,
        {
            "xl/sharedStrings.xml": members(mine)["xl/sharedStrings.xml"].replace(
                f'office":"{web_world.agencies["Dinas Kesehatan"]}'.encode(),
                f'office":"{boja.pk}'.encode(),
            )
        },
    )

    said = [
        upload(officer, content).content.decode()
        for content in (
            filled(mine, rows, change="Nomor"),
            filled(theirs, rows),
            filled(forged, rows),
        )
    ]

    assert str(mark).startswith("PAYUNG1")
    assert "Kolom NIK tidak ditemukan" in said[0]
    assert "Templat ini milik kantor lain" in said[1]
    assert "Sel tanda templat di baris 1 sudah berubah" in said[2]
    assert all("Unduh templat" in page for page in said)


def test_an_older_template_than_the_one_accepted_last_is_compared_first(
    officer, nips, web_world: World
):
    by = worlds.actor(web_world, Role.OFFICER)
    old, new = (
        registrations_template(
            viewer=by.viewer, agency_id=by.agency_id or 0, made_at=web_world.at - timedelta(days=n)
        )
        for n in (9, 2)
    )
    where = upload(officer, filled(new, [person(nips[0], 1)]))["Location"]
    sent(officer, where, jumlah="1")

    answer = upload(officer, filled(old, [person(nips[1], 2)]))

    assert answer.status_code == 422
    assert "Sudah ada berkas lebih baru dari kantor ini" in answer.content.decode()
    assert f'href="{where}"' in answer.content.decode()


def test_old_xls_and_csv_are_read_as_intake_reads_them(officer, nips):
    headers = ["NIP", "NIK", "Nama Pekerja", "Tanggal Lahir", "Pekerjaan"]
    rows = [[nips[0], nik(1), "Sukini", "17/08/1980", "Petani"]]

    for number, (name, write) in enumerate((("a.xls", xls), ("a.csv", csv))):
        rows[0][1] = nik(number + 1)
        assert upload(officer, write([headers, *rows]), name).status_code == 302


def test_a_large_sheet_is_kept_and_read_by_the_worker_while_a_page_shows_it(
    officer, nips, web_world: World, monkeypatch
):
    monkeypatch.setattr("payung.stages.enrolment.files.uploads.AT_ONCE_BYTES", 1000)
    where = upload(officer, sheet(forty(nips, bad=[3])))["Location"]
    (kept,) = registrations()

    waiting = officer.get(where)
    told = officer.get(f"{where}maju/").json()
    read_waiting(file_id=kept.pk, by=worlds.here(web_world), at=web_world.at)
    read_waiting(file_id=kept.pk, by=worlds.here(web_world), at=web_world.at)

    assert "Menunggu giliran dibaca" in waiting.content.decode()
    assert waiting["Refresh"] == "15"
    assert told == {"done": 0, "words": "Menunggu giliran dibaca", "is_over": False}
    assert officer.get(f"{where}maju/").json()["is_over"] is True
    assert "Terima" in officer.get(where).content.decode()
    assert Event.objects.filter(action="file.read").count() == 1


def test_a_large_sheet_sent_again_while_it_waits_is_handed_to_the_worker_again(
    officer, nips, monkeypatch
):
    monkeypatch.setattr("payung.stages.enrolment.files.uploads.AT_ONCE_BYTES", 1000)
    content = sheet(forty(nips))

    first, again = (upload(officer, content)["Location"] for _ in range(2))

    assert again == f"{first}?lagi=1"
    jobs = ProcrastinateJob.objects.filter(task_name="read_upload", status="todo")
    assert jobs.count() == 2


def test_a_large_sheet_that_is_refused_says_so_where_it_waited(
    officer, other_nips, web_world: World, monkeypatch
):
    monkeypatch.setattr("payung.stages.enrolment.files.uploads.AT_ONCE_BYTES", 1000)
    rows = [row(nip, n) for n, nip in enumerate(other_nips[:3], start=1)]
    where = upload(officer, sheet(rows))["Location"]
    (kept,) = registrations()

    read_waiting(file_id=kept.pk, by=worlds.here(web_world), at=web_world.at)

    page = officer.get(where).content.decode()
    assert "3 NIP bukan pegawai kantor ini" in page
    assert registrations().get().state == "refused"
    assert sent(officer, where, jumlah="3").status_code == 200
    assert "Ditolak" in officer.get(PAGE).content.decode()


def test_a_runaway_is_stopped_after_a_hundred_sheets_a_day(officer, nips, monkeypatch):
    monkeypatch.setattr("payung.stages.enrolment.files.uploads.MOST_A_DAY", 2)
    answers = [upload(officer, sheet([row(nips[0], n)])).status_code for n in range(1, 4)]

    assert MOST_A_DAY == 100
    assert answers == [302, 302, 422]


def test_the_last_five_are_listed_and_only_the_own_offices(officer, nips, web_world: World):
    for n in range(1, 8):
        upload(officer, sheet([row(nips[0], n)]), f"berkas-{n}.xlsx")
    colleague = worlds.person(web_world, "boja", "Petugas Boja")
    worlds.give(web_world, colleague, Role.OFFICER, web_world.agencies["Kecamatan Boja"])

    page = officer.get(PAGE).content.decode()
    theirs = come_in("boja").get(PAGE).content.decode()

    assert [n for n in range(1, 8) if f"berkas-{n}.xlsx" in page] == [3, 4, 5, 6, 7]
    assert "berkas-1" not in theirs
    assert "berkas-7" not in theirs


def test_the_original_and_the_rows_lie_sealed(officer, uploaded, nips):
    uploaded(forty(nips))
    kept = registrations().get()

    assert nik(1) not in str(kept.report)
    assert nik(1).encode() not in bytes(kept.original)
    assert upload_of(viewer=worlds.SYSTEM.viewer, file_id=kept.pk).step is Step.READ


def test_a_double_tap_keeps_one(officer, nips):
    key = "6f1f2f5e-0c57-4d27-8e0e-000000000077"
    content, answers = sheet([row(nips[0], 1)]), []
    for _ in range(2):
        file = io.BytesIO(content)
        file.name = "a.xlsx"
        answers.append(officer.post(PAGE, {"form_key": key, "berkas": file}).status_code)

    assert answers == [302, 200]
    assert registrations().count() == 1
