import re
from datetime import timedelta

import pytest
from django.test import Client

from payung.foundation.access import operations
from payung.foundation.access.models import Duty
from payung.kernel.people import Role
from payung.web.sessions import SEEN, SINCE
from tests.factories import world as worlds
from tests.factories.world import PASSWORD, SYSTEM, World
from tests.web.signing_in import code_now, come_in, let_half_a_minute_pass

pytestmark = pytest.mark.django_db


def _post(client: Client, **more: str):
    return client.post("/masuk/", {"sign_in": "officer", "password": PASSWORD, **more})


def _code(client: Client):
    let_half_a_minute_pass()
    return client.post("/masuk/kode/", {"code": code_now()})


class TestTheDoor:
    @pytest.mark.parametrize(
        ("role", "home"),
        [
            (Role.SPONSOR, "/saya/"),
            (Role.OFFICER, "/kantor/"),
            (Role.OFFICE_HEAD, "/kantor/"),
            (Role.TREASURER, "/gaji/"),
            (Role.BRANCH, "/bpjs/"),
            (Role.LEADER, "/pimpinan/"),
            (Role.KORPRI, "/korpri/"),
            (Role.SECRETARIAT, "/kelola/"),
            (Role.AUDITOR, "/audit/"),
        ],
    )
    def test_opens_on_the_home_of_the_role(self, web_world, role, home):
        client = Client()
        answer = client.post("/masuk/", {"sign_in": str(role), "password": PASSWORD})
        if role is not Role.SPONSOR:
            assert answer.headers["Location"] == "/masuk/kode/"
            answer = _code(client)

        assert answer.headers["Location"] == home

    def test_says_the_same_for_a_wrong_word_and_a_wrong_password(self, web_world):
        wrong = _post(Client(), password="salah")
        unknown = _post(Client(), sign_in="tidak-ada")

        words = "NIP atau kata sandi belum cocok. Periksa lalu coba lagi."
        assert words in wrong.content.decode()
        assert words in unknown.content.decode()
        assert wrong.status_code == unknown.status_code == 422

    def test_names_each_empty_field_above_and_beside_it(self, web_world):
        page = _post(Client(), sign_in=" ", password="").content.decode()

        assert page.count("Isi kata sandi") == 2
        assert page.count("Isi NIP (18 angka) atau nama masuk") == 2
        assert re.search(r"<title>Galat:\s+Masuk", page)

    def test_keeps_the_word_and_never_the_password(self, web_world):
        page = _post(Client(), password="rahasia-sekali").content.decode()

        assert 'value="officer"' in page
        assert "rahasia-sekali" not in page

    def test_slows_down_after_five_failures_and_says_for_how_long(self, web_world):
        client = Client()
        for _ in range(5):
            _post(client, password="salah")

        answer = _post(client)

        assert answer.status_code == 429
        assert re.search(r"Tunggu 1\d detik", answer.content.decode())

    def test_brings_back_to_the_page_that_was_asked_for(self, web_world):
        client = Client()
        asked = client.get("/kantor/?halaman=2")

        assert asked.headers["Location"] == "/masuk/?next=%2Fkantor%2F%3Fhalaman%3D2"
        _post(client, next="/kantor/?halaman=2")
        assert _code(client).headers["Location"] == "/kantor/?halaman=2"

    @pytest.mark.parametrize(
        "elsewhere", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", "\\\\x"]
    )
    def test_never_leads_away_from_here(self, web_world, elsewhere):
        client = Client()
        _post(client, next=elsewhere)

        assert _code(client).headers["Location"] == "/kantor/"

    def test_a_form_without_its_token_changes_nothing(self, web_world):
        answer = Client(enforce_csrf_checks=True).post(
            "/masuk/", {"sign_in": "officer", "password": PASSWORD}
        )

        assert answer.status_code == 403
        assert "terlalu lama terbuka" in answer.content.decode()

    def test_gives_a_new_session_key_at_every_sign_in(self, web_world):
        client = come_in("officer")
        first = client.cookies["payung"].value

        come_in("officer", client)

        assert client.cookies["payung"].value != first


