"""The demo as a leader and anybody read it: visits and what they brought, meetings, stories."""

import re

import pytest

from payung.jobs.demo.meetings import PLACE
from payung.jobs.demo.outreach import STORIES
from payung.kernel.wording import say
from tests.demo.conftest import Service
from tests.demo.visitor import Visitor

pytestmark = pytest.mark.slow
EVENTS = ("Sosialisasi ASN Peduli, putaran pertama", "Keliling kecamatan")
AHEAD = "Sosialisasi untuk guru dan tenaga kesehatan"


def test_a_leader_finds_what_visits_brought_and_what_meetings_left(service: Service) -> None:
    """Both in one: a code opens the second door once in half a minute."""
    running = service.up()
    leader = Visitor(running.address)
    leader.come_in(next(one for one in running.people if one.sign_in.startswith("leader.")))

    _visits(leader)
    _meetings(leader)


def _visits(leader: Visitor) -> None:
    listed = leader.open("/kelola/sosialisasi/")
    rounds = [link for link in listed.leading_to("/kelola/sosialisasi/") if link.words in EVENTS]
    assert len(rounds) == len(EVENTS)
    assert AHEAD in listed.text
    for link in rounds:
        event = leader.open(link.href)
        came = [int(found) for found in re.findall(r", (\d+) hadir", event.text)]
        assert came
        assert min(came) > 3, "more than those who scanned"
        assert say("outreach.effect.group.came", "id") in event.text
        paid = re.findall(r"(\d+) bulan terbayar", event.text)
        assert sum(map(int, paid)) > 0, "what counts is what was paid"

    leader.open("/pimpinan/")
    assert "Sasaran 15% pada 31/12/" in leader.page.text


def _meetings(leader: Visitor) -> None:
    """One was held, with something done and something late, and one is ahead."""
    assert "Tindak lanjut rapat lewat batas" in leader.open("/pimpinan/").text
    listed = leader.open("/kelola/rapat/")
    assert listed.text.count(PLACE) == 2
    assert "1 tindak lanjut belum selesai" in listed.text
    held = leader.open(listed.leading_to("/kelola/rapat/")[-1].href)
    assert "Dasar: SE Bupati Kendal 440/4450 Tahun 2022" in held.text
    assert "Daftar 12 puskesmas dikirim ke sekretariat." in held.text
    assert "Versi 1" in held.text


def test_a_story_is_told_and_the_one_taken_back_is_gone(service: Service) -> None:
    told, gone = STORIES
    page = Visitor(service.up().address).open("/cerita/")

    assert told.first_name in page.text
    assert told.words in page.text
    assert gone.words not in page.text
    assert told.full_name not in page.text
