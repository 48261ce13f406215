"""Facts are sealed, opened for an hour after a reason; two reports and the branch have clocks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from payung.foundation.audit.models import Look
from payung.stages.claims import operations, queries
from payung.stages.claims.models import Claim, ClaimFacts
from payung.stages.claims.problems import (
    AlreadyTold,
    ClaimUnknown,
    DayWrong,
    NoAccident,
    NotAllowed,
    ReasonMissing,
    ReasonNeeded,
)
from payung.stages.claims.states import State
from payung.stages.claims.sums.facts import Cause, Facts, LossFound, Outcome
from tests.factories import claims as made
from tests.factories.claims import AT

pytestmark = pytest.mark.django_db
FACTS = Facts(
    cause=Cause.ILLNESS,
    where="Boja",
    family_phone="081200000901",
    outcome=Outcome.PARTIAL,
    losses=(LossFound(part="thumb_right", function_lost=50),),
    costs_idr={"land": 200_000},
    unable_from=date(2026, 11, 1),
)


@pytest.fixture
def place():
    return made.place()


@pytest.fixture
def claim_id(place):
    return made.died(place, facts=FACTS)


class TestFacts:
    def test_are_sealed_and_read_for_an_hour_after_a_reason_was_given(self, place, claim_id):
        viewer = place.officer.viewer
        with pytest.raises(ReasonNeeded):
            queries.facts_of(viewer=viewer, claim_id=claim_id, at=AT)

        made.look(place, claim_id)

        assert queries.facts_of(viewer=viewer, claim_id=claim_id, at=AT).facts == FACTS
        within, after = AT + timedelta(minutes=60), AT + timedelta(minutes=61)
        assert queries.facts_of(viewer=viewer, claim_id=claim_id, at=within) is not None
        with pytest.raises(ReasonNeeded):
            queries.facts_of(viewer=viewer, claim_id=claim_id, at=after)
        look = Look.objects.get(subject_type="claims_claim", subject_id=claim_id)
        assert (look.reason, look.person_id) == (made.WHY, place.officer.person_id)
        assert b"Boja" not in bytes(ClaimFacts.objects.get().sealed)

    def test_of_a_colleagues_reason_open_nothing(self, place, claim_id):
        made.look(place, claim_id, place.other_officer)

        with pytest.raises(ReasonNeeded):
            queries.heirs_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)

    def test_need_words(self, place, claim_id):
        with pytest.raises(ReasonMissing):
            operations.open_facts(claim_id=claim_id, reason="  ", by=place.officer, at=AT)

    def test_are_for_an_auditor_only_on_reason_and_for_others_never(self, place, claim_id):
        auditor = place.auditor
        (row,) = queries.claims(viewer=auditor.viewer, at=AT)
        assert row.worker == ""
        with pytest.raises(ReasonNeeded):
            queries.claim_of(viewer=auditor.viewer, claim_id=claim_id, at=AT)

        made.look(place, claim_id, auditor)

        assert queries.claim_of(viewer=auditor.viewer, claim_id=claim_id, at=AT).worker
        for other in (place.of.treasurer, place.of.head, made.place().officer):
            assert queries.claims(viewer=other.viewer, at=AT, open_only=True) == []
            assert queries.claim_of(viewer=other.viewer, claim_id=claim_id, at=AT) is None
            assert queries.papers_of(viewer=other.viewer, claim_id=claim_id, at=AT) is None
            with pytest.raises((NotAllowed, ClaimUnknown)):
                operations.open_facts(claim_id=claim_id, reason="x", by=other, at=AT)

    def test_written_anew_keep_the_earlier_words(self, place, claim_id):
        second = replace(FACTS, words="ditambah")

        version = operations.write_facts(claim_id=claim_id, facts=second, by=place.officer, at=AT)

        assert (version, ClaimFacts.objects.count()) == (2, 2)
        assert Claim.objects.get().state == State.COLLECTING


class TestTheClocks:
    def test_of_both_reports_stop_when_they_were_told(self, place):
        claim_id = made.hurt(place, at=AT - timedelta(hours=50))
        told = {"channel": "phone", "by": place.officer, "at": AT}

        with pytest.raises(DayWrong):
            operations.note_stage(
                claim_id=claim_id, stage=1, told_at=AT + timedelta(minutes=1), **told
            )
        operations.note_stage(claim_id=claim_id, stage=1, told_at=AT - timedelta(hours=3), **told)
        with pytest.raises(AlreadyTold):
            operations.note_stage(claim_id=claim_id, stage=1, told_at=AT, **told)
        with pytest.raises(NoAccident):
            operations.note_stage(claim_id=claim_id, stage=2, told_at=AT, **told)
        facts = Facts(outcome=Outcome.RECOVERED, declared_at=AT - timedelta(hours=1))
        operations.write_facts(claim_id=claim_id, facts=facts, by=place.officer, at=AT)

        (row,) = queries.claims(viewer=place.officer.viewer, at=AT)
        first, second = row.stages
        assert (first.is_late, first.is_running, first.hours_left) == (False, False, 0)
        assert (second.is_running, second.hours_left) == (True, 47)

    def test_of_the_branch_counts_three_working_days_then_one_percent_a_day(self, place, claim_id):
        made.at_branch(place, claim_id)

        def clock(days):
            (row,) = queries.claims(viewer=place.branch.viewer, at=AT + timedelta(days=days))
            return row.service

        assert clock(0).due_on == date(2026, 11, 25)
        assert (clock(5).days_late, clock(6).days_late) == (0, 1)
        assert clock(7).percent == 2
