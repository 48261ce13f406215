import re

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from payung.kernel.people import Role
from payung.web import errors
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_what_does_not_exist_says_what_to_try():
    answer = Client().get("/tidak-ada/")

    assert answer.status_code == 404
    assert "Kembali ke beranda" in answer.content.decode()


def test_the_wrong_role_reads_which_one_is_needed_and_which_they_have(web_world):
    answer = signed_in(Role.OFFICER).get("/gaji/")

    page = re.sub(r"<[^>]+>", "", answer.content.decode())
    assert answer.status_code == 403
    assert "Halaman ini untuk bendahara gaji atau kepala kantor" in page
    assert "Peran Anda sekarang: petugas kantor" in page


def test_an_abbreviation_keeps_its_capitals(web_world):
    page = signed_in(Role.SPONSOR).get("/bpjs/").content.decode()

    assert "Halaman ini untuk petugas BPJS" in page
    assert "Peran Anda sekarang: ASN" in page


def _request(method: str = "get", path: str = "/kantor/"):
    request = getattr(RequestFactory(), method)(path)
    request.request_id = "0123456789abcdef"  # as the middleware does
    return request


@pytest.mark.parametrize(
    "page",
    [errors.not_found, errors.broken, errors.refused, errors.form_too_old, errors.waiting],
)
def test_asks_the_database_for_nothing(page, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = page(_request())

    assert "<h1" in answer.content.decode()


def test_a_breakdown_tells_the_truth_about_saving_and_gives_a_number():
    page = errors.broken(_request("post")).content.decode()

    assert "Isian terakhir Anda belum tersimpan" in page
    assert "01234567" in page


def test_a_breakdown_while_looking_speaks_of_no_answers_and_offers_the_page_again():
    page = errors.broken(_request()).content.decode()

    assert "Isian terakhir" not in page
    assert "Tidak ada yang berubah" in page
    assert 'href="/kantor/"' in page


def test_a_database_that_does_not_answer_asks_to_come_again_and_says_what_still_holds():
    try:
        raise OperationalError
    except OperationalError:
        answer = errors.broken(_request("post"))

    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "120"
    assert "Kartu peserta tetap berlaku" in page
    assert "tidak ada yang tercatat dua kali" in page
    assert "refresh" not in page


def test_a_closed_service_says_until_when():
    page = errors.waiting(_request(), until="21.00 WIB").content.decode()

    assert "Layanan ditutup sampai 21.00 WIB" in page


def test_a_form_sent_twice_leads_to_the_first_result():
    answer = errors.already_done(_request("post", "/daftar/periksa/"), "/daftar/selesai/abc/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Sudah kami terima" in page
    assert 'href="/daftar/selesai/abc/"' in page


def test_every_error_page_speaks_english_to_whoever_asks(client):
    client.cookies["bahasa"] = "en"

    page = client.get("/tidak-ada/").content.decode()

    assert '<html lang="en">' in page
    assert "Page not found" in page
    assert "Halaman tidak ditemukan" not in page
