"""A regency on its first day, and a service without any regency."""

import pytest
from django.test import Client

from tests.web.signing_in import pages_of

pytestmark = pytest.mark.django_db


def test_every_page_says_kindly_that_there_is_nothing_yet(empty_world):
    pages = pages_of()

    assert "Belum ada bulan yang ditutup" in pages["/angka/"]
    assert "Anda belum mendaftarkan siapa pun" in pages["/saya/"]
    assert "Semua beres hari ini" in pages["/kantor/"]
    assert "Belum ada daftar potongan" in pages["/gaji/"]
    assert "Angka pertama" in pages["/pimpinan/"]
    assert "Tidak ada antrean" in pages["/bpjs/"]
    assert "Belum ada kantor yang memotong iuran" in pages["/kelola/"]
    assert "Tidak ada uang tertahan" in pages["/audit/"]


@pytest.mark.parametrize("path", ["/", "/angka/", "/petugas/"])
def test_the_open_pages_stand_without_any_regency(path):
    assert Client().get(path).status_code == 200


def test_there_is_no_file_of_numbers_without_a_regency():
    assert Client().get("/angka/unduh/").status_code == 200
    assert Client().get("/angka/unduh/bulanan.csv").status_code == 404
