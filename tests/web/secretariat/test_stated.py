"""Figures of others: typed with their source, replaced and never edited, refused without one."""

import pytest
from django.test import Client

from payung.kernel.people import Role, Viewer
from payung.stages.monitoring.models import StatedFigure
from payung.stages.monitoring.queries import stated_of
from payung.stages.registry.models import Area
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import come_in

pytestmark = pytest.mark.django_db
LIST, ADD = "/kelola/angka-lain/", "/kelola/angka-lain/baru/"
SAID = {
    "wilayah": "33.10",
    "angka": "N5",
    "bulan": "Agustus 2025",
    "bagian": "974",
    "pembagi": "10.345",
    "sumber": "Harian Klaten",
    "alamat": "https://example.id/berita",
    "tercetak": "9,24 persen",
}


def _replacing(client: Client) -> str:
    page = client.get(LIST).content.decode()
    return page.split("/ganti/")[0].rpartition('"')[2] + "/ganti/"


def test_is_typed_with_its_source_and_replaced_by_another_row(empty_world: World) -> None:
    Area.objects.create(code="33.10", name="Klaten", folded="klaten", parent_code="33")
    client, day = come_in(str(Role.SECRETARIAT)), boxes("tanggal", empty_world.today)
    assert "Belum ada angka dari luar" in told(client.get(LIST))
    for wrong, words in (
        ({"sumber": ""}, "Tulis siapa yang menerbitkan"),
        ({"pembagi": ""}, "Tulis juga pembaginya"),
        ({"angka": "N3", "bagian": "20.000"}, "Bagian tidak bisa melebihi pembaginya"),
        ({"angka": "N1"}, "Angka ini tidak punya pembagi"),
        ({"bagian": "9,42"}, "Tulis bilangan bulat"),
        ({"bagian": "-1"}, "Tulis bilangan bulat"),
        ({"bagian": "9" * 12}, "Tulis bilangan bulat"),
        ({"alamat": "javascript:alert(1)"}, "Tulis alamat yang diawali https://"),
        ({"bulan": "kemarin"}, "bulan"),
        ({"wilayah": "99.99"}, "Pilih kabupaten atau kota"),
        ({"angka": "N99"}, "Pilih angkanya"),
        ({"tanggal_tahun": str(empty_world.today.year + 1)}, "Pilih tanggal hari ini"),
    ):
        answer = send(client, ADD, **{**SAID, **day, **wrong})
        assert answer.status_code == 422, wrong
        assert words in told(answer), wrong
    assert not StatedFigure.objects.exists()

    assert send(client, ADD, **SAID, **day).status_code == 302
    shown = told(client.get(LIST))
    assert "Klaten · Pekerja per 100 ASN" in shown
    assert "9,42" in shown
    assert "menurut Harian Klaten" in shown

    other = {**SAID, "bagian": "975", "wilayah": "33.24", "angka": "N1"}
    assert send(client, _replacing(client), **other, **day).status_code == 302
    (newest,) = stated_of(viewer=Viewer.system())
    assert (newest.place, newest.code, newest.part) == ("33.10", "N5", 975)
    assert StatedFigure.objects.count() == 2
    first = StatedFigure.objects.order_by("id")[0]
    assert first.part == 974
