"""The file of a claim: facts for a reason, heirs, papers and pictures, until it is handed over."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from payung.foundation.audit.models import Event
from payung.foundation.rules.benefits import Relation
from payung.kernel.moves import MoveNotAllowed
from payung.stages.claims import operations, queries
from payung.stages.claims.models import Claim, ClaimFile, Flag, HeirVersion, PaperMark
from payung.stages.claims.problems import (
    DayWrong,
    FileClosed,
    HandedOver,
    HeirDatesWrong,
    HeirUnknown,
    NameMissing,
    NoHeir,
    NotAllowed,
    PapersMissing,
    PaperUnknown,
    ReasonNeeded,
    TooManyFiles,
)
from payung.stages.claims.states import State
from payung.stages.claims.sums.papers import Mark
from payung.stages.intake.problems import FileRefused
from tests.factories import claims as made
from tests.factories.claims import AT, DIED_ON, WIDOW
from tests.stages.intake.scans import grey_png, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return made.place()


@pytest.fixture
def claim_id(place):
    return made.died(place)


class TestHeirs:
    def test_are_named_corrected_and_taken_off_in_versions(self, place, claim_id):
        heir_id = operations.add_heir(claim_id=claim_id, heir=WIDOW, by=place.officer, at=AT)
        operations.correct_heir(
            heir_id=heir_id, heir=replace(WIDOW, account="2"), by=place.officer, at=AT
        )
        made.look(place, claim_id)
        (row,) = queries.heirs_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT).heirs
        assert (row.account, row.version, row.name) == ("2", 2, "Sumarni")

        operations.remove_heir(heir_id=heir_id, reason="bukan istri", by=place.officer, at=AT)

        seen = queries.heirs_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)
        assert (seen.heirs, HeirVersion.objects.count()) == ((), 3)
        with pytest.raises(HeirUnknown):
            operations.remove_heir(heir_id=heir_id, reason="lagi", by=place.officer, at=AT)

    @pytest.mark.parametrize(
        ("heir", "problem"),
        [
            (replace(WIDOW, name=" "), NameMissing),
            (replace(WIDOW, born_on=date(2026, 11, 21)), HeirDatesWrong),
            (replace(WIDOW, born_on=DIED_ON + timedelta(days=1)), HeirDatesWrong),
        ],
    )
    def test_that_cannot_be_are_refused(self, place, claim_id, heir, problem):
        with pytest.raises(problem):
            operations.add_heir(claim_id=claim_id, heir=heir, by=place.officer, at=AT)

    def test_a_minor_changes_which_papers_are_needed(self, place, claim_id):
        before = queries.papers_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)
        child = replace(WIDOW, relation=Relation.CHILD, born_on=date(2015, 1, 1))

        operations.add_heir(claim_id=claim_id, heir=child, by=place.officer, at=AT)

        after = queries.papers_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)
        new = {row.needed.code for row in after.rows} - {row.needed.code for row in before.rows}
        assert {"birth_certificate", "guardian_statement"} <= new

    def test_with_the_sponsors_name_is_a_sign_for_the_branch(self, place, claim_id):
        name = Claim.objects.get().sponsor.name

        operations.add_heir(
            claim_id=claim_id, heir=replace(WIDOW, name=name), by=place.officer, at=AT
        )

        codes = {flag.code for flag in queries.flags_of(viewer=place.branch.viewer,
                                                        claim_id=claim_id)}  # fmt: skip
        assert {"claims.flag.sponsor_is_heir", "claims.flag.early_death"} <= codes


class TestPapers:
    def test_must_all_be_there_before_the_file_is_complete(self, place, claim_id):
        operations.begin(claim_id=claim_id, by=place.officer, at=AT)
        with pytest.raises(NoHeir):
            operations.complete(claim_id=claim_id, by=place.officer, at=AT)
        operations.add_heir(claim_id=claim_id, heir=WIDOW, by=place.officer, at=AT)
        with pytest.raises(PapersMissing) as refused:
            operations.complete(claim_id=claim_id, by=place.officer, at=AT)
        assert "surat" in refused.value.message()

    def test_taken_back_opens_a_complete_file_again(self, place, claim_id):
        made.gathered(place, claim_id)
        code = "death_certificate"

        operations.mark_papers(claim_id=claim_id, marks={code: Mark.LATER}, by=place.officer, at=AT)

        assert Claim.objects.get().state == State.COLLECTING
        marks = PaperMark.objects.count()
        operations.mark_papers(claim_id=claim_id, marks={code: Mark.LATER}, by=place.officer, at=AT)
        assert PaperMark.objects.count() == marks

    def test_that_the_case_does_not_ask_for_are_refused(self, place, claim_id):
        with pytest.raises(PaperUnknown):
            operations.mark_papers(
                claim_id=claim_id, marks={"police_report": Mark.HAS}, by=place.officer, at=AT
            )

    def test_a_picture_is_kept_once_sealed_and_opened_for_a_reason(self, place, claim_id):
        content = made.photo()
        kept = {"claim_id": claim_id, "code": "family_card", "by": place.officer, "at": AT}

        file_id = operations.keep_file(content=content, **kept)

        assert operations.keep_file(content=content, **kept) == file_id
        assert content not in bytes(ClaimFile.objects.get().content)
        viewer = place.officer.viewer
        with pytest.raises(ReasonNeeded):
            queries.file_of(viewer=viewer, file_id=file_id, at=AT)
        made.look(place, claim_id)
        assert queries.file_of(viewer=viewer, file_id=file_id, at=AT).kind == "jpeg"
        seen = queries.papers_of(viewer=viewer, claim_id=claim_id, at=AT)
        (row,) = [one for one in seen.rows if one.needed.code == "family_card"]
        assert (row.mark, len(row.files), seen.has) == (Mark.HAS, 1, 1)

    def test_a_picture_of_another_claim_is_a_sign(self, place, claim_id):
        other = made.place()
        second = made.died(other)
        for where, claim in ((place, claim_id), (other, second)):
            operations.keep_file(
                claim_id=claim, code="family_card", content=made.photo(), by=where.officer, at=AT
            )

        assert (
            Flag.objects.filter(code="claims.flag.same_file")
            .values_list("claim_id", flat=True)
            .get()
            == second
        )

    def test_an_album_of_pictures_is_not_a_file(self, place, claim_id, monkeypatch):
        monkeypatch.setattr("payung.stages.claims.operations.papers.MOST_FILES", 1)
        kept = {"claim_id": claim_id, "by": place.officer, "at": AT, "content": made.photo()}
        operations.keep_file(code="family_card", **kept)

        with pytest.raises(TooManyFiles):
            operations.keep_file(code="bank_book", **kept)

    def test_a_renamed_program_is_refused_and_leaves_nothing(self, place, claim_id):
        with pytest.raises(FileRefused):
            operations.keep_file(
                claim_id=claim_id,
                code="family_card",
                content=b"MZ\x90\x00" + b"\0" * 500,
                by=place.officer,
                at=AT,
            )
        assert not ClaimFile.objects.exists()

    def test_a_pdf_loses_its_script_and_a_photo_of_forty_megapixels_becomes_one_to_read(
        self, place, claim_id
    ):
        made.look(place, claim_id)
        kept = {}
        for code, content in (("family_card", paper()), ("bank_book", grey_png(8000, 5000))):
            file_id = operations.keep_file(
                claim_id=claim_id, code=code, content=content, by=place.officer, at=AT
            )
            picture = queries.file_of(viewer=place.officer.viewer, file_id=file_id, at=AT)
            kept[code] = picture

        assert b"app.alert" in paper()
        assert b"app.alert" not in kept["family_card"].content
        photo = kept["bank_book"]
        assert (photo.kind, Image.open(BytesIO(photo.content)).size) == ("jpeg", (2400, 1500))
        told = Event.objects.filter(action="claim.file_kept").latest("pk")
        assert told.detail["kept"] == sha256(photo.content).hexdigest() != told.digest

    def test_a_program_with_the_name_of_a_photo_is_refused(self, place, claim_id):
        with pytest.raises(FileRefused) as refused:
            operations.keep_file(
                claim_id=claim_id, code="bank_book", content=b"MZ\x90", by=place.officer, at=AT
            )
        assert refused.value.code == "scan.wrong_type"


class TestHandingOver:
    def test_closes_the_file(self, place, claim_id):
        made.gathered(place, claim_id)
        for day in (DIED_ON - timedelta(days=1), date(2026, 11, 21)):
            with pytest.raises(DayWrong):
                operations.hand_over(claim_id=claim_id, handed_on=day, by=place.officer, at=AT)
        operations.hand_over(
            claim_id=claim_id, handed_on=date(2026, 11, 20), by=place.officer, at=AT
        )

        with pytest.raises(FileClosed):
            operations.add_heir(claim_id=claim_id, heir=WIDOW, by=place.officer, at=AT)
        with pytest.raises(HandedOver):
            operations.withdraw(claim_id=claim_id, reason="salah", by=place.officer, at=AT)
        with pytest.raises(NotAllowed):
            operations.take_in(claim_id=claim_id, by=place.officer, at=AT)
        with pytest.raises(MoveNotAllowed):
            operations.refuse(claim_id=claim_id, reason="belum", by=place.branch, at=AT)

    def test_more_papers_asked_come_with_their_reason(self, place, claim_id):
        made.at_branch(place, claim_id)

        operations.ask_more(claim_id=claim_id, reason="KK belum terbaca", by=place.branch, at=AT)

        seen = queries.claim_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)
        assert (seen.state, seen.reason) == (State.COLLECTING, "KK belum terbaca")
        assert {task.code: task.is_done for task in seen.tasks} == {
            "report": True,
            "family": True,
            "papers": True,
            "hand_over": False,
        }
        assert "complete" in seen.actions

    def test_a_claim_by_mistake_is_withdrawn_with_its_reason(self, place, claim_id):
        operations.withdraw(claim_id=claim_id, reason="dua kali", by=place.officer, at=AT)

        seen = queries.claim_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)
        assert (seen.state, seen.reason, seen.actions) == (State.WITHDRAWN, "dua kali", ())
