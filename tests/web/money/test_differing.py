"""Slip and receipt differ: said once, by the office or the secretariat, and told to the auditor."""

import pytest
from django.urls import reverse

from payung.foundation.ledger.balances import balances
from payung.kernel.people import Role
from payung.stages.remittance.models import DifferenceReason
from payung.stages.remittance.operations import record_receipt
from tests.factories import held_money as made
from tests.factories.world import World, actor
from tests.web.forms import hidden, said, send
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/gaji/selisih/"


def _address(difference_id: int) -> str:
    return reverse("slip-difference", args=[difference_id])


def test_shows_both_amounts_and_asks_for_the_reason(web_world: World):
    found = made.differing(web_world)
    client = signed_in(Role.TREASURER)

    page = client.get(PAGE).content.decode()
    form = said(client.get(_address(found)).content.decode())

    assert "Rp5.000" in page
    assert _address(found) in page
    assert "BPJS menerima Rp5.000 lebih sedikit" in form


def test_a_reason_is_said_once(web_world: World):
    found = made.differing(web_world)
    client = signed_in(Role.TREASURER)
    other_tab = client.get(_address(found)).content.decode()
    chosen = {"sebab": "Biaya kirim bank", "sisa": "tetap"}

    send(client, _address(found), chosen)
    again = client.post(_address(found), {**hidden(other_tab), **chosen})

    assert DifferenceReason.objects.get().words == "Biaya kirim bank"
    assert again.status_code == 422
    assert "sudah diberi alasan" in again.content.decode()
    assert "Biaya kirim bank" in client.get(PAGE).content.decode()


def test_what_the_bank_gave_back_is_held_again_for_that_reason(web_world: World):
    found = made.differing(web_world)
    client = signed_in(Role.TREASURER)

    send(client, _address(found), {"sebab": "Salah rekening", "sisa": "kembali"})

    agency_id = web_world.agencies[made.OFFICE]
    assert balances([agency_id], web_world.month.next)[agency_id].held_idr == 5_000
    held = said(client.get("/gaji/tertahan/").content.decode())
    assert "Rp5.000 dikembalikan bank, belum disetor ulang" in held


def test_says_what_is_missing(web_world: World):
    found = made.differing(web_world)

    page = send(signed_in(Role.TREASURER), _address(found), {}).content.decode()

    assert "Tulis mengapa jumlahnya berbeda" in page
    assert "Pilih di mana sisanya sekarang" in page
    assert not DifferenceReason.objects.exists()


def test_more_than_the_slip_asks_for_no_rest(web_world: World):
    found = made.differing(web_world, missing_idr=-5_000)

    page = signed_in(Role.TREASURER).get(_address(found)).content.decode()

    assert "lebih banyak" in page
    assert "sisa" not in page.split("</h1>")[1].split("</form>")[0]


def test_another_offices_difference_is_not_there_and_the_secretariat_sees_all(web_world: World):
    theirs = made.differing(web_world, office=made.OTHER_OFFICE)

    treasurer, wide = signed_in(Role.TREASURER), signed_in(Role.SECRETARIAT)

    assert treasurer.get(_address(theirs)).status_code == 404
    assert "Tidak ada selisih" in treasurer.get(PAGE).content.decode()
    assert made.OTHER_OFFICE in wide.get(PAGE).content.decode()
    assert _address(theirs) not in signed_in(Role.AUDITOR).get(PAGE).content.decode()


def test_a_receipt_without_a_slip_is_shown_to_who_sees_all_offices_only(web_world: World):
    record_receipt(
        number="R-9",
        bank="BRI",
        slip_number="BRI-9",
        amount_idr=8_400,
        received_on=web_world.today,
        by=actor(web_world, Role.BRANCH),
        at=web_world.at,
    )

    assert "BRI-9" in signed_in(Role.SECRETARIAT).get(PAGE).content.decode()
    assert "BRI-9" not in signed_in(Role.TREASURER).get(PAGE).content.decode()
