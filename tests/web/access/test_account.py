"""S74: one's own devices, password, contact; and the password once more before what is weighty."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from payung.foundation.access.models import Person, Visit
from payung.foundation.access.operations_contact import contact_of
from payung.foundation.outbox.models import Item
from payung.kernel.people import Role
from tests.factories.world import PASSWORD
from tests.web.signing_in import code_now, come_in, let_half_a_minute_pass, signed_in

pytestmark = pytest.mark.django_db
CHOSEN = "perahu kertas di sungai"


def _grow_old(client: Client, minutes: float) -> None:
    session = client.session
    session["proven_at"] -= minutes * 60
    session.save()


def _form_key() -> str:
    return "0b5f4b00-0000-4000-8000-000000000001"


class TestDevices:
    def test_are_listed_with_this_one_marked(self, web_world):
        client = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile"})
        come_in("officer", client)
        come_in("officer", Client(headers={"user-agent": "Mozilla (Windows NT) Firefox/130"}))

        page = client.get("/akun/").content.decode()

        assert "Chrome · Android" in page
        assert "Firefox · Windows" in page
        assert page.count("ini perangkat ini") == 1

    def test_one_is_ended_from_another_at_its_next_request(self, web_world):
        phone, office = come_in("officer"), come_in("officer")
        visit_id = phone.session["visit_id"]

        office.post(reverse("end-visit", args=[visit_id]))

        assert phone.get("/kantor/").headers["Location"].startswith("/masuk/")
        assert office.get("/kantor/").status_code == 200

    def test_of_another_person_are_not_there(self, web_world):
        other = come_in("treasurer")
        client = come_in("officer")

        answer = client.post(reverse("end-visit", args=[other.session["visit_id"]]))

        assert answer.status_code == 404
        assert other.get("/gaji/").status_code == 200

    def test_all_are_ended_at_once(self, web_world):
        phone, office = come_in("officer"), come_in("officer")

        office.post("/akun/keluar-semua/")

        assert phone.get("/kantor/").status_code == 302
        assert office.get("/kantor/").status_code == 302

    def test_a_session_signed_out_leaves_the_list(self, web_world):
        client = come_in("officer")
        visit_id = client.session["visit_id"]

        client.post("/keluar/")

        assert Visit.objects.get(pk=visit_id).ended_at is not None

    def test_a_session_follows_its_new_key(self, web_world):
        client = come_in("officer")
        before = Visit.objects.get(pk=client.session["visit_id"]).key_digest

        _prove(client)

        assert Visit.objects.get(pk=client.session["visit_id"]).key_digest != before


class TestNotices:
    def test_a_second_device_within_the_hour_is_told_on_the_page(self, web_world):
        come_in("officer").post("/akun/keluar-semua/")
        come_in("officer", Client(headers={"user-agent": "Mozilla (Windows NT) Firefox/130"}))
        client = come_in("officer", Client(headers={"user-agent": "Android Chrome/120"}))

        said = [str(message) for message in client.get("/kantor/").context["messages"]]

        assert said == [
            "Akun Anda juga sedang terbuka di 1 perangkat lain."
            " Bukan Anda? Keluarkan lewat Akun saya."
        ]

    def test_a_new_device_is_told_by_mail_to_who_gave_an_address(self, web_world):
        first = come_in("officer")
        first.post("/akun/kontak/", {"email": "endah@contoh.id", "wa": "", "form_key": _form_key()})
        before = Item.objects.count()

        come_in("officer", Client(headers={"user-agent": "Android Chrome/120"}))
        item = Item.objects.latest("pk")

        assert Item.objects.count() == before + 1
        assert "Chrome · Android" in item.body
        assert "endah@contoh.id" not in item.address + item.body
        assert mail.outbox == []

    @pytest.mark.parametrize(
        ("chosen", "words"),
        [("", "Ada yang masuk"), ("id", "Ada yang masuk"), ("en", "Somebody signed in"),
         ("xx", "Ada yang masuk")],
    )  # fmt: skip
    def test_the_mail_speaks_the_language_of_the_sign_in(self, web_world, chosen, words):
        first = come_in("officer")
        first.post("/akun/kontak/", {"email": "endah@contoh.id", "wa": "", "form_key": _form_key()})
        client = Client(headers={"user-agent": "Android Chrome/120"})
        client.cookies["bahasa"] = chosen

        come_in("officer", client)

        item = Item.objects.latest("pk")
        assert item.subject.startswith(words)
        assert ("device" in item.body) is (chosen == "en")

    def test_a_device_seen_before_is_not(self, web_world):
        client = come_in("officer")
        client.post(
            "/akun/kontak/", {"email": "endah@contoh.id", "wa": "", "form_key": _form_key()}
        )
        client.post("/keluar/")
        before = Item.objects.count()

        come_in("officer", client)

        assert Item.objects.count() == before


class TestPassword:
    def test_changes_with_the_present_one_and_signs_out_the_others(self, web_world):
        client, other = signed_in(Role.OFFICER), signed_in(Role.OFFICER)

        answer = client.post("/akun/kata-sandi/", {"present": PASSWORD, "password": CHOSEN})

        assert answer.headers["Location"] == "/akun/"
        assert client.get("/kantor/").status_code == 200
        assert other.get("/kantor/").headers["Location"].startswith("/masuk/")

    def test_stays_without_the_present_one(self, web_world):
        client = signed_in(Role.OFFICER)

        answer = client.post("/akun/kata-sandi/", {"present": "salah", "password": CHOSEN})

        assert answer.status_code == 422
        assert Person.objects.get(sign_in="officer").check_password(PASSWORD)

    def test_an_old_one_is_changed_before_anything_else_under_bssn(self, web_world):
        client = signed_in(Role.OFFICER)
        session = client.session
        session["must_change"] = True
        session.save()

        assert client.get("/kantor/").headers["Location"] == "/akun/kata-sandi/"
        assert "enam bulan" in client.get("/akun/kata-sandi/").content.decode()
        client.post("/akun/kata-sandi/", {"present": PASSWORD, "password": CHOSEN})
        assert client.get("/kantor/").status_code == 200


class TestContact:
    def test_is_kept_sealed(self, web_world):
        client = signed_in(Role.SPONSOR)

        client.post(
            "/akun/kontak/",
            {"email": "wulan@contoh.id", "wa": "0812 3456 7890", "form_key": _form_key()},
        )

        person = Person.objects.get(sign_in="sponsor")
        assert contact_of(person) == ("wulan@contoh.id", "+6281234567890")
        assert b"wulan" not in bytes(person.email_sealed)

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"email": "bukan surel"}, "email"),
            ({"email": "a@b.id\nBcc: x@y.id"}, "email"),
            ({"wa": "12"}, "wa"),
            ({"wa": "abc"}, "wa"),
        ],
    )
    def test_what_cannot_be_read_is_told_beside_its_box(self, web_world, said, field):
        client = signed_in(Role.SPONSOR)

        answer = client.post("/akun/kontak/", {"email": "", "wa": "", **said})

        assert answer.status_code == 422
        assert f'id="{field}-said"' in answer.content.decode()

    def test_sent_twice_it_takes_effect_once(self, web_world):
        client = signed_in(Role.SPONSOR)
        said = {"email": "wulan@contoh.id", "wa": "", "form_key": _form_key()}
        client.post("/akun/kontak/", said)

        assert "Sudah kami terima" in client.post("/akun/kontak/", said).content.decode()


class TestProof:
    @pytest.mark.parametrize("path", ["/akun/kontak/", "/akun/autentikator/"])
    def test_is_asked_after_fifteen_minutes_and_leads_back(self, web_world, path):
        client = come_in("officer")
        _grow_old(client, 14.9)
        assert client.get(path).status_code == 200
        _grow_old(client, 0.2)

        assert client.get(path).headers["Location"] == (
            f"/masuk/pastikan/?next={path.replace('/', '%2F')}"
        )
        assert _prove(client, next=path).headers["Location"] == path
        assert client.get(path).status_code == 200

    def test_nothing_takes_effect_without_it(self, web_world):
        client = come_in("officer")
        _grow_old(client, 16)

        client.post("/akun/kontak/", {"email": "x@contoh.id", "wa": "", "form_key": _form_key()})

        assert Person.objects.get(sign_in="officer").email_sealed is None

    def test_needs_both_for_staff(self, web_world):
        client = come_in("officer")
        let_half_a_minute_pass()

        assert client.post("/masuk/pastikan/", {"password": PASSWORD}).status_code == 422
        assert client.post("/masuk/pastikan/", {"code": code_now()}).status_code == 422
        wrong = {"password": "salah", "code": code_now()}
        assert client.post("/masuk/pastikan/", wrong).status_code == 422

    def test_gives_the_session_another_key(self, web_world):
        client = come_in("officer")
        before = client.session.session_key

        _prove(client)

        assert client.session.session_key != before

    def test_guessing_is_slowed_down(self, web_world):
        client = come_in("sponsor")
        for _ in range(5):
            client.post("/masuk/pastikan/", {"password": "salah"})

        assert client.post("/masuk/pastikan/", {"password": PASSWORD}).status_code == 429

    @pytest.mark.parametrize("elsewhere", ["https://jahat.example/", "//jahat", "javascript:1"])
    def test_never_leads_away_from_here(self, web_world, elsewhere):
        client = come_in("officer")

        assert _prove(client, next=elsewhere).headers["Location"] == "/akun/"


def _prove(client: Client, **more: str):
    let_half_a_minute_pass()
    return client.post("/masuk/pastikan/", {"password": PASSWORD, "code": code_now(), **more})
