"""A lost phone: one person asks, another confirms, and the code leads to a new authenticator."""

import pytest
from django.urls import reverse

from payung.foundation.access.models import ActivationCode, Factor
from payung.foundation.approvals.models import Approval
from payung.kernel.people import Role
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.secretariat.sending import send, told
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db


def test_two_people_of_the_secretariat_reach_a_code_for_the_officer(web_world: World):
    officer = web_world.people[Role.OFFICER]
    second = worlds.person(web_world, "kedua", "Wahyu Kedua")
    worlds.give(web_world, second, Role.SECRETARIAT)
    first = signed_in(Role.SECRETARIAT)
    lost = reverse("manage-person-lost", args=[officer])
    assert lost in first.get(reverse("manage-person", args=[officer])).content.decode()

    empty = send(first, lost, alasan="")
    asked = send(first, lost, alasan="HP hilang di pasar")
    decision = reverse("manage-decision", args=[Approval.objects.get(target_id=officer).pk])
    alone = first.get(decision).content.decode()
    other = come_in("kedua")
    listed = other.get("/kelola/pengguna/").content.decode()
    confirmed = send(other, decision, alasan="")

    assert empty.status_code == 422
    assert asked.status_code == 302
    assert 'name="alasan"' not in alone, "who asked does not confirm"
    assert decision in listed
    assert confirmed.status_code == 302, told(confirmed)
    assert ActivationCode.objects.filter(person_id=officer, purpose="factor").count() == 1
    assert Factor.objects.filter(person_id=officer).exists(), "until the code is used"
    assert other.get(confirmed.headers["Location"]).status_code == 200


def test_nobody_asks_for_their_own_phone(web_world: World):
    own = web_world.people[Role.SECRETARIAT]
    path = reverse("manage-person-lost", args=[own])

    refused = send(signed_in(Role.SECRETARIAT), path, alasan="Hilang")

    assert refused.status_code == 422
    assert not Approval.objects.filter(target_id=own, target_type="access_person").exists()
