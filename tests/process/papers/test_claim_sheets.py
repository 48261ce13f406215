"""The papers of one claim, as officer and branch have them made; nobody else, and with a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from payung.foundation.documents.models import Document
from payung.foundation.documents.queries import facts_of
from payung.foundation.documents.typesetting import paper_pdf
from payung.foundation.rules.benefits import Relation
from payung.kernel.people import Role
from payung.process.papers import NothingToPrint, NotYours
from payung.process.papers.claim_sheets import claim_sheet, sheets_for
from payung.stages.claims.operations import mark_papers, note_stage
from payung.stages.claims.queries import ReasonNeeded, claim_of
from payung.stages.claims.sums.facts import Cause, Facts
from payung.stages.claims.sums.heirs import HeirInput
from payung.stages.claims.sums.papers import Mark
from tests.factories import claims as made
from tests.factories.claims import AT
from tests.factories.papers import texts

pytestmark = pytest.mark.django_db
KB = 1024
HURT = Facts(cause=Cause.WORK_ACCIDENT, where="Sawah Boja", doing="Mencangkul", injury="Tangan")


def _said(document_id, viewer):
    """Return the words of a paper as this viewer opens it."""
    opened = facts_of(viewer=viewer, document_id=document_id)
    content = paper_pdf(opened)
    assert len(content) <= 150 * KB
    return " ".join(texts(content))


def test_the_papers_of_a_death_from_checklist_to_receipt():
    place = made.place(months=4)
    claim_id = made.died(place)
    by, branch = place.officer, place.branch

    def sheet(name, who=by):
        return claim_sheet(claim_id=claim_id, sheet=name, by=who, at=AT)

    first = sheet("checklist")
    assert sheet("checklist") == first, "nothing changed: the same paper"
    assert "×" not in _said(first, by.viewer)
    mark_papers(claim_id=claim_id, marks={"family_card": Mark.HAS}, by=by, at=AT)
    second = sheet("checklist")
    assert Document.objects.get(pk=second).version == 2
    assert _said(second, by.viewer).count("×") == 1

    award = _said(sheet("award"), by.viewer)
    assert "Rp42.000.000" in award
    assert "BPJS yang menetapkan" in award
    mother = HeirInput(name="Suparti", relation=Relation.PARENT)
    made.at_branch(place, claim_id, heirs=(made.WIDOW, mother))
    listed = _said(sheet("checklist"), by.viewer)
    assert "Buku nikah" in listed
    assert "Bukti hubungan keluarga" in listed, "heirs of two kinships need the papers of both"
    made.decided(place, claim_id)
    decided = _said(sheet("award", branch), branch.viewer)
    assert "Jumlah yang ditetapkan BPJS Rp42.000.000" in decided
    receipt = _said(sheet("handover"), by.viewer)
    assert "Akta kematian" in receipt
    assert "Endah" in receipt
    assert "Sumarni" not in receipt + decided + award, "no heir is named"
    ref = claim_of(viewer=by.viewer, claim_id=claim_id, at=AT).ref
    assert Document.objects.get(pk=sheet("handover")).number == f"D24-{ref}"

    with pytest.raises(NothingToPrint):
        sheet("accident")
    elsewhere = replace(by, agency_id=(by.agency_id or 0) + 999)
    others = [replace(by, role=role) for role in (Role.TREASURER, Role.OFFICE_HEAD, Role.SPONSOR)]
    for who in (elsewhere, place.auditor, *others):
        with pytest.raises(NotYours):
            sheet("checklist", who)


def test_the_accidents_data_are_put_on_paper_only_for_a_reason():
    place = made.place()
    claim_id = made.hurt(place, facts=HURT)
    by = place.officer
    view = claim_of(viewer=by.viewer, claim_id=claim_id, at=AT)
    assert sheets_for(view) == ("checklist", "accident", "award", "handover")
    with pytest.raises(ReasonNeeded):
        claim_sheet(claim_id=claim_id, sheet="accident", by=by, at=AT)

    made.look(place, claim_id)
    note_stage(claim_id=claim_id, stage=1, told_at=AT, channel="whatsapp", by=by, at=AT)
    said = _said(claim_sheet(claim_id=claim_id, sheet="accident", by=by, at=AT), by.viewer)

    for words in ("Sawah Boja", "Mencangkul", view.worker, "Bukan penerima upah", "lewat WhatsApp"):
        assert words in said
    later = AT + timedelta(minutes=61)
    with pytest.raises(ReasonNeeded):
        claim_sheet(claim_id=claim_id, sheet="accident", by=by, at=later)
    checklist = _said(claim_sheet(claim_id=claim_id, sheet="checklist", by=by, at=AT), by.viewer)
    assert "19 November 2026, 09.00 WIB" in checklist
    assert "21 November 2026, 09.00 WIB" in checklist
    assert "Sawah Boja" not in checklist
