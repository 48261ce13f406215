"""What every page keeps: its words, its weight, its headers, and whom it shows."""

import gzip
import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, override_settings

from payung.kernel.people import Role
from tests.factories import world as worlds
from tests.factories.world import World
from tests.factories.world_fixture import plain
from tests.web.signing_in import HOMES, come_in, pages_of, signed_in

pytestmark = pytest.mark.django_db

UNKIND = re.compile(
    r"\b(maaf|mohon|harap|silakan|tidak valid|wajib diisi|error|submit|user)\b", re.I
)


@pytest.fixture(scope="module")
def pages(world_today: World, django_db_blocker: Any) -> dict[str, str]:
    """Every page once, as each person's client gets it."""
    with django_db_blocker.unblock(), override_settings(STORAGES=plain(settings.STORAGES)):
        return pages_of()


class TestEveryPage:
    def test_has_one_heading_a_way_past_the_header_and_its_language(self, pages):
        for path, page in pages.items():
            assert page.count("<h1") == 1, path
            assert 'href="#isi"' in page, path
            assert '<html lang="id">' in page, path

    def test_says_on_what_it_rests_and_of_when_it_is(self, pages):
        for path, page in pages.items():
            assert "SE Bupati Kendal 440/4450 Tahun 2022" in page, path
            assert re.search(r"Data per .*\d\d/\d\d/\d{4}.*\d\d\.\d\d WIB", page), path

    def test_uses_kind_words(self, pages):
        for path, page in pages.items():
            text = re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", "", page, flags=re.S))
            assert not UNKIND.search(text), (path, UNKIND.search(text))

    def test_has_no_inline_style_or_script(self, pages):
        for path, page in pages.items():
            assert " style=" not in page, path
            assert "<style" not in page, path
            assert not re.search(r"<script(?![^>]* src=)", page), path
            assert not re.search(r" on[a-z]+=", page), path

    def test_loads_nothing_from_elsewhere(self, pages):
        for path, page in pages.items():
            loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page)
            own = ("/", "data:image/svg+xml,")
            assert all(address.startswith(own) for address in loaded), (path, loaded)

    def test_weighs_less_than_its_budget(self, pages):
        shared = sum(len(gzip.compress(_static(name))) for name in ("payung.css", "mark.svg"))
        shared += sum(
            len(_static(f"fonts/jakarta-{name}.woff2")) for name in ("400Regular", "700Bold")
        )
        for path, page in pages.items():
            limit = 40_000 if path in ("/", "/bantuan/") else 60_000
            assert shared + len(gzip.compress(page.encode())) < limit, path

    def test_shows_no_identity_number_and_no_leftover_of_the_code(self, pages):
        for path, page in pages.items():
            text = re.sub(r"<[^>]+>", "", page)
            assert not re.search(r"\b[0-9]{16}\b|\b[0-9]{18}\b", text), path
            assert not re.search(r"\bNone\b|\{\{|\{%|Rupiah\(", text), path


def test_the_stylesheet_is_small():
    assert len(gzip.compress(_static("payung.css"))) < 15_000


def _static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str)
    with open(found, "rb") as file:
        return file.read()


class TestHeaders:
    @pytest.mark.parametrize("path", ["/", "/masuk/", "/tidak-ada/"])
    def test_stand_on_every_answer(self, web_world, path):
        headers = Client().get(path).headers

        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-ID"])

    def test_personal_pages_are_never_kept(self, web_world):
        assert signed_in(Role.OFFICER).get("/kantor/").headers["Cache-Control"] == "no-store"
        assert Client().get("/masuk/").headers["Cache-Control"] == "no-store"


class TestStart:
    def test_says_for_whom_how_much_until_when_and_what_to_have_ready(self, pages):
        page = re.sub(r"<[^>]+>", "", pages["/"])

        assert "Layanan untuk ASN Kabupaten Kendal" in page
        assert re.search(r"Rp(8\.400|16\.800) per bulan dari gaji Anda", page)
        assert "KTP pekerja, nomor WhatsApp pekerja bila ada, dan waktu 4 menit" in page
        assert re.search(r"\d+ dari \d+ ASN", page)

    def test_an_unknown_regency_is_not_found(self, web_world):
        assert Client().get("/?wilayah=99.99").status_code == 404


class TestOpenNumbers:
    def test_says_what_it_means_and_that_it_is_preliminary(self, pages):
        page = re.sub(r"<[^>]+>", "", pages["/angka/"])

        assert "Artinya: iurannya sudah diterima BPJS Ketenagakerjaan" in page
        assert "sementara" in page


class TestSponsorPage:
    def test_calls_covered_only_whom_the_branch_confirmed(self, pages):
        page = re.sub(r"<[^>]+>", "", pages["/saya/"])

        assert "Siti Rahayu terlindungi sampai" in page
        assert "Warsito terlindungi" not in page
        assert "Sebab menurut bendahara: Gaji bersih tidak cukup" in page

    def test_every_month_of_the_strip_has_a_word(self, pages):
        months = re.findall(
            r'<span class="sr">\s*<span class="n">[^<]+</span>: ([^<]+)</span>', pages["/saya/"]
        )

        assert len(months) % 12 == 0
        assert {"lunas", "tidak masuk"} <= set(months)


def test_an_officer_of_another_office_sees_nothing_of_this_one(web_world: World):
    person_id = worlds.person(web_world, "boja", "Petugas Boja")
    worlds.give(web_world, person_id, Role.OFFICER, web_world.agencies["Kecamatan Boja"])
    client = come_in("boja")

    page = client.get("/kantor/").content.decode()

    assert "Kecamatan Boja" in page
    assert "Kasmudi" not in page
    assert "Dinas Kesehatan" not in page


EVERY_PAGE = 8
"""Session, person, duties, device; who looks, told and taken back; the place; the notices."""


@pytest.mark.parametrize(("path", "most"), [("/kantor/", 9), ("/saya/", 11), ("/pimpinan/", 12)])
def test_a_home_takes_a_fixed_number_of_statements(
    web_world, path, most, django_assert_max_num_queries
):
    client = signed_in(HOMES[path])

    with django_assert_max_num_queries(EVERY_PAGE + most):
        client.get(path)
