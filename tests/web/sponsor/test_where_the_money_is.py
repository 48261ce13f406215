"""S20, S21, S25: cut, paid on, received, given back or still held, each with its day."""

import pytest
from django.test import Client
from django.urls import reverse

from payung.kernel.people import Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.remittance.operations import (
    ask_refund,
    record_receipt,
    record_refund_payment,
)
from payung.stages.remittance.sums import Way
from tests.factories import held_money as made
from tests.factories.world import World, actor
from tests.web.forms import said
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/saya/potongan/"


def _page(address: str = PAGE) -> str:
    return said(signed_in(Role.SPONSOR, Client()).get(address).content.decode())


def _own(world: World, book_id: int):
    return [one for one in made.people(world, book_id) if one.sponsor_id == world.sponsor_id]


def _asked(world: World, book_id: int) -> int:
    person = _own(world, book_id)[0]
    return ask_refund(
        agency_id=person.agency_id,
        month=person.month,
        sponsor_id=person.sponsor_id,
        worker_id=person.worker_id,
        amount_idr=person.most_idr,
        reason="ASN sudah berhenti",
        by=actor(world, Role.TREASURER),
        at=world.at,
    )


def test_cut_and_not_paid_on_is_still_with_the_treasurer(web_world: World):
    made.cut(web_world)

    page = _page()

    assert f"Dipotong {web_world.today:%d/%m/%Y}" in page
    assert "Masih di bendahara, belum disetor" in page
    assert "Masih di bendahara Rp16.800" in page


def test_paid_on_waits_for_the_branch_and_then_is_received(web_world: World):
    book_id = made.cut(web_world)
    total = sum(one.given_idr for one in made.people(web_world, book_id))
    slip = made.slip(web_world, total)

    before = _page()
    record_receipt(
        number="R-1",
        bank=slip.bank,
        slip_number=slip.number,
        amount_idr=total,
        received_on=web_world.today,
        by=actor(web_world, Role.BRANCH),
        at=web_world.at,
    )
    after = _page()

    assert f"Disetor {web_world.today:%d/%m/%Y} Menunggu BPJS menerima" in before
    assert "Diterima BPJS Rp16.800" in after


def test_nobody_is_told_theirs_was_paid_while_the_office_holds_some(web_world: World):
    made.cut(web_world)
    made.slip(web_world, 8_400, reason="sebagian")

    page = _page()

    assert "Masih di bendahara, belum disetor" in page
    assert f"Disetor {web_world.today:%d/%m/%Y} Menunggu" not in page


def test_a_refund_is_told_from_asking_to_handing_over(web_world: World):
    book_id = made.cut(web_world)
    asked = _asked(web_world, book_id)
    day = f"{web_world.today:%d/%m/%Y}"

    waiting, home = _page(), _page("/saya/")
    given = made.approved(web_world, asked)
    agreed = _page()
    record_refund_payment(
        refund_id=given,
        way=Way.TRANSFER,
        proof="TRF-1",
        paid_on=web_world.today,
        by=actor(web_world, Role.TREASURER),
        at=web_world.at,
    )
    done, home_after = _page(), _page("/saya/")

    assert f"Pengembalian Rp8.400 diminta {day}, menunggu persetujuan" in waiting
    assert "diminta kembali" in home
    assert f"Pengembalian Rp8.400 disetujui {day}" in agreed
    assert f"Dikembalikan Rp8.400 pada {day}" in done
    assert "Dikembalikan Rp8.400." in done
    assert "diminta kembali" not in home_after


def test_a_refused_refund_is_held_again_and_no_longer_under_way(web_world: World):
    book_id = made.cut(web_world)
    made.refused(web_world, _asked(web_world, book_id))

    page = _page()

    assert "Pengembalian" not in page
    assert "Masih di bendahara Rp16.800" in page


def test_the_page_of_one_worker_tells_the_same(web_world: World):
    made.cut(web_world)
    one = Sponsorship.objects.filter(sponsor_id=web_world.sponsor_id, state="accepted")[0]

    page = _page(reverse("worker", args=[one.pk]))

    assert "Masih di bendahara, belum disetor" in page


def test_a_colleagues_refund_is_not_mine(web_world: World):
    book_id = made.cut(web_world)
    other = next(
        one for one in made.people(web_world, book_id) if one.sponsor_id != web_world.sponsor_id
    )
    ask_refund(
        agency_id=other.agency_id,
        month=other.month,
        sponsor_id=other.sponsor_id,
        worker_id=other.worker_id,
        amount_idr=other.most_idr,
        reason="lain",
        by=actor(web_world, Role.TREASURER),
        at=web_world.at,
    )

    assert "diminta kembali" not in _page("/saya/")
    assert "Pengembalian" not in _page()
