"""S72 and S73: from a printed code to one's own password, with nothing told to strangers."""

import pytest
from django.test import Client

from payung.foundation.access import operations_codes
from payung.foundation.access.models import ActivationCode, Factor, Person
from payung.kernel.people import Role
from tests.factories.world import PASSWORD, SYSTEM, World
from tests.web.signing_in import code_now, let_half_a_minute_pass

pytestmark = pytest.mark.django_db
CHOSEN = "perahu kertas di sungai"


def _code(world: World, role: Role = Role.SPONSOR, **more) -> str:
    return operations_codes.issue_code(person_id=world.people[role], by=SYSTEM, at=world.at, **more)


def _activate(client: Client, code: str, sign_in: str = "sponsor"):
    return client.post("/aktivasi/", {"sign_in": sign_in, "code": code})


class TestActivating:
    def test_leads_from_the_letter_to_the_first_page_and_the_code_is_dead(self, web_world):
        code, client = _code(web_world), Client()

        assert _activate(client, code).headers["Location"] == "/aktivasi/pilih/"
        page = client.get("/aktivasi/pilih/").content.decode()
        assert 'autocomplete="new-password"' in page
        answer = client.post("/aktivasi/pilih/", {"password": CHOSEN})

        assert answer.headers["Location"] == "/saya/"
        assert client.get("/saya/").status_code == 200
        again = _activate(Client(), code)
        assert again.status_code == 422
        assert "Minta kode baru" in again.content.decode()

    def test_signs_out_whoever_had_the_old_password(self, web_world):
        old = Client()
        old.post("/masuk/", {"sign_in": "sponsor", "password": PASSWORD})
        client = Client()
        _activate(client, _code(web_world))
        client.post("/aktivasi/pilih/", {"password": CHOSEN})

        assert old.get("/saya/").headers["Location"].startswith("/masuk/")

    def test_staff_still_give_their_second_factor(self, web_world):
        client = Client()
        _activate(client, _code(web_world, Role.TREASURER), "treasurer")

        answer = client.post("/aktivasi/pilih/", {"password": CHOSEN})

        assert answer.headers["Location"] == "/masuk/kode/"
        assert client.get("/gaji/").status_code == 302
        let_half_a_minute_pass()
        assert client.post("/masuk/kode/", {"code": code_now()}).headers["Location"] == "/gaji/"

    def test_a_refused_password_is_told_beside_the_box_and_not_shown_again(self, web_world):
        client = Client()
        _activate(client, _code(web_world))

        answer = client.post("/aktivasi/pilih/", {"password": "Kendal2026!"})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert page.count("paling sedikit 12 huruf") >= 2
        assert "Kendal2026!" not in page
        assert client.post("/aktivasi/pilih/", {"password": CHOSEN}).status_code == 302

    def test_says_the_same_for_an_unknown_nip_and_a_wrong_code(self, web_world):
        wrong = _activate(Client(), "AAAA-BBBB-CCCC")
        unknown = _activate(Client(), _code(web_world), "199001012015011999")

        words = "NIP atau kode belum cocok"
        assert words in wrong.content.decode()
        assert words in unknown.content.decode()
        assert wrong.status_code == unknown.status_code == 422

    def test_the_second_page_alone_is_nobodys(self, web_world):
        assert Client().get("/aktivasi/pilih/").headers["Location"] == "/aktivasi/"
        answer = Client().post("/aktivasi/pilih/", {"password": CHOSEN})
        assert answer.headers["Location"] == "/aktivasi/"

    def test_two_tabs_with_one_letter_choose_one_password(self, web_world):
        code, first, second = _code(web_world), Client(), Client()
        _activate(first, code)
        _activate(second, code)
        first.post("/aktivasi/pilih/", {"password": CHOSEN})

        answer = second.post("/aktivasi/pilih/", {"password": "kuda lumping di alun-alun"})

        assert answer.status_code == 422
        assert Person.objects.get(sign_in="sponsor").check_password(CHOSEN)

    def test_a_letter_revoked_meanwhile_chooses_none(self, web_world):
        client = Client()
        _activate(client, _code(web_world))
        ActivationCode.objects.update(revoked_at=web_world.at)

        assert client.post("/aktivasi/pilih/", {"password": CHOSEN}).status_code == 422
        assert client.get("/saya/").status_code == 302

    def test_the_session_key_changes_with_the_code(self, web_world):
        client = Client()
        session = client.session
        session["fixed"] = True
        session.save()
        first = session.session_key

        _activate(client, _code(web_world))

        assert client.session.session_key != first


class TestALostPhone:
    def test_is_replaced_with_code_and_password(self, web_world):
        code, client = _code(web_world, Role.OFFICER, purpose="factor"), Client()
        _activate(client, code, "officer")

        answer = client.post("/aktivasi/pilih/", {"password": PASSWORD})

        assert answer.headers["Location"] == "/masuk/autentikator/"

    def test_the_code_without_the_password_replaces_nothing(self, web_world):
        code, client = _code(web_world, Role.OFFICER, purpose="factor"), Client()
        _activate(client, code, "officer")

        answer = client.post("/aktivasi/pilih/", {"password": CHOSEN})

        assert answer.status_code == 422
        assert Factor.objects.filter(person_id=web_world.people[Role.OFFICER]).exists()


class TestForgotten:
    def test_asks_nothing_so_that_it_can_tell_nothing(self, web_world):
        page = Client().get("/lupa/").content.decode()

        assert "<input" not in page.split("<main")[1].split("</main>")[0]
        assert "tidak pernah mengirim kode lewat SMS" in page

    def test_has_nothing_to_send_to(self, web_world):
        assert Client().post("/lupa/", {"sign_in": "sponsor"}).status_code == 405
