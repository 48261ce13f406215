"""The second factor at the door: nobody of the staff gets round it, and nobody is locked out."""

import re

import pyotp
import pytest
from django.test import Client

from payung.foundation.access import operations, operations_factors
from payung.foundation.access.models import Factor
from payung.kernel.people import Role
from payung.web.access.qr import qr_svg
from tests.factories import world as worlds
from tests.factories.world import PASSWORD, SYSTEM, World
from tests.web.signing_in import code_now, come_in, let_half_a_minute_pass, signed_in

pytestmark = pytest.mark.django_db


def _password(client: Client, sign_in: str = "officer", **more: str):
    return client.post("/masuk/", {"sign_in": sign_in, "password": PASSWORD, **more})


def _new_officer(world: World) -> None:
    """Somebody of the staff who never came in: a password, and no authenticator yet."""
    person_id = worlds.person(world, "baru", "Sri Utami")
    worlds.give(world, person_id, Role.OFFICER, world.agencies["Kecamatan Boja"])
    Factor.objects.filter(person_id=person_id).delete()


class TestTheCode:
    def test_is_asked_in_one_box_that_phones_fill_in(self, web_world):
        client = Client()
        page = client.get(_password(client).headers["Location"]).content.decode()

        assert page.count('autocomplete="one-time-code"') == 1
        assert 'inputmode="numeric"' in page

    def test_the_password_alone_opens_nothing(self, web_world):
        client = Client()
        _password(client)

        for path in ("/kantor/", "/akun/", "/peran/", "/akun/kode-cadangan/", "/masuk/pastikan/"):
            assert client.get(path).headers["Location"].startswith("/masuk/"), path

    def test_a_wrong_one_is_told_with_the_hint_about_the_clock(self, web_world):
        client = Client()
        _password(client)

        answer = client.post("/masuk/kode/", {"code": "000000"})

        assert answer.status_code == 422
        assert "Pastikan jam HP diatur otomatis" in answer.content.decode()

    def test_a_code_that_opened_one_session_opens_no_other(self, web_world):
        come_in("officer")
        code, client = code_now(), Client()
        _password(client)

        assert client.post("/masuk/kode/", {"code": code}).status_code == 422

    def test_of_a_colleague_is_worth_nothing_without_their_password(self, web_world):
        assert Client().post("/masuk/kode/", {"code": code_now()}).headers["Location"] == "/masuk/"

    def test_guessing_is_slowed_down_after_five(self, web_world):
        client = Client()
        _password(client)
        for _ in range(5):
            client.post("/masuk/kode/", {"code": "000000"})
        let_half_a_minute_pass()

        assert client.post("/masuk/kode/", {"code": code_now()}).status_code == 429

    def test_the_door_between_shuts_after_ten_minutes(self, web_world):
        client = Client()
        _password(client)
        session = client.session
        session["pending"] = {**session["pending"], "at": session["pending"]["at"] - 601}
        session.save()
        let_half_a_minute_pass()

        answer = client.post("/masuk/kode/", {"code": code_now()})

        assert answer.headers["Location"] == "/masuk/"

    def test_the_door_between_shuts_when_the_password_changes(self, web_world):
        client = Client()
        _password(client)
        operations.set_password(
            person_id=web_world.people[Role.OFFICER],
            password="perahu kertas di sungai",
            by=SYSTEM,
            at=web_world.at,
        )

        assert client.get("/masuk/kode/").headers["Location"] == "/masuk/"

    def test_the_session_key_changes_at_each_door(self, web_world):
        client = Client()
        _password(client)
        first = client.cookies["payung"].value
        let_half_a_minute_pass()
        client.post("/masuk/kode/", {"code": code_now()})

        assert client.cookies["payung"].value != first


class TestABackupCode:
    def test_opens_once(self, web_world):
        person_id = web_world.people[Role.OFFICER]
        codes = operations_factors.renew_backup_codes(
            person_id=person_id, by=SYSTEM, at=web_world.at
        )
        client, again = Client(), Client()
        _password(client)
        _password(again)

        first = client.post("/masuk/kode-cadangan/", {"code": codes[0].lower()})
        second = again.post("/masuk/kode-cadangan/", {"code": codes[0]})

        assert first.headers["Location"] == "/kantor/"
        assert second.status_code == 422

    def test_says_what_to_do_when_those_are_lost_too(self, web_world):
        client = Client()
        _password(client)

        assert "Dua petugas akan memeriksa" in client.get("/masuk/kode-cadangan/").content.decode()


