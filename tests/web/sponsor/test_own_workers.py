"""S20 to S29: what a civil servant sees and does with the workers they have."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from payung.foundation.documents.models import Document
from payung.kernel.people import Role
from payung.stages.enrolment import operations
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.enrolment.queries.entrusted import entrusted
from payung.stages.registry.models import Relocation, Worker
from tests.factories.enrolment import nik, worker
from tests.factories.world import World, actor
from tests.web.signing_in import signed_in
from tests.web.sponsor.signing_up import answer, send, villages

ANY_KEY = "6f1f0a1e-0000-4000-8000-00000000000"
UNCOUNTED = (
    *("SAVEPOINT", "RELEASE", "django_session", 'SELECT "access_person"."password"'),
    *(
        '"access_duty"',
        "set_config",
        "current_setting('payung",
        "RESET payung",
        "access_visit",
        "desk_notice",
    ),
)


@pytest.fixture
def sponsor(web_world: World) -> Client:
    return signed_in(Role.SPONSOR)


def counted(client: Client, path: str) -> list[str]:
    """Return the statements of a page, without those that find out who is looking."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return [
        query["sql"]
        for query in seen.captured_queries
        if not any(word in query["sql"][:400] for word in UNCOUNTED)
    ]


class TestOneWorker:
    def test_tells_state_months_and_who_did_what(self, sponsor, covered):
        page = sponsor.get(reverse("worker", args=[covered.pk])).content.decode()

        assert "Siti Rahayu terlindungi sampai" in page
        assert "Didaftarkan, menunggu petugas" in page
        assert "Diterima BPJS" in page

    def test_somebody_elses_worker_does_not_exist(self, sponsor, web_world):
        theirs = Sponsorship.objects.exclude(sponsor_id=web_world.sponsor_id)[0]

        for name in ("worker", "worker-change", "worker-stop", "daftar-selesai"):
            assert sponsor.get(reverse(name, args=[theirs.pk])).status_code == 404

    @pytest.mark.parametrize("name", ["sponsor-home", "worker"])
    def test_asks_the_database_nine_times_at_most(self, sponsor, covered, name):
        path = reverse(name, args=[covered.pk] if name == "worker" else [])

        asked = counted(sponsor, path)
        assert len(asked) <= 9, "\n".join(each[:150] for each in asked)


class TestCorrecting:
    def test_shows_old_and_new_before_it_keeps_and_sends_again(self, sponsor, returned):
        path = reverse("worker-change", args=[returned.pk])
        typed = {"nama": "Kasmudi Raharjo", "nik": nik(55)}

        check = sponsor.post(path, {**typed, "form_key": f"{ANY_KEY}4"})
        kept = sponsor.post(path, {**typed, "yakin": "1", "form_key": f"{ANY_KEY}4"})

        assert "Kasmudi Raharjo" in check.content.decode()
        assert kept.status_code == 302, kept.content.decode()
        assert Worker.objects.get(pk=returned.worker_id).name == "Kasmudi Raharjo"
        assert Sponsorship.objects.get(pk=returned.pk).state == "registered"

    def test_somebody_elses_nik_is_refused_without_saying_whose(self, sponsor, returned, web_world):
        by = actor(web_world, Role.SPONSOR)
        operations.register(
            sponsor_id=web_world.sponsor_id, worker=worker(77), by=by, at=web_world.at
        )
        path = reverse("worker-change", args=[returned.pk])

        got = sponsor.post(path, {"nik": nik(77), "yakin": "1", "form_key": f"{ANY_KEY}5"})

        assert got.status_code == 422
        assert "perlu petugas kantor Anda" in got.content.decode()

    def test_what_was_checked_goes_to_the_officer(self, sponsor, covered, web_world):
        path = reverse("worker-change", args=[covered.pk])

        sponsor.post(path, {"pesan": "Nama di KTP Siti Rahayuni", "form_key": f"{ANY_KEY}6"})

        (left,) = entrusted(viewer=actor(web_world, Role.OFFICER).viewer)
        assert left.left.words == "Nama di KTP Siti Rahayuni"
        assert Worker.objects.get(pk=covered.worker_id).name == "Siti Rahayu"


