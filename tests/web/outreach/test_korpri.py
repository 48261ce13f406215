"""S56 to S59, D18: pride without pressure: counts, cards, stories with consent, thanks."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from payung.foundation.documents.models import Document
from payung.kernel.people import Role
from payung.reports.outreach.visits import visits_next
from payung.stages.outreach import operations
from payung.stages.outreach.models import Story
from payung.stages.registry.models import CivilServant
from payung.web.refs import ref_of
from tests.factories import outreach
from tests.factories import world as worlds
from tests.factories.outreach import OWN
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
SMALL = "Dinas Perpustakaan dan Arsip"
MOST = 60 * 1024
PAGES = ("/korpri/", "/korpri/ajakan/", "/korpri/cerita/", "/kelola/sosialisasi/kunjungan/")


def test_korpri_sees_who_joined_in_counts_and_never_who_has_not(web_world: World):
    made = outreach.session(web_world, outreach.event(web_world, "Apel Korpri"), days=-20)
    operations.count_list(
        session_id=made,
        counts={web_world.agencies[OWN]: 30},
        by=outreach.secretariat(web_world),
        at=web_world.at,
    )
    outreach.sign_ups(web_world, "RSUD dr. H. Soewondo", -10, -9, -400)
    outreach.sign_ups(web_world, SMALL, -8)
    client = signed_in(Role.KORPRI)
    page = client.get("/korpri/")
    words = told(page)
    assert "Sejak Apel Korpri" in words
    assert re.search(r"RSUD dr. H. Soewondo \d baru", words)
    everywhere = " ".join(told(client.get(path)) for path in PAGES)
    assert SMALL not in everywhere, "nine people: a count there comes close to a name"
    people = CivilServant.objects.filter(regency_id=web_world.regency_id).values_list("name", "nip")
    own = "Hj. Nur Susanti"
    assert [
        name for name, nip in people if nip in everywhere or name in everywhere.replace(own, "")
    ] == []
    for path in ("/kelola/sosialisasi/", "/kantor/asn/", "/kantor/ajakan/"):
        assert client.get(path).status_code == 403

    seen = [
        {one.office.name for one in visits_next(viewer=worlds.actor(web_world, role).viewer,
                                                on=web_world.today)}
        for role in (Role.SECRETARIAT, Role.KORPRI)
    ]  # fmt: skip
    assert seen[0] - seen[1] == {SMALL}


def test_a_card_is_light_and_says_what_stands_beside_it(web_world: World):
    outreach.session(web_world, outreach.event(web_world, "Keliling " + "x" * 90), days=3)
    client = signed_in(Role.KORPRI)
    page = client.get("/korpri/ajakan/").content.decode()
    slugs = re.findall(r'src="/korpri/ajakan/(\w+)\.png"', page)
    assert slugs == ["ajakan", "angka", "sosialisasi"]
    for slug in slugs:
        answer = client.get(f"/korpri/ajakan/{slug}.png")
        assert len(answer.content) <= MOST
        assert Image.open(BytesIO(answer.content)).size == (1080, 1080)
        assert "attachment" in answer["Content-Disposition"]
    assert re.search(r"\d+ dari \d+ ASN ikut serta \(", page), "a share with its whole"
    assert 'alt="Kabupaten Kendal Lindungi satu pekerja' in page
    assert client.get("/korpri/ajakan/lain.png").status_code == 404


def test_a_story_lives_by_consent_and_dies_by_its_code(web_world: World):
    client, public = signed_in(Role.KORPRI), Client()
    said = {
        "siapa": "family", "nama": "Sukini", "cerita": outreach.WORDS,
        "penanda": "Sukini Wulandari", **boxes("tanggal", web_world.today),
        "tempat": "Map 3", "setuju": "on",
    }  # fmt: skip
    add = "/korpri/cerita/baru/"
    for wrong, words in (
        ({"setuju": ""}, "Centang bila pemilik"),
        ({"nama": "Sukini Wulandari"}, "nama depan saja"),
        ({"cerita": outreach.WORDS + " Telepon 0812 3456 7890"}, "Hapus nomor panjang"),
        ({"penanda": ""}, "siapa yang menandatangani"),
    ):
        answer = send(client, add, **{**said, **wrong})
        assert answer.status_code == 422
        assert words in told(answer)
    assert send(client, add, **said).status_code == 302
    page = told(client.get("/korpri/cerita/"))
    found = re.search(r"tampil sekali\. ([A-Z2-7]{16})", page)
    assert found is not None
    assert found[1] not in told(client.get("/korpri/cerita/")), "shown once"
    assert "Sukini" not in told(public.get("/cerita/"))

    show = f"/korpri/cerita/{ref_of('story', Story.objects.get().pk)}/tampilkan/"
    key = re.search(r'form_key" value="([^"]+)"', client.get("/korpri/cerita/").content.decode())
    assert key is not None
    assert client.post(show, {"form_key": key[1]}).status_code == 302
    page = public.get("/cerita/")
    assert "Sukini" in told(page)
    assert "Wulandari" not in told(page)
    assert page["Cache-Control"] == "no-store"

    back = "/cerita/tarik/"
    assert "Kode belum cocok" in told(send(public, back, kode="AAAA BBBB"))
    assert send(public, back, kode=found[1].lower())["Location"] == "/cerita/ditarik/"
    assert "Sukini" not in told(public.get("/cerita/"))
    assert "Sukini" not in told(client.get("/korpri/cerita/"))


def test_guessing_codes_of_stories_is_slowed(web_world: World):
    public = Client()
    answers = [send(public, "/cerita/tarik/", kode=f"A{number}") for number in range(31)]
    assert "Terlalu sering" not in told(answers[29])
    assert "Terlalu sering" in told(answers[30])


def test_thanks_name_nobody_who_did_not_agree(web_world: World):
    client, page = signed_in(Role.KORPRI), "/korpri/piagam/"
    office = ref_of("agency", web_world.agencies[OWN])
    assert send(client, page).status_code == 422
    assert "tanggal persetujuan" in told(send(client, page, kantor=office, nama="Siti Rahayu"))
    later = boxes("tanggal", web_world.today.replace(year=web_world.today.year + 1))
    assert send(client, page, kantor=office, nama="Siti", **later).status_code == 422
    empty = ref_of("agency", web_world.agencies["Kecamatan Limbangan"])
    assert "belum menutup bulan" in told(send(client, page, kantor=empty))

    answer = send(client, page, kantor=office)
    assert client.get(answer["Location"])["Content-Type"] == "application/pdf"
    named = send(
        client, page, kantor=office, nama="Siti Rahayu", **boxes("tanggal", web_world.today)
    )
    assert named.status_code == 302
    code = Document.objects.filter(kind="D18").latest("pk").code
    check = told(Client().get(f"/v/{code}/"))
    assert "Ucapan terima kasih" in check
    assert "Rahayu" not in check
