"""S110: what to ask the offices, without anybody's identity."""

import pytest
from django.test import Client
from django.urls import reverse

from payung.kernel.people import Role
from payung.reports.quality.register import KINDS, register
from payung.stages.enrolment.models import Flag, Sponsorship
from payung.stages.registry.models import Worker
from tests.factories.world import World, actor
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(web_world: World) -> Client:
    return signed_in(Role.SECRETARIAT)


def _counts(world: World) -> dict[str, int]:
    found = register(viewer=actor(world, Role.SECRETARIAT).viewer)
    return {one.kind: one.count for one in found.counts}


def _live(world: World, office: str = "Kecamatan Boja") -> Sponsorship:
    return Sponsorship.objects.filter(agency_id=world.agencies[office], state="accepted")[0]


def test_counts_lead_to_a_list_with_the_office_to_ask_and_no_workers_name(
    web_world: World, client: Client
):
    page = told(client.get("/kelola/kualitas/"))
    assert "Tanpa nomor HP" in page

    queue = client.get("/kelola/kualitas/telepon/")

    assert "Dinas Kesehatan" in told(queue)
    assert "Endah Lestari" in told(queue), "its officer"
    listed = Worker.objects.filter(pk__in=Sponsorship.objects.values("worker_id")).values_list(
        "name", flat=True
    )
    sponsors = {row.sponsor for row, _ in queue.context["rows"]}
    workers = {name for name in listed if " " in name} - sponsors
    assert not [name for name in workers if name in told(queue)]


def test_every_queue_holds_as_many_as_its_count_says(web_world: World, client: Client):
    for kind, count in _counts(web_world).items():
        rows, page = 0, 1
        while True:
            found = client.get(f"/kelola/kualitas/{kind}/?hal={page}").context
            rows += len(found["rows"])
            if not found["page"].has_more:
                break
            page += 1
        assert rows == count, kind


def test_two_workers_of_one_name_and_birth_date_are_maybe_one(web_world: World):
    before = _counts(web_world)["ganda"]
    one, other = Worker.objects.filter(
        pk__in=Sponsorship.objects.filter(state="accepted").values("worker_id")
    ).order_by("pk")[:2]
    for worker in (one, other):
        worker.name, worker.folded, worker.born_on = "Budi", "budi", web_world.today
        worker.save()

    assert _counts(web_world)["ganda"] == before + 2


def test_a_nik_that_differs_is_told_until_the_birth_date_is_put_right(web_world: World):
    thing = _live(web_world)
    before = _counts(web_world)["nik"]
    worker = thing.worker
    worker.born_on = web_world.today.replace(year=1980, month=3, day=4)
    worker.save()
    Flag.objects.create(
        sponsorship=thing,
        level="warning",
        code="nik_birthdate_differs",
        values={"inside": "05/03/80"},
    )
    assert _counts(web_world)["nik"] == before + 1

    worker.born_on = worker.born_on.replace(day=5)
    worker.save()

    assert _counts(web_world)["nik"] == before


def test_another_regency_is_not_counted(web_world: World):
    viewer = actor(web_world, Role.SECRETARIAT).viewer
    elsewhere = type(viewer)(Role.SECRETARIAT, viewer.person_id, web_world.other_regency_id, None)

    assert register(viewer=elsewhere).live == 0


def test_a_kind_that_nobody_offers_is_not_there(client: Client):
    assert client.get(reverse("manage-quality-queue", args=["x"])).status_code == 404
    assert set(KINDS) == set(_counts_of_page(client))


def _counts_of_page(client: Client) -> list[str]:
    return [one.kind for one in client.get("/kelola/kualitas/").context["register"].counts]


def test_pages_take_a_fixed_number_of_statements(client: Client, django_assert_max_num_queries):
    for path in ("/kelola/kualitas/", "/kelola/kualitas/surel/", "/kelola/ekspor/"):
        with django_assert_max_num_queries(17):
            client.get(path)
