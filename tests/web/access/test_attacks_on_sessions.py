"""Fixed, stolen and shared sessions, and being led astray."""

from datetime import timedelta

import pytest
from django.test import Client

from payung.foundation.access import operations
from payung.foundation.access.models import Duty
from payung.kernel.clock import WIB
from payung.kernel.people import Role
from payung.web import middleware
from tests.factories import world as worlds
from tests.factories.world import PASSWORD, SYSTEM, World
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db


class TestSessions:
    def test_a_key_that_was_fixed_beforehand_is_not_the_one_signed_in(self, web_world):
        attacker = Client()
        attacker.get("/masuk/")
        session = attacker.session
        session["planted"] = True
        session.save()
        victim = Client()
        victim.cookies["payung"] = session.session_key

        come_in("officer", victim)

        assert victim.session.session_key != session.session_key
        attacker.cookies["payung"] = session.session_key
        assert attacker.get("/kantor/").status_code == 302

    def test_a_cookie_kept_from_before_signing_out_is_dead(self, web_world):
        client = signed_in(Role.OFFICER)
        kept = client.cookies["payung"].value
        client.post("/keluar/")
        client.cookies["payung"] = kept

        assert client.get("/kantor/").status_code == 302

    @pytest.mark.parametrize("cookie", ["x", "a" * 32, "../../etc/passwd", "' OR 1=1", "é" * 9])
    def test_a_made_up_cookie_is_a_stranger(self, web_world, cookie):
        client = Client()
        client.cookies["payung"] = cookie

        assert client.get("/kantor/").headers["Location"].startswith("/masuk/")

    def test_two_roles_share_no_rights(self, web_world: World):
        person_id = web_world.people[Role.OFFICER]
        worlds.give(web_world, person_id, Role.AUDITOR)
        client = come_in("officer")
        officer = Duty.objects.get(person_id=person_id, role=Role.OFFICER)

        client.post("/peran/", {"duty": officer.pk})

        assert client.get("/kantor/").status_code == 200
        assert client.get("/audit/").status_code == 403

    def test_the_key_changes_with_the_role(self, web_world: World):
        person_id = web_world.people[Role.OFFICER]
        worlds.give(web_world, person_id, Role.AUDITOR)
        client = come_in("officer")
        before = client.session.session_key

        client.post("/peran/", {"duty": Duty.objects.get(person_id=person_id, role="officer").pk})

        assert client.session.session_key != before

    def test_a_duty_is_over_at_midnight_in_kendal_sharp(self, web_world: World, monkeypatch):
        duty = Duty.objects.get(person_id=web_world.people[Role.OFFICER])
        tomorrow = web_world.today + timedelta(days=1)
        duty.ends_on = tomorrow
        duty.save()
        client = signed_in(Role.OFFICER)
        midnight = worlds.noon(tomorrow).astimezone(WIB).replace(hour=0)
        session = client.session
        for mark in ("seen_at", "signed_in_at", "proven_at"):
            session[mark] = midnight.timestamp() - 60
        session.set_expiry(timedelta(days=3))
        session.save()

        monkeypatch.setattr(middleware.timezone, "now", lambda: midnight - timedelta(seconds=1))
        assert client.get("/kantor/").status_code == 200
        monkeypatch.setattr(middleware.timezone, "now", lambda: midnight)
        assert client.get("/kantor/").headers["Location"].startswith("/peran/")

    def test_a_duty_handed_over_leaves_only_the_new_role(self, web_world: World):
        person_id = web_world.people[Role.OFFICER]
        client = signed_in(Role.OFFICER)
        duty = Duty.objects.get(person_id=person_id)
        operations.end_duty(
            duty_id=duty.pk,
            ends_on=web_world.today,
            reason="serah terima",
            by=SYSTEM,
            at=web_world.at,
        )
        worlds.give(web_world, person_id, Role.KORPRI)

        client.get("/peran/")

        assert client.get("/kantor/").status_code == 403
        assert client.get("/pimpinan/").status_code == 200


class TestLeadingAstray:
    @pytest.mark.parametrize(
        "elsewhere",
        [
            *(
                "https://jahat.example/",
                "//jahat.example",
                "///jahat.example",
                "https:jahat.example",
            ),
            *("/\\jahat.example", "\\\\jahat.example", "javascript:alert(1)", "data:text/html,x"),
            *("/%09/jahat.example/..//", " //jahat.example", "\t//jahat.example", "http:/\\x"),
            "/kantor/\r\nSet-Cookie: a=b",
        ],
    )
    def test_next_stays_at_home(self, web_world, elsewhere):
        client = Client()

        answer = client.post(
            "/masuk/", {"sign_in": "sponsor", "password": PASSWORD, "next": elsewhere}
        )

        where = answer.headers["Location"]
        assert where.startswith("/")
        assert not where.startswith(("//", "/\\"))
        assert "jahat.example" not in where.split("?")[0] or where.startswith("/%09")

    @pytest.mark.parametrize("host", ["jahat.example", "testserver.jahat.example", "testserver:x"])
    def test_another_host_name_is_refused(self, web_world, host):
        assert Client().get("/masuk/", HTTP_HOST=host).status_code == 400

    def test_a_forwarded_host_changes_nothing(self, web_world):
        answer = Client().get("/kantor/", HTTP_X_FORWARDED_HOST="jahat.example")

        assert "jahat" not in answer.headers["Location"]

    def test_fields_that_no_form_has_are_ignored(self, web_world):
        client = Client()
        extra = {"is_staff": "1", "duty": "1", "by_factor": "1", "person": "1", "role": "auditor"}

        client.post("/masuk/", {"sign_in": "sponsor", "password": PASSWORD, **extra})

        assert client.get("/saya/").status_code == 200
        assert client.get("/audit/").status_code == 403

    def test_a_form_with_the_token_of_before_signing_in_says_so_and_does_nothing(self, web_world):
        client = Client(enforce_csrf_checks=True)
        page = client.get("/masuk/").content.decode()
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        said = {"sign_in": "sponsor", "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert client.post("/masuk/", said).status_code == 302

        answer = client.post("/keluar/", {"csrfmiddlewaretoken": token})

        assert answer.status_code == 403
        assert client.get("/saya/").status_code == 200
