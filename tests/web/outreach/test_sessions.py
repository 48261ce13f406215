"""S106, S107, S3C: from an event to its letter, its guests, and what followed."""

import re
from datetime import timedelta

import pytest

from payung.foundation.documents.models import Document
from payung.kernel.clock import in_wib
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.outreach import operations
from payung.stages.outreach.models import Event, Session
from payung.web.refs import ref_of
from tests.factories import outreach
from tests.factories import world as worlds
from tests.factories.outreach import OTHER, OWN
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/kelola/sosialisasi/"


def of(kind: str, number: int, rest: str = "") -> str:
    place = LIST if kind == "event" else f"{LIST}sesi/"
    return f"{place}{ref_of(kind, number)}/{rest}"


def said(world: World, *offices: str, days: int = 3, **more: object) -> dict[str, object]:
    return {
        "tempat": "Aula Tirto Arum",
        **boxes("tanggal", world.today + timedelta(days=days)),
        "mulai": "9",
        "selesai": "11:30",
        "acara": "Pembukaan\nTanya jawab",
        "kantor": [ref_of("agency", world.agencies[name]) for name in offices],
        **more,
    }


def test_event_session_letter_and_a_session_that_moves_takes_its_letter_back(web_world: World):
    client = signed_in(Role.SECRETARIAT)
    assert "Belum ada acara" in told(client.get(LIST))
    assert send(client, f"{LIST}baru/", judul="").status_code == 422
    assert send(client, f"{LIST}baru/", judul="X", target="-3").status_code == 422
    made = send(client, f"{LIST}baru/", judul="Keliling November", target="40")
    event = Event.objects.get(title="Keliling November")
    assert made["Location"] == of("event", event.pk, "sesi/")

    wrong = send(client, of("event", event.pk, "sesi/"), tempat="", mulai="x", selesai="")
    page = told(wrong)
    for words in ("Tulis tempatnya", "Isi tanggal", "Tulis jam mulai", "Pilih kantor yang"):
        assert words in page
    ended = said(web_world, OWN, selesai="09.00")
    assert "sesudah jam mulai" in told(send(client, of("event", event.pk, "sesi/"), **ended))
    assert (
        send(client, of("event", event.pk, "sesi/"), **said(web_world, OWN, OTHER)).status_code
        == 302
    )
    session = Session.objects.get(event=event)
    clash = told(send(client, of("event", event.pk, "sesi/"), **said(web_world, OWN)))
    assert "Aula Tirto Arum sudah dipakai" in clash
    assert f"{OWN} sudah diundang" in clash

    page = told(client.get(of("session", session.pk)))
    assert "09.00 WIB" in page
    assert "2 kantor" in page
    letter = client.post(
        of("session", session.pk, "surat/"), {"form_key": key(client, of("session", session.pk))}
    )
    assert client.get(letter["Location"])["Content-Type"] == "application/pdf"

    change = of("session", session.pk, "ubah/")
    answer = send(client, change, **said(web_world, OWN, days=4))
    assert answer.status_code == 302
    assert "1 surat lama dicabut" in told(client.get(answer["Location"]))
    assert Document.objects.get(kind="D14").withdrawn_at is not None


def key(client, path: str) -> str:
    found = re.search(r'name="form_key" value="([0-9a-f-]{36})"', client.get(path).content.decode())
    assert found is not None
    return found[1]


def test_people_scan_and_the_signed_list_holds(web_world: World):
    hour = in_wib(web_world.at).hour
    made = outreach.session(web_world, outreach.event(web_world), days=0, hour=hour)
    session = Session.objects.get(pk=made)
    Session.objects.filter(pk=made).update(
        starts_at=web_world.at - timedelta(minutes=5), ends_at=web_world.at + timedelta(hours=1)
    )
    door, public = f"/hadir/{session.code}/", signed_in(Role.SPONSOR).__class__()
    assert told(send(public, door, kantor="x", nama="7")).count("Pilih kantor Anda") >= 2
    mine = {"kantor": ref_of("agency", web_world.agencies[OWN]), "nama": "Siti Rahayu"}
    for _ in range(2):
        assert send(public, door, **mine)["Location"] == f"{door}tercatat/"
    assert "itu pilihan Anda" in told(public.get(f"{door}tercatat/"))
    assert public.get(f"{door}kode.svg")["Content-Type"] == "image/svg+xml"
    assert public.get(door)["Cache-Control"] == "no-store"
    assert public.get("/hadir/tidakada/").status_code == 404

    client = signed_in(Role.SECRETARIAT)
    assert "1 orang tercatat" in told(client.get(of("session", made, "layar/")))
    count = of("session", made, "hadir/")
    field = f"jumlah-{ref_of('agency', web_world.agencies[OWN])}"
    assert send(client, count, **{field: "banyak"}).status_code == 422
    assert send(client, count).status_code == 422
    assert send(client, count, **{field: "23"}).status_code == 302
    assert "23 hadir" in told(client.get(of("event", session.event_id)))
    assert "Rahayu" not in client.get(of("session", made)).content.decode()

    Session.objects.filter(pk=made).update(
        ends_at=web_world.at - timedelta(minutes=2), starts_at=web_world.at - timedelta(hours=3)
    )
    late = client.post(of("session", made, "kode/"), {"form_key": key(client, of("session", made))})
    assert late.status_code == 302
    assert public.get(door).status_code == 404, "the old code is dead"


