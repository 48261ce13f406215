"""S81 and S82: every download of identity numbers leaves a line with who, when and why."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.reports.quality.exports import reasons_given
from payung.web.refs import ref_of
from tests.factories import world as worlds
from tests.factories.batches import batch_elsewhere, sent_batch_of
from tests.factories.world import World
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db
DAFTAR = {"alasan": "daftar"}


def test_a_download_is_noted_and_shown_to_the_next_who_opens_the_batch(web_world: World):
    batch_id = sent_batch_of(web_world, "Kecamatan Boja", 3)
    client = signed_in(Role.BRANCH)
    page = reverse("branch-batch", args=[batch_id])
    assert "Belum pernah diunduh" in client.get(page).content.decode()

    path = reverse("branch-batch-file", args=[batch_id])
    assert "berisi data pribadi" in client.get(path).content.decode()
    assert not Look.objects.filter(what="batch.file").exists()
    answer = client.post(path, DAFTAR, follow=True)

    assert answer["Cache-Control"] == "no-store"
    assert answer.content[:2] == b"PK"
    look = Look.objects.get(what="batch.file", subject_id=batch_id)
    assert (look.row_count, look.reason) == (3, "Mendaftarkan peserta di sistem BPJS")
    assert "Pernah diunduh" in client.get(page).content.decode()


def test_many_batches_come_in_one_archive_and_each_is_noted(web_world: World):
    ids = [sent_batch_of(web_world, office, 1) for office in ("Kecamatan Boja", "Kecamatan Weleri")]

    picked = "&".join(f"pilih={ref_of('batch', number)}" for number in ids)
    answer = signed_in(Role.BRANCH).post(f"/bpjs/batch/unduh/?{picked}", DAFTAR, follow=True)

    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert len(names) == 2
    assert all(name.endswith(".xlsx") for name in names)
    assert Look.objects.filter(what="batch.file", subject_id__in=ids).count() == 2


def test_one_batch_out_of_reach_refuses_the_whole_archive(web_world: World):
    ids = [sent_batch_of(web_world, "Kecamatan Boja", 1), batch_elsewhere(web_world)]
    before = Look.objects.count()

    answer = signed_in(Role.BRANCH).get(
        "/bpjs/batch/unduh/", {"pilih": [ref_of("batch", number) for number in ids]}
    )

    assert answer.status_code == 404
    assert Look.objects.count() == before


def test_bare_numbers_and_references_of_other_things_find_nothing(web_world: World):
    batch_id = sent_batch_of(web_world, "Kecamatan Boja", 1)
    client = signed_in(Role.BRANCH)

    for wrong in (str(batch_id), ref_of("person", batch_id), "x" * 26, ""):
        got = client.get("/bpjs/batch/unduh/", {"pilih": [wrong]}).status_code
        assert got == 404, wrong


def test_the_rows_are_opened_only_when_asked_for_and_that_is_noted(web_world: World):
    batch_id = sent_batch_of(web_world, "Kecamatan Boja", 1)
    client, page = signed_in(Role.BRANCH), reverse("branch-batch", args=[batch_id])

    closed = client.get(page).content.decode()
    assert "332406" not in closed
    opened = client.get(f"{page}?contoh=1").content.decode()

    assert "332406" in opened
    assert Look.objects.filter(what="batch.rows", subject_id=batch_id).count() == 1


def test_a_download_without_anything_ticked_says_what_to_do(web_world: World):
    answer = signed_in(Role.BRANCH).get("/bpjs/batch/unduh/", follow=True)

    assert "Centang sedikitnya satu kiriman" in answer.content.decode()


def test_a_file_opens_for_24_hours_after_its_reason_and_to_nobody_else(web_world: World):
    batch_id = sent_batch_of(web_world, "Kecamatan Boja", 1)
    path, client = reverse("branch-batch-file", args=[batch_id]), signed_in(Role.BRANCH)
    assert client.post(path, {"alasan": "x"}).status_code == 422
    assert client.post(path, {"alasan": "lainnya", "keterangan": " "}).status_code == 422

    client.post(path, DAFTAR)
    assert client.get(path)["Content-Type"].startswith("application/vnd")
    assert client.get(path)["Content-Type"].startswith("application/vnd")
    colleague = worlds.person(web_world, "cabang-dua", "Sri Utami")
    worlds.give(web_world, colleague, Role.BRANCH)
    assert come_in("cabang-dua").get(path)["Content-Type"].startswith("text/html")
    viewer, now = worlds.actor(web_world, Role.BRANCH).viewer, timezone.now()
    asked = {"viewer": viewer, "what": "batch.file", "subject_type": "enrolment_batch"}
    kept = [
        reasons_given(**asked, subject_ids=[batch_id], at=now + timedelta(hours=hours))
        for hours in (0, 23, 25)
    ]

    assert [bool(each) for each in kept] == [True, True, False]
