"""What sponsors left with their officer is read there and nowhere else, and then put away."""

import pytest

from payung.foundation.audit.models import Event, Look
from payung.kernel.people import Role
from payung.stages.enrolment.operations.entrusting import entrust
from payung.stages.enrolment.sums.entrusted import Kind
from tests.factories import world as worlds
from tests.factories.enrolment import nik
from tests.factories.world import World
from tests.web.office.conftest import sent
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/kantor/titipan/"


@pytest.fixture
def left(web_world: World) -> int:
    by = worlds.actor(web_world, Role.SPONSOR)
    return entrust(
        kind=Kind.DEDUCTION, code="2026-10", words="Potongan dua kali", by=by, at=web_world.at
    )


def address(page: str) -> str:
    return PAGE + page.split(f'href="{PAGE}')[1].split('"')[0]


def test_the_list_names_it_and_keeps_its_words_for_who_opens_it(officer, left):
    page = officer.get(PAGE).content.decode()

    assert "Dari Wulan Handayani" in page
    assert "Potongan dua kali" not in page
    assert not Look.objects.filter(what="left.entry").exists()


def test_it_is_opened_settled_and_gone_and_the_sponsor_reads_the_outcome(officer, left):
    path = address(officer.get(PAGE).content.decode())
    opened = officer.get(path).content.decode()
    sponsor = signed_in(Role.SPONSOR)
    waiting = sponsor.get("/saya/").content.decode()

    answer = sent(officer, path, hasil="told")

    assert "Potongan dua kali" in opened
    assert "Oktober 2026" in opened
    assert Look.objects.filter(what="left.entry").count() == 1
    assert "Menunggu petugas" in waiting
    assert "Titipan selesai" in officer.get(answer["Location"]).content.decode()
    assert "Tidak ada titipan" in officer.get(PAGE).content.decode()
    assert officer.get(path).status_code == 404
    assert "Petugas sudah menjawab Anda langsung" in sponsor.get("/saya/").content.decode()
    assert Event.objects.filter(action="officer.answered").count() == 1


def test_the_officers_own_words_reach_the_sponsor(officer, left):
    path = address(officer.get(PAGE).content.decode())

    empty = sent(officer, path, hasil="words")
    long = sent(officer, path, hasil="words", catatan="a" * 201)
    sent(officer, path, hasil="words", catatan="Sudah dicocokkan dengan bendahara")

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "paling banyak 200 huruf" in long.content.decode()
    page = signed_in(Role.SPONSOR).get("/saya/").content.decode()
    assert "Sudah dicocokkan dengan bendahara" in page


def test_without_an_outcome_it_stays(officer, left):
    path = address(officer.get(PAGE).content.decode())

    assert sent(officer, path).status_code == 422
    assert sent(officer, path, hasil="done.").status_code == 422
    assert "Potongan dua kali" in officer.get(path).content.decode()


def test_two_tabs_settle_it_once(officer, left):
    path = address(officer.get(PAGE).content.decode())

    sent(officer, path, hasil="done")
    second = sent(officer, path, hasil="not_possible")

    assert second.status_code == 404
    assert "Petugas sudah mengerjakannya" in signed_in(Role.SPONSOR).get("/saya/").content.decode()


def test_what_was_answered_before_s13a_is_shown_to_the_officer(officer, web_world: World):
    answers = {"nik": nik(7), "nama": "Sukini", "benar": "ya", "hubungan": "tetangga"}
    by = worlds.actor(web_world, Role.SPONSOR)
    entrust(kind=Kind.WORKER, code="check", answers=answers, by=by, at=web_world.at)

    page = officer.get(address(officer.get(PAGE).content.decode())).content.decode()

    assert "Sukini" in page
    assert "Tetangga" in page


def test_another_office_neither_sees_nor_settles_it(officer, left, web_world: World):
    path = address(officer.get(PAGE).content.decode())
    colleague = worlds.person(web_world, "boja", "Petugas Boja")
    worlds.give(web_world, colleague, Role.OFFICER, web_world.agencies["Kecamatan Boja"])
    stranger = come_in("boja")

    assert sent(stranger, path, hasil="done").status_code == 404
    assert stranger.get(path).status_code == 404
    assert "Potongan" not in stranger.get(PAGE).content.decode()
    assert "Potongan dua kali" in officer.get(path).content.decode()