def test_what_followed_stands_beside_offices_nobody_visited(web_world: World):
    event = outreach.event(web_world, target=4)
    made = outreach.session(web_world, event, days=-40)
    own = web_world.agencies[OWN]
    operations.count_list(
        session_id=made, counts={own: 3}, by=outreach.secretariat(web_world), at=web_world.at
    )
    outreach.sign_ups(web_world, OWN, -41, -40, -11, -10)

    client = signed_in(Role.LEADER)
    page = told(client.get(of("event", event)))
    row = page.partition("Per kantor yang diundang")[2].partition("Dinas Kesehatan")[2]
    before = Sponsorship.objects.filter(
        agency_id=own, registered_on__lt=web_world.today - timedelta(days=40),
        registered_on__gte=web_world.today - timedelta(days=70),
    ).count()  # fmt: skip
    first = Sponsorship.objects.filter(
        agency_id=own, registered_on__lt=web_world.today - timedelta(days=10),
        registered_on__gte=web_world.today - timedelta(days=40),
    ).exclude(state__in=["draft", "cancelled"]).count()  # fmt: skip
    assert row.split()[2:5] == ["3", str(before), str(first)]
    assert "Tidak dikunjungi" in page
    assert "masih berjalan" in page
    assert "Buat acara" not in page
    assert "bukan bukti sebab" in page


def test_an_officer_prints_the_own_offices_papers_and_no_others(web_world: World):
    event = outreach.event(web_world)
    mine = outreach.session(web_world, event, days=3, offices=(OWN, OTHER))
    theirs = outreach.session(web_world, event, days=4, offices=(OTHER,))
    client = signed_in(Role.OFFICER)
    page = client.get("/kantor/ajakan/")
    assert "Sesi untuk kantor Anda" in told(page)
    form_key = key(client, "/kantor/ajakan/")
    answer = client.post(of("session", mine, "surat/"), {"form_key": form_key})
    assert client.get(answer["Location"])["Content-Type"] == "application/pdf"
    assert Document.objects.get(kind="D14").agency_id == web_world.agencies[OWN]
    for path in (
        of("session", theirs, "surat/"),
        of("session", mine, f"daftar/{ref_of('agency', web_world.agencies[OTHER])}/"),
    ):
        form_key = key(client, "/kantor/ajakan/")
        assert client.post(path, {"form_key": form_key}).status_code == 404
    sheet = of("session", mine, f"daftar/{ref_of('agency', web_world.agencies[OWN])}/")
    answer = client.post(sheet, {"form_key": key(client, "/kantor/ajakan/"), "kosong": "1"})
    assert client.get(answer["Location"])["Content-Type"] == "application/pdf"


def test_a_session_called_off_closes_the_door(web_world: World):
    made = outreach.session(web_world, outreach.event(web_world), days=1)
    client = signed_in(Role.SECRETARIAT)
    off = of("session", made, "batal/")
    assert send(client, off, alasan="").status_code == 422
    assert send(client, off, alasan="Aula dipakai").status_code == 302
    assert send(client, off, alasan="Aula dipakai").status_code == 422
    page = told(client.get(of("session", made)))
    assert "Sesi ini dibatalkan: Aula dipakai" in page
    code = Session.objects.get(pk=made).code
    assert "Sesi ini dibatalkan" in told(client.get(f"/hadir/{code}/"))
    assert worlds.actor(web_world, Role.SECRETARIAT).regency_id
    assert Actor.system("x").regency_id is None
