"""What stands around every page: who looks, the month, notices, the language, the way out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.foundation.desk.operations import announce
from payung.kernel.people import Role
from tests.factories import world as worlds
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def _announce(world, words_id, words_en="", **more):
    now = timezone.now()
    announce(
        regency_id=world.regency_id,
        words_id=words_id,
        words_en=words_en,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
        by=replace(worlds.here(world), person_id=world.people[Role.SECRETARIAT]),
        at=now,
        **more,
    )


def test_a_notice_stands_on_the_pages_of_those_it_is_for_in_their_language(web_world):
    _announce(web_world, "Layanan tutup Sabtu <malam>", "Closed on Saturday", role=Role.OFFICER)
    officer = signed_in(Role.OFFICER)

    assert "Layanan tutup Sabtu &lt;malam&gt;" in officer.get("/kantor/").content.decode()
    assert "Layanan tutup" not in signed_in(Role.TREASURER).get("/gaji/").content.decode()
    assert "Layanan tutup" not in Client().get("/").content.decode()

    officer.cookies["bahasa"] = "en"
    assert "Closed on Saturday" in officer.get("/kantor/").content.decode()


def test_staff_see_the_month_and_sponsors_and_strangers_do_not(web_world):
    assert 'class="period"' in signed_in(Role.TREASURER).get("/gaji/").content.decode()
    assert 'class="period"' not in signed_in(Role.SPONSOR).get("/saya/").content.decode()
    assert 'class="period"' not in Client().get("/").content.decode()


def test_personal_pages_stay_out_of_search_engines(web_world):
    assert 'content="noindex"' in signed_in(Role.SPONSOR).get("/saya/").content.decode()
    assert 'content="noindex"' not in Client().get("/").content.decode()


def test_the_language_link_leads_back_to_the_same_page(web_world):
    client = Client()

    page = client.get("/petugas/?kantor=kesehatan&x=1").content.decode()
    answer = client.get("/bahasa/en/?next=/petugas/%3Fkantor%3Dkesehatan")

    assert "/bahasa/en/?next=%2Fpetugas%2F%3Fkantor%3Dkesehatan%26x%3D1" in page
    assert answer.headers["Location"] == "/petugas/?kantor=kesehatan"
    assert '<html lang="en">' in client.get("/petugas/").content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_the_language_link_leads_nowhere_else(back):
    answer = Client().get("/bahasa/en/", {"next": back})

    assert answer.headers["Location"] == "/"


def test_an_unknown_language_changes_nothing():
    answer = Client().get("/bahasa/xx/?next=/")

    assert "bahasa" not in answer.cookies


@pytest.mark.parametrize(
    ("role", "path", "seconds"),
    [(Role.TREASURER, "/gaji/", 900), (Role.OFFICER, "/kantor/", 1800)],
)
def test_a_page_knows_when_its_idle_session_ends(web_world, role, path, seconds):
    page = signed_in(role).get(path).content.decode()

    assert f'data-idle-seconds="{seconds}"' in page
    assert 'data-stay="/masuk/tetap/"' in page


def test_help_comes_last_among_the_tools_everywhere(web_world):
    for page in (Client().get("/"), signed_in(Role.AUDITOR).get("/audit/"), Client().get("/x/")):
        tools = page.content.decode().split('class="tools"', 1)[1]

        inside = tools.split("</nav>", 1)[0].split("</div>", 1)[0]
        assert inside.rstrip().endswith("Bantuan</a>"), inside[-200:]
