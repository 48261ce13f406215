"""S123 and S120: what does not add up, by office, month and age; Rp0 where nothing is."""

import csv
import io

import pytest
from django.test import Client

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from tests.factories import payroll
from tests.factories.world import World
from tests.web.forms import send
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(web_world: World) -> Client:
    return signed_in(Role.AUDITOR)


def test_differences_have_office_month_age_and_lead_to_the_trail(web_world: World, client: Client):
    answer = client.get("/audit/selisih/")
    page = told(answer)

    assert "Kecamatan Weleri" in page
    assert "Dipotong, belum disetor" in page
    assert "Disetor, belum dikonfirmasi BPJS" in page
    days = [one.days for one, _ in answer.context["rows"]]
    assert days == sorted(days, reverse=True)
    for _, url in answer.context["rows"]:
        assert client.get(url).status_code == 200


def test_office_month_and_age_are_filters_and_nonsense_is_none(web_world: World, client: Client):
    everything = client.get("/audit/selisih/").context["shown_idr"]
    one = client.get("/audit/selisih/", {"kantor": "Kecamatan Weleri"})
    month = client.get("/audit/selisih/", {"bulan": str(web_world.month)})
    odd = client.get("/audit/selisih/", {"kantor": "x", "bulan": "x", "umur": "x", "hal": "-1"})

    assert {row.office for row, _ in one.context["rows"]} == {"Kecamatan Weleri"}
    assert {row.month for row, _ in month.context["rows"]} == {web_world.month}
    assert odd.context["shown_idr"] == everything
    ages = [client.get(f"/audit/selisih/?umur={age}") for age in ("young", "middle", "old")]
    assert sum(each.context["shown_idr"] for each in ages) == everything


def test_a_receipt_of_no_office_hides_none_of_the_others(web_world: World, client: Client):
    before = client.get("/audit/selisih/").context["shown_idr"]
    payroll.received(web_world, "TANPA-BUKTI-9", 8_400)

    answer = client.get("/audit/selisih/", {"kantor": "", "bulan": ""})

    assert answer.context["shown_idr"] == before + 8_400
    assert "Kecamatan Weleri" in told(answer)
    assert "Penerimaan tanpa setoran" in told(answer)


def test_the_csv_leaves_for_a_reason_is_marked_and_kept_and_names_nobody(
    web_world: World, client: Client
):
    path = "/audit/selisih/unduh/"
    assert "Untuk apa?" in told(client.get(path))
    assert send(client, path).status_code == 422
    assert send(client, path, {"alasan": "lainnya", "keterangan": "a"}).status_code == 422

    answer = send(client, path, {"alasan": "temuan", "keterangan": "LHP 4"}, follow=True)

    assert answer["Content-Disposition"].startswith('attachment; filename="selisih-')
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["kantor", "bulan", "selisih", "jumlah_rp"]
    assert rows[-1][0].startswith("Diunduh Hari Setiawan")
    looks = Look.objects.filter(what__contains="differences.file").order_by("pk")
    assert [look.what for look in looks] == ["export.differences.file", "differences.file"]
    assert {look.reason for look in looks} == {"Tindak lanjut temuan: LHP 4"}


def test_the_home_page_leads_to_trail_and_differences_and_names_two_people(
    web_world: World, client: Client
):
    page = client.get("/audit/").content.decode()

    assert 'href="/audit/selisih/' in page
    assert 'action="/audit/jejak/"' in page
    assert "Pengecualian" in page
    assert "Diminta" in told(client.get("/audit/"))


def test_differences_take_a_fixed_number_of_statements(
    client: Client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(23):
        client.get("/audit/selisih/")