class TestRoles:
    def test_somebody_with_two_chooses_and_sees_the_chosen_home(self, web_world: World):
        person_id = web_world.people[Role.OFFICER]
        second = worlds.give(web_world, person_id, Role.KORPRI)
        client = Client()

        _post(client)
        assert _code(client).headers["Location"] == "/peran/"
        page = client.get("/peran/").content.decode()
        assert "Petugas kantor" in page
        assert "Pengurus Korpri" in page
        chosen = client.post("/peran/", {"duty": second})
        assert chosen.headers["Location"] == "/korpri/"
        assert "Ganti peran" in client.get("/korpri/").content.decode()

    def test_nobody_takes_a_role_that_is_another_persons(self, web_world: World):
        client = come_in("officer")
        other = Duty.objects.get(person_id=web_world.people[Role.TREASURER])

        client.post("/peran/", {"duty": other.pk})

        assert client.get("/gaji/").status_code == 403

    def test_somebody_without_any_is_told_whom_to_ask(self, web_world: World):
        worlds.person(web_world, "kosong", "Tanpa Peran")
        client = Client()

        answer = client.post("/masuk/", {"sign_in": "kosong", "password": PASSWORD}, follow=True)

        assert "Anda belum punya peran" in answer.content.decode()

    def test_a_duty_that_ends_closes_the_page_with_the_next_request(self, web_world: World):
        client = come_in("officer")
        duty = Duty.objects.get(person_id=web_world.people[Role.OFFICER])

        operations.end_duty(
            duty_id=duty.pk, ends_on=web_world.today, reason="pindah", by=SYSTEM, at=web_world.at
        )

        assert client.get("/kantor/").headers["Location"].startswith("/peran/")

    def test_a_closed_person_is_out_with_the_next_request(self, web_world: World):
        client = come_in("officer")

        operations.close_person(
            person_id=web_world.people[Role.OFFICER], reason="pensiun", by=SYSTEM, at=web_world.at
        )

        assert client.get("/kantor/").headers["Location"].startswith("/masuk/")

    def test_a_new_password_signs_out_everywhere_else(self, web_world: World):
        client = come_in("officer")

        operations.set_password(
            person_id=web_world.people[Role.OFFICER],
            password="hujan reda payung dilipat",
            by=SYSTEM,
            at=web_world.at,
        )

        assert client.get("/kantor/").headers["Location"].startswith("/masuk/")


class TestTheEndOfASession:
    @pytest.mark.parametrize(
        ("role", "home", "minutes"),
        [(Role.TREASURER, "/gaji/", 15), (Role.OFFICER, "/kantor/", 30)],
    )
    def test_comes_after_the_roles_idle_time_and_not_before(self, web_world, role, home, minutes):
        client = come_in(str(role))

        _rest(client, timedelta(minutes=minutes, seconds=-5))
        assert client.get(home).status_code == 200
        _rest(client, timedelta(minutes=minutes, seconds=5))
        answer = client.get(home)

        assert answer.headers["Location"].startswith("/sesi-habis/")
        assert client.get(home).headers["Location"].startswith("/masuk/")

    def test_comes_after_twelve_hours_however_busy_one_was(self, web_world):
        client = come_in("officer")
        session = client.session
        session[SINCE] -= timedelta(hours=12, seconds=1).total_seconds()
        session.save()

        assert client.get("/kantor/").headers["Location"].startswith("/sesi-habis/")

    def test_signing_out_needs_a_button_and_then_says_so(self, web_world):
        client = come_in("officer")

        assert "Keluar dari Payung?" in client.get("/keluar/").content.decode()
        assert client.get("/kantor/").status_code == 200
        page = client.post("/keluar/", follow=True)

        assert "Anda sudah keluar" in page.content.decode()
        assert client.get("/kantor/").status_code == 302


def _rest(client: Client, time: timedelta) -> None:
    session = client.session
    session[SEEN] = session[SEEN] - time.total_seconds()
    session.save()
