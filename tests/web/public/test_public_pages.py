"""The pages without sign-in: what they promise, and what they refuse to guess."""

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.foundation.desk.models import DataRequest, Incident
from payung.foundation.desk.operations import announce
from payung.foundation.outbox.models import Item
from payung.foundation.rules import Sector
from payung.stages.registry.models import AgencyContact, Regency
from payung.web.public.tariffs import tariff_on
from tests.factories import desk
from tests.web.signing_in import PUBLIC

pytestmark = pytest.mark.django_db

ASKED = {
    "wilayah": "33.24",
    "jenis": "copy",
    "nama": "Parjo Santoso",
    "kontak": "0812-3456-7900",
    "cerita": "Salinan data saya.",
}


def page(path, **headers):
    answer = Client().get(path, **headers)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


class TestStart:
    def test_says_price_until_when_and_what_comes_after(self, web_world):
        shown = page("/")
        tariff = tariff_on(web_world.today, Sector.OTHER)

        assert "Layanan untuk ASN Kabupaten Kendal." in shown
        if tariff.until:
            assert "Tarif ini berlaku sampai" in shown
        assert "waktu 4 menit" in shown

    def test_the_headline_carries_its_month_and_its_denominator(self, web_world):
        assert re.search(r"Sampai \w+ \d{4}, \d+ pekerja terlindungi\. \d+ dari \d+ ASN", page("/"))

    def test_guesses_no_price_where_no_rule_is_in_force(self):
        assert tariff_on(date(2001, 1, 1), Sector.OTHER) is None

        shown = render_to_string("public/start.html", {"tariff": None})

        assert "Hubungi petugas kantor Anda." in shown
        assert not re.search(r"Rp\s?[0-9]", shown)

    def test_before_the_launch_says_when_it_opens_and_offers_no_sign_up(self, web_world):
        opens = web_world.today + timedelta(days=30)
        Regency.objects.update(joined_on=opens)

        answer = Client().get("/").content.decode()

        assert "Dibuka tanggal" in answer
        assert "/daftar/" not in answer

    def test_on_the_very_day_it_is_open(self, web_world):
        Regency.objects.update(joined_on=web_world.today)

        assert "/daftar/" in Client().get("/").content.decode()


class TestAbout:
    def test_adds_the_parts_of_the_benefit_to_its_total_with_their_sources(self, web_world):
        shown = page("/tentang/")

        for words in ("Rp20.000.000", "Rp12.000.000", "Rp10.000.000", "Rp42.000.000", "PP 82/2019"):
            assert words in shown


class TestOfficers:
    def test_shows_the_offices_own_number_and_hours_ready_to_call(self, web_world):
        AgencyContact.objects.create(
            agency_id=web_world.agencies["Dinas Kesehatan"],
            phone="0813-9000-0911",
            hours="08.00–15.30 WIB",
        )

        found = Client().get("/petugas/", {"kantor": "kesehatan"}).content.decode()

        assert 'href="https://wa.me/6281390000911"' in found
        assert 'href="tel:+6281390000911"' in found
        assert "08.00–15.30 WIB" in found

    def test_a_landline_gets_no_whatsapp(self, web_world):
        AgencyContact.objects.create(
            agency_id=web_world.agencies["Dinas Kesehatan"], phone="0294-381234"
        )

        assert "wa.me" not in Client().get("/petugas/", {"kantor": "kesehatan"}).content.decode()

    @pytest.mark.parametrize("phone", ["", "javascript:alert(1)", "<b>"])
    def test_what_is_no_number_becomes_no_link(self, web_world, phone):
        AgencyContact.objects.create(agency_id=web_world.agencies["Dinas Kesehatan"], phone=phone)

        found = Client().get("/petugas/", {"kantor": "kesehatan"}).content.decode()

        assert "tel:" not in found
        assert "javascript" not in found

    @pytest.mark.parametrize("words", ["%", ".*+?[", "<script>", "' OR 1=1", "x" * 5_000])
    def test_any_words_are_only_words(self, web_world, words):
        answer = Client().get("/petugas/", {"kantor": words})

        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content

    def test_the_number_of_statements_does_not_grow_with_the_offices(self, web_world):
        with CaptureQueriesContext(connection) as all_offices:
            Client().get("/petugas/")
        with CaptureQueriesContext(connection) as one_office:
            Client().get("/petugas/", {"kantor": "kesehatan"})

        assert len(all_offices) == len(one_office)


class TestEmergency:
    def test_says_the_three_steps_and_the_number_before_anything_else(self, web_world):
        shown = page("/bantuan/kecelakaan/")

        assert shown.index("Tolong dulu orangnya") < shown.index("Tunjukkan kartu")
        assert shown.index("Tunjukkan kartu") < shown.index("2×24 jam")
        assert "175" in shown

    def test_grief_is_met_without_hurry_or_cheer(self, web_world):
        shown = page("/bantuan/meninggal/")

        assert "Kami turut berduka." in shown
        assert "!" not in shown


