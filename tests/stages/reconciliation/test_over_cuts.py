import pytest

from payung.foundation.approvals.operations import SamePerson, SeenOtherwise
from payung.foundation.ledger.models import Transfer
from payung.kernel.month import Month
from payung.stages.reconciliation import operations, queries
from payung.stages.reconciliation.models import ResultLine
from payung.stages.reconciliation.problems import AboveCeiling, NotALatestDifference
from payung.stages.registry.models import CivilServant
from tests.factories.deductions import gives, locked, office
from tests.factories.reconciliation import answer, books, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return office()


def over_cut(here, kept, at, amount=16_800):
    """Payroll cut more than asked from the first person; return that line."""
    nip = rows_of(kept, here)[0].nip
    answer(kept, here, rows_of(kept, here, **{f"n{nip}": {"amount": amount}}), at=at)
    return ResultLine.objects.filter(outcome="over").order_by("pk").first()


def ask(here, line, at):
    return operations.ask_over_cut(
        result_line_id=line.pk, reason="tarif lama", by=here.treasurer, at=at
    )


def seen(here, line):
    return queries.over_cut(viewer=here.viewer, result_line_id=line.pk).digest


class TestAllowed:
    def test_the_whole_amount_is_posted_under_the_worker(self, here, at):
        given = gives(here, at=at)
        line = over_cut(here, locked(here, at=at), at)
        approval_id = ask(here, line, at)

        operations.allow_over_cut(
            approval_id=approval_id, seen_digest=seen(here, line), by=here.office_head, at=at
        )

        cut = Transfer.objects.get(kind="CUT")
        assert (cut.worker_id, cut.amount_idr) == (given.worker_id, 16_800)
        assert books(here).held_idr == 16_800

    def test_the_excess_of_two_workers_goes_to_the_first(self, here, at):
        given = gives(here, at=at)
        gives(here, at=at, by=CivilServant.objects.get(pk=given.sponsor_id))
        line = over_cut(here, locked(here, at=at), at, amount=20_000)
        approval_id = ask(here, line, at)

        operations.allow_over_cut(
            approval_id=approval_id, seen_digest=seen(here, line), by=here.office_head, at=at
        )

        cuts = Transfer.objects.filter(kind="CUT").order_by("worker_id")
        assert list(cuts.values_list("amount_idr", flat=True)) == [11_600, 8_400]

    def test_it_is_no_longer_without_a_reason(self, here, at):
        gives(here, at=at)
        kept = locked(here, at=at)
        line = over_cut(here, kept, at)
        operations.allow_over_cut(
            approval_id=ask(here, line, at),
            seen_digest=seen(here, line),
            by=here.office_head,
            at=at,
        )

        (found,) = queries.differences(viewer=here.viewer, list_id=kept.pk)

        assert (found.is_allowed, found.needs_reason) == (True, False)

    def test_a_correction_takes_the_whole_amount_back(self, here, at):
        gives(here, at=at)
        kept = locked(here, at=at)
        line = over_cut(here, kept, at)
        operations.allow_over_cut(
            approval_id=ask(here, line, at),
            seen_digest=seen(here, line),
            by=here.office_head,
            at=at,
        )

        done = answer(kept, here, rows_of(kept, here), at=at, seq=2)

        assert (done.posted_idr, done.reversed_idr) == (8_400, 16_800)
        assert books(here).held_idr == 8_400

    def test_a_correction_that_says_the_same_amount_leaves_it(self, here, at):
        gives(here, at=at)
        gives(here, at=at)
        kept = locked(here, at=at)
        line = over_cut(here, kept, at)
        operations.allow_over_cut(
            approval_id=ask(here, line, at),
            seen_digest=seen(here, line),
            by=here.office_head,
            at=at,
        )
        first, second = (row.nip for row in rows_of(kept, here))
        changed = {
            f"n{first}": {"amount": 16_800},
            f"n{second}": {"cut": False, "reason": "leave"},
        }

        done = answer(kept, here, rows_of(kept, here, **changed), at=at, seq=2)

        assert (done.posted_idr, done.reversed_idr) == (0, 8_400)
        assert books(here).held_idr == 16_800


class TestRefused:
    def test_the_person_who_asked_cannot_allow(self, here, at):
        gives(here, at=at)
        line = over_cut(here, locked(here, at=at), at)
        approval_id = ask(here, line, at)

        with pytest.raises(SamePerson):
            operations.allow_over_cut(
                approval_id=approval_id, seen_digest=seen(here, line), by=here.treasurer, at=at
            )

        assert not Transfer.objects.exists()

    def test_other_figures_than_seen_are_refused(self, here, at):
        gives(here, at=at)
        approval_id = ask(here, over_cut(here, locked(here, at=at), at), at)

        with pytest.raises(SeenOtherwise):
            operations.allow_over_cut(
                approval_id=approval_id, seen_digest="other", by=here.office_head, at=at
            )

    def test_after_a_correction_the_old_request_is_void(self, here, at):
        gives(here, at=at)
        kept = locked(here, at=at)
        line = over_cut(here, kept, at)
        approval_id, digest = ask(here, line, at), seen(here, line)
        answer(kept, here, rows_of(kept, here), at=at, seq=2)

        with pytest.raises(NotALatestDifference):
            operations.allow_over_cut(
                approval_id=approval_id, seen_digest=digest, by=here.office_head, at=at
            )

    @pytest.mark.parametrize(("amount", "is_too_much"), [(20_000, False), (20_001, True)])
    def test_nobody_can_allow_more_than_the_consent(self, here, at, amount, is_too_much):
        gives(here, at=at, ceiling_idr=20_000)
        line = over_cut(here, locked(here, at=at), at, amount=amount)

        if is_too_much:
            with pytest.raises(AboveCeiling):
                ask(here, line, at)
        else:
            assert ask(here, line, at)

    def test_an_under_cut_cannot_be_allowed(self, here, at):
        gives(here, at=at, from_month=Month(2026, 12))
        kept = locked(here, at=at)
        nip = rows_of(kept, here)[0].nip
        answer(kept, here, rows_of(kept, here, **{f"n{nip}": {"amount": 8_000}}), at=at)

        with pytest.raises(NotALatestDifference):
            ask(here, ResultLine.objects.get(), at)
