"""Walks a browser through the sign-up, as a person would."""

from playwright.sync_api import Page

from tests.web.sponsor.signing_up import NIK

STEPS = ("hubungan", "nik", "nama", "pekerjaan", "alamat", "kontak", "izin")


def go_on(page: Page) -> None:
    page.click("main form button.primary")


def fill(page: Page, step: str, *, script: bool, name: str = "Sukini") -> None:
    """Answer one question as a person would, and go on."""
    if step == "hubungan":
        page.check("text=Tetangga")
    elif step == "nik":
        page.fill("#nik", f"{NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}")
    elif step == "nama":
        page.fill("#nama", name)
        page.check("#benar")
    elif step == "pekerjaan":
        page.check("text=Pedagang kecil")
        page.check("text=Ya, bekerja dan tidak sedang dirawat")
    elif step == "alamat":
        if not page.input_value("#kecamatan"):
            page.select_option("#kecamatan", label="Boja")
            if script:
                page.wait_for_selector("#desa option >> nth=2", state="attached")
            else:
                go_on(page)
        page.select_option("#desa", label="Meteseh")
        page.fill("#rtrw", "3/2")
    elif step == "kontak":
        page.fill("#telepon", "0812 3456 7890")
        page.check("#setuju")
    elif step == "izin":
        page.check("text=Saya setuju, potong dari gaji")
    go_on(page)


def walk(page: Page, *, script: bool = True, until: str = "", name: str = "Sukini") -> None:
    """Go from the start to the question `until`, or to the check page."""
    page.goto("/daftar/")
    page.click("main a.primary")
    for step in STEPS:
        if step == until:
            return
        fill(page, step, script=script, name=name)


def choose_district(page: Page) -> None:
    """Choose Boja and wait for its villages, where a script brings them."""
    page.select_option("#kecamatan", label="Boja")
    page.wait_for_selector("#desa option >> nth=2", state="attached")