class TestStatus:
    def test_says_what_it_does_not_know(self, web_world):
        shown = page("/status/")

        assert "Layanan berjalan" in shown
        assert "Cadangan data Belum diketahui" in shown

    def test_an_open_incident_is_told_and_a_private_one_is_not(self, web_world):
        for title, is_public in (("E-mail tertunda", True), ("Rahasia dapur", False)):
            Incident.objects.create(
                regency_id=web_world.regency_id,
                title=title,
                touches_personal_data=False,
                is_public=is_public,
                noticed_at=web_world.at,
                due_at=web_world.at + timedelta(days=3),
                state="open",
                opened_by_id=1,
            )

        shown = page("/status/")

        assert "Layanan sedang terganggu" in shown
        assert "E-mail tertunda" in shown
        assert "Rahasia dapur" not in shown

    def test_mail_that_waits_is_told_in_minutes(self, web_world):
        since = web_world.at - timedelta(minutes=40)
        Item.objects.create(
            key="x",
            kind="x",
            address="person:1",
            subject="x",
            body="x",
            created_at=since,
            next_try_at=since,
        )

        assert "e-mail tertunda" in page("/status/")


class TestDataRequest:
    def ask(self, **changes):
        client = Client()
        fields = {**ASKED, "form_key": str(uuid4()), **changes}
        return client.post("/privasi/permintaan/", fields)

    def test_is_kept_sealed_and_its_clock_runs(self, web_world):
        answer = self.ask()

        assert answer.url == "/privasi/permintaan/terkirim/"
        [asked] = DataRequest.objects.all()
        assert asked.regency_id == web_world.regency_id
        assert b"Parjo" not in bytes(asked.name_sealed)
        assert asked.due_at - asked.asked_at == timedelta(hours=72)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"wilayah": "99.99"}, "wilayah"),
            ({"jenis": "semua"}, "jenis"),
            ({"nama": "  "}, "nama"),
            ({"nama": "a" * 101}, "nama"),
            ({"kontak": "12"}, "kontak"),
            ({"kontak": "a@b"}, "kontak"),
            ({"cerita": ""}, "cerita"),
            ({"cerita": "a" * 1001}, "cerita"),
            ({"cerita": "NIK 3324 0617 0890 0903"}, "cerita"),
        ],
    )
    def test_what_is_missing_is_told_and_nothing_is_kept(self, web_world, change, field):
        answer = self.ask(**change)

        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.content.decode()
        assert not DataRequest.objects.exists()

    def test_sent_twice_is_one_request(self, web_world):
        key = str(uuid4())

        for _ in range(2):
            self.ask(form_key=key)

        assert DataRequest.objects.count() == 1

    def test_one_network_cannot_fill_the_desk(self, web_world):
        answers = [self.ask().status_code for _ in range(8)]

        assert answers[0] == 302
        assert answers[-1] == 422
        assert DataRequest.objects.count() < 8


def test_machines_are_kept_out_of_what_is_personal(web_world):
    robots = page("/robots.txt")

    for path in ("/saya/", "/kantor/", "/k/", "/v/", "/surat/"):
        assert f"Disallow: {path}" in robots


def test_the_manifest_is_one_and_small(web_world):
    answer = Client().get("/payung.webmanifest")

    assert answer.headers["Content-Type"].startswith("application/manifest+json")
    assert answer.json()["start_url"] == "/"


@pytest.mark.parametrize("path", [path for path in PUBLIC if not path.startswith("/masuk")])
def test_every_open_page_speaks_english_too(web_world, path):
    client = Client()
    client.cookies["bahasa"] = "en"

    answer = client.get(path).content.decode()

    assert '<html lang="en">' in answer
    assert "Langsung ke isi" not in answer


class TestNotices:
    def test_are_those_of_the_regency_whose_page_it_is(self, web_world):
        desk.notice(web_world)
        announce(
            regency_id=web_world.other_regency_id,
            words_id="Pendopo Klaten pindah ke gedung baru.",
            starts_at=web_world.at - timedelta(hours=1),
            ends_at=web_world.at + timedelta(days=2),
            by=replace(desk.first(web_world), regency_id=web_world.other_regency_id),
            at=web_world.at,
        )
        here, there = "Layanan tutup Sabtu malam", "Pendopo Klaten pindah"

        for path in ("/", "/bantuan/", "/masuk/", "/?wilayah=33.24"):
            assert here in page(path), path
            assert there not in page(path), path
        shown = page("/?wilayah=33.10")
        assert there in shown
        assert here not in shown
        assert "Kabupaten Klaten" in shown
