"""S38a, S104a: the pages on which a NIP changes and is found by the one before."""

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.stages.registry.models import CivilServant
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.colleagues.test_new_nip import as_pns, give, pppk
from tests.web.forms import said as said_on
from tests.web.forms import send
from tests.web.secretariat.sending import boxes
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
OTHER = "Kecamatan Boja"


def test_the_officer_changes_it_on_the_page_and_finds_it_by_the_old_one(web_world: World):
    person = pppk(web_world)
    old, new = person.nip, as_pns(person)
    client, path = signed_in(Role.OFFICER), reverse("colleague-nip", args=[person.pk])
    answers = {
        "nip": new,
        "jenis": "pns",
        "sebab": "appointed",
        "alasan": "SK 821.13/45/2026",
        **boxes("berlaku", web_world.today),
    }
    empty = send(client, path, {})
    wrong = send(client, path, answers | {"nip": f"1999{new[4:]}"})
    twin = CivilServant.objects.filter(agency_id=person.agency_id).exclude(pk=person.pk)[0].nip
    taken = send(client, path, answers | {"nip": twin, "sebab": "corrected"})
    assert [empty.status_code, wrong.status_code, taken.status_code] == [422, 422, 422]
    for field in ("nip", "jenis", "sebab", "berlaku", "alasan"):
        assert f'href="#{field}"' in empty.content.decode(), field
    assert "Tanggal lahir atau jenis kelamin" in wrong.content.decode()
    assert "pernah milik orang lain" in taken.content.decode()

    done = send(client, path, answers, follow=True)

    page = said_on(done.content.decode())
    assert "sudah berganti" in page
    assert f"{old[:8]} {old[8:14]}" in page  # among the earlier ones, with the way to take it back
    assert "Batalkan" in page
    search = send(client, "/kantor/cari/", {"cari": old}, follow=True).content.decode()
    assert ("NIP lama" in search, path in search) == (True, True)
    other = CivilServant.objects.filter(agency_id=web_world.agencies[OTHER])[0]
    elsewhere = send(client, "/kantor/cari/", {"cari": other.nip}, follow=True).content.decode()
    assert other.name not in elsewhere
    assert client.get(reverse("colleague-nip", args=[other.pk])).status_code == 404
    back = send(client, reverse("colleague-nip-back", args=[person.pk]), {"alasan": "Keliru"})
    assert back.status_code == 302
    person.refresh_from_db()
    assert person.nip == old


def test_the_secretariat_finds_anybody_of_the_regency_by_an_old_one(web_world: World):
    person = pppk(web_world)
    old = person.nip
    give(web_world, person, as_pns(person), by=worlds.actor(web_world, Role.OFFICER))
    client, path = signed_in(Role.SECRETARIAT), "/kelola/asn/cari/"

    page = send(client, path, {"cari": old}, follow=True).content.decode()

    assert "NIP lama" in page
    assert old not in client.session.get("staff_search", "")
    answers = {"nip": as_pns(person, "994"), "jenis": "pns", "sebab": "corrected",
               "alasan": "Salah ketik", **boxes("berlaku", web_world.today)}  # fmt: skip
    done = send(client, reverse("manage-staff-nip", args=[person.pk]), answers)
    assert done.status_code == 302
    assert send(client, path, {"cari": "x"}).status_code == 422
    stranger = CivilServant.objects.create(
        regency_id=web_world.other_regency_id, agency_id=web_world.other_agency_id,
        nip="198001012005011955", name="Orang Klaten", folded="orang klaten", kind="pns",
    )  # fmt: skip
    assert client.get(reverse("manage-staff-nip", args=[stranger.pk])).status_code == 404
    assert "Orang Klaten" not in send(
        client, path, {"cari": stranger.nip}, follow=True).content.decode()  # fmt: skip
