"""Walks a test client through the sign-up, one question after the other."""

from datetime import date

from django.test import Client

from payung.stages.registry.models import Area
from tests.factories.enrolment import nik

BORN = date(1990, 8, 17)
NIK = nik(11, BORN, "P")
ANSWERS = {
    "hubungan": {"hubungan": "tetangga"},
    "nik": {"nik": NIK},
    "nama": {"nama": "Sukini", "benar": "ya"},
    "pekerjaan": {"pekerjaan": "pedagang", "keadaan": "bekerja"},
    "alamat": {"kecamatan": "33.24.06", "desa": "33.24.06.2001", "rtrw": "3/2"},
    "kontak": {"telepon": "0812 3456 7890", "setuju": "1"},
    "izin": {"sumber": "gaji"},
}


def villages() -> None:
    """Load two villages of Boja, as the published list has them."""
    for code, name in (("33.24.06.2001", "Meteseh"), ("33.24.06.2002", "Bebengan")):
        Area.objects.get_or_create(
            code=code, defaults={"name": name, "folded": name.lower(), "parent_code": "33.24.06"}
        )


def answer(client: Client, *, until: str = "periksa", **changed: dict[str, str]) -> None:
    """Answer all questions before `until`; `changed` replaces the answers of a step."""
    for step, given in ANSWERS.items():
        if step == until:
            return
        said = changed.get(step, given)
        got = client.post(f"/daftar/{step}/", said)
        assert got.status_code == 302, (step, got.status_code, got.content.decode()[-3000:])


def form_key(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    return page.split('name="form_key" value="')[1].split('"')[0]


def send(client: Client, path: str = "/daftar/periksa/", **more: str):
    return client.post(path, {"form_key": form_key(client, path), **more})
