"""A claim's papers by a button: for officer and branch, and what is sealed only with a reason."""

import pytest

from payung.foundation.audit.models import Look
from payung.foundation.documents.models import Document
from payung.kernel.people import Actor, Role
from payung.process.papers.claim_sheets import claim_sheet
from payung.stages.claims.operations import open_facts
from payung.web.refs import ref_of
from tests.factories.claim_pages import OPEN, THERE, claim_of
from tests.factories.papers import texts
from tests.factories.world import World
from tests.web.secretariat.sending import send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def _page(claim_id: int) -> str:
    return f"/klaim/{ref_of('claim', claim_id)}/surat/"


def test_an_officer_prints_what_a_claim_can_have(web_world: World):
    claim_id = claim_of(web_world, OPEN)
    client, page = signed_in(Role.OFFICER), _page(claim_id)
    assert "Data laporan kecelakaan tahap 1" in told(client.get(page))
    said = {}
    for sheet in ("checklist", "accident", "award", "handover"):
        answer = send(client, page, surat=sheet)
        assert answer.status_code == 302, sheet
        said[sheet] = " ".join(texts(client.get(answer["Location"]).content))
    assert "Sawah" in said["accident"]
    assert OPEN in said["accident"]
    assert all(OPEN not in said[name] for name in ("checklist", "award", "handover"))
    assert send(client, page, surat="apa saja").status_code == 200, "the page again"
    assert client.get(_page(claim_of(web_world, THERE))).status_code == 404
    kinds = Document.objects.filter(subject_type="claims_claim").values_list("kind", flat=True)
    assert sorted(kinds) == ["D08", "D10", "D23", "D24"]


def test_what_happened_is_put_on_paper_and_opened_again_only_with_a_reason(web_world: World):
    claim_id = claim_of(web_world, THERE)
    client, page = signed_in(Role.BRANCH), _page(claim_id)
    opening = f"/klaim/{ref_of('claim', claim_id)}/buka/"
    assert send(client, page, surat="checklist")["Location"].startswith("/surat/")
    assert send(client, page, surat="accident")["Location"].startswith(f"{opening}?lanjut=")
    office = web_world.agencies["Kecamatan Boja"]
    by = Actor(8005, "Sri", Role.OFFICER, web_world.regency_id, office, "uji")
    open_facts(claim_id=claim_id, reason="mendampingi keluarga", by=by, at=web_world.at)
    made = claim_sheet(claim_id=claim_id, sheet="accident", by=by, at=web_world.at)
    paper = f"/surat/{ref_of('document', made)}/"

    asked = client.get(paper)

    assert asked.status_code == 302
    assert asked["Location"].startswith(f"{opening}?lanjut=")
    assert not Look.objects.filter(what="paper.accident_report").exists()
    answer = send(client, asked["Location"], alasan="decide", lanjut=paper)
    assert answer["Location"] == paper
    assert client.get(paper)["Content-Type"] == "application/pdf"
    assert Look.objects.filter(what="paper.accident_report").count() == 1
