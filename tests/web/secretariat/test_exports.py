"""S111: who took which file, what for, and until when."""

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.reports.quality.exports import exports
from tests.factories.batches import sent_batch_of
from tests.factories.world import World, actor
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_a_file_is_listed_once_with_its_reason_its_end_and_how_often_it_was_taken(
    web_world: World,
):
    batch_id = sent_batch_of(web_world, "Kecamatan Boja", 3)
    branch = signed_in(Role.BRANCH)
    path = reverse("branch-batch-file", args=[batch_id])
    branch.post(path, {"alasan": "periksa"}, follow=True)
    branch.get(path)

    viewer = actor(web_world, Role.SECRETARIAT).viewer
    [row] = [one for one in exports(viewer=viewer) if one.what == "batch.file"]
    page = told(signed_in(Role.SECRETARIAT).get("/kelola/ekspor/"))

    assert (row.row_count, row.taken, row.reason) == (3, 2, "Memeriksa data sebelum menjawab")
    assert row.expires_at is not None
    for words in ("Tri Nugroho", "Berkas pengajuan", "Ada data pribadi", "Diambil 2 kali"):
        assert words in page


def test_only_the_own_regencys_files_are_listed(web_world: World):
    batch_id = sent_batch_of(web_world, "Kecamatan Boja", 1)
    path = reverse("branch-batch-file", args=[batch_id])
    signed_in(Role.BRANCH).post(path, {"alasan": "daftar"}, follow=True)
    viewer = actor(web_world, Role.SECRETARIAT).viewer
    elsewhere = type(viewer)(Role.SECRETARIAT, viewer.person_id, web_world.other_regency_id, None)

    assert exports(viewer=elsewhere) == []
    assert exports(viewer=actor(web_world, Role.OFFICER).viewer) == []
