"""Who is refused a page leaves a trace; who is not signed in leaves none."""

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.stages.enrolment.models import Sponsorship
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def denied() -> list[tuple[int | None, str, int | None, str]]:
    rows = Look.objects.filter(what="denied").order_by("pk")
    return list(rows.values_list("person_id", "role", "agency_id", "reason"))


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.OFFICER, Role.BRANCH])
def test_a_page_of_another_role_is_refused_and_noted(web_world, role):
    assert signed_in(role).get("/audit/perubahan/").status_code == 403

    [(person_id, noted_role, agency_id, reason)] = denied()
    assert (person_id, noted_role) == (web_world.people[role], role)
    assert agency_id == (None if role is Role.BRANCH else web_world.agencies["Dinas Kesehatan"])
    assert reason == "GET /audit/perubahan/"


def test_a_form_of_another_role_too_and_the_note_names_no_thing(web_world):
    person_id = web_world.people[Role.OFFICER]
    url = reverse("audit-looks-person", args=[person_id])

    signed_in(Role.OFFICER).post(url)
    signed_in(Role.OFFICER).get(url)

    assert [row[3] for row in denied()][-1] == "GET /audit/akses/orang/…/"


def test_strangers_and_those_let_in_leave_no_such_note(web_world):
    Client().get("/audit/perubahan/")
    signed_in(Role.AUDITOR).get("/audit/perubahan/")

    assert denied() == []


def test_the_auditor_reads_who_was_refused(web_world):
    signed_in(Role.TREASURER).get("/kelola/pengguna/")

    page = told(signed_in(Role.AUDITOR).get("/audit/akses/?tampil=ditolak"))

    assert "Ditolak membuka halaman sekretariat" in page
    assert "Bukan untuk peran atau kantornya" in page
    assert "Rudi Hartono" in page


def test_a_thing_of_another_office_is_not_there_and_the_asking_is_noted(web_world):
    theirs = Sponsorship.objects.filter(agency_id=web_world.agencies["Kecamatan Boja"])
    url = reverse("check", args=[theirs.order_by("pk")[0].pk])

    answer = signed_in(Role.OFFICER).get(url)

    assert answer.status_code == 404
    [(person_id, role, _, reason)] = denied()
    assert (person_id, role) == (web_world.people[Role.OFFICER], Role.OFFICER)
    assert reason == "GET /kantor/pengajuan/…/"


def test_every_single_try_is_noted_and_none_holds_what_was_asked_for(web_world):
    client = signed_in(Role.LEADER)

    for query in ("", "?cari=3324061708900999", "?cari=Siti"):
        assert client.get(f"/kelola/pengguna/{query}").status_code == 403

    assert [row[3] for row in denied()] == ["GET /kelola/pengguna/"] * 3
