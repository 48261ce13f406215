"""Nobody learns from the sign-up whom a NIK belongs to, or what was typed there."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from payung.kernel.people import Actor, Role
from payung.stages.enrolment import operations
from payung.stages.enrolment.models import Draft
from payung.stages.enrolment.queries.entrusted import entrusted
from payung.stages.registry.models import CivilServant
from tests.factories.enrolment import nik, worker
from tests.factories.world import PASSWORD, World, actor
from tests.web.sponsor.conftest import newest
from tests.web.sponsor.signing_up import NIK, answer, send


def test_a_draft_is_sealed_and_shows_nothing(sponsor):
    answer(sponsor)

    held = bytes(Draft.objects.get(person_id__gt=0).answers_sealed)

    assert NIK.encode() not in held
    assert b"Sukini" not in held


class TestNobodyCanProbe:
    @pytest.fixture
    def taken(self, web_world: World) -> str:
        """The NIK of a worker whom a colleague protects."""
        by = Actor(None, "Payung", Role.SYSTEM, web_world.regency_id, None, "test")
        colleague = CivilServant.objects.exclude(pk=web_world.sponsor_id)[0]
        operations.register(sponsor_id=colleague.pk, worker=worker(88), by=by, at=web_world.at)
        return nik(88)

    def blocked(self, client: Client, given: dict[str, str], name: dict[str, str]) -> str:
        answer(client, until="nama", nik=given)
        got = client.post("/daftar/nama/", name)
        assert got.headers["Location"] == "/daftar/belum-bisa/"
        page = client.get("/daftar/belum-bisa/").content.decode()
        return re.sub(r'value="[^"]+"|[0-9.]+ WIB', "", page)

    def test_taken_too_young_too_old_and_dead_get_the_same_page(self, sponsor, taken, web_world):
        name = {"nama": "Sukini", "benar": "ya"}
        grown = {"benar": "tidak", "nama": "Sukini"}
        pages = {self.blocked(sponsor, {"nik": taken}, name)}
        for born in (date(2015, 8, 17), date(1950, 8, 17)):
            sponsor.post("/daftar/orang-lain/")
            answer(sponsor, until="nama", nik={"nik": nik(89, born)})
            sponsor.post("/daftar/nama/", grown)
            typed = {"lahir_hari": "17", "lahir_bulan": "8", "lahir_tahun": str(born.year)}
            got = sponsor.post("/daftar/lahir/", {**typed, "kelamin": "L"})
            assert got.headers["Location"] == "/daftar/belum-bisa/"
            page = sponsor.get("/daftar/belum-bisa/").content.decode()
            pages.add(re.sub(r'value="[^"]+"|[0-9.]+ WIB', "", page))

        assert len(pages) == 1

    def test_asks_the_database_the_same_for_a_free_and_a_taken_one(self, sponsor, taken):
        asked = []
        for given in (taken, nik(90)):
            sponsor.post("/daftar/orang-lain/")
            answer(sponsor, until="nik")
            with CaptureQueriesContext(connection) as seen:
                sponsor.post("/daftar/nik/", {"nik": given})
            asked.append([query["sql"].split()[0] for query in seen.captured_queries])

        assert asked[0] == asked[1]

    def test_ten_a_day_and_no_more_even_when_starting_over(self, sponsor):
        for serial in range(10):
            sponsor.post("/daftar/orang-lain/")
            answer(sponsor, until="nik")
            assert sponsor.post("/daftar/nik/", {"nik": nik(30 + serial)}).status_code == 302
        sponsor.post("/daftar/orang-lain/")
        answer(sponsor, until="nik")

        got = sponsor.post("/daftar/nik/", {"nik": nik(41)})

        assert got.status_code == 429
        assert "sudah 10 NIK" in got.content.decode()

    def test_what_is_left_with_the_officer_arrives_there(self, sponsor, taken, web_world):
        self.blocked(sponsor, {"nik": taken}, {"nama": "Sukini", "benar": "ya"})

        send(sponsor, "/daftar/belum-bisa/")

        (left,) = entrusted(viewer=actor(web_world, Role.OFFICER).viewer)
        assert left.left.answers["nik"] == taken
        assert not sponsor.get("/daftar/").context["has_draft"]

    def test_ones_own_worker_opens_their_page(self, sponsor, web_world):
        answer(sponsor)
        send(sponsor)
        answer(sponsor, until="nik")

        got = sponsor.post("/daftar/nik/", {"nik": NIK})

        assert got.headers["Location"] == reverse("worker", args=[newest().pk])


class TestAfterTheSession:
    def test_what_was_typed_comes_back_to_its_owner_alone(self, sponsor):
        answer(sponsor, until="pekerjaan")
        page = sponsor.get("/daftar/pekerjaan/")
        session = sponsor.session
        session["seen_at"] = 0
        session.save()

        late = sponsor.post(
            "/daftar/pekerjaan/",
            {"pekerjaan": "nelayan", "keadaan": "bekerja", "milik": page.context["owner"]},
        )
        sponsor.post("/masuk/", {"sign_in": "sponsor", "password": PASSWORD})
        back = sponsor.get("/daftar/pekerjaan/")

        assert late.status_code == 302
        assert "next=/daftar/pekerjaan/" in late.headers["Location"]
        assert back.context["values"]["pekerjaan"] == "nelayan"
