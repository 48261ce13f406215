from datetime import timedelta

import pytest
from django.urls import reverse

from payung.foundation.audit.looks import note_look
from payung.kernel.people import Role
from payung.reports.quality import chain as chain_report
from payung.reports.quality.chain import chain_part
from tests.factories import desk
from tests.factories.world import World, actor
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(web_world):
    return signed_in(Role.AUDITOR)


def test_a_change_is_shown_in_words_with_who_when_and_why(web_world: World, client):
    desk.proposal(web_world)

    page = told(client.get("/audit/perubahan/"))

    assert "Peran diusulkan" in page
    assert "Yuli Purnomo, Sekretariat program" in page
    assert "Bendahara lama pensiun" in page
    assert "Rantai catatan utuh" in page


def test_links_filter_and_older_ones_follow_without_a_gap(web_world: World, client):
    first = client.get("/audit/perubahan/").context["lines"]
    older = client.get(f"/audit/perubahan/?sebelum={first[-1].event.number}").context["lines"]
    people = client.get("/audit/perubahan/?jenis=orang").context["lines"]
    none = client.get(f"/audit/perubahan/?hari={web_world.today - timedelta(days=4000):%d/%m/%Y}")

    assert first[-1].event.number == older[0].event.number + 1
    assert all(line.event.action.startswith(("person.", "duty", "code", "factor.", "approval."))
               for line in people)  # fmt: skip
    assert "Tidak ada perubahan di sini" in told(none)


@pytest.mark.parametrize(
    "odd", ["?sebelum=-1", "?sebelum=x", "?jenis=x", "?kantor=9", "?hari=32/1"]
)
def test_a_question_nobody_meant_is_no_fault(client, odd):
    assert client.get(f"/audit/perubahan/{odd}").status_code == 200


def test_the_whole_chain_is_checked_part_by_part(web_world: World, monkeypatch):
    viewer = actor(web_world, Role.AUDITOR).viewer
    monkeypatch.setattr(chain_report, "PART", 10)

    after, parts = 0, 0
    while True:
        part = chain_part(viewer=viewer, after=after)
        assert part.broken_at is None
        parts += 1
        if part.is_done:
            break
        assert part.until == after + 10
        after = part.until

    assert parts == -(-part.whole // 10)


def test_who_looked_at_whom_is_found_from_both_ends(web_world: World, client):
    worker = desk.worker_id(web_world)
    note_look(
        "worker.identity",
        by=actor(web_world, Role.OFFICER),
        at=web_world.at,
        subject_type="registry_worker",
        subject_id=worker,
        reason="Mencocokkan KTP",
    )

    paths = (
        "/audit/akses/",
        "/audit/akses/?cari=endah&tampil=buka",
        reverse("audit-looks-person", args=[web_world.people[Role.OFFICER]]),
        reverse("audit-looks-worker", args=[worker]),
    )

    for path in paths:
        page = told(client.get(path))
        assert "Endah Lestari" in page, path
        assert "Identitas pekerja" in page
        assert "Mencocokkan KTP" in page


def test_pages_take_a_fixed_number_of_statements(client, django_assert_max_num_queries):
    for path in ("/audit/perubahan/", "/audit/akses/"):
        with django_assert_max_num_queries(16):
            client.get(path)
