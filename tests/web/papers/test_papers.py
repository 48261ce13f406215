"""Opening papers: each role its own, everybody else a 404, and every look at a name noted."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.audit.models import Look
from payung.foundation.documents.models import Document
from payung.kernel.people import Role
from payung.process import papers
from payung.process.papers import NothingToPrint, NotYours
from payung.stages.enrolment.models import Batch
from payung.stages.registry.models import CivilServant
from tests.factories.card_holders import consent, elsewhere, holder
from tests.factories.papers import codes_on, picture, texts
from tests.factories.world import World, actor
from tests.factories.world_months import UNPAID
from tests.web.papers.opening import _authorisation
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def _letter(world: World) -> int:
    batch = Batch.objects.get(agency_id=world.agencies["Dinas Kesehatan"], number=2)
    return papers.cover_letter(batch_id=batch.pk, by=actor(world, Role.OFFICER), at=world.at)


def _open(role: Role, document_id: int, query: str = ""):
    return signed_in(role).get(reverse("paper", args=[document_id]) + query)


def test_the_cover_letter_says_count_checksum_and_full_numbers_only_in_its_annex(web_world):
    pages = texts(_open(Role.OFFICER, _letter(web_world)).content)

    assert "4 (empat) orang" in pages[0]
    assert "00000000 00000000" in pages[0]
    assert "3324 0" not in pages[0]
    assert pages[1].count("3324 0") == 4


def test_branch_reads_numbers_secretariat_and_auditor_masked_ones_the_rest_nothing(web_world):
    letter = _letter(web_world)

    assert "3324 0" in texts(_open(Role.BRANCH, letter).content)[1]
    for role in (Role.SECRETARIAT, Role.AUDITOR):
        annex = texts(_open(role, letter).content)[1]
        assert "3324 0" not in annex
        assert "3324••" in annex
    for role in (Role.SPONSOR, Role.TREASURER, Role.OFFICE_HEAD, Role.LEADER, Role.KORPRI):
        assert _open(role, letter).status_code == 404, role


def test_opening_names_is_noted_with_who_and_why_and_masked_ones_are_not(web_world):
    letter = _letter(web_world)
    _open(Role.OFFICER, letter)
    _open(Role.SECRETARIAT, letter)

    (look,) = Look.objects.filter(what="paper.cover_letter")
    assert (look.person_id, look.subject_id, look.row_count) == (
        web_world.people[Role.OFFICER],
        letter,
        4,
    )
    assert look.reason


def test_a_sponsor_opens_the_own_authorisation_whoever_made_it(web_world):
    document_id = _authorisation(web_world, Role.OFFICER)

    assert _open(Role.SPONSOR, document_id).status_code == 200
    assert _open(Role.TREASURER, document_id).status_code == 200
    assert _open(Role.LEADER, document_id).status_code == 404


def test_an_authorisation_names_no_worker(web_world):
    (page,) = texts(_open(Role.SPONSOR, _authorisation(web_world)).content)

    assert "Wulan Handayani" in page
    assert "Siti" not in page
    assert "Rp16.800" in page


def test_asking_twice_is_the_same_letter_and_a_new_ceiling_the_next_version(web_world):
    first = _authorisation(web_world)
    by = actor(web_world, Role.SPONSOR)
    later = web_world.at + timedelta(days=3)

    again = papers.deduction_authorisation(sponsor_id=web_world.sponsor_id, by=by, at=later)

    assert again == first
    other = holder(web_world, UNPAID)
    consent(
        sponsorship_id=other.sponsorship_id,
        ceiling_idr=20_000,
        by=actor(web_world, Role.OFFICER),
        at=web_world.at,
    )
    newer = papers.deduction_authorisation(sponsor_id=web_world.sponsor_id, by=by, at=later)
    assert Document.objects.get(pk=newer).version == 2


def test_nobody_makes_an_authorisation_for_somebody_elses_sponsor(web_world):
    boja = web_world.agencies["Kecamatan Boja"]
    stranger = CivilServant.objects.filter(agency_id=boja).order_by("pk")[0]

    for role in (Role.SPONSOR, Role.OFFICER):
        with pytest.raises(NotYours):
            papers.deduction_authorisation(
                sponsor_id=stranger.pk, by=actor(web_world, role), at=web_world.at
            )


def test_a_sponsor_without_a_consent_gets_no_letter(web_world):
    with pytest.raises(NothingToPrint):
        papers.deduction_authorisation(
            sponsor_id=web_world.sponsor_id, by=actor(web_world, Role.SPONSOR), at=web_world.at
        )


def test_a_card_is_printed_for_who_is_covered_and_the_code_opens_its_page(web_world):
    card = holder(web_world)
    document_id = papers.cards(
        sponsorship_ids=[card.sponsorship_id], by=actor(web_world, Role.SPONSOR), at=web_world.at
    )

    content = _open(Role.SPONSOR, document_id).content

    (link,) = codes_on(picture(content, scale=4))
    address, _, statement = link.partition("#")
    assert address == f"http://127.0.0.1:8000/k/{card.code}/"
    assert len(statement) > 100
    assert "Siti Rahayu" in texts(content)[0]
    assert Look.objects.filter(what="paper.cards").count() == 1


def test_who_is_not_covered_gets_no_card_and_the_sheet_says_so(web_world):
    paid, unpaid = holder(web_world), holder(web_world, UNPAID)
    by = actor(web_world, Role.OFFICER)

    with pytest.raises(NothingToPrint):
        papers.cards(sponsorship_ids=[unpaid.sponsorship_id], by=by, at=web_world.at)
    document_id = papers.cards(
        sponsorship_ids=[paid.sponsorship_id, unpaid.sponsorship_id], by=by, at=web_world.at
    )

    page = texts(_open(Role.OFFICER, document_id).content)[0]
    assert "1 pekerja belum dicetak" in page
    assert UNPAID not in page


def test_no_office_prints_anothers_card(web_world):
    for role in (Role.OFFICER, Role.SPONSOR):
        with pytest.raises(NotYours):
            papers.cards(
                sponsorship_ids=[elsewhere(web_world)], by=actor(web_world, role), at=web_world.at
            )


def test_forms_invitations_sheets_and_receipts_are_made_and_opened(web_world):
    by, at, health = (
        actor(web_world, Role.OFFICER),
        web_world.at,
        web_world.agencies["Dinas Kesehatan"],
    )
    card = holder(web_world)
    made = {
        "Formulir pendaftaran": papers.paper_form(agency_id=health, by=by, at=at),
        "Daftar hadir": papers.attendance_sheet(
            agency_id=health, session="Sosialisasi", held_on=at.date(), empty_rows=40, by=by, at=at
        ),
        "Bukti pendaftaran": papers.receipt(
            sponsorship_id=card.sponsorship_id, reference="KDL-7F3K-92", by=by, at=at
        ),
        "Undangan": papers.invitation(
            agency_ids=list(web_world.agencies.values()),
            held_on=at.date(),
            time="09.00 WIB",
            place="Pendopo",
            agenda=["Pembukaan", "Tanya jawab"],
            by=actor(web_world, Role.SECRETARIAT),
            at=at,
        ),
    }

    for title, document_id in made.items():
        pages = texts(_open(Role.OFFICER, document_id).content)
        assert title in pages[0]
        assert not re.search(r"\bNIK\b", " ".join(pages)) or title == "Formulir pendaftaran"


def test_the_form_is_one_page_on_both_sizes(web_world):
    form = papers.paper_form(agency_id=None, by=actor(web_world, Role.SECRETARIAT), at=web_world.at)

    for query in ("", "?kertas=f4"):
        assert len(texts(_open(Role.SECRETARIAT, form, query).content)) == 1


def test_codes_are_printed_and_kept_nowhere(web_world):
    person_id = web_world.people[Role.SPONSOR]
    secret = "ABCD-EFGH-JKLM"

    content = papers.activation_letters(
        codes=[(person_id, secret)], by=actor(web_world, Role.OFFICER), at=web_world.at
    )

    (page,) = texts(content)
    assert secret in page
    assert "Wulan Handayani" in page
    assert not Document.objects.exists()


def test_nobody_prints_codes_for_people_of_elsewhere(web_world):
    with pytest.raises(NotYours):
        papers.activation_letters(
            codes=[(web_world.people[Role.LEADER], "ABCD")],
            by=actor(web_world, Role.OFFICER),
            at=web_world.at,
        )


def test_a_file_has_a_plain_name_without_anybodys(web_world):
    document_id = _authorisation(web_world)

    shown = _open(Role.OFFICER, document_id)
    saved = _open(Role.OFFICER, document_id, "?unduh=1")

    assert shown.headers["Content-Disposition"] == 'inline; filename="surat-kuasa-1.pdf"'
    assert saved.headers["Content-Disposition"] == 'attachment; filename="surat-kuasa-1.pdf"'
    assert saved.headers["Content-Type"] == "application/pdf"
    assert saved.headers["Cache-Control"] == "no-store"


def test_a_stranger_signs_in_first(web_world):
    answer = Client().get(reverse("paper", args=[_letter(web_world)]))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/masuk/")
