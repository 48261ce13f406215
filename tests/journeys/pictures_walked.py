"""Screens that stand at the end of a few steps: what is photographed there, after which steps."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from payung.kernel.people import Role
from tests.journeys.pictures import EMPTIED, Screen

Take = Callable[..., None]
Open = Callable[[Role | None], Page]
GO = "main form.card button[type=submit]"
SEND = "main form[method=post] button.primary"


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What must stand in the world before a browser's loop starts."""

    letter: str
    paper: str
    request: str
    folder: Path


def first_password(page: Page, take: Take, letter: str) -> None:
    """S72, its second step: the code fits, the password is chosen."""
    page.goto("/aktivasi/")
    page.fill("#sign_in", "sponsor")
    page.fill("#code", letter)
    page.click(GO)
    screen = Screen("S72", "/aktivasi/pilih/")
    take(page, screen)
    page.fill("#password", "pendek")
    page.click(GO)
    take(page, screen, "galat")


def backup_codes(page: Page, take: Take) -> None:
    page.goto("/akun/")
    page.click("form[action$='kode-cadangan/'] button")
    take(page, Screen("S74", "/akun/kode-cadangan/"))


def connection_lost(page: Page, take: Take) -> None:
    """S94: the form is sent, and nobody answers."""
    page.goto("/saya/lapor/")
    page.context.set_offline(True)
    page.click(SEND)
    take(page, Screen("S94", "/sambungan/"))
    page.context.set_offline(False)


def unknown_office(page: Page, take: Take, folder: Path) -> None:
    """S104: a staff list names an office that nobody knows."""
    path = folder / "asn.csv"
    path.write_text(
        "NIP;Nama;Unit Kerja\n"
        "198001012005011950;Tumini Sari;Dinas Kesehatn\n"
        "198501012010011951;Slamet Widodo;UPTD Pasar Boja\n"
        "19850101201001195;Sri Lestari;Dinas Kesehatan\n"
    )
    page.goto("/kelola/asn/impor/")
    page.set_input_files("#berkas", str(path))
    take(page, Screen("S104", "/kelola/asn/dipilih/"))
    page.click("main form[enctype] button[type=submit]")
    page.wait_for_url("**/asn/impor/*/")
    take(page, Screen("S104", "/kelola/asn/ejaan/"))


def answer_pack(page: Page, take: Take, request: str) -> None:
    """S112: why the data is opened, and the data."""
    page.goto(f"{request}siapkan/")
    take(page, Screen("S112", "/kelola/permintaan-data/siapkan/"))
    page.evaluate(EMPTIED)
    page.click(SEND)
    take(page, Screen("S112", "/kelola/permintaan-data/siapkan/"), "galat")
    page.fill("#alasan", "Menjawab permintaan Suparman")
    page.click(SEND)
    take(page, Screen("S112", "/kelola/permintaan-data/berkas/"))


def shoot_walked(open_page: Open, take: Take, prepared: Prepared) -> None:
    page = open_page(None)
    first_password(page, take, prepared.letter)
    page.goto(f"/v/{prepared.paper}/")
    take(page, Screen("S99", "/v/asli/"))
    page.context.close()
    page = open_page(Role.OFFICER)
    backup_codes(page, take)
    page.context.close()
    page = open_page(Role.SPONSOR)
    connection_lost(page, take)
    page.context.close()
    page = open_page(Role.SECRETARIAT)
    unknown_office(page, take, prepared.folder)
    answer_pack(page, take, prepared.request)
    page.context.close()
