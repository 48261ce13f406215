"""How long a session lives: idle and altogether, per role, and on a sponsor's own phone."""

from datetime import timedelta

import pytest
from django.test import Client

from payung.kernel.people import Role
from payung.web.sessions import PROVEN, SEEN, SINCE
from tests.factories.world import PASSWORD
from tests.web.signing_in import come_in

pytestmark = pytest.mark.django_db


def _pass(client: Client, time: timedelta, *marks: str) -> None:
    session = client.session
    for mark in marks:
        session[mark] -= time.total_seconds()
    session.save()


def _own_phone() -> Client:
    client = Client()
    client.post("/masuk/", {"sign_in": "sponsor", "password": PASSWORD, "own_phone": "1"})
    return client


@pytest.mark.parametrize(
    ("role", "home", "minutes"),
    [
        (Role.TREASURER, "/gaji/", 15),
        (Role.OFFICER, "/kantor/", 30),
        (Role.SECRETARIAT, "/kelola/", 30),
        (Role.SPONSOR, "/saya/", 120),
    ],
)
def test_idle_time_ends_it_and_says_after_how_long(web_world, role, home, minutes):
    client = come_in(str(role))
    _pass(client, timedelta(minutes=minutes, seconds=-2), SEEN)
    assert client.get(home).status_code == 200
    _pass(client, timedelta(minutes=minutes, seconds=2), SEEN)

    where = client.get(home).headers["Location"]

    assert where.startswith("/sesi-habis/")
    assert f"Sudah {minutes} menit" in client.get(where).content.decode().replace(
        f'<span class="n">{minutes}</span>', str(minutes)
    )


def test_a_sign_of_life_from_the_page_puts_the_end_off(web_world):
    client = come_in("treasurer")
    _pass(client, timedelta(minutes=14), SEEN)

    assert client.post("/masuk/tetap/").status_code == 204
    _pass(client, timedelta(minutes=14), SEEN)
    assert client.get("/gaji/").status_code == 200


def test_what_a_page_saves_by_itself_is_no_sign_of_life(web_world):
    client = come_in("sponsor")
    _pass(client, timedelta(minutes=100), SEEN)
    seen = client.session[SEEN]

    said = client.post("/daftar/nik/", {"nanti": "1"}, headers={"X-Unattended": "1"})

    assert said.status_code == 302
    assert client.session[SEEN] == seen
    client.post("/daftar/nik/", {"nanti": "1"})
    assert client.session[SEEN] > seen


def test_a_sign_of_life_of_nobody_is_refused(web_world):
    assert Client().post("/masuk/tetap/").status_code == 403


def test_twelve_hours_end_the_busiest_day_of_staff(web_world):
    client = come_in("officer")
    _pass(client, timedelta(hours=12, seconds=2), SINCE, PROVEN)

    assert client.get("/kantor/").headers["Location"].startswith("/sesi-habis/")


class TestOnesOwnPhone:
    def test_goes_on_showing_for_thirty_days(self, web_world):
        client = _own_phone()
        _pass(client, timedelta(days=29, hours=23), SINCE, SEEN, PROVEN)
        assert client.get("/saya/").status_code == 200

        _pass(client, timedelta(hours=2), SINCE)
        assert client.get("/saya/").headers["Location"].startswith("/sesi-habis/")

    def test_changes_nothing_after_twelve_hours_without_the_password(self, web_world):
        client = _own_phone()
        _pass(client, timedelta(hours=12, seconds=5), SINCE, SEEN, PROVEN)

        answer = client.post("/akun/kontak/", {"email": "x@contoh.id"})

        assert answer.headers["Location"] == "/masuk/pastikan/?next=%2Fakun%2Fkontak%2F"
        client.post("/masuk/pastikan/", {"password": PASSWORD})
        assert client.post("/akun/kontak/", {"email": "?"}).status_code == 422

    def test_signs_out_without_the_password(self, web_world):
        client = _own_phone()
        _pass(client, timedelta(days=3), SINCE, SEEN, PROVEN)

        client.post("/keluar/")

        assert client.get("/saya/").headers["Location"].startswith("/masuk/")

    def test_is_nothing_for_staff(self, web_world):
        client = come_in("officer")
        session = client.session
        session["own_phone"] = True
        session.save()
        _pass(client, timedelta(minutes=31), SEEN)

        assert client.get("/kantor/").headers["Location"].startswith("/sesi-habis/")

    def test_the_cookie_lives_as_long(self, web_world):
        assert _own_phone().cookies["payung"]["max-age"] > 29 * 24 * 3600


def test_cookies_are_out_of_reach_of_scripts(web_world):
    client = come_in("officer")

    for name in ("payung", "perangkat"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"
