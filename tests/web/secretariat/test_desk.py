"""Requests about personal data, incidents and notices, through their pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.audit.models import Look
from payung.foundation.desk.models import DataRequest, Incident
from payung.foundation.desk.queries import live_notices, public_incidents
from payung.kernel.people import Role
from payung.web.requests import public
from tests.factories import desk
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(web_world):
    return signed_in(Role.SECRETARIAT)


class TestARequestAboutData:
    def test_shows_nothing_of_anybody_before_identity_was_seen(self, web_world: World, client):
        request_id = desk.asked(web_world)

        for step in ("prepare", "pack", "file", "answer"):
            path = reverse(f"manage-request-{step}", args=[request_id])
            assert client.get(path).status_code == 404, step

    def test_is_opened_with_a_reason_and_only_for_who_gave_it(self, web_world: World, client):
        request_id = desk.identified(web_world)
        pack = reverse("manage-request-pack", args=[request_id])
        assert client.get(pack).status_code == 404

        sent = send(
            client, reverse("manage-request-prepare", args=[request_id]), alasan="Diminta sendiri"
        )
        page = client.get(sent.headers["Location"])

        assert page.status_code == 200
        look = Look.objects.get(what="data.pack")
        assert (look.subject_id, look.reason) == (request_id, "Diminta sendiri")
        assert "Siapa yang pernah melihat data ini" in told(page)
        data = client.get(reverse("manage-request-file", args=[request_id]))
        assert data.headers["Content-Disposition"].startswith("attachment")
        assert len(data.json()) == 10

    def test_finds_the_worker_by_a_number_that_is_kept_nowhere(self, web_world: World, client):
        request_id = desk.asked(web_world)
        path = reverse("manage-request-identify", args=[request_id])

        wrong = send(client, path, cara="ktp", nik="332406")
        unknown = send(client, path, cara="ktp", nik="3324061708900999")
        none = send(client, path, cara="ktp")
        done = send(client, path, cara="ktp", tidak_ada="1")

        assert [wrong.status_code, unknown.status_code, none.status_code] == [422, 422, 422]
        assert done.status_code == 302
        kept = DataRequest.objects.get(pk=request_id)
        assert (kept.state, kept.worker_id) == ("identified", None)

    def test_to_delete_while_covered_is_explained(self, web_world: World, client):
        request_id = desk.identified(web_world, kind="deletion")

        page = told(client.get(reverse("manage-request", args=[request_id])))

        assert "Menghapus data mengakhiri perlindungannya" in page

    @pytest.mark.parametrize(
        ("hours", "words"),
        [(0, "72 jam lagi"), (48, "24 jam lagi"), (49, "Tinggal 23 jam"), (73, "Lewat 1 jam")],
    )
    def test_says_how_long_is_left(self, web_world: World, client, hours, words):
        request_id = desk.asked(web_world)
        shift = timedelta(hours=hours)
        row = DataRequest.objects.get(pk=request_id)
        due = client.get("/kelola/permintaan-data/").wsgi_request.at + timedelta(hours=72) - shift
        DataRequest.objects.filter(pk=request_id).update(due_at=due + timedelta(seconds=30))

        assert row.due_at - row.asked_at == timedelta(hours=72)
        assert words in told(client.get("/kelola/permintaan-data/"))

    def test_is_closed_with_its_outcome(self, web_world: World, client):
        request_id = desk.identified(web_world)
        path = reverse("manage-request-answer", args=[request_id])

        assert send(client, path, hasil="").status_code == 422
        assert send(client, path, hasil="Salinan diserahkan").status_code == 302
        assert "Sudah dijawab" in told(client.get("/kelola/permintaan-data/?tampil=selesai"))
        assert client.get(path).status_code == 404

    def test_names_nobody_to_the_auditor(self, web_world: World):
        request_id = desk.asked(web_world, name="Suparman Bin Karto")

        page = told(signed_in(Role.AUDITOR).get(reverse("manage-request", args=[request_id])))

        assert "Suparman" not in page


class TestAnIncident:
    def test_runs_its_clock_until_people_were_told(self, web_world: World, client):
        incident_id = desk.incident(web_world)
        page = reverse("manage-incident", args=[incident_id])
        assert "Beri tahu paling lambat" in told(client.get(page))

        path = reverse("manage-incident-step", args=[incident_id, "report"])
        send(client, path, catatan="Surat ke 40 orang dan lembaga, hari ini")

        assert Incident.objects.get(pk=incident_id).state == "reported"
        assert "Beri tahu paling lambat" not in told(client.get(page))
        assert "Surat ke 40 orang" in told(client.get(page))

    def test_tells_the_public_only_what_it_should(self, web_world: World, client):
        incident_id = desk.incident(web_world)
        viewer, at = public(web_world.regency_id), web_world.at
        assert public_incidents(viewer=viewer, at=at) == []

        send(client, reverse("manage-incident-step", args=[incident_id, "public"]))

        assert [one.title for one in public_incidents(viewer=viewer, at=at)] == [
            "Laptop petugas hilang"
        ]

    def test_shows_who_was_seen_in_the_days_before(self, web_world: World, client):
        request_id = desk.identified(web_world)
        send(client, reverse("manage-request-prepare", args=[request_id]), alasan="Menjawab")
        incident_id = desk.incident(web_world)

        page = told(client.get(reverse("manage-incident", args=[incident_id])))

        assert "Yuli Purnomo Sekretariat program 1 1 1" in page

    def test_noticed_in_the_future_is_told(self, web_world: World, client):
        tomorrow = boxes("diketahui", web_world.today + timedelta(days=1))

        answer = send(client, "/kelola/insiden/baru/", judul="Salah kirim", fakta="Satu berkas",
                      diketahui_jam="09.00", **tomorrow)  # fmt: skip

        assert answer.status_code == 422
        assert "Isi waktu yang sudah lewat" in told(answer)


class TestANotice:
    def _said(self, world: World, **more: object) -> dict[str, object]:
        return {
            "kalimat": "Batas kirim tanggal 5",
            "untuk": "semua",
            "mulai_jam": "00.00",
            "selesai_jam": "23.59",
            **boxes("mulai", world.today),
            **boxes("selesai", world.today + timedelta(days=3)),
            **more,
        }

    def test_is_previewed_and_changes_nothing_yet(self, web_world: World, client):
        page = send(client, "/kelola/pengumuman/baru/", lihat="1", **self._said(web_world))

        assert "Akan tampil seperti ini" in told(page)
        assert live_notices(viewer=public(), role=None, at=web_world.at) == []

    def test_for_one_role_is_not_for_the_public(self, web_world: World, client):
        send(client, "/kelola/pengumuman/baru/", **self._said(web_world, untuk="officer"))

        at = web_world.at
        assert live_notices(viewer=public(), role=None, at=at) == []
        assert len(live_notices(viewer=public(), role=Role.OFFICER, at=at)) == 1

    def test_must_end_after_it_starts(self, web_world: World, client):
        ends = boxes("selesai", web_world.today - timedelta(days=1))

        answer = send(client, "/kelola/pengumuman/baru/", **self._said(web_world, **ends))

        assert answer.status_code == 422
        assert "harus sesudah waktu mulai" in told(answer)

    def test_is_taken_down_at_once(self, web_world: World, client):
        notice_id = desk.notice(web_world)

        send(client, reverse("manage-notice-end", args=[notice_id]))

        later = web_world.at + timedelta(hours=1)
        assert live_notices(viewer=public(), role=None, at=later) == []


class TestLetters:
    def test_an_unknown_name_in_braces_is_told_beside_its_part(self, web_world, client):
        answer = send(client, "/kelola/surat/D01/", opening="Halo {gaji}", closing="{{7*7}} %s")

        assert answer.status_code == 422
        assert told(answer).count("Sistem tidak mengenal {gaji}") == 2

    def test_a_preview_shows_what_a_letter_would_say(self, web_world, client):
        page = told(send(client, "/kelola/surat/D01/", opening="Untuk {office}", lihat="1"))

        assert "Untuk Dinas Contoh" in page

    def test_a_kept_wording_is_a_new_version(self, web_world, client):
        for _ in range(2):
            send(client, "/kelola/surat/D01/", opening="Untuk {office}", closing="")

        assert "Versi 2" in told(client.get("/kelola/surat/"))

    def test_an_unknown_kind_is_not_found(self, web_world, client: Client):
        assert client.get("/kelola/surat/D99/").status_code == 404
