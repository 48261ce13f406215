"""S3D: the old officer's access ends the same second, and the office is never without one."""

import pytest

from payung.foundation.access.models import Duty, Person
from payung.kernel.people import Role
from payung.stages.registry.models import CivilServant
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.forms import send
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/kantor/serah-terima/"
OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"


def _colleague(world: World, office: str, place: int = 11, *, signs_in: bool = True):
    people = CivilServant.objects.filter(agency_id=world.agencies[office]).order_by("-pk")
    person = people[place]
    if signs_in:
        person_id = worlds.person(world, person.nip, person.name, person.pk)
        worlds.give(world, person_id, Role.SPONSOR, world.agencies[office])
    return person


def _hand(client, nip: str, **said):
    return send(client, PAGE, {"nip": nip, "paham": "1", **said})


def test_the_duty_changes_hands_at_once_in_every_open_session(web_world: World):
    colleague = _colleague(web_world, OWN)
    first, second = signed_in(Role.OFFICER), signed_in(Role.OFFICER)

    answer = _hand(first, colleague.nip)

    assert answer.status_code == 302
    for client in (first, second):
        assert client.get("/kantor/asn/").status_code in (302, 403)
    new = Duty.objects.get(role=Role.OFFICER, person__civil_servant_id=colleague.pk)
    assert (new.agency_id, new.ends_on) == (web_world.agencies[OWN], None)
    assert new.granted_by_id == web_world.people[Role.OFFICER]


def test_the_new_officer_works_at_once(web_world: World):
    colleague = _colleague(web_world, OWN)
    _hand(signed_in(Role.OFFICER), colleague.nip)

    held = Duty.objects.get(role=Role.OFFICER, person__civil_servant_id=colleague.pk)
    client = come_in(colleague.nip)
    client.post("/peran/", {"duty": str(held.pk)})

    assert held.starts_on == web_world.today


def test_a_colleague_who_never_signed_in_would_leave_the_office_alone(web_world: World):
    colleague = _colleague(web_world, OWN, 13, signs_in=False)
    client = signed_in(Role.OFFICER)

    answer = _hand(client, colleague.nip)

    assert answer.status_code == 422
    assert "belum pernah masuk" in answer.content.decode()
    assert not Person.objects.filter(civil_servant_id=colleague.pk).exists()
    assert client.get("/kantor/asn/").status_code == 200


def test_somebody_of_another_office_is_as_unknown_as_nobody(web_world: World):
    elsewhere = _colleague(web_world, OTHER, 2)
    client = signed_in(Role.OFFICER)

    for nip in (elsewhere.nip, "198001012005011999"):
        answer = _hand(client, nip)
        assert answer.status_code == 422
        assert "bukan pegawai kantor ini" in answer.content.decode()
    assert client.get("/kantor/asn/").status_code == 200


def test_the_tick_and_a_readable_nip_are_asked_for(web_world: World):
    client = signed_in(Role.OFFICER)

    assert _hand(client, "123").status_code == 422
    answer = _hand(client, _colleague(web_world, OWN).nip, paham="")
    assert answer.status_code == 422
    assert "Centang bila Anda tahu" in answer.content.decode()
