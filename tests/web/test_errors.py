import re

import pytest
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


@pytest.mark.parametrize("page", [errors.not_found, errors.broken, errors.refused])
def test_asks_the_database_for_nothing(page, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.request_id = "0123456789abcdef"  # type: ignore[attr-defined]  # as the middleware does

    with django_assert_num_queries(0):
        answer = page(request)

    assert "<h1" in answer.content.decode()


def test_a_breakdown_tells_the_truth_about_saving_and_gives_a_number():
    request = RequestFactory().get("/")
    request.request_id = "0123456789abcdef"  # type: ignore[attr-defined]  # as the middleware does

    page = errors.broken(request).content.decode()

    assert "Isian terakhir Anda belum tersimpan" in page
    assert "01234567" in page
