"""S85: one press for the ordinary case; what is otherwise is recorded, told, and never doubled."""

import pytest
from django.urls import reverse

from payung.foundation.ledger.balances import balances
from payung.kernel.dates import render_date
from payung.kernel.people import Role
from payung.kernel.rupiah import render_rupiah
from payung.stages.remittance.models import Difference, Match, Receipt
from tests.factories import held_money as made
from tests.factories.world import World
from tests.web.forms import hidden, said, send
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/bpjs/penerimaan/"
RECORD = "/bpjs/penerimaan/catat/"


def _slip(world: World, **more):
    book_id = made.cut(world, office=more.get("office", made.OFFICE))
    total = sum(one.given_idr for one in made.people(world, book_id))
    return made.slip(world, total, **more)


def _typed(world: World, **more: object) -> dict[str, object]:
    day = world.today
    boxes = {"tanggal_hari": day.day, "tanggal_bulan": day.month, "tanggal_tahun": day.year}
    return {"bank": "Bank Jateng", "bukti": "JTG-0901", "jumlah": "8.400", **boxes, **more}


def _press(client, slip, page: str = ""):
    page = page or client.get(PAGE).content.decode()
    return client.post(reverse("branch-receipt-press", args=[slip.pk]), hidden(page), follow=True)


def test_a_waiting_slip_shows_office_month_and_age_and_takes_one_press(web_world: World):
    slip = _slip(web_world)
    client = signed_in(Role.BRANCH)
    page = client.get(PAGE).content.decode()

    after = said(_press(client, slip, page).content.decode())

    assert made.OFFICE in page
    assert "JTG-0901" in page
    kept = Receipt.objects.get(slip_number="JTG-0901")
    assert (kept.amount_idr, kept.received_on) == (slip.amount_idr, web_world.today)
    assert f"Diterima {render_rupiah(slip.amount_idr)} untuk {made.OFFICE}" in after
    agency_id = web_world.agencies[made.OFFICE]
    assert balances([agency_id], web_world.month.next)[agency_id].transit_idr == 0


def test_a_double_press_and_two_tabs_record_once_and_tell_who_was_faster(web_world: World):
    slip = _slip(web_world)
    client = signed_in(Role.BRANCH)
    page, other = client.get(PAGE).content.decode(), client.get(PAGE).content.decode()
    _press(client, slip, page)

    pressed = reverse("branch-receipt-press", args=[slip.pk])
    again = client.post(pressed, hidden(page), follow=True).content.decode()
    second = client.post(pressed, hidden(other), follow=True).content.decode()
    otherwise = client.get(reverse("branch-receipt-differs", args=[slip.pk]), follow=True)

    told = f"Setoran JTG-0901 sudah diterima: {render_rupiah(slip.amount_idr)} pada "
    for shown in (again, second, otherwise.content.decode()):
        assert f"{told}{render_date(web_world.today)}, dicatat Tri Nugroho" in shown
    assert Receipt.objects.filter(slip_number="JTG-0901").count() == 1


def test_another_amount_is_recorded_and_the_difference_told(web_world: World):
    slip = _slip(web_world)
    less = slip.amount_idr - 5_000
    client = signed_in(Role.BRANCH)
    address = reverse("branch-receipt-differs", args=[slip.pk])

    answer = send(client, address, _typed(web_world, jumlah=render_rupiah(less)), follow=True)

    assert "Kurang Rp5.000; bendahara akan menjelaskan." in said(answer.content.decode())
    found = Difference.objects.get(match__slip=slip)
    assert (found.slip_idr, found.receipt_idr) == (slip.amount_idr, less)


def test_the_form_of_a_slip_is_filled_in_already(web_world: World):
    slip = _slip(web_world)

    page = signed_in(Role.BRANCH).get(reverse("branch-receipt-differs", args=[slip.pk]))

    amount = render_rupiah(slip.amount_idr).removeprefix("Rp")
    assert f'value="{amount}"' in page.content.decode()
    assert 'name="bank"' not in page.content.decode()


