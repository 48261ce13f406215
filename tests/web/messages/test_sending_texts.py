"""Opening a prepared text, saying STOP, and the words of S109."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from payung.foundation.outbox.models import PreparedText, StopWish, TextWording
from payung.foundation.outbox.operations import prepare
from payung.kernel.people import Actor, Role
from payung.web.messages.typed import as_kept, as_typed
from payung.web.refs import ref_of
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db

PHONE = "+6281234567900"


def text(world, *, role=Role.OFFICER, office="Dinas Kesehatan", key="k", phone=PHONE, **more):
    return prepare(
        key=key,
        code="wa.active_sponsor",
        values={"since": "01/01/2027"},
        regency_id=more.pop("regency_id", world.regency_id),
        agency_id=world.agencies[office],
        sender_role=role,
        phone=phone,
        by=Actor.system("test"),
        at=world.at,
        **more,
    )


def address(text_id, area=""):
    return f"{area}/pesan/{ref_of('text', text_id)}/buka/"


def send(client, path, **fields):
    return client.post(path, {"form_key": str(uuid4()), **fields})


class TestOpening:
    def test_is_noted_and_leads_to_a_page_with_the_one_link_out(self, web_world):
        text_id = text(web_world)
        officer = signed_in(Role.OFFICER)

        answer = send(officer, address(text_id))

        assert (answer.status_code, answer.url) == (302, address(text_id))
        page = officer.get(answer.url).content.decode()
        link = re.search(r'href="(https://wa\.me/[^"]+)"', page)
        assert link[1].startswith("https://wa.me/6281234567900?text=Kabar%20baik")
        assert 'rel="noopener noreferrer"' in page
        assert PreparedText.objects.get(pk=text_id).opened_at is not None

    def test_looking_at_the_list_or_the_page_notes_nothing(self, web_world):
        text_id = text(web_world)
        officer = signed_in(Role.OFFICER)

        for path in ("/pesan/", address(text_id)):
            assert officer.get(path).status_code == 200

        assert PreparedText.objects.get(pk=text_id).opened_at is None

    def test_the_list_never_says_sent_or_read(self, web_world):
        text(web_world)

        page = signed_in(Role.OFFICER).get("/pesan/").content.decode()

        assert "Disiapkan" in page
        assert not re.search(r"\b(terkirim|dibaca|tersampaikan)\b", page, re.IGNORECASE)

    def test_a_double_tap_is_one_opening(self, web_world):
        text_id = text(web_world)
        officer, key = signed_in(Role.OFFICER), str(uuid4())

        first = officer.post(address(text_id), {"form_key": key})
        second = officer.post(address(text_id), {"form_key": key})

        assert (first.status_code, second.status_code) == (302, 200)

    @pytest.mark.parametrize(
        "change",
        [{"office": "Kecamatan Boja"}, {"role": Role.SECRETARIAT}, {"sender_id": 999_999}],
    )
    def test_anothers_text_is_not_there(self, web_world, change):
        text_id = text(web_world, **change)
        officer = signed_in(Role.OFFICER)

        assert officer.get(address(text_id)).status_code == 404
        assert send(officer, address(text_id)).status_code == 404
        assert PreparedText.objects.get(pk=text_id).opened_at is None

    def test_another_regencys_is_not_there_for_the_secretariat(self, web_world):
        text_id = text(web_world, role=Role.SECRETARIAT, regency_id=web_world.other_regency_id)

        desk = signed_in(Role.SECRETARIAT)

        assert desk.get(address(text_id, "/kelola")).status_code == 404

    def test_a_stranger_is_led_to_the_door(self, web_world):
        assert Client().get(address(text(web_world))).status_code == 302


class TestStop:
    def test_is_noted_from_the_page_and_takes_the_text_away(self, web_world):
        text_id = text(web_world)
        officer = signed_in(Role.OFFICER)

        answer = send(officer, address(text_id), stop="1")

        assert answer.url == "/pesan/"
        assert "STOP dicatat" in officer.get("/pesan/").content.decode()
        assert StopWish.objects.count() == 1
        assert officer.get(address(text_id)).status_code == 404

    def test_needs_a_number(self, web_world):
        text_id = text(web_world, phone=None)

        send(signed_in(Role.OFFICER), address(text_id), stop="1")

        assert not StopWish.objects.exists()


class TestWords:
    def test_are_shown_with_their_samples_and_edited_in_versions(self, web_world):
        desk = signed_in(Role.SECRETARIAT)

        answer = send(desk, "/kelola/pesan/cutoff/", teks="Besok batas kirim: [jumlah].")

        assert answer.status_code == 302
        assert "Besok batas kirim: 3." in desk.get("/kelola/pesan/").content.decode()
        page = desk.get("/kelola/pesan/cutoff/").content.decode()
        assert "Besok batas kirim: [jumlah]." in page
        assert "Versi" in page

    def test_go_back_to_what_came_with_payung(self, web_world):
        desk = signed_in(Role.SECRETARIAT)
        send(desk, "/kelola/pesan/cutoff/", teks="Besok: [jumlah].")

        send(desk, "/kelola/pesan/cutoff/", bawaan="1")

        page = desk.get("/kelola/pesan/").content.decode()
        assert "3 pendaftaran masih menunggu perbaikan" in page
        assert TextWording.objects.count() == 2

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "Halo [nik]",
            "Halo {count}",
            "{{7*7}}",
            "NIK 3324061708900903",
            "a" * 701,
            "Balas dengan PIN Anda",
            "https://palsu.example",
        ],
    )
    def test_that_may_not_be_kept_are_told_and_stay_in_the_box(self, web_world, typed):
        desk = signed_in(Role.SECRETARIAT)

        answer = send(desk, "/kelola/pesan/cutoff/", teks=typed)

        assert answer.status_code == 422
        page = answer.content.decode()
        assert page.count('href="#teks"') == 1
        assert "Galat: " in page
        assert typed[:20] in page
        assert not TextWording.objects.exists()

    def test_of_an_unknown_text_are_not_there(self, web_world):
        assert signed_in(Role.SECRETARIAT).get("/kelola/pesan/lain/").status_code == 404

    def test_are_typed_and_kept_the_same_both_ways(self):
        body = "Yth. {position}, rata-rata {average} di {address}"

        assert as_kept("wa.leader", as_typed(body)) == body
