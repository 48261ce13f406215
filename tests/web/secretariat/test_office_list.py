"""S103: all offices of a regency from one sheet: looked at first, the good rows taken."""

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.stages.intake.models import ReceivedFile
from payung.stages.registry.models import Agency, AgencyAlias, AgencyContact
from payung.stages.registry.operations.offices import close_agency
from tests.factories import desk
from tests.factories.world import World
from tests.web.secretariat.sending import KEY, as_file, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
UPLOAD = "/kelola/kantor/impor/"
SHEET = "\n".join(
    [
        "Nama Kantor;Singkatan;Telepon",
        "Dinas Perikanan;Diskan;0294-381999",
        "Dinas Kesehatan;;",
        ";;0294-381000",
        "Bagian Umum;;",
        "",
    ]
)


@pytest.fixture
def client(web_world):
    return signed_in(Role.SECRETARIAT)


def _sent(client, content: str = SHEET) -> str:
    answer = send(client, UPLOAD, berkas=as_file(content.encode(), "kantor.csv"))
    assert answer.status_code == 302, told(answer)
    return answer.headers["Location"]


def _accept(client, path: str):
    page = client.get(path).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return client.post(path, {"form_key": KEY.search(page)[1], "seen": seen})


def test_is_looked_at_before_anything_changes(web_world: World, client):
    before = Agency.objects.count()

    page = told(client.get(_sent(client)))

    assert "2 kantor akan ditambah" in page
    assert "1 kantor sudah dikenal" in page
    assert page.index("Isi unit kerja") < page.index("2 kantor akan ditambah")
    assert Agency.objects.count() == before


def test_takes_the_good_rows_with_spellings_and_numbers(web_world: World, client):
    answer = _accept(client, _sent(client))

    assert answer.status_code == 302
    made = Agency.objects.get(name="Dinas Perikanan")
    assert AgencyAlias.objects.filter(agency=made, folded="diskan").exists()
    assert AgencyContact.objects.get(agency=made).phone == "+62294381999"
    assert Agency.objects.filter(name="Bagian Umum", regency_id=web_world.regency_id).exists()
    assert ReceivedFile.objects.get(kind="offices").state == "applied"


def test_accepted_once_is_accepted_once(web_world: World, client):
    path = _sent(client)
    _accept(client, path)
    count = Agency.objects.count()

    again = send(client, UPLOAD, berkas=as_file(SHEET.encode(), "kantor.csv"))

    assert client.get(path).status_code == 404
    assert again.status_code == 422
    assert "sudah diterima" in told(again)
    assert Agency.objects.count() == count


def test_seen_otherwise_by_now_is_looked_at_again(web_world: World, client):
    path = _sent(client)
    page = client.get(path).content.decode()
    desk_seen = page.split('name="seen" value="')[1].split('"')[0]
    send(client, reverse("manage-office-add"), nama="Bagian Umum")

    answer = client.post(path, {"form_key": KEY.search(page)[1], "seen": desk_seen})

    assert answer.status_code == 422
    assert not Agency.objects.filter(name="Dinas Perikanan").exists()


def test_resembling_an_office_is_not_added_beside_it(web_world: World, client):
    page = told(client.get(_sent(client, "Nama Kantor\nDinas Kesehatn\n")))

    assert "mirip" in page
    assert "0 kantor baru" in page


def test_a_closed_office_is_not_opened_again(web_world: World, client):
    by, at = desk.first(web_world), web_world.at
    send(client, reverse("manage-office-add"), nama="Bagian Umum")
    agency = Agency.objects.get(name="Bagian Umum", regency_id=web_world.regency_id)
    close_agency(agency_id=agency.pk, closed_on=web_world.today, reason="Dilebur", by=by, at=at)

    page = told(client.get(_sent(client, "Nama Kantor\nBagian Umum\n")))

    assert "sudah ditutup" in page


def test_without_anything_new_nothing_can_be_accepted(web_world: World, client):
    path = _sent(client, "Nama Kantor\nDinas Kesehatan\n")
    page = client.get(path)
    assert "Terima 0 kantor" not in told(page)

    answer = send(client, path, seen="x")

    assert answer.status_code == 422
    assert "Tidak ada kantor baru" in told(answer)


@pytest.mark.parametrize("content", ["", "NIP;Nama Lain\n1;2\n", "%PDF-1.7 x"])
def test_what_is_no_list_of_offices_is_told(web_world: World, client, content):
    answer = send(client, UPLOAD, berkas=as_file(content.encode(), "kantor.csv"))

    assert answer.status_code == 422
    assert ReceivedFile.objects.filter(kind="offices").count() == 0


def test_typed_marks_stay_words(web_world: World, client):
    page = client.get(_sent(client, "Nama Kantor\nDinas <script>x</script>\n")).content.decode()

    assert "<script>x" not in page
