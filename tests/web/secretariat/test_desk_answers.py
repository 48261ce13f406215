"""D19 for a civil servant: what the staff list, the account, pay and consents hold of them."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from payung.foundation.desk import operations as desk_operations
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.stages.deductions.models import DeductionLine
from payung.stages.registry.models import CivilServant
from tests.factories import desk
from tests.factories.world import World
from tests.web.secretariat.sending import send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(web_world):
    return signed_in(Role.SECRETARIAT)


def _answer(web_world: World, client: Client, number: str) -> str:
    asked = desk.asked(web_world, name="Wulan Handayani")
    sent = send(client, reverse("manage-request-identify", args=[asked]), cara="ktp", nik=number)
    assert sent.status_code == 302, told(sent)
    send(client, reverse("manage-request-prepare", args=[asked]), alasan="Diminta sendiri")
    return told(client.get(reverse("manage-request-pack", args=[asked])))


def test_holds_staff_list_account_pay_consents_and_devices(web_world: World, client):
    sponsor = CivilServant.objects.get(pk=web_world.sponsor_id)
    signed_in(Role.SPONSOR)

    said = _answer(web_world, client, sponsor.nip)

    assert sponsor.name in said
    assert f"{sponsor.nip[:8]} {sponsor.nip[8:14]} {sponsor.nip[14]} {sponsor.nip[15:]}" in said
    for section in ("Peran di layanan ini", "Perangkat yang pernah masuk", "Izin potong gaji"):
        assert section in said
    line = DeductionLine.objects.filter(sponsor_id=sponsor.pk).order_by("month").first()
    assert line is not None
    assert render_month(Month.of(line.month)) in said
    assert line.worker.name in said


def test_says_no_code_where_a_word_belongs(web_world: World, client):
    sponsor = CivilServant.objects.get(pk=web_world.sponsor_id)

    said = _answer(web_world, client, sponsor.nip)

    for code in ("accepted", "sponsor<", "gaji_", "sheet", "desk.pack"):
        assert code not in said.split("<main")[-1], code


def test_of_another_regency_is_not_found(web_world: World, client):
    other = CivilServant.objects.filter(regency_id=web_world.other_regency_id).first()
    nip = other.nip if other else "198001012006041999"
    asked = desk.asked(web_world)

    sent = send(client, reverse("manage-request-identify", args=[asked]), cara="ktp", nik=nip)

    assert sent.status_code == 422
    assert "Tidak ada data dengan nomor ini" in told(sent)


def test_cannot_be_about_two_people_at_once(web_world: World):
    asked = desk.asked(web_world)

    with pytest.raises(IntegrityError):
        desk_operations.identify_asker(
            request_id=asked,
            how="KTP dilihat langsung",
            worker_id=desk.worker_id(web_world),
            civil_servant_id=web_world.sponsor_id,
            by=desk.first(web_world),
            at=web_world.at,
        )