def test_a_receipt_before_its_slip_is_parked_shown_and_meets_it_later(web_world: World):
    client = signed_in(Role.BRANCH)

    answer = send(client, RECORD, _typed(web_world), follow=True)

    assert "Bukti setornya belum ada, jadi menunggu bendahara." in said(answer.content.decode())
    assert "Diterima, bukti setor belum dicatat" in answer.content.decode()
    slip = _slip(web_world)
    assert Match.objects.filter(slip=slip).exists()


def test_a_receipt_seen_before_says_where_it_is(web_world: World):
    slip = _slip(web_world)
    client = signed_in(Role.BRANCH)
    _press(client, slip)

    answer = send(client, RECORD, _typed(web_world, jumlah="1000"))

    page = said(answer.content.decode())
    assert answer.status_code == 422
    assert "sudah dicatat dengan isi lain" in page
    assert made.OFFICE in page


def test_the_same_receipt_again_changes_nothing(web_world: World):
    slip = _slip(web_world)
    client = signed_in(Role.BRANCH)
    _press(client, slip)
    before = Receipt.objects.count()

    answer = send(client, RECORD, _typed(web_world, jumlah=str(slip.amount_idr)))

    assert answer.status_code == 302
    assert Receipt.objects.count() == before


def test_who_recorded_the_slip_cannot_record_its_receipt(web_world: World):
    book_id = made.cut(web_world)
    total = sum(one.given_idr for one in made.people(web_world, book_id))
    slip = made.slip(web_world, total, by_person=web_world.people[Role.BRANCH])
    client = signed_in(Role.BRANCH)

    pressed = said(_press(client, slip).content.decode())
    typed = send(client, RECORD, _typed(web_world, jumlah=str(total)))

    assert "Penerimaannya harus dicatat orang lain" in pressed
    assert typed.status_code == 422
    assert "Penerimaannya harus dicatat orang lain" in typed.content.decode()
    assert not Receipt.objects.filter(slip_number="JTG-0901").exists()


def test_what_is_missing_or_impossible_is_said_beside_the_field(web_world: World):
    slip = _slip(web_world)
    client = signed_in(Role.BRANCH)
    address = reverse("branch-receipt-differs", args=[slip.pk])
    day = web_world.today.fromordinal(web_world.today.toordinal() - 1)
    before = {"tanggal_hari": day.day, "tanggal_bulan": day.month, "tanggal_tahun": day.year}

    nothing = send(client, RECORD, {}).content.decode()
    early = send(client, address, _typed(web_world, **before))
    cents = send(client, address, _typed(web_world, jumlah="8.400,50"))
    zero = send(client, address, _typed(web_world, jumlah="0"))

    for field in ("bank", "bukti", "jumlah", "tanggal"):
        assert f'href="#{field}"' in nothing
    assert "baru disetor" in early.content.decode()
    assert (early.status_code, cents.status_code, zero.status_code) == (422, 422, 422)
    assert not Receipt.objects.filter(slip_number="JTG-0901").exists()


def test_a_slip_of_another_regency_is_not_there(web_world: World):
    theirs = made.slip_elsewhere(web_world)
    client = signed_in(Role.BRANCH)

    typed = send(client, RECORD, _typed(web_world, bukti=theirs.number))

    assert theirs.number not in client.get(PAGE).content.decode()
    assert client.get(reverse("branch-receipt-differs", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("branch-receipt-press", args=[theirs.pk])).status_code == 404
    assert typed.status_code == 422
    assert not Receipt.objects.filter(slip_number=theirs.number).exists()


def test_finds_a_slip_by_number_and_by_office(web_world: World):
    _slip(web_world)
    client = signed_in(Role.BRANCH)

    by_number = client.get(f"{PAGE}?cari=jtg-0901").content.decode()
    by_office = client.get(f"{PAGE}?cari=dinas kesehatan").content.decode()
    nothing = client.get(f"{PAGE}?cari=%25").content.decode()
    nul = client.get(f"{PAGE}?cari=%00JTG")

    assert "JTG-0901" in by_number
    assert "JTG-0901" in by_office
    assert "Tidak ada bukti setor yang cocok." in nothing
    assert nul.status_code == 400
