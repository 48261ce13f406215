"""Single sign-on against a real provider: leaving, proving oneself there, coming back, linking."""

import re
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from django.test import Client

from payung.foundation.access.models import OutsideIdentity
from payung.kernel.people import Role
from tests.web.signing_in import code_now, let_half_a_minute_pass, signed_in

pytestmark = pytest.mark.django_db


def _leave(client: Client, path: str) -> str:
    """Press the button, and return the issuer's address on the page that follows."""
    page = client.post(path).content.decode()
    found = re.search(r'href="(http://127\.0\.0\.1[^"]+)"', page)
    assert found, page
    return unescape(found[1])


def _prove(address: str, who: str) -> str:
    """Be `who` at the issuer, as a browser would; return the address that leads back to us."""
    browser = requests.Session()
    answer = browser.get(address, allow_redirects=False, timeout=10)
    for _ in range(12):
        if answer.is_redirect:
            onwards = urljoin(answer.url, answer.headers["Location"])
            if onwards.startswith("http://testserver/"):
                return onwards
            answer = browser.get(onwards, allow_redirects=False, timeout=10)
            continue
        form = re.search(r'<form[^>]* action="([^"]+)"', answer.text)
        assert form, answer.text
        is_login = 'name="login"' in answer.text
        said = {"prompt": "login", "login": who, "password": "x"} if is_login else {}
        answer = browser.post(
            urljoin(answer.url, form[1]),
            said or {"prompt": "consent"},
            allow_redirects=False,
            timeout=10,
        )
    raise AssertionError("the issuer never led back")


def _back(client: Client, address: str):
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def _linked(role: Role, who: str) -> Client:
    client = signed_in(role)
    _back(client, _prove(_leave(client, "/akun/lain/"), who))
    return client


class TestComingIn:
    def test_a_linked_sponsor_comes_in_without_a_password(self, web_world, sso):
        _linked(Role.SPONSOR, "wulan")
        client = Client()

        answer = _back(client, _prove(_leave(client, "/masuk/lain/"), "wulan"))

        assert answer.headers["Location"] == "/saya/"
        assert client.get("/akun/").status_code == 200

    def test_staff_still_give_their_own_second_factor(self, web_world, sso):
        _linked(Role.OFFICER, "endah")
        client = Client()

        answer = _back(client, _prove(_leave(client, "/masuk/lain/"), "endah"))

        assert answer.headers["Location"] == "/masuk/kode/"
        assert client.get("/kantor/").status_code == 302
        let_half_a_minute_pass()
        assert client.post("/masuk/kode/", {"code": code_now()}).headers["Location"] == "/kantor/"

    def test_nobody_comes_in_who_was_not_linked(self, web_world, sso):
        client = Client()

        answer = _back(client, _prove(_leave(client, "/masuk/lain/"), "orang-lain"))
        page = client.get(answer.headers["Location"]).content.decode()

        assert answer.headers["Location"] == "/masuk/"
        assert "belum tersambung" in page
        assert OutsideIdentity.objects.count() == 0

    def test_an_answer_works_once(self, web_world, sso):
        _linked(Role.SPONSOR, "wulan")
        client = Client()
        back = _prove(_leave(client, "/masuk/lain/"), "wulan")
        _back(client, back)
        client.post("/keluar/")

        assert _back(client, back).headers["Location"] == "/masuk/"
        assert client.get("/saya/").status_code == 302

    def test_an_answer_in_another_browser_is_worth_nothing(self, web_world, sso):
        _linked(Role.SPONSOR, "wulan")
        mine, attackers = Client(), Client()
        back = _prove(_leave(attackers, "/masuk/lain/"), "wulan")

        assert _back(mine, back).headers["Location"] == "/masuk/"

    def test_an_answer_with_another_state_is_refused(self, web_world, sso):
        _linked(Role.SPONSOR, "wulan")
        client = Client()
        back = _prove(_leave(client, "/masuk/lain/"), "wulan")
        state = parse_qs(urlsplit(back).query)["state"][0]

        answer = _back(client, back.replace(state, "x" * len(state)))

        assert answer.headers["Location"] == "/masuk/"

    def test_a_denial_leads_back_to_the_door_in_words(self, web_world, sso):
        client = Client()
        address = _leave(client, "/masuk/lain/")
        state = parse_qs(urlsplit(address).query)["state"][0]

        answer = client.get(f"/masuk/lain/kembali/?error=access_denied&state={state}")

        page = client.get(answer.headers["Location"]).content.decode()
        assert "belum bisa memastikan Anda" in page

    def test_asks_for_a_proof_key_a_state_and_a_nonce(self, web_world, sso):
        asked = parse_qs(urlsplit(_leave(Client(), "/masuk/lain/")).query)

        assert asked["code_challenge_method"] == ["S256"]
        assert asked["scope"] == ["openid"]
        assert all(len(asked[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))


class TestLinking:
    def test_needs_the_password_of_the_last_minutes(self, web_world, sso):
        client = signed_in(Role.SPONSOR)
        session = client.session
        session["proven_at"] -= 16 * 60
        session.save()

        answer = client.post("/akun/lain/")

        assert answer.headers["Location"] == "/masuk/pastikan/?next=%2Fakun%2Flain%2F"

    def test_one_identity_belongs_to_one_person(self, web_world, sso):
        _linked(Role.SPONSOR, "satu")
        second = _linked(Role.OFFICER, "satu")

        assert OutsideIdentity.objects.get().person.sign_in == "sponsor"
        assert "tersambung dengan orang lain" in second.get("/akun/").content.decode()

    def test_can_be_cut(self, web_world, sso):
        client = _linked(Role.SPONSOR, "wulan")

        client.post("/akun/lain/putus/")

        assert OutsideIdentity.objects.count() == 0


class TestSwitchedOff:
    @pytest.mark.parametrize("path", ["/masuk/lain/", "/akun/lain/"])
    def test_there_is_no_such_door(self, web_world, path):
        assert signed_in(Role.SPONSOR).post(path).status_code == 404
        assert "INApas" not in Client().get("/masuk/").content.decode()

    def test_an_issuer_that_does_not_answer_is_told_in_words(self, web_world, settings):
        settings.OIDC_ISSUER = "http://127.0.0.1:9"
        client = Client()

        answer = client.post("/masuk/lain/")

        assert answer.headers["Location"] == "/masuk/"
        assert "belum bisa memastikan Anda" in client.get("/masuk/").content.decode()
