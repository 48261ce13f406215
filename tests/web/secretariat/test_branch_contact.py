"""S09a: the branch's own number and address stand where families look; 175 only without one."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from payung.kernel.people import Role
from payung.stages.registry.models import Regency
from payung.stages.registry.operations.contacts import set_branch_contact
from payung.stages.registry.problems import OutsideScope
from tests.factories import desk
from tests.factories.world import World
from tests.web.secretariat.sending import send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
FORM, ACCIDENT, DEATH = "/kelola/cabang/", "/bantuan/kecelakaan/", "/bantuan/meninggal/"
SAID = {
    "nama": "BPJS Ketenagakerjaan Kendal",
    "telepon": "0294 381 700",
    "alamat": "Jalan Soekarno-Hatta 12, Kendal",
    "jam": "Senin sampai Jumat, 08.00–15.30",
}


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def client(web_world):
    return signed_in(Role.SECRETARIAT)


def _numbers(path: str) -> set[str]:
    return set(re.findall(r'href="tel:([^"]+)"', Client().get(path).content.decode()))


def test_without_a_local_number_the_national_line_is_named(web_world: World):
    assert _numbers(ACCIDENT) == _numbers(DEATH) == {"175"}


def test_once_entered_families_call_the_branch(web_world: World, client):
    assert send(client, FORM, **SAID).status_code == 302

    page = told(Client().get(ACCIDENT))

    assert _numbers(ACCIDENT) == _numbers(DEATH) == {"+62294381700"}
    for words in ("0294-381700", SAID["alamat"], SAID["jam"], SAID["nama"]):
        assert words in page
    assert "175" in page, "for the hours in which the branch is closed"


def test_taken_away_again_the_national_line_is_back(web_world: World, client):
    send(client, FORM, **SAID)
    send(client, FORM, **{**SAID, "telepon": ""})
    cache.clear()

    assert _numbers(ACCIDENT) == {"175"}


def test_what_is_wrong_is_told_and_nothing_kept(web_world: World, client):
    for wrong in ({"nama": ""}, {"telepon": "nol"}, {"alamat": "x" * 201}, {"jam": "x" * 61}):
        assert send(client, FORM, **{**SAID, **wrong}).status_code == 422, wrong

    assert Regency.objects.get(pk=web_world.regency_id).branch_phone == ""


def test_what_was_typed_is_words_and_not_marks(web_world: World, client):
    send(client, FORM, **{**SAID, "alamat": "<b>Jalan</b>"})

    assert "<b>Jalan</b>" not in Client().get(ACCIDENT).content.decode()


def test_another_regencys_branch_is_not_ours_to_change(web_world: World):
    with pytest.raises(OutsideScope):
        set_branch_contact(
            regency_id=web_world.other_regency_id,
            name="x",
            phone="",
            address="",
            hours="",
            by=desk.first(web_world),
            at=web_world.at,
        )
