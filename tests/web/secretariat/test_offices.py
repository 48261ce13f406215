from datetime import timedelta

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.models import Agency, AgencyAlias, CivilServant, StaffChange
from tests.factories import desk
from tests.factories.world import World
from tests.web.secretariat.sending import as_file, boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(web_world):
    return signed_in(Role.SECRETARIAT)


def test_an_added_office_is_found_and_a_taken_name_is_told(web_world: World, client):
    added = send(client, "/kelola/kantor/baru/", nama="Dinas Perikanan")
    boja = web_world.agencies["Kecamatan Boja"]
    again = send(client, reverse("manage-office-rename", args=[boja]), nama="dinas perikanan")

    assert added.status_code == 302
    assert "Dinas Perikanan" in told(client.get("/kelola/kantor/?cari=perikanan"))
    assert again.status_code == 422
    assert told(again).count("Nama ini sudah dipakai kantor lain") == 2


def test_the_old_name_of_a_renamed_office_is_understood_in_files(web_world: World, client):
    boja = web_world.agencies["Kecamatan Boja"]

    send(client, reverse("manage-office-rename", args=[boja]), nama="Kapanewon Boja Baru")
    file_id = desk.staff_file(web_world, "198001012005011950;Tumini Sari;PNS;Kecamatan Boja")
    review = told(client.get(reverse("manage-staff-review", args=[file_id])))

    assert AgencyAlias.objects.get(agency_id=boja).folded == "kecamatan boja"
    assert "nama kantor belum dikenal" not in review


class TestMerging:
    def _merge(self, world: World, client, into: object, **more: object):
        boja = world.agencies["Kecamatan Boja"]
        said = {"tujuan": into, "alasan": "Perda 3/2026", **boxes("tanggal", world.today), **more}
        return send(client, reverse("manage-office-close", args=[boja]), **said)

    def test_takes_staff_workers_and_spellings_along_and_deletes_nothing(
        self, web_world: World, client
    ):
        boja, into = (web_world.agencies[f"Kecamatan {name}"] for name in ("Boja", "Weleri"))
        staff = CivilServant.objects.filter(agency_id=boja).count()

        answer = self._merge(web_world, client, into)

        assert answer.status_code == 302
        assert Agency.objects.get(pk=boja).closed_on == web_world.today
        assert not CivilServant.objects.filter(agency_id=boja, gone_on=None).exists()
        assert StaffChange.objects.filter(kind="moved", to_agency_id=into).count() == staff
        open_states = ("registered", "verified", "submitted", "accepted")
        assert not Sponsorship.objects.filter(agency_id=boja, state__in=open_states).exists()
        assert "digabung ke Kecamatan Weleri" in told(
            client.get(reverse("manage-office", args=[boja]))
        )

    def test_lets_the_next_list_with_the_old_name_mean_the_new_office(
        self, web_world: World, client
    ):
        into = web_world.agencies["Kecamatan Weleri"]
        self._merge(web_world, client, into)

        file_id = desk.staff_file(web_world, "198001012005011950;Tumini Sari;PNS;Kecamatan Boja")
        page = client.get(reverse("manage-staff-review", args=[file_id]))
        send(client, reverse("manage-staff-review", args=[file_id]),
             seen=page.context["review"].digest)  # fmt: skip

        assert CivilServant.objects.get(nip="198001012005011950").agency_id == into
        boja = Agency.objects.get(pk=web_world.agencies["Kecamatan Boja"])
        assert boja.closed_on is not None, "the old name does not open it again"

    def test_needs_a_place_for_the_people(self, web_world: World, client):
        assert "Pilih kantor tujuannya" in told(self._merge(web_world, client, ""))

    def test_is_not_into_itself_nor_into_another_regency(self, web_world: World, client):
        for wrong in (web_world.agencies["Kecamatan Boja"], web_world.other_agency_id, "0", "x"):
            assert self._merge(web_world, client, wrong).status_code == 422

    @pytest.mark.parametrize(("days", "status"), [(-1, 302), (0, 302), (1, 422)])
    def test_is_today_or_earlier(self, web_world: World, client, days, status):
        into = web_world.agencies["Kecamatan Weleri"]
        day = boxes("tanggal", web_world.today + timedelta(days=days))

        assert self._merge(web_world, client, into, **day).status_code == status

    def test_tells_first_what_is_still_open(self, web_world: World, client):
        page = told(
            client.get(reverse("manage-office-close", args=[web_world.agencies["Dinas Kesehatan"]]))
        )

        assert "pengajuan masih di BPJS" in page
        assert "bulan belum ditutup" in page
        assert "orang bertugas di kantor ini" in page


