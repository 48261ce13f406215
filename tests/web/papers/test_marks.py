"""T10: every file with identity numbers says who took it and when, and the taking is noted."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from payung.foundation.access.models import Person
from payung.foundation.audit.models import Look
from payung.foundation.documents.queries import PaperFacts
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.people import Role, Viewer
from payung.process import papers
from payung.stages.enrolment.files import batch_file, open_reply
from payung.stages.enrolment.models import Batch
from payung.web.refs import ref_of
from tests.factories.batches import filled, kpj, sent_batch_of
from tests.factories.papers import PAPER, cover_letter, texts
from tests.factories.world import World, actor
from tests.web.forms import hidden
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
OFFICE = "Dinas Kesehatan"


def _branch(world: World) -> str:
    return Person.objects.get(pk=world.people[Role.BRANCH]).name


def _download(client, batch_id: int) -> bytes:
    path = reverse("branch-batch-file", args=[batch_id])
    return client.post(path, {"alasan": "daftar"}, follow=True).content


def test_the_sheet_names_who_took_it_above_the_rows_at_the_foot_and_in_its_properties(
    web_world: World,
):
    batch_id = sent_batch_of(web_world, OFFICE, 2)

    book = openpyxl.load_workbook(io.BytesIO(_download(signed_in(Role.BRANCH), batch_id)))

    page, name = book.active, _branch(web_world)
    assert page["A3"].value.startswith(f"Diunduh {name} (")
    assert name in page.oddFooter.left.text
    assert book.properties.description == page["A3"].value
    (look,) = Look.objects.filter(what="batch.file", subject_id=batch_id)
    assert str(look.request_id)[:8] in page["A3"].value


def test_every_sheet_of_an_archive_is_marked(web_world: World):
    ids = [sent_batch_of(web_world, OFFICE, 1), sent_batch_of(web_world, OFFICE, 1)]
    asked = "&".join(f"pilih={ref_of('batch', batch_id)}" for batch_id in ids)

    client, why = signed_in(Role.BRANCH), {"alasan": "daftar"}
    answer = client.post(f"/bpjs/batch/unduh/?{asked}", why, follow=True)

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        sheets = [openpyxl.load_workbook(io.BytesIO(archive.read(each))).active for each in names]
    assert len(sheets) == 2
    assert all(sheet["A3"].value.startswith("Diunduh ") for sheet in sheets)


def test_a_marked_sheet_comes_back_as_an_answer_and_is_the_same_answer(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 1)
    client, answers = signed_in(Role.BRANCH), {1: (kpj(batch_id, 1), "")}
    marked = filled(_download(client, batch_id), answers)
    plain = filled(batch_file(viewer=Viewer.system(), batch_id=batch_id), answers)

    said = hidden(client.get("/bpjs/balasan/").content.decode())
    file = SimpleUploadedFile("balasan.xlsx", marked)
    answer = client.post("/bpjs/balasan/", {**said, "berkas": file})

    assert answer.status_code in (302, 303)
    assert open_reply(marked, "a.xlsx").fingerprint == open_reply(plain, "b.xlsx").fingerprint


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "Budi & Rekan", "+62", "x" * 300])
def test_a_name_in_the_mark_is_only_a_name(name: str, web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 1)

    content = batch_file(viewer=Viewer.system(), batch_id=batch_id, mark=name)

    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert page["A3"].data_type == "s"
    assert open_reply(content, "a.xlsx").batch_id == batch_id


def _letter(world: World) -> str:
    batch = Batch.objects.get(agency_id=world.agencies[OFFICE], number=2)
    made = papers.cover_letter(batch_id=batch.pk, by=actor(world, Role.OFFICER), at=world.at)
    return reverse("paper", args=[made])


def test_the_letter_with_its_list_is_marked_on_every_page(web_world: World):
    letter, name = _letter(web_world), _branch(web_world)

    pages = texts(signed_in(Role.BRANCH).get(letter).content)

    assert len(pages) >= 2
    assert all(f"Diunduh {name}" in page for page in pages)
    assert all(page.count(name) == 2 for page in pages), "once at the foot, once across"
    assert Look.objects.filter(what="paper.cover_letter").exists()


def test_the_offices_own_copy_is_marked_at_its_foot_alone(web_world: World):
    name = Person.objects.get(pk=web_world.people[Role.OFFICER]).name

    pages = texts(signed_in(Role.OFFICER).get(_letter(web_world)).content)

    assert all(page.count(f"Diunduh {name}") == 1 for page in pages)


def test_a_copy_with_masked_numbers_bears_no_mark(web_world: World):
    pages = texts(signed_in(Role.AUDITOR).get(_letter(web_world)).content)

    assert not any("Diunduh" in page for page in pages)


def test_a_marked_paper_is_still_tagged_to_the_standard():
    opened = PaperFacts(PAPER, cover_letter(3), False)

    assert paper_pdf(opened, mark="Diunduh Siti", across="Siti")[:5] == b"%PDF-"
