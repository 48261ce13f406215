from datetime import timedelta

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.months import Progress, Step, held, months_of
from tests.factories.world import World


def _treasurer(world: World, office: str) -> Viewer:
    return Viewer(Role.TREASURER, 1, world.regency_id, world.agencies[office])


def _latest(world: World, office: str):
    return months_of(viewer=_treasurer(world, office), until=world.month, on=world.today)[0]


@pytest.mark.parametrize(
    ("office", "now"),
    [
        ("Dinas Pendidikan dan Kebudayaan", Step.RESULT),
        ("Kecamatan Weleri", Step.REMIT),
        ("RSUD dr. H. Soewondo", Step.CLOSE),
        ("Kecamatan Boja", Step.CLOSE),
    ],
)
def test_a_month_stands_at_the_first_step_that_is_not_done(world, office, now):
    state = _latest(world, office)

    assert state.now is now
    assert dict(state.steps)[now] is Progress.NOW


def test_a_closed_month_has_nothing_left_to_do(world):
    state = months_of(
        viewer=_treasurer(world, "Kecamatan Boja"), until=world.month.previous, on=world.today
    )[0]

    assert state.now is None
    assert {progress for _, progress in state.steps} == {Progress.DONE}


def test_every_month_adds_up_to_the_rupiah(world):
    for office in world.agencies:
        viewer = _treasurer(world, office)
        for state in months_of(viewer=viewer, until=world.month, on=world.today):
            assert state.is_whole, f"{office} {state.month}"


def test_what_is_due_by_the_fifteenth_moves_past_a_sunday(world):
    state = _latest(world, "Kecamatan Weleri")

    assert state.month == Month(2026, 11)
    assert state.due_on.isoformat() == "2026-11-16"


def test_a_treasurer_sees_no_month_of_another_office(world):
    nowhere = Viewer(Role.TREASURER, 1, world.regency_id, None)

    assert months_of(viewer=nowhere, until=world.month, on=world.today) == []


def test_takes_one_statement_for_any_number_of_months(world, django_assert_num_queries):
    with django_assert_num_queries(2):  # the second asks how far this connection may look
        assert (
            len(
                months_of(
                    viewer=_treasurer(world, "Dinas Kesehatan"), until=world.month, on=world.today
                )
            )
            > 10
        )


class TestHeld:
    def test_is_oldest_first_with_its_age_in_days(self, world):
        leader = Viewer(Role.AUDITOR, 1, world.regency_id, None)

        found = held(viewer=leader, on=world.today)

        assert found[0].agency.startswith("Satuan Polisi")
        assert [money.days for money in found] == [47, 16, 16]

    def test_turns_too_long_on_the_eleventh_day(self, world):
        auditor = Viewer(Role.AUDITOR, 1, world.regency_id, None)
        cut_on = world.month.first_day + timedelta(days=3)

        tenth = held(viewer=auditor, on=cut_on + timedelta(days=10))[-1]
        eleventh = held(viewer=auditor, on=cut_on + timedelta(days=11))[-1]

        assert (tenth.days, tenth.is_too_long) == (10, False)
        assert (eleventh.days, eleventh.is_too_long) == (11, True)