class TestTheFirstTime:
    def test_staff_set_an_authenticator_up_before_they_come_in(self, web_world):
        _new_officer(web_world)
        client = Client()
        assert _password(client, "baru").headers["Location"] == "/masuk/autentikator/"
        page = client.get("/masuk/autentikator/").content.decode()
        secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
        assert '<svg class="qr"' in page
        assert client.get("/kantor/").status_code == 302

        answer = client.post("/masuk/autentikator/", {"code": pyotp.TOTP(secret).now()})

        assert answer.headers["Location"] == "/akun/kode-cadangan/"
        codes = client.get("/akun/kode-cadangan/").content.decode()
        assert len(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", codes)) == 10
        assert client.get("/kantor/").status_code == 200

    def test_the_backup_codes_are_shown_until_put_away_and_never_after(self, web_world):
        _new_officer(web_world)
        client = Client()
        _password(client, "baru")
        page = client.get("/masuk/autentikator/").content.decode()
        secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
        client.post("/masuk/autentikator/", {"code": pyotp.TOTP(secret).now()})

        assert client.get("/akun/kode-cadangan/").status_code == 200
        assert client.post("/akun/kode-cadangan/").headers["Location"] == "/kantor/"
        assert client.get("/akun/kode-cadangan/").headers["Location"] == "/akun/"

    def test_a_wrong_first_code_shows_the_same_secret_again(self, web_world):
        _new_officer(web_world)
        client = Client()
        _password(client, "baru")
        before = client.get("/masuk/autentikator/").content.decode()

        after = client.post("/masuk/autentikator/", {"code": "000000"})

        shown = re.compile(r'class="secret">([A-Z2-7 ]+)<')
        assert after.status_code == 422
        assert shown.search(before)[1] == shown.search(after.content.decode())[1]

    def test_a_person_with_an_authenticator_is_never_offered_another_at_the_door(self, web_world):
        client = Client()
        _password(client)

        assert client.get("/masuk/autentikator/").headers["Location"] == "/masuk/kode/"
        assert client.post("/masuk/autentikator/").headers["Location"] == "/masuk/kode/"

    def test_the_picture_says_what_an_app_needs(self, web_world):
        drawing = qr_svg("otpauth://totp/Payung:endah?secret=ABC&issuer=Payung")

        assert drawing.startswith("<svg")
        assert "endah" not in drawing


class TestSponsors:
    def test_come_in_by_password_until_they_choose_otherwise(self, web_world):
        client = Client()

        assert _password(client, "sponsor").headers["Location"] == "/saya/"

    def test_may_switch_an_authenticator_on_and_off(self, web_world):
        client = signed_in(Role.SPONSOR)
        page = client.get("/akun/autentikator/").content.decode()
        secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
        client.post("/akun/autentikator/", {"code": pyotp.TOTP(secret).now()})
        client.post("/akun/kode-cadangan/")
        assert _password(Client(), "sponsor").headers["Location"] == "/masuk/kode/"

        client.post("/akun/autentikator/hapus/")

        assert _password(Client(), "sponsor").headers["Location"] == "/saya/"

    def test_who_becomes_an_officer_meets_the_second_door_at_the_role(self, web_world):
        client = signed_in(Role.SPONSOR)
        person_id = web_world.people[Role.SPONSOR]
        duty = worlds.give(
            web_world, person_id, Role.OFFICER, web_world.agencies["Dinas Kesehatan"]
        )

        answer = client.post("/peran/", {"duty": duty})

        assert answer.headers["Location"] == "/masuk/kode/"
        assert client.get("/kantor/").status_code == 403
        let_half_a_minute_pass()
        client.post("/masuk/kode/", {"code": code_now()})
        client.post("/peran/", {"duty": duty})
        assert client.get("/kantor/").status_code == 200

    def test_no_session_without_the_factor_acts_as_staff_even_if_it_says_so(self, web_world):
        client = signed_in(Role.SPONSOR)
        duty = worlds.give(web_world, web_world.people[Role.SPONSOR], Role.KORPRI)
        session = client.session
        session["duty_id"] = duty
        session.save()

        assert client.get("/pimpinan/").headers["Location"].startswith("/peran/")


def test_staff_cannot_switch_theirs_off(web_world):
    client = signed_in(Role.OFFICER)

    assert client.post("/akun/autentikator/hapus/").status_code == 403
    assert Factor.objects.filter(person_id=web_world.people[Role.OFFICER]).exists()


def test_a_new_phone_replaces_the_old_one_only_with_its_own_code(web_world):
    client = signed_in(Role.OFFICER)
    client.post("/akun/autentikator/", {"again": "1"})
    page = client.get("/akun/autentikator/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")

    assert come_in("officer").get("/kantor/").status_code == 200
    client.post("/akun/autentikator/", {"code": pyotp.TOTP(secret).now()})

    other = Client()
    _password(other)
    let_half_a_minute_pass()
    assert other.post("/masuk/kode/", {"code": code_now()}).status_code == 422
    assert other.post("/masuk/kode/", {"code": code_now(secret)}).status_code == 302
