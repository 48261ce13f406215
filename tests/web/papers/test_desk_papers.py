"""D17 and D21: masked, frozen with the day they show, and only for whom they are."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from payung.foundation.audit.models import Look
from payung.foundation.documents.models import Document
from payung.foundation.documents.queries import PaperFacts, facts_of
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.process import papers
from payung.process.papers.arrears_list import arrears_facts
from payung.process.papers.handover import handover_facts
from payung.process.papers.head import Head
from payung.reports.lapse.predicting import predictions
from payung.reports.quality.handover import Left, LeftMonth, left_at
from tests.factories.papers import PAPER, texts
from tests.factories.world import World, actor
from tests.web.forms import send
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
OFFICE = "Dinas Kesehatan"
HEAD = Head(regency="Kendal", office="x" * 100, branch="", phone="", parts={}, letter={}, values={})


def _opened(world: World, document_id: int, role: Role = Role.OFFICER) -> PaperFacts:
    return facts_of(viewer=actor(world, role).viewer, document_id=document_id)


def _arrears(world: World) -> int:
    by = actor(world, Role.OFFICER)
    return papers.arrears_list(agency_id=world.agencies[OFFICE], by=by, at=world.at)


def _handover(world: World, role: Role, by: Role) -> int:
    return papers.handover(
        person_id=world.people[role],
        role=role,
        agency_id=world.agencies[OFFICE],
        by=actor(world, by),
        at=world.at,
    )


def test_the_list_of_arrears_masks_workers_and_says_how_long_is_left_and_why(web_world: World):
    opened = _opened(web_world, _arrears(web_world))
    viewer = actor(web_world, Role.OFFICER).viewer
    found = predictions(viewer=viewer, on=web_world.today)

    text = " ".join(texts(paper_pdf(opened)))

    assert len(opened.facts["rows"]) == len(found) > 0
    for one in found:
        assert one.facts.worker not in text
        assert one.facts.sponsor in str(opened.facts["rows"])
    assert "Hancurkan" in text


def test_the_same_day_is_the_same_list_and_opening_it_is_noted(web_world: World):
    assert _arrears(web_world) == _arrears(web_world)

    officer = signed_in(Role.OFFICER)
    page = send(officer, "/kantor/tunggakan/").headers["Location"]
    answer = officer.get(page)

    assert answer["Content-Type"] == "application/pdf"
    assert Look.objects.filter(what="paper.arrears_list").exists()


def test_another_office_cannot_be_printed_and_nobody_at_risk_is_said(web_world: World):
    by = actor(web_world, Role.OFFICER)
    with pytest.raises(papers.NotYours):
        papers.arrears_list(agency_id=web_world.agencies["Kecamatan Boja"], by=by, at=web_world.at)

    empty = actor(web_world, Role.SECRETARIAT)
    with pytest.raises(papers.NothingToPrint):
        papers.arrears_list(
            agency_id=web_world.agencies["Kecamatan Limbangan"], by=empty, at=web_world.at
        )


@pytest.mark.parametrize("rows", [0, 1, 40, 400])
def test_long_lists_and_long_names_stay_on_their_pages(web_world: World, rows: int):
    viewer = actor(web_world, Role.SECRETARIAT).viewer
    some = predictions(viewer=viewer, on=web_world.today)[0]
    long = replace(some, facts=replace(some.facts, sponsor="Siti " * 20, worker="Budi " * 20))
    months = tuple(
        LeftMonth(month=Month(2026, 1), listed_idr=8_400, is_reported=False, reopened="x" * 200)
        for _ in range(min(rows, 40))
    )
    left = Left(work=(("returned", rows),), held=(), months=months)

    listed = arrears_facts(HEAD, (long,) * rows, on=date(2026, 12, 1))
    handed = handover_facts(HEAD, left, role=Role.TREASURER, name="y" * 100, on=date(2026, 12, 1))

    for kind, facts in (("D17", listed), ("D21", handed)):
        made = paper_pdf(PaperFacts(replace(PAPER, kind=kind), facts, False))
        assert made[:5] == b"%PDF-"


def test_a_handover_says_work_money_and_months_and_both_sign(web_world: World):
    document_id = _handover(web_world, Role.TREASURER, Role.TREASURER)

    text = " ".join(texts(paper_pdf(_opened(web_world, document_id, Role.TREASURER))))

    for words in ("Serah terima tugas", "Pekerjaan terbuka", "Uang yang dipotong", "Rudi Hartono"):
        assert words in text
    assert "Yang menerima" in text
    assert Document.objects.get(pk=document_id).kind == "D21"


def test_held_money_and_open_months_of_the_own_office_are_on_it(web_world: World):
    agency_id = web_world.agencies["Kecamatan Weleri"]
    viewer = actor(web_world, Role.SECRETARIAT).viewer

    left = left_at(viewer=viewer, agency_id=agency_id, on=web_world.today)

    assert left is not None
    assert left.held_idr > 0
    assert [one.month for one in left.months] == [web_world.month]
    other = replace(viewer, role=Role.OFFICER, agency_id=web_world.agencies[OFFICE])
    assert left_at(viewer=other, agency_id=agency_id, on=web_world.today) is None


def test_nobody_hands_over_a_duty_that_is_not_theirs(web_world: World):
    with pytest.raises(papers.NotYours):
        _handover(web_world, Role.TREASURER, Role.OFFICER)
    with pytest.raises(papers.NotYours):
        _handover(web_world, Role.BRANCH, Role.SECRETARIAT)


def test_who_leaves_prints_it_and_so_does_the_secretariat(web_world: World):
    own = send(signed_in(Role.OFFICER), "/serah-terima/")
    path = reverse("manage-person-handover", args=[web_world.people[Role.TREASURER]])
    theirs = send(signed_in(Role.SECRETARIAT), path)

    assert own.headers["Location"].startswith("/surat/")
    assert theirs.headers["Location"].startswith("/surat/")
    nobody = reverse("manage-person-handover", args=[web_world.people[Role.LEADER]])
    assert "tidak memegang tugas" in told(signed_in(Role.SECRETARIAT).get(nobody))