class TestPay:
    def test_shows_billed_cut_and_the_branchs_receipt(self, sponsor, covered):
        page = sponsor.get("/saya/potongan/").content.decode()

        assert "Siti Rahayu" in page
        assert "Diterima BPJS" in page

    def test_a_difference_reaches_the_officer(self, sponsor, web_world):
        month = str(web_world.month.previous)

        sponsor.post(
            "/saya/potongan/beda/",
            {"bulan": month, "beda": "Dipotong dua kali", "form_key": f"{ANY_KEY}7"},
        )

        (left,) = entrusted(viewer=actor(web_world, Role.OFFICER).viewer)
        assert (left.left.code, left.left.words) == (month, "Dipotong dua kali")

    def test_asks_both_offices_for_a_move(self, sponsor, web_world):
        there = str(web_world.agencies["Kecamatan Boja"])

        sponsor.post(
            "/saya/pindah/",
            {"kantor": there, "mulai": str(web_world.month.next), "form_key": f"{ANY_KEY}8"},
        )

        assert Relocation.objects.get().state == "asked"
        assert "menunggu jawaban" in sponsor.get("/saya/pindah/").content.decode()


class TestPapers:
    def test_withdraws_the_permission_for_all_own_workers(self, sponsor, covered, mine):
        send(sponsor, "/saya/surat-kuasa/cabut/")

        for each in mine.values():
            assert Consent.objects.filter(sponsorship=each).order_by("-version")[0].withdrawn

    def test_the_letter_is_no_longer_in_force_once_permission_is_withdrawn(self, sponsor):
        villages()
        answer(sponsor)
        send(sponsor)
        sponsor.post("/saya/surat-kuasa/buat/", {"form_key": f"{ANY_KEY}b"})
        assert Document.objects.get(kind="D01").withdrawn_at is None

        send(sponsor, "/saya/surat-kuasa/cabut/")

        assert Document.objects.get(kind="D01").withdrawn_at is not None


class TestReporting:
    def test_a_move_is_a_note_to_the_officer(self, sponsor, covered, web_world):
        names = [name for _, name in sponsor.get("/saya/lapor/").context["workers"]]
        given = {"kejadian": "moved", "pekerja": str(names.index("Siti Rahayu") + 1)}

        done = sponsor.post("/saya/lapor/", {**given, "form_key": f"{ANY_KEY}9"}, follow=True)

        (left,) = entrusted(viewer=actor(web_world, Role.OFFICER).viewer)
        assert (left.left.code, left.sponsorship_id) == ("moved", covered.pk)
        assert "Titipan Anda ada pada petugas" in done.content.decode()

    @pytest.mark.parametrize(
        ("event", "name"), [("accident", "kecelakaan"), ("death", "meninggal")]
    )
    def test_an_accident_or_a_death_has_questions_of_its_own(self, sponsor, covered, event, name):
        workers = sponsor.get("/saya/lapor/").context["workers"]
        number = next(number for number, who in workers if who == "Siti Rahayu")

        asked = sponsor.post("/saya/lapor/", {"kejadian": event, "pekerja": number}, follow=True)

        assert asked.redirect_chain[-1][0].startswith(f"/klaim/{name}/")
        assert "Siti Rahayu" in asked.content.decode()


class TestMessages:
    def test_keeps_the_own_number_and_what_is_not_wanted(self, sponsor):
        wanted = ["wa.arrears", "wa.correction"]

        send(sponsor, "/saya/pesan/", wa="0812-9000-1234", email="", pesan=wanted)
        page = sponsor.get("/saya/pesan/")

        assert page.context["values"]["wa"] == "0812-9000-1234"
        assert set(page.context["chosen"]) == set(wanted)

    def test_too_long_an_email_is_said_and_never_cut(self, sponsor):
        long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.id"

        got = send(sponsor, "/saya/pesan/", wa="", email=long)

        assert got.status_code == 422
        assert got.context["problems"] == {"email": "E-mail paling banyak 200 huruf"}
        assert got.context["values"]["email"] == long


def test_the_officer_opens_settles_and_another_office_sees_nothing(sponsor, web_world):
    sponsor.post(
        "/saya/potongan/beda/",
        {"bulan": str(web_world.month), "beda": "Beda", "form_key": f"{ANY_KEY}a"},
    )
    officer = signed_in(Role.OFFICER)
    (row,) = entrusted(viewer=actor(web_world, Role.OFFICER).viewer)
    path = reverse("left-one", args=[row.entrusted_id])

    opened = officer.get(path).content.decode()
    send(officer, path, hasil="words", catatan="Sudah dicocokkan dengan bendahara")

    assert "Beda" in opened
    assert row.sponsor_id == web_world.sponsor_id
    assert entrusted(viewer=actor(web_world, Role.OFFICER).viewer) == []
    assert officer.get(path).status_code == 404
