"""S36 and S37: one batch per press, the branch's words in plain words, nobody else's batches."""

import re

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.stages.enrolment.models import Batch, BatchLine, Reply, Sponsorship
from tests.factories.batches import batch_elsewhere, registered, sent_batch_of
from tests.factories.world import World
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
SEND = "/kantor/kirim/"


def _key(page: str) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', page)
    assert found
    return found[1]


def _send(client, rows: int | None = None, key: str = ""):
    page = client.get(SEND).content.decode()
    shown = re.search(r'name="baris" value="(\d+)"', page)
    said = {"form_key": key or _key(page), "baris": rows if rows is not None else shown[1]}
    return client.post(SEND, said)


def _office(world: World) -> int:
    return world.agencies["Dinas Kesehatan"]


def test_the_officer_sees_what_will_be_sent_and_the_letter_before_sending(web_world: World):
    page = signed_in(Role.OFFICER).get(SEND).content.decode()

    assert "2</span> pendaftaran siap dikirim ke BPJS" in page
    assert "BPJS Ketenagakerjaan Kendal" in page
    assert "Pendaftaran pekerja rentan, kiriman nomor" in page


def test_one_press_makes_one_batch_of_everything_checked(web_world: World):
    before = Batch.objects.filter(agency_id=_office(web_world)).count()

    answer = _send(signed_in(Role.OFFICER))

    batch = Batch.objects.filter(agency_id=_office(web_world)).latest("pk")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("office-batch", args=[batch.pk])
    assert Batch.objects.filter(agency_id=_office(web_world)).count() == before + 1
    assert BatchLine.objects.filter(batch=batch).count() == batch.row_count == 2


def test_a_double_tap_ends_at_the_first_batch(web_world: World):
    client = signed_in(Role.OFFICER)
    page = client.get(SEND).content.decode()
    first = client.post(SEND, {"form_key": _key(page), "baris": "2"})

    second = client.post(SEND, {"form_key": _key(page), "baris": "2"})

    assert first.status_code == 302
    assert second.status_code == 200
    assert first["Location"] in second.content.decode()


def test_who_presses_after_a_colleague_gets_to_the_colleagues_batch(web_world: World):
    client, key = signed_in(Role.OFFICER), ""
    key = _key(client.get(SEND).content.decode())
    _send(signed_in(Role.OFFICER))

    answer = client.post(SEND, {"form_key": key, "baris": "2"}, follow=True)

    latest = Batch.objects.filter(agency_id=_office(web_world)).latest("pk")
    assert answer.redirect_chain[-1][0] == reverse("office-batch", args=[latest.pk])
    assert "sudah dikirim oleh" in answer.content.decode()


def test_a_count_that_grew_since_the_page_was_opened_is_told_before_sending(web_world: World):
    client = signed_in(Role.OFFICER)
    before = Batch.objects.count()

    answer = _send(client, rows=1)

    assert answer.status_code == 422
    assert "Dulu 1, sekarang 2" in answer.content.decode()
    assert Batch.objects.count() == before


def test_an_office_with_nothing_ready_is_told_what_comes_first(web_world: World):
    _send(signed_in(Role.OFFICER))

    page = signed_in(Role.OFFICER).get(SEND).content.decode()

    assert "Belum ada yang siap dikirim" in page
    assert 'name="baris"' not in page


def test_a_refused_row_says_in_plain_words_what_to_do(web_world: World):
    things = registered(web_world, "Dinas Kesehatan", 1, "verified", "submitted")
    batch = Batch.objects.create(
        agency_id=_office(web_world), number=70, state="sent", sent_on=web_world.today,
        row_count=1, digest="d" * 64,
    )  # fmt: skip
    line = BatchLine.objects.create(batch=batch, row=1, sponsorship=things[0])
    Reply.objects.create(
        line=line, reason="NIK tidak ditemukan di Dukcapil", replied_on=web_world.today
    )
    Sponsorship.objects.filter(pk=things[0].pk).update(state="returned")

    page = signed_in(Role.OFFICER).get(reverse("office-batch", args=[batch.pk])).content.decode()

    assert "Cocokkan 16 angka NIK dengan KTP" in page
    assert "BPJS menulis: NIK tidak ditemukan di Dukcapil" in page
    assert "1</span> baris perlu diperbaiki" in page


def test_a_number_is_never_called_protection(web_world: World):
    things = registered(web_world, "Dinas Kesehatan", 1, "verified", "submitted")
    batch = Batch.objects.create(
        agency_id=_office(web_world), number=71, state="sent", sent_on=web_world.today,
        row_count=1, digest="d" * 64,
    )  # fmt: skip
    line = BatchLine.objects.create(batch=batch, row=1, sponsorship=things[0])
    Reply.objects.create(line=line, card_number="29999999901", replied_on=web_world.today)

    page = signed_in(Role.OFFICER).get(reverse("office-batch", args=[batch.pk])).content.decode()

    assert "Nomor peserta belum berarti terlindungi" in page
    assert "Terlindungi sampai" not in page


def test_another_offices_batch_does_not_exist(web_world: World):
    client = signed_in(Role.OFFICER)
    for batch_id in (sent_batch_of(web_world, "Kecamatan Boja", 1), batch_elsewhere(web_world)):
        for name in ("office-batch", "office-batch-letter"):
            assert client.get(reverse(name, args=[batch_id])).status_code == 404
            assert client.post(reverse(name, args=[batch_id])).status_code in (404, 405)
