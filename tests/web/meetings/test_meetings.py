"""The secretariat's meetings, an office's own list, and the legal bases, page by page."""

from datetime import timedelta

import pytest

from payung.kernel.people import Role
from payung.stages.monitoring.models import ActionItem, AgendaPoint, Decision, Meeting
from payung.stages.registry.models import LegalBasis
from payung.web.refs import ref_of
from tests.factories import meetings
from tests.factories.meetings import OTHER, OWN
from tests.factories.world import World
from tests.web.forms import send
from tests.web.secretariat.sending import boxes, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
MEETINGS = "/kelola/rapat/"
BASES = "/kelola/dasar-hukum/"


def page_of(meeting_id: int) -> str:
    return f"{MEETINGS}{ref_of('meeting', meeting_id)}/"


def test_a_meeting_from_the_plan_to_the_minutes(web_world: World):
    client = signed_in(Role.SECRETARIAT)
    old = meetings.meeting(web_world, days=-40)
    late = meetings.item(web_world, old, days=-2)
    said = {
        "bulan": str(meetings.reported(web_world)),
        **boxes("hari", web_world.today),
        "jam": "00.01",
        "tempat": "Pendopo",
        "siapa": "semua",
    }
    answer = send(client, f"{MEETINGS}baru/", said, follow=True)
    words = told(answer)
    assert "Rapat direncanakan" in words
    assert "Tindak lanjut rapat lalu: 1 belum selesai, 1 lewat batas" in words
    assert f"Kirim daftar potongan, {OWN}" in words
    made = Meeting.objects.get(place="Pendopo")
    page = page_of(made.pk)

    kinds = list(AgendaPoint.objects.filter(meeting=made).values_list("kind", flat=True))
    assert kinds[:2] == ["actions", "finding"]
    lines = [row.words for row in AgendaPoint.objects.filter(meeting=made).order_by("place")]
    moving = {"versi": "1", "butir": [*lines, "Lain-lain"], "turun": "1"}
    assert send(client, f"{page}agenda/", moving).status_code == 302
    newest = AgendaPoint.objects.filter(meeting=made, version=2).order_by("place")
    assert [row.kind for row in newest][:2] == ["finding", "actions"]
    assert newest.last().words == "Lain-lain"
    stale = send(client, f"{page}agenda/", {"versi": "1", "butir": ["Punya saya"], "simpan": "1"})
    assert stale.status_code == 422
    assert "Rekan Anda baru saja mengubah" in told(stale)
    assert "Punya saya" in stale.content.decode(), "what was typed is not lost"

    basis = ref_of("basis", meetings.any_basis(web_world))
    send(client, f"{page}keputusan/", {"keputusan": "Lapor tanggal 10", "dasar": basis})
    given = {
        "kerja": "Datangi kantor yang terlambat",
        "siapa": "Sekretariat",
        **boxes("batas", web_world.today + timedelta(days=7)),
    }
    send(client, f"{page}tindak-lanjut/", given)
    nobody = send(client, f"{page}tindak-lanjut/", {**given, "siapa": ""})
    assert "Pilih kantor, atau tulis siapa" in told(nobody)
    carrying = {"rapat": ref_of("meeting", made.pk), **boxes("batas", web_world.today)}
    carry = f"{MEETINGS}tindak-lanjut/{ref_of('action', late)}/bawa/"
    assert send(client, carry, carrying).status_code == 302

    minutes = told(client.get(f"{page}notulen/"))
    assert "Lapor tanggal 10 Dasar: SE Bupati Kendal 440/4450 Tahun 2022" in minutes
    assert "Datangi kantor yang terlambat Sekretariat" in minutes
    assert ActionItem.objects.get(pk=late).state == "carried"
    assert Decision.objects.get().basis is not None
    assert told(signed_in(Role.LEADER).get(page)).count("Ubah agenda") == 0


def test_what_is_late_is_seen_by_leader_secretariat_and_the_office_itself(web_world: World):
    made = meetings.meeting(web_world)
    own = meetings.item(web_world, made, days=-1)
    other = meetings.item(web_world, made, office=OTHER, days=-1)

    for role, home in ((Role.LEADER, "/pimpinan/"), (Role.SECRETARIAT, "/kelola/")):
        words = told(signed_in(role).get(home))
        assert f"Kirim daftar potongan, {OWN}" in words
        assert "Lewat 1 hari" in words
    client = signed_in(Role.OFFICER)
    assert "1 tindak lanjut rapat untuk kantor Anda, 1 lewat batas" in told(client.get("/kantor/"))
    listed = told(client.get("/kantor/tindak-lanjut/"))
    assert OWN in listed
    assert OTHER not in listed
    assert client.get(f"/kantor/tindak-lanjut/{ref_of('action', other)}/").status_code == 404
    report = f"/kantor/tindak-lanjut/{ref_of('action', own)}/"
    empty = send(client, report, {"catatan": ""})
    assert "Tulis apa yang sudah dikerjakan" in told(empty)
    done = send(client, report, {"catatan": "Terkirim pagi ini"}, follow=True)
    assert "Terkirim pagi ini" in told(done)
    again = send(client, report, {"catatan": "Lagi"})
    assert "sudah selesai, dibawa, atau dihentikan" in told(again)
    assert "Terkirim pagi ini" in told(signed_in(Role.SECRETARIAT).get(page_of(made)))


def test_a_legal_basis_is_added_replaced_and_ended_and_pages_cite_it(web_world: World):
    client = signed_in(Role.SECRETARIAT)
    old = ref_of("basis", meetings.any_basis(web_world))
    new = {"jenis": "perbup", "nomor": "12", "tahun": "2026", **boxes("sejak", web_world.today)}
    wrong = send(client, f"{BASES}tambah/", {**new, "alamat": "http://kendal.go.id"})
    assert "Tulis alamat yang diawali https://" in told(wrong)

    added = send(client, f"{BASES}{old}/ganti/", new, follow=True)

    assert "Dasar: Perbup Kendal 12 Tahun 2026" in told(added)
    assert "diganti Perbup Kendal 12 Tahun 2026" in told(added)
    assert "Perbup Kendal 12 Tahun 2026" in told(client.get("/kelola/surat/"))
    made = LegalBasis.objects.latest("pk")
    ended = {"sebab": "Dicabut", **boxes("sejak", web_world.today)}
    send(client, f"{BASES}{ref_of('basis', made.pk)}/akhiri/", ended)
    home = told(client.get("/kelola/"))
    assert "Belum ada dasar hukum yang berlaku hari ini" in home
    assert "Dasar:" not in home
