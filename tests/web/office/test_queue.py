"""S31: the queue by state, and many accepted together or not at all."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.kernel.people import Role
from payung.stages.enrolment.models import Flag, Opening, Sponsorship, WorkStatement
from payung.web.refs import ref_of
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.office.conftest import sent
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
QUEUE = "/kantor/pengajuan/"


def registered(world: World, office: str = "Dinas Kesehatan") -> list[int]:
    rows = Sponsorship.objects.filter(agency_id=world.agencies[office], state="registered")
    return list(rows.order_by("pk").values_list("pk", flat=True))


def refs(ids: list[int]) -> list[str]:
    return [ref_of("sponsorship", number) for number in ids]


def accept(client: Client, ids: list[int], **more: object):
    said = {"tindakan": "terima", "pilih": refs(ids), "pernyataan": "1"} | more
    return sent(client, f"{QUEUE}?antrean=baru", **said)


def test_ticked_registrations_are_accepted_together_with_the_officers_statement(
    officer, web_world: World
):
    ids = registered(web_world)

    answer = accept(officer, ids)

    assert answer.status_code == 302
    assert set(Sponsorship.objects.filter(pk__in=ids).values_list("state", flat=True)) == {
        "verified"
    }
    said = WorkStatement.objects.filter(sponsorship__in=ids, source="officer")
    assert {one.verifier_id for one in said} == {web_world.people[Role.OFFICER]}
    assert "diterima dan siap dikirim" in officer.get(answer["Location"]).content.decode()


def test_one_of_another_office_refuses_the_whole(officer, web_world: World):
    ids = registered(web_world)
    (stranger,) = Sponsorship.objects.filter(agency_id=web_world.agencies["Kecamatan Boja"])[:1]

    answer = accept(officer, [*ids, stranger.pk])

    assert answer.status_code == 404
    assert registered(web_world) == ids


def test_a_made_up_reference_is_not_found(officer):
    assert accept(officer, [], pilih=["a" * 26]).status_code == 404


def test_without_the_statement_or_without_a_tick_nothing_is_accepted(officer, web_world: World):
    ids = registered(web_world)

    unsaid = accept(officer, ids, pernyataan="")
    unticked = accept(officer, [])

    assert (unsaid.status_code, unticked.status_code) == (422, 422)
    assert "Centang bila Anda sudah memeriksanya" in unsaid.content.decode()
    assert "Pilih paling sedikit satu" in unticked.content.decode()
    assert registered(web_world) == ids


def test_one_with_a_flag_cannot_be_ticked_and_refuses_the_whole_when_sent_all_the_same(
    officer, web_world: World
):
    first, *others = registered(web_world)
    Flag.objects.create(sponsorship_id=first, level="warning", code="nik_birthdate_differs")

    page = officer.get(QUEUE).content.decode()
    boxes = re.findall(r'name="pilih"[^>]*value="([^"]+)"', page)
    answer = accept(officer, [first, *others])

    assert "NIK beda tanggal lahir" in page
    assert set(boxes) == set(refs(others))
    assert answer.status_code == 422
    assert registered(web_world) == [first, *others]


def test_a_second_tap_accepts_nothing_twice(officer, web_world: World):
    ids = registered(web_world)
    key = "6f1f2f5e-0c57-4d27-8e0e-000000000001"

    first = accept(officer, ids, form_key=key)
    second = accept(officer, ids, form_key=key)

    assert (first.status_code, second.status_code) == (302, 200)
    assert WorkStatement.objects.filter(sponsorship__in=ids, source="officer").count() == len(ids)


def test_who_comes_second_is_told_and_changes_nothing(officer, web_world: World):
    ids = registered(web_world)
    accept(officer, ids[:1])

    answer = accept(officer, ids)

    assert answer.status_code == 422
    assert "sudah diputus orang lain" in answer.content.decode()
    assert registered(web_world) == ids[1:]


def test_somebody_elses_opening_stands_beside_the_row_until_it_is_old(officer, web_world: World):
    (first, *_) = registered(web_world)
    Opening.objects.create(
        sponsorship_id=first, person_id=0, name="Rina Utami", opened_at=web_world.at
    )

    assert "Sedang dibuka Rina Utami sejak" in officer.get(QUEUE).content.decode()

    old = web_world.at - worlds.timedelta(minutes=16)
    Opening.objects.filter(sponsorship_id=first).update(opened_at=old)
    assert "Rina Utami" not in officer.get(QUEUE).content.decode()


def test_a_search_stays_out_of_the_address(officer, web_world: World):
    (first, *_) = registered(web_world)
    name = Sponsorship.objects.get(pk=first).worker.name

    answer = officer.post(f"{QUEUE}?antrean=baru", {"tindakan": "cari", "cari": name.upper()})
    found = officer.get(answer["Location"]).content.decode()
    officer.post(QUEUE, {"tindakan": "cari", "cari": "tidak ada orang begini"})

    assert name not in answer["Location"]
    assert name in found
    assert "Tidak ketemu" in officer.get(QUEUE).content.decode()


@pytest.mark.parametrize("queue", ["baru", "titipan", "perbaiki", "siap", "dikirim", "../", "x"])
def test_every_queue_opens_and_an_unknown_one_is_the_first(officer, queue):
    assert officer.get(QUEUE, {"antrean": queue}).status_code == 200


def test_other_roles_and_other_offices_stay_outside(web_world: World):
    assert signed_in(Role.TREASURER).get(QUEUE).status_code == 403
    assert signed_in(Role.OFFICE_HEAD).get(QUEUE).status_code == 403


def test_the_number_of_questions_does_not_grow_with_the_rows(officer, web_world: World):
    officer.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        officer.get(QUEUE)
    sponsors = list(
        worlds.CivilServant.objects.filter(agency_id=web_world.agencies["Dinas Kesehatan"])[:24]
    )
    for number, sponsor in enumerate(sponsors):
        worker = worlds.worker(web_world, 7000 + number)
        worlds.sponsorship(web_world, sponsor, worker, "registered", web_world.today)
    with CaptureQueriesContext(connection) as many:
        page = officer.get(QUEUE)

    assert page.content.decode().count('name="pilih"') >= 24
    assert len(many) == len(few)
