import pytest

from payung.kernel.people import Role, Viewer
from payung.stages.reconciliation import queries
from payung.stages.reconciliation.problems import NoSuchResult
from tests.factories.deductions import DECEMBER, gives, locked, office
from tests.factories.reconciliation import answer, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_offices(at):
    found = []
    for name in ("Dinas A", "Dinas B"):
        here = office(name)
        gives(here, at=at)
        gives(here, at=at)
        found.append((here, locked(here, at=at)))
    return found


def test_the_overview_shows_list_result_and_what_waits(two_offices, at):
    (here, kept), _ = two_offices
    answer(kept, here, rows_of(kept, here)[1:], at=at)

    first, second = queries.month_overview(viewer=here.secretariat.viewer, month=DECEMBER)

    assert (first.total_idr, first.seq, first.cut_idr, first.without_reason) == (
        16_800,
        1,
        8_400,
        1,
    )
    assert (second.seq, second.cut_idr, second.without_reason) == (None, None, 0)


def test_a_treasurer_sees_the_own_office_only(two_offices):
    (here, _), (_, other) = two_offices

    assert [
        row.agency_id for row in queries.month_overview(viewer=here.viewer, month=DECEMBER)
    ] == [here.agency_id]
    assert queries.asked_lines(viewer=here.viewer, list_id=other.pk) == []


def test_another_office_cannot_tell_an_answer_from_none(two_offices, at):
    (here, kept), (other, _) = two_offices
    answer(kept, here, rows_of(kept, here), at=at)

    assert queries.result_of(viewer=other.viewer, list_id=kept.pk) is None
    with pytest.raises(NoSuchResult):
        queries.differences(viewer=other.viewer, list_id=kept.pk)


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.TREASURER])
def test_without_an_office_nothing_is_seen(two_offices, role):
    (here, _), _ = two_offices
    nobody = Viewer(role, 1, here.regency_id, None)

    assert queries.month_overview(viewer=nobody, month=DECEMBER) == []


def test_differences_name_the_sponsor_and_both_amounts(two_offices, at):
    (here, kept), _ = two_offices
    nip = rows_of(kept, here)[0].nip
    answer(kept, here, rows_of(kept, here, **{f"n{nip}": {"amount": 8_000}}), at=at)

    (found,) = queries.differences(viewer=here.viewer, list_id=kept.pk)

    assert (found.nip, found.asked_idr, found.reported_idr, found.outcome) == (
        nip,
        8_400,
        8_000,
        "under",
    )


def test_all_answers_stay_readable(two_offices, at):
    (here, kept), _ = two_offices
    answer(kept, here, rows_of(kept, here), at=at)
    answer(kept, here, rows_of(kept, here)[1:], at=at, seq=2)

    found = queries.results_of(viewer=here.viewer, list_id=kept.pk)

    assert [(one.seq, one.cut_idr) for one in found] == [(1, 16_800), (2, 8_400)]
