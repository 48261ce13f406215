"""S113 and S114: what was once shown is corrected or withdrawn in the open, never overwritten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.audit.models import Event
from payung.foundation.desk import operations as desk_operations
from payung.foundation.desk.models import Incident, IncidentNote, Notice
from payung.foundation.desk.problems import AlreadyOver, NotTheirs
from payung.foundation.desk.queries import live_notices, public_incidents, running_clocks
from payung.kernel.people import Role
from payung.web.requests import public
from tests.factories import desk
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
OLD = "Layanan tutup Sabtu malam untuk perawatan."
NEW = "Layanan tutup Minggu malam untuk perawatan."


@pytest.fixture
def client(web_world):
    return signed_in(Role.SECRETARIAT)


def _said(world: World, **more: object) -> dict[str, object]:
    return {
        "kalimat": NEW,
        "untuk": "semua",
        "mulai_jam": "00.00",
        "selesai_jam": "23.59",
        **boxes("mulai", world.today),
        **boxes("selesai", world.today + timedelta(days=3)),
        **more,
    }


def _shown(world: World) -> list[str]:
    later = world.at + timedelta(hours=1)
    return [one.words_id for one in live_notices(viewer=public(), role=None, at=later)]


class TestANoticeThatIsChanged:
    def test_gives_way_to_the_new_one_and_stays_as_it_stood(self, web_world: World, client):
        notice_id = desk.notice(web_world)

        send(client, reverse("manage-notice-correct", args=[notice_id]), **_said(web_world))

        assert _shown(web_world) == [NEW]
        assert Notice.objects.get(pk=notice_id).words_id == OLD
        assert Notice.objects.get(words_id=NEW).replaces_id == notice_id
        assert f"Menggantikan: {OLD}" in told(client.get(reverse("manage-notices")))

    def test_never_claims_to_have_stood_before(self, web_world: World, client):
        notice_id = desk.notice(web_world)
        before = web_world.today - timedelta(days=3)

        send(client, reverse("manage-notice-correct", args=[notice_id]),
             **_said(web_world, **boxes("mulai", before)))  # fmt: skip

        old, new = Notice.objects.get(pk=notice_id), Notice.objects.get(words_id=NEW)
        assert new.starts_at == old.ends_at

    def test_is_previewed_first(self, web_world: World, client):
        notice_id = desk.notice(web_world)
        path = reverse("manage-notice-correct", args=[notice_id])
        assert OLD in told(client.get(path))

        page = send(client, path, lihat="1", **_said(web_world))

        assert "Akan tampil seperti ini" in told(page)
        assert _shown(web_world) == [OLD]

    def test_once_is_not_changed_again_from_a_second_tab(self, web_world: World, client):
        notice_id = desk.notice(web_world)
        path = reverse("manage-notice-correct", args=[notice_id])
        send(client, path, **_said(web_world))

        assert client.get(path).status_code == 404
        assert client.get(reverse("manage-notice-end", args=[notice_id])).status_code == 404

    def test_before_it_began_is_never_seen_and_corrected_once(self, web_world: World):
        tomorrow = web_world.at + timedelta(days=1)
        said = {"starts_at": tomorrow, "ends_at": tomorrow + timedelta(days=1)}
        by, at = desk.first(web_world), web_world.at
        notice_id = desk_operations.announce(
            regency_id=web_world.regency_id, words_id=OLD, **said, by=by, at=at
        )

        desk_operations.correct_notice(notice_id=notice_id, words_id=NEW, **said, by=by, at=at)

        live = live_notices(viewer=public(), role=None, at=tomorrow + timedelta(minutes=1))
        assert [one.words_id for one in live] == [NEW]
        with pytest.raises(AlreadyOver):
            desk_operations.correct_notice(notice_id=notice_id, words_id=NEW, **said, by=by, at=at)
        with pytest.raises(AlreadyOver):
            desk_operations.end_notice(notice_id=notice_id, by=by, at=at)

    def test_of_another_regency_is_nobodys(self, web_world: World):
        notice_id = desk.notice(web_world)
        stranger = replace(desk.first(web_world), regency_id=web_world.other_regency_id)

        with pytest.raises(NotTheirs):
            desk_operations.correct_notice(
                notice_id=notice_id,
                words_id=NEW,
                starts_at=web_world.at,
                ends_at=web_world.at + timedelta(days=1),
                by=stranger,
                at=web_world.at,
            )

        assert _shown(web_world) == [OLD]


class TestAnIncidentThatIsCorrected:
    def _correct(self, client: Client, incident_id: int, **said: object):
        path = reverse("manage-incident-correct", args=[incident_id])
        return send(client, path, alasan="Ternyata tablet", **said)

    def test_tells_what_it_was_called_before_to_the_public_too(self, web_world: World, client):
        incident_id = desk.incident(web_world)
        send(client, reverse("manage-incident-step", args=[incident_id, "public"]))

        self._correct(client, incident_id, judul="Tablet petugas hilang", pribadi="1")

        (shown,) = public_incidents(viewer=public(web_world.regency_id), at=web_world.at)
        assert (shown.title, shown.called_before) == (
            "Tablet petugas hilang",
            "Laptop petugas hilang",
        )
        assert "Sebelumnya ditulis: Laptop petugas hilang" in told(Client().get("/status/"))
        page = told(client.get(reverse("manage-incident", args=[incident_id])))
        assert "Sebelumnya: Laptop petugas hilang" in page
        assert "Ternyata tablet" in page

    def test_without_personal_data_leaves_the_reason_in_the_trace(self, web_world: World, client):
        incident_id = desk.incident(web_world)
        viewer = desk.first(web_world).viewer
        assert running_clocks(viewer=viewer, at=web_world.at).incidents == 1

        self._correct(client, incident_id, judul="Laptop petugas hilang")

        assert running_clocks(viewer=viewer, at=web_world.at).incidents == 0
        event = Event.objects.get(action="incident.corrected")
        assert event.reason == "Ternyata tablet"
        assert (event.detail["was_personal"], event.detail["personal"]) == (True, False)
        assert IncidentNote.objects.filter(incident_id=incident_id).last().called_before == ""

    def test_in_nothing_is_told(self, web_world: World, client):
        incident_id = desk.incident(web_world)

        answer = self._correct(client, incident_id, judul="Laptop petugas hilang", pribadi="1")

        assert answer.status_code == 422
        assert "Belum ada yang berubah" in told(answer)

    def test_needs_a_reason(self, web_world: World, client):
        path = reverse("manage-incident-correct", args=[desk.incident(web_world)])

        assert send(client, path, judul="Lain", pribadi="1").status_code == 422


class TestAnIncidentThatIsWithdrawn:
    def test_stays_with_why_and_the_public_reads_that_it_was_none(self, web_world: World, client):
        incident_id = desk.incident(web_world)
        send(client, reverse("manage-incident-step", args=[incident_id, "public"]))

        send(client, reverse("manage-incident-step", args=[incident_id, "withdraw"]),
             catatan="Laptop ada di laci")  # fmt: skip

        assert Incident.objects.get(pk=incident_id).state == "withdrawn"
        assert "ternyata bukan gangguan" in told(Client().get("/status/"))
        page = told(client.get(reverse("manage-incident", args=[incident_id])))
        assert "Laptop ada di laci" in page
        assert "Beri tahu paling lambat" not in page

    @pytest.mark.parametrize("step", ["note", "report", "close", "public", "withdraw"])
    def test_takes_no_further_step(self, web_world: World, client, step):
        incident_id = desk.incident(web_world)
        send(client, reverse("manage-incident-step", args=[incident_id, "withdraw"]),
             catatan="Bukan insiden")  # fmt: skip

        path = reverse("manage-incident-step", args=[incident_id, step])

        assert client.get(path).status_code == 404
        assert client.get(reverse("manage-incident-correct", args=[incident_id])).status_code == 404