class TestTheStaffList:
    def test_is_seen_first_then_accepted_and_deletes_nobody(self, web_world: World, client):
        before = CivilServant.objects.count()
        content = desk.listing(
            web_world, "198001012005011950;Tumini Sari;PNS;Kecamatan Boja", leave_out=1
        )

        sent = send(client, "/kelola/asn/impor/", berkas=as_file(content))
        page = client.get(sent.headers["Location"])
        assert CivilServant.objects.count() == before
        assert "Tumini Sari" in told(page)
        accepted = send(client, sent.headers["Location"], seen=page.context["review"].digest)

        assert accepted.status_code == 302
        assert CivilServant.objects.count() == before + 1
        assert CivilServant.objects.exclude(gone_on=None).count() >= 1

    def test_sent_again_says_when_it_was_taken(self, web_world: World, client):
        content = desk.listing(web_world, "198001012005011950;Tumini Sari;PNS;Kecamatan Boja")
        sent = send(client, "/kelola/asn/impor/", berkas=as_file(content))
        page = client.get(sent.headers["Location"])
        send(client, sent.headers["Location"], seen=page.context["review"].digest)

        again = send(client, "/kelola/asn/impor/", berkas=as_file(content, "lagi.csv"))

        assert again.status_code == 422
        assert "Berkas ini sudah diterima" in told(again)

    def test_with_many_missing_needs_a_tick(self, web_world: World, client):
        file_id = desk.staff_file(web_world, leave_out=200)
        path = reverse("manage-staff-review", args=[file_id])
        seen = client.get(path).context["review"].digest

        without = send(client, path, seen=seen)

        assert without.status_code == 422
        assert "Mungkin hanya sebagian daftar yang terkirim" in told(without)
        assert send(client, path, seen=seen, lengkap="1").status_code == 302

    def test_is_not_accepted_when_it_would_change_something_else_by_now(
        self, web_world: World, client
    ):
        file_id = desk.staff_file(web_world, "198001012005011950;Tumini Sari;PNS;Kantor Anyar")
        path = reverse("manage-staff-review", args=[file_id])
        seen = client.get(path).context["review"].digest
        settled = client.get(path).context["review"].unknown[0].spelling
        key = {"ejaan": settled, "arti": str(web_world.agencies["Kecamatan Boja"])}
        send_to = reverse("manage-staff-settle", args=[file_id])
        page = client.get(path).content.decode()
        form_key = page.split('name="form_key" value="')[1].split('"')[0]

        assert client.post(send_to, {"form_key": form_key, **key}).status_code == 302
        late = send(client, path, seen=seen)

        assert late.status_code == 422
        assert "Bedanya berubah" in told(late)
        assert client.get(path).context["review"].unknown == ()

    @pytest.mark.parametrize("content", [b"", b"\x89PNG....", b"a;b\n1;2\n"])
    def test_that_cannot_be_read_is_told_beside_the_field(self, web_world, client, content):
        answer = send(client, "/kelola/asn/impor/", berkas=as_file(content))

        assert answer.status_code == 422
        assert "Ada yang perlu diperbaiki" in told(answer)

    def test_of_another_regency_is_not_found(self, web_world: World, client):
        file_id = desk.staff_file(web_world)

        assert signed_in(Role.AUDITOR).get(
            reverse("manage-staff-review", args=[file_id])
        ).status_code == 403  # fmt: skip


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/kelola/", 40),
        ("/kelola/kantor/", 14),
        ("/kelola/pengguna/", 20),
        ("/kelola/asn/impor/", 15),
    ],
)
def test_a_list_takes_a_fixed_number_of_statements(
    client, path, most, django_assert_max_num_queries
):
    with django_assert_max_num_queries(most):
        client.get(path)
