"""Every page of the desk opens, empty and full, in both languages."""

import pytest
from django.urls import reverse

from payung.foundation.access.models import Duty, Person
from payung.kernel.people import Role
from tests.factories import desk
from tests.factories.world import World
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db

LISTS = (
    *("/kelola/", "/kelola/kantor/", "/kelola/kantor/baru/", "/kelola/kantor/?tampil=tutup"),
    *("/kelola/kantor/?tampil=tanpa-petugas&cari=boja", "/kelola/asn/impor/"),
    *("/kelola/asn/hilang/", "/kelola/kantor/impor/", "/kelola/cabang/"),
    *("/kelola/pengguna/", "/kelola/pengguna/?tampil=berakhir", "/kelola/pengguna/undang/"),
    *("/kelola/surat/", "/kelola/surat/HEAD/", "/kelola/surat/D01/", "/kelola/surat/D14/"),
    *("/kelola/permintaan-data/", "/kelola/permintaan-data/baru/", "/kelola/insiden/"),
    *("/kelola/permintaan-data/?tampil=selesai", "/kelola/insiden/baru/", "/kelola/pengumuman/"),
    *("/kelola/pengumuman/baru/", "/audit/perubahan/", "/audit/perubahan/rantai/", "/audit/akses/"),
)  # fmt: skip


def things(world: World) -> list[str]:
    """Return the address of one of each thing at the desk."""
    agency = world.agencies["Kecamatan Boja"]
    officer = world.people[Role.OFFICER]
    duty = Duty.objects.get(person_id=officer, role=Role.OFFICER)
    open_one, seen_one = desk.asked(world), desk.identified(world, kind="deletion")
    incident, file_id = desk.incident(world), desk.staff_file(world, leave_out=1)
    offices = ("", "-rename", "-spell", "-contact", "-close")
    people = ("", "-code-issue", "-lost", "-sign-out")
    return [
        *(reverse(f"manage-office{name}", args=[agency]) for name in offices),
        *(reverse(f"manage-person{name}", args=[officer]) for name in people),
        reverse("manage-duty-give", args=[officer]),
        reverse("manage-duty-end", args=[officer, duty.pk]),
        reverse("manage-decision", args=[desk.proposal(world)]),
        reverse("manage-staff-review", args=[file_id]),
        *(reverse("manage-request", args=[one]) for one in (open_one, seen_one)),
        reverse("manage-request-identify", args=[open_one]),
        *(reverse(f"manage-request-{n}", args=[seen_one]) for n in ("prepare", "answer", "refuse")),
        reverse("manage-incident", args=[incident]),
        *(
            reverse("manage-incident-step", args=[incident, step])
            for step in ("note", "report", "close", "public", "withdraw")
        ),
        *(reverse(f"manage-incident-{name}", args=[incident]) for name in ("letter", "correct")),
        reverse("manage-notice-correct", args=[desk.notice(world)]),
        reverse("manage-office-list-review", args=[desk.office_file(world, ";;", "Bagian Umum;;")]),
        reverse("manage-notice-end", args=[desk.notice(world)]),
        reverse("audit-looks-person", args=[officer]),
        reverse("audit-looks-worker", args=[desk.worker_id(world)]),
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_opens_in_a_full_regency(web_world: World, language):
    paths = [*LISTS, *things(web_world)]
    client = signed_in(Role.SECRETARIAT)
    client.cookies["bahasa"] = language

    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_the_auditor_reads_and_nothing_takes_what_an_auditor_posts(web_world: World):
    paths = [*LISTS, *things(web_world)]
    client = signed_in(Role.AUDITOR)

    got = {path: client.get(path).status_code for path in paths}
    posted = {path: client.post(path).status_code for path in paths}

    assert set(got.values()) <= {200, 403}
    assert set(posted.values()) <= {403, 405}
    assert got["/audit/akses/"] == got["/kelola/pengguna/"] == got["/kelola/insiden/"] == 200


def test_another_regencys_things_are_not_found(web_world: World):
    paths = things(web_world)
    elsewhere = Person.objects.get(pk=desk.first(web_world).person_id)
    Duty.objects.filter(person=elsewhere).update(regency_id=web_world.other_regency_id)
    client = signed_in(Role.SECRETARIAT)

    got = {path: client.get(path).status_code for path in paths}

    assert got == dict.fromkeys(paths, 404)
