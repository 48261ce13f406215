"""S38: a colleague's lost telephone: the officer says so, the secretariat decides."""

import pytest
from django.urls import reverse

from payung.foundation.access.models import ActivationCode, Factor, Person
from payung.foundation.approvals.models import Approval
from payung.kernel.people import Role
from payung.process.lost_phone import NoSuchColleague, report_lost_phone
from payung.stages.registry.models import CivilServant
from tests.factories import world as worlds
from tests.factories.world import World, actor
from tests.web.forms import send
from tests.web.secretariat.sending import send as confirm
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"


def _treasurer(world: World, office: str = OWN) -> CivilServant:
    """Return a colleague of this office who signs in with an authenticator."""
    people = CivilServant.objects.filter(agency_id=world.agencies[office]).order_by("-pk")
    person_id = worlds.person(world, f"bendahara-{office}", "Rina Sari", people[6].pk)
    worlds.give(world, person_id, Role.TREASURER, world.agencies[office])
    return people[6]


def _path(person: CivilServant) -> str:
    return reverse("lost-phone", args=[person.pk])


def _asked() -> int:
    return Approval.objects.filter(kind="access.lost_factor", state="asked").count()


def test_the_button_stands_beside_who_has_an_authenticator(web_world: World):
    person = _treasurer(web_world)

    client = signed_in(Role.OFFICER)
    pages = [client.get(f"/kantor/asn/?hal={page}").content.decode() for page in (1, 2, 3)]

    assert sum(_path(person) in page for page in pages) == 1
    assert "Telepon hilang" in "".join(pages)


def test_the_officer_asks_and_the_secretariat_makes_the_code(web_world: World):
    person = _treasurer(web_world)

    asked = send(signed_in(Role.OFFICER), _path(person), {"alasan": "HP hilang, kartu dilihat"})

    assert asked.status_code == 302
    assert not ActivationCode.objects.filter(purpose="factor").exists()
    approval = Approval.objects.get(kind="access.lost_factor")
    decision = reverse("manage-decision", args=[approval.pk])
    done = confirm(signed_in(Role.SECRETARIAT), decision, alasan="")
    assert done.status_code == 302, told(done)
    code = ActivationCode.objects.get(purpose="factor")
    assert code.person.civil_servant_id == person.pk
    assert Factor.objects.filter(person=code.person).exists(), "until the code is used"


def test_twice_is_one_request(web_world: World):
    client, person = signed_in(Role.OFFICER), _treasurer(web_world)

    send(client, _path(person), {"alasan": "HP hilang"})
    send(client, _path(person), {"alasan": "HP hilang"})

    assert _asked() == 1


def test_without_a_reason_nobody_is_asked(web_world: World):
    client, person = signed_in(Role.OFFICER), _treasurer(web_world)

    for reason in ("", "   ", "x" * 301):
        assert send(client, _path(person), {"alasan": reason}).status_code == 422
    assert _asked() == 0


def test_a_colleague_without_an_authenticator_has_none_to_lose(web_world: World):
    person = _treasurer(web_world)
    Factor.objects.filter(person__civil_servant_id=person.pk).delete()

    assert signed_in(Role.OFFICER).get(_path(person)).status_code == 404


def test_another_offices_colleague_is_nobodys(web_world: World):
    person = _treasurer(web_world, OTHER)

    assert signed_in(Role.OFFICER).get(_path(person)).status_code == 404
    with pytest.raises(NoSuchColleague):
        report_lost_phone(
            civil_servant_id=person.pk,
            reason="HP hilang",
            by=actor(web_world, Role.OFFICER),
            at=web_world.at,
        )
    assert _asked() == 0


def test_ones_own_phone_is_for_somebody_else_to_report(web_world: World):
    person = _treasurer(web_world)
    officer = web_world.people[Role.OFFICER]
    holder = CivilServant.objects.get(pk=person.pk)
    Factor.objects.filter(person__civil_servant_id=holder.pk).delete()
    Person.objects.filter(civil_servant_id=holder.pk).update(civil_servant_id=None)
    Person.objects.filter(pk=officer).update(civil_servant_id=holder.pk)

    answer = send(signed_in(Role.OFFICER), _path(person), {"alasan": "HP saya hilang"})

    assert answer.status_code == 422
    assert _asked() == 0
