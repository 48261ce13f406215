"""What BPJS states and pays, beside what the rules compute; the sums hold in the database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from payung.foundation.rules.benefits import Relation
from payung.kernel.moves import MoveNotAllowed
from payung.stages.claims import operations, queries
from payung.stages.claims.models import Claim, Payment
from payung.stages.claims.problems import (
    AmountWrong,
    DayWrong,
    HeirUnknown,
    LineUnknown,
    MoreThanDecided,
    NoDecision,
    NotAllowed,
    NothingDecided,
    PaidAlready,
    WhyMissing,
)
from payung.stages.claims.states import State
from payung.stages.claims.sums.decided import DecidedLine
from tests.factories import claims as made
from tests.factories.claims import AT, WIDOW
from tests.factories.remittance import as_operation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
DECIDED = """
INSERT INTO claims_decision (claim_id, number, decided_on, total_idr, recorded_at)
VALUES (%s, 2, now(), 5, now())
"""
"""A decision that no part adds up to."""


@pytest.fixture
def place():
    return made.place()


@pytest.fixture
def claim_id(place):
    """A death in the first month, at the branch: the funeral amount."""
    found = made.died(place)
    made.at_branch(place, found)
    return found


def decide(place, claim_id, *lines, on=TODAY, by=None):
    return operations.decide(
        claim_id=claim_id, lines=lines, decided_on=on, by=by or place.branch, at=AT
    )


class TestADecision:
    def test_lays_the_stated_amounts_beside_the_computed_ones(self, place, claim_id):
        decide(
            place,
            claim_id,
            DecidedLine(code="jkm.1", stated_idr=9_000_000, why="potong pajak"),
            DecidedLine(code="other", stated_idr=500_000, why="tambahan cabang"),
        )

        seen = queries.decision_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)
        assert [(row.stated_idr, row.computed_idr, row.difference_idr) for row in seen.lines] == [
            (9_000_000, 10_000_000, -1_000_000),
            (500_000, 0, 500_000),
        ]
        assert (seen.total_idr, seen.left_idr) == (9_500_000, 9_500_000)

    @pytest.mark.parametrize(
        ("lines", "problem"),
        [
            ([DecidedLine(code="jkm.1", stated_idr=9_000_000)], WhyMissing),
            ([], WhyMissing),
            ([DecidedLine(code="jkm.9", stated_idr=1, why="x")], LineUnknown),
            ([DecidedLine(code="jkm.1", stated_idr=-1, why="x")], AmountWrong),
            ([DecidedLine(code="jkm.1", stated_idr=10**10, why="x")], AmountWrong),
            ([DecidedLine(code="jkm.1", stated_idr=0, why="x")], NothingDecided),
        ],
    )
    def test_that_cannot_be_is_refused(self, place, claim_id, lines, problem):
        with pytest.raises(problem):
            decide(place, claim_id, *lines)

    def test_is_the_branchs_and_not_before_the_file_came(self, place, claim_id):
        line = DecidedLine(code="jkm.1", stated_idr=10_000_000)
        with pytest.raises(NotAllowed):
            decide(place, claim_id, line, by=place.officer)
        with pytest.raises(DayWrong):
            decide(place, claim_id, line, on=TODAY - timedelta(days=1))

    def test_is_corrected_by_the_next_version_until_something_is_paid(self, place, claim_id):
        made.decided(place, claim_id)
        decide(place, claim_id, DecidedLine(code="jkm.1", stated_idr=8_000_000, why="salah ketik"))
        (widow,) = made.heir_ids(place, claim_id)
        made.pay(place, claim_id, widow, 1)

        with pytest.raises(PaidAlready):
            made.decided(place, claim_id)
        with pytest.raises(PaidAlready):
            operations.refuse(claim_id=claim_id, reason="x", by=place.branch, at=AT)
        seen = queries.decision_of(viewer=place.branch.viewer, claim_id=claim_id, at=AT)
        assert (seen.number, seen.left_idr) == (2, 7_999_999)


class TestPayments:
    def test_never_exceed_the_decision_and_end_the_claim_with_the_last_rupiah(
        self, place, claim_id
    ):
        (widow,) = made.heir_ids(place, claim_id)
        with pytest.raises(NoDecision):
            made.pay(place, claim_id, widow, 1)
        made.decided(place, claim_id)
        with pytest.raises(HeirUnknown):
            made.pay(place, claim_id, None, 1)
        with pytest.raises(AmountWrong):
            made.pay(place, claim_id, widow, 0)
        made.pay(place, claim_id, widow, 4_000_000)
        with pytest.raises(MoreThanDecided) as refused:
            made.pay(place, claim_id, widow, 6_000_001)
        assert "Rp6.000.000" in refused.value.message()
        made.pay(place, claim_id, widow, 6_000_000)

        assert Claim.objects.get().state == State.PAID
        with pytest.raises(MoveNotAllowed):
            made.pay(place, claim_id, widow, 1)
        (first, _) = queries.decision_of(
            viewer=place.officer.viewer, claim_id=claim_id, at=AT
        ).payments
        proof = queries.proof_of(viewer=place.officer.viewer, payment_id=first.payment_id, at=AT)
        assert (first.name, proof.kind) == ("Sumarni", "jpeg")

    def test_are_held_by_the_database_too(self, place, claim_id):
        made.decided(place, claim_id)
        (widow,) = made.heir_ids(place, claim_id)
        made.pay(place, claim_id, widow, 4_000_000)
        row = Payment.objects.get()
        row.pk, row.amount_idr = None, 6_000_001

        with pytest.raises(IntegrityError), as_operation():
            row.save(force_insert=True)
        for state in ("paid", "refused", "collecting"):
            with pytest.raises(IntegrityError), as_operation():
                Claim.objects.update(state=state)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(DECIDED, [claim_id])
            with pytest.raises(IntegrityError):
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)


class TestARefusal:
    def test_is_told_with_its_reason_and_taken_up_again(self, place, claim_id):
        operations.refuse(claim_id=claim_id, reason="belum aktif", by=place.branch, at=AT)
        seen = queries.claim_of(viewer=place.officer.viewer, claim_id=claim_id, at=AT)
        assert (seen.state, seen.reason, seen.actions) == (
            State.REFUSED,
            "belum aktif",
            ("take_up_again", "undo_death"),
        )

        operations.take_up_again(
            claim_id=claim_id, reason="ada bukti baru", by=place.officer, at=AT
        )

        assert Claim.objects.get().state == State.COLLECTING


def test_an_heir_of_another_claim_is_not_paid(place, claim_id):
    other = made.place()
    second = made.died(other)
    made.at_branch(other, second, heirs=(replace(WIDOW, relation=Relation.PARENT),))
    made.decided(place, claim_id)

    with pytest.raises(HeirUnknown):
        made.pay(place, claim_id, made.heir_ids(other, second)[0], 1)
