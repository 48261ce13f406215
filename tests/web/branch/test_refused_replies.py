"""S83: a sheet that is refused whole is kept as refused, with who sent it and why."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.files import batch_file, replies
from payung.stages.enrolment.models import Reply
from payung.stages.intake.models import ReceivedFile
from payung.stages.intake.queries import original
from tests.factories.batches import batch_elsewhere, filled, kpj, sent_batch_of
from tests.factories.world import World
from tests.web.forms import hidden
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
UPLOAD = "/bpjs/balasan/"
PAPER = b"%PDF-1.7 surat"


def _upload(client, content: bytes, name: str = "balasan.xlsx"):
    said = hidden(client.get(UPLOAD).content.decode())
    return client.post(UPLOAD, {**said, "berkas": SimpleUploadedFile(name, content)})


def _refused():
    return ReceivedFile.objects.filter(kind="branch_reply", state="refused")


def test_is_kept_with_who_and_why_and_stands_in_the_list(web_world: World):
    client = signed_in(Role.BRANCH)

    answer = _upload(client, PAPER, "surat.pdf")

    assert answer.status_code == 422
    kept = _refused().get()
    assert (kept.name, kept.received_by_id) == ("surat.pdf", web_world.people[Role.BRANCH])
    assert kept.report["refusal"] == "template.not_xlsx"
    assert original(viewer=Viewer.system(), file_id=kept.pk) == PAPER
    page = client.get(UPLOAD).content.decode()
    assert "Ditolak seluruhnya" in page
    assert "surat.pdf" in page


def test_is_not_opened_and_not_applied(web_world: World):
    client = signed_in(Role.BRANCH)
    _upload(client, PAPER, "surat.pdf")

    path = reverse("branch-reply", args=[_refused().get().pk])

    assert path not in client.get(UPLOAD).content.decode()
    assert client.get(path).status_code == 404
    assert client.post(path, {}).status_code == 404


def test_sent_again_is_the_same_refusal(web_world: World):
    client = signed_in(Role.BRANCH)

    _upload(client, PAPER, "surat.pdf")
    _upload(client, PAPER, "surat.pdf")

    assert _refused().count() == 1


def test_of_another_regencys_batch_is_kept_here_and_changes_nothing_there(web_world: World):
    batch_id = batch_elsewhere(web_world)
    sheet = filled(
        batch_file(viewer=Viewer.system(), batch_id=batch_id), {1: (kpj(batch_id, 1), "")}
    )

    answer = _upload(signed_in(Role.BRANCH), sheet)

    assert answer.status_code == 422
    assert _refused().get().regency_id == web_world.regency_id
    assert not Reply.objects.filter(line__batch_id=batch_id).exists()


def test_corrected_is_taken_as_if_nothing_had_been(web_world: World):
    batch_id = sent_batch_of(web_world, "Dinas Kesehatan", 1)
    client = signed_in(Role.BRANCH)
    _upload(client, PAPER)
    sheet = filled(
        batch_file(viewer=Viewer.system(), batch_id=batch_id), {1: (kpj(batch_id, 1), "")}
    )

    assert _upload(client, sheet).status_code in (302, 303)


def test_in_hundreds_fills_no_disk(web_world: World, monkeypatch):
    monkeypatch.setattr(replies, "MOST_REFUSED_A_DAY", 2)
    client = signed_in(Role.BRANCH)

    for number in range(4):
        assert _upload(client, PAPER + bytes([65 + number])).status_code == 422

    assert _refused().count() == 2


def test_too_large_is_kept_without_its_content(web_world: World):
    _upload(signed_in(Role.BRANCH), PAPER + b"x" * (5 * 1024 * 1024), "besar.pdf")

    assert _refused().get().size == 0
