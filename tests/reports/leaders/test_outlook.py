"""What comes by the day of the target; the worked table is docs/algorithms/outlook.md."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from payung.kernel.month import Month
from payung.reports.leaders.outlook import Outlook, outlook, workers_for
from payung.stages.monitoring.sums import Aim
from tests.promises.house import ROOT

ON = date(2026, 11, 21)
CLOSED = {7: 780, 8: 850, 9: 910, 10: 974}


def _known(counts: dict[int, int], open_months: tuple[int, ...] = ()):
    return [(Month(2026, m), count, m not in open_months) for m, count in counts.items()]


def _aim(percent: str, due_on: date = date(2026, 12, 31), code: str = "N5") -> Aim:
    return Aim(
        regency_id=1,
        year=due_on.year,
        size="",
        code=code,
        percent=Decimal(percent),
        due_on=due_on,
        reason="SE Bupati",
        set_by="sekretariat",
        set_at=datetime(2026, 1, 2, tzinfo=UTC),
    )


def _ahead(
    aim: Aim | None = None, *, asn: int = 10_345, gained: int = 0, counts=None, open_months=()
) -> Outlook:
    known = _known(counts or CLOSED, open_months)
    found = outlook(known, code=aim.code if aim else "N5", aim=aim, asn=asn, gained=gained, on=ON)
    assert found is not None
    return found


def test_the_worked_table():
    gained = workers_for(200, covered=974, joined=573)
    ahead = _ahead(_aim("20"), gained=gained)

    assert (ahead.pace, gained) == (Fraction(194, 3), 339)
    assert (ahead.later, ahead.helped) == (1_103, 1_442)
    assert (ahead.later_share.percent, ahead.helped_share.percent) == (
        Decimal("10.66"),
        Decimal("13.94"),
    )
    assert (ahead.wanted, ahead.lacking, ahead.needed_a_month) == (2_069, 1_095, 548)
    assert ahead.status == "short"
    page = (ROOT / "docs" / "algorithms" / "outlook.md").read_text(encoding="utf-8")
    assert all(f"{number:,}" in page for number in (1_103, 1_442, 1_095, 548, 339))


@pytest.mark.parametrize(
    ("percent", "gained", "status"),
    [
        ("9.41", 0, "reached"),  # 974 workers are 9.41 of 10,345, to the worker
        ("9.42", 0, "on_track"),
        ("10.66", 0, "on_track"),
        ("10.67", 0, "short"),
        ("10.67", 1, "helped"),
    ],
)
def test_a_status_turns_at_the_last_worker(percent, gained, status):
    assert _ahead(_aim(percent), gained=gained).status == status


@pytest.mark.parametrize(
    ("due_on", "status"), [(date(2026, 10, 31), "missed"), (date(2026, 11, 30), "short")]
)
def test_a_target_is_missed_once_its_month_is_the_last_that_is_known(due_on, status):
    ahead = _ahead(_aim("20", due_on))

    assert ahead.status == status
    assert (ahead.needed_a_month is None) == (status == "missed")


def test_open_months_do_not_make_the_pace():
    ahead = _ahead(counts={**CLOSED, 11: 980}, open_months=(11,))

    assert (ahead.since, ahead.last) == (Month(2026, 7), Month(2026, 10))
    assert (ahead.base, ahead.months, ahead.later) == (980, 1, 980 + 64)


def test_without_the_third_month_back_the_nearest_closed_one_counts():
    two = _ahead(counts={6: 700, 8: 850, 9: 910, 10: 974})
    far = _ahead(counts={1: 100, 5: 500, 10: 1_000})

    assert two.since == Month(2026, 8)
    assert (far.since, far.pace) == (Month(2026, 5), Fraction(100))


@pytest.mark.parametrize("counts", [{}, {10: 5}, {9: 4, 10: 5}])
def test_two_closed_months_are_no_pace(counts):
    assert outlook(_known(counts), code="N5", aim=None, asn=100, gained=0, on=ON) is None


def test_nobody_falls_below_zero_and_participation_never_passes_the_staff():
    falling = _ahead(counts={8: 300, 9: 150, 10: 1})
    rising = _ahead(_aim("90", code="N3"), asn=100, gained=50, counts={8: 10, 9: 50, 10: 90})

    assert falling.later == 0
    assert (rising.later, rising.helped) == (100, 100)


def test_without_civil_servants_there_is_no_target_to_speak_of():
    ahead = _ahead(_aim("20"), asn=0)

    assert (ahead.status, ahead.later_share.percent) == ("none", None)
    assert workers_for(7, covered=0, joined=0) == 7
