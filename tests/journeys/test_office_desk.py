"""The officer's desk in a real browser: forty rows, a wrong form, nothing but the keyboard."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from payung.kernel.people import Actor
from payung.stages.enrolment.files import uploads
from payung.stages.enrolment.models import Sponsorship
from payung.stages.intake.models import ReceivedFile
from payung.stages.registry.models import CivilServant
from payung.web.refs import ref_of
from tests.factories.enrolment import nik, row, sheet
from tests.journeys.conftest import WIDTHS
from tests.journeys.keyboard import stops
from tests.web.office.conftest import forty

pytestmark = [pytest.mark.browser, pytest.mark.slow]
T = TypeVar("T")
QUEUE, DESK, UPLOAD = "/kantor/pengajuan/", "/kantor/tambah/", "/kantor/unggah/"
SEND = "main form[enctype] button[type=submit]"


def asked(question: Callable[[], T]) -> T:
    """Ask the database beside the browser, whose own loop keeps Django from it."""

    def ask() -> T:
        try:
            return question()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(ask).result()


def nips(office: str = "Dinas Kesehatan") -> list[str]:
    rows = CivilServant.objects.filter(agency__name=office).order_by("pk")
    return asked(lambda: list(rows.values_list("nip", flat=True)))


def taken() -> int:
    return asked(Sponsorship.objects.exclude(file=None).count)


def choose(page: Page, content: bytes, name: str = "daftar.xlsx") -> None:
    page.goto(UPLOAD)
    page.set_input_files("#berkas", {"name": name, "mimeType": "", "buffer": content})


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_the_desk_is_accessible_empty_full_and_with_faults(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    page = open_as("officer", "/kantor/", width=width)

    def right(where: str) -> None:
        assert faults(page) == [], where

    for path in ("/kantor/", QUEUE, f"{QUEUE}?antrean=titipan", DESK, UPLOAD, "/kantor/titipan/"):
        page.goto(path)
        right(path)
    page.goto(QUEUE)
    page.click("tbody th a >> nth=0")
    right("check")
    choose(page, sheet(forty(nips(), bad=[3])))
    page.click(SEND)
    page.wait_for_selector("text=39 baris benar")
    right("review")
    page.click("td a.btn >> nth=0")
    page.wait_for_selector("text=Simpan baris ini")
    right("row")
    page.goto(DESK)
    page.click("text=Simpan dan tambah lagi")
    page.wait_for_selector(".errors")
    right("desk with faults")


def test_forty_rows_with_two_bad_are_fixed_in_place_and_accepted(
    open_as: Callable[..., Page],
) -> None:
    staff = nips()
    page = open_as("officer", UPLOAD, width=1280)
    choose(page, sheet(forty(staff, bad=[3, 7])))
    page.click(SEND)
    expect(page.locator("h1")).to_have_text("38 baris benar. 2 perlu diperbaiki. 0 ganda.")

    page.click("text=Terima 38 baris")
    expect(page.locator("[role=status]").first).to_contain_text("38 baris diterima")
    assert taken() == 38
    for serial in (4, 8):
        page.click("td a.btn >> nth=0")
        page.fill("#nik", nik(serial))
        page.click("text=Simpan baris ini")
        expect(page.locator("[role=status]").first).to_contain_text("sekarang benar")
    page.click("text=Terima 2 baris")

    expect(page.locator("h1")).to_have_text("Tidak ada baris yang menunggu")
    assert taken() == 40


def test_a_large_file_announces_its_progress_and_goes_on_by_itself(
    open_as: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE_BYTES", 1000)
    page = open_as("officer", UPLOAD)
    choose(page, sheet(forty(nips())))
    page.click(SEND)
    expect(page.locator("[data-waits] [role=status]")).to_have_text("Menunggu giliran dibaca")

    def read() -> None:
        kept = ReceivedFile.objects.filter(kind="registrations").latest("pk")
        uploads.read_waiting(file_id=kept.pk, by=Actor.system("test"), at=timezone.now())

    asked(read)

    expect(page.locator("h1")).to_have_text("Semua 40 baris benar", timeout=8000)


def test_the_same_file_another_offices_and_a_changed_template_say_so_and_change_nothing(
    open_as: Callable[..., Page],
) -> None:
    staff, others = nips(), nips("Kecamatan Boja")
    page = open_as("officer", UPLOAD, width=1280, script=False)
    mine = sheet(forty(staff))
    choose(page, mine)
    page.click(SEND)
    page.click("text=Terima 40 baris")
    before, said = taken(), []

    for content in (
        mine,
        sheet([row(others[n], 60 + n) for n in range(3)]),
        sheet(
            [row(staff[0], 70)], headers=("No", "NIP", "Nomor", "Nama", "Lahir", "L/P", "K", "H")
        ),
    ):
        choose(page, content)
        page.click(SEND)
        said.append(page.inner_text(".errors li"))
        assert page.title().startswith("Galat: ")

    assert "Berkas ini sudah diterima" in said[0]
    assert "Tidak ada yang berubah" in said[0]
    assert "3 NIP bukan pegawai kantor ini" in said[1]
    assert "Kolom NIK tidak ditemukan" in said[2]
    assert len(set(said)) == 3
    assert taken() == before


def test_a_wrong_paper_form_lists_all_and_the_first_link_leads_to_the_first_field(
    open_as: Callable[..., Page],
) -> None:
    page = open_as("officer", DESK, width=1280)
    page.fill("#nik", "3324")
    page.fill("#lahir", "31/02/1980")
    page.fill("#hp", "12")
    page.fill("#desa", "Wonosari")
    page.keyboard.press("Enter")
    page.wait_for_selector(".errors")

    expect(page.locator(".errors")).to_be_focused()
    assert page.locator(".errors a").count() >= 6
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#nik")).to_be_focused()
    assert page.input_value("#desa") == "Wonosari"


def test_a_paper_form_is_typed_without_the_mouse_and_the_next_nik_waits(
    open_as: Callable[..., Page],
) -> None:
    page = open_as("officer", DESK, width=1280)
    expect(page.locator("#nik")).to_be_focused()
    typed = {
        "nama": "Tumini", "kerja": "Penjahit", "desa": "Wonosari", "rt_rw": "3/2",
        "hp": "081234567890", "asn": nips()[3],
    }  # fmt: skip
    page.keyboard.type(nik(77))

    order = ["nik"]
    for stop in stops(page, most=13):
        order.append(stop)
        if stop in typed:
            page.keyboard.type(typed[stop])
        elif stop in ("hubungan", "kecamatan"):
            page.keyboard.press("ArrowDown")
        elif stop == "izin":
            page.keyboard.press("Space")
            break
    assert page.input_value("#lahir") == "17/08/1980"
    assert page.input_value("#kelamin") == "L"
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Tersimpan dan masuk antrean Baru")

    assert order == [
        *("nik", "nama", "lahir", "kelamin", "kerja", "hubungan", "kecamatan"),
        *("desa", "rt_rw", "hp", "asn", "izin"),
    ]
    expect(page.locator("#nik")).to_be_focused()
    assert page.input_value("#nik") == ""


def test_an_upload_is_reviewed_and_accepted_without_the_mouse(
    open_as: Callable[..., Page],
) -> None:
    page = open_as("officer", UPLOAD, width=1280)
    choose(page, sheet(forty(nips(), bad=[5])))
    page.focus("#berkas")
    assert "Unggah dan periksa" in next(stops(page))
    page.keyboard.press("Enter")
    page.wait_for_selector("text=39 baris benar")

    page.focus("#isi")
    reached = next(words for words in stops(page) if words.startswith("Terima 39"))
    page.keyboard.press("Enter")

    assert reached == "Terima 39 baris"
    page.wait_for_selector("text=39 baris diterima")
    assert taken() == 39


def test_the_ticked_stand_in_the_button_and_are_accepted_together(
    open_as: Callable[..., Page],
) -> None:
    page = open_as("officer", QUEUE)
    boxes = page.locator("input[name=pilih]")
    count = boxes.count()
    for place in range(count):
        boxes.nth(place).check()
    button = page.locator("button[data-counts]")
    expect(button).to_have_text(f"Terima {count} yang dipilih")
    page.check("#pernyataan")
    button.click()

    expect(page.locator("[role=status]").first).to_contain_text(f"{count} pendaftaran diterima")


def test_the_officer_of_another_office_finds_nothing_under_these_addresses(
    open_as: Callable[..., Page],
) -> None:
    mine = asked(
        lambda: Sponsorship.objects.filter(agency__name="Dinas Kesehatan").values_list(
            "pk", flat=True
        )[0]
    )
    page = open_as("officer", UPLOAD)
    choose(page, sheet(forty(nips(), bad=[1])))
    page.click(SEND)
    page.wait_for_selector("text=39 baris benar")
    review = page.url.split("?")[0]
    other = open_as("dua-peran", "/peran/")
    other.click("button:has-text('Petugas')")

    for address in (
        f"{QUEUE}{ref_of('sponsorship', mine)}/",
        *(f"{review}{rest}" for rest in ("", "maju/", "salah/", "baris/5/")),
    ):
        answer = other.goto(address)
        assert answer is not None
        assert answer.status == 404, address
