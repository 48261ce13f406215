"""S49: what is held, how long, why; and whose it is, without any worker."""

from datetime import timedelta

import pytest
from django.urls import reverse

from payung.kernel.nip import spaced
from payung.kernel.people import Role
from payung.kernel.rupiah import render_rupiah
from payung.process.endings import worker_died
from payung.stages.registry.models import Worker
from payung.stages.remittance.queries.held_people import held_book
from tests.factories import held_money as made
from tests.factories.world import World, actor, here
from tests.web.forms import said
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/gaji/tertahan/"


def _page(role: Role = Role.TREASURER, address: str = PAGE) -> str:
    return signed_in(role).get(address).content.decode()


def test_nothing_held_is_the_goal(web_world: World):
    assert "Tidak ada uang tertahan" in _page()


def test_says_how_much_how_long_and_why(web_world: World):
    book_id = made.cut(web_world, days_ago=10)
    book = held_book(viewer=actor(web_world, Role.AUDITOR).viewer, book_id=book_id)

    page = _page()

    assert render_rupiah(book.held_idr) in page
    assert "belum disetor" in page
    assert "tag wait" in page
    assert "tag bad" not in page


def test_is_red_from_the_eleventh_day_on(web_world: World):
    made.cut(web_world, days_ago=11)

    page = _page()

    assert "tag bad" in page
    assert page.count("11</span> hari") >= 1
    assert "11</span> hari" in _page(address=f"{PAGE}?lihat=lama")


def test_takes_the_money_of_a_worker_who_died_apart(web_world: World):
    book_id = made.cut(web_world)
    one = made.people(web_world, book_id)[0]
    day = web_world.today
    worker_died(worker_id=one.worker_id, died_on=day, by=here(web_world), at=web_world.at)

    page = _page()

    assert "pekerja meninggal sebelum bulan ini" in page
    assert "belum disetor" in page


def test_a_death_within_the_month_itself_leaves_the_month_due(web_world: World):
    book_id = made.cut(web_world)
    one = made.people(web_world, book_id)[0]
    Worker.objects.filter(pk=one.worker_id).update(died_on=web_world.month.next.first_day)

    assert "meninggal" not in _page()


def test_the_parts_never_add_up_to_more_than_what_is_held(web_world: World):
    book_id = made.cut(web_world)
    people = made.people(web_world, book_id)
    made.slip(web_world, sum(p.given_idr for p in people[1:]), reason="satu orang menyusul")
    for person in people[:2]:
        Worker.objects.filter(pk=person.worker_id).update(
            died_on=web_world.today - timedelta(days=1)
        )

    page = _page()

    assert f"{render_rupiah(people[0].given_idr)} pekerja meninggal" in said(page)
    assert "belum disetor (" not in said(page)


def test_a_treasurer_sees_the_own_office_only_and_the_auditor_all(web_world: World):
    made.cut(web_world)
    made.cut(web_world, office=made.OTHER_OFFICE)

    assert "Kecamatan Weleri" not in _page()
    assert made.OTHER_OFFICE not in _page()
    wide = _page(Role.AUDITOR)
    assert made.OTHER_OFFICE in wide
    assert made.OFFICE in wide


def test_whose_money_it_is_names_civil_servants_and_no_worker(web_world: World):
    book_id = made.cut(web_world)
    people = made.people(web_world, book_id)
    workers = Worker.objects.filter(pk__in=[p.worker_id for p in people])
    sponsors = " ".join(person.name for person in people)

    page = _page(address=reverse("held-people", args=[book_id]))

    assert spaced(people[0].nip) in page
    assert [w.name for w in workers if w.name not in sponsors and w.name in page] == []


def test_finds_a_person_by_name_and_by_nip(web_world: World):
    book_id = made.cut(web_world)
    one = made.people(web_world, book_id)[-1]
    address = reverse("held-people", args=[book_id])

    by_nip = _page(address=f"{address}?cari={one.nip[:8]} {one.nip[8:]}")
    nobody = _page(address=f"{address}?cari=%25%25")
    nul = signed_in(Role.TREASURER).get(f"{address}?cari=%00")

    assert spaced(one.nip) in by_nip
    assert "Tidak ketemu" in nobody
    assert nul.status_code == 400


def test_a_person_with_two_cuts_is_told_which_is_which(web_world: World):
    book_id = made.cut(web_world)

    page = _page(address=f"{reverse('held-people', args=[book_id])}?cari=Wulan Handayani")

    assert "Potongan ke-" in page
    assert "Siti Rahayu" not in page
