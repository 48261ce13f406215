"""The rules of the ranking, each by its own sentence."""

from datetime import date
from decimal import Decimal

import pytest

from payung.stages.monitoring.sums import OfficeFigures, rank
from payung.stages.monitoring.sums.ranking import Placed
from tests.stages.monitoring.making import office


def _all(offices: list[OfficeFigures], before: list[OfficeFigures] | None = None) -> list[Placed]:
    return [one for group in rank(offices, before or []).classes for one in group.placed]


def test_the_share_decides_and_not_the_size():
    small, large = office(1, asn=30, joined=12), office(2, asn=99, joined=30)

    assert [one.office.agency_id for one in _all([large, small])] == [1, 2]


@pytest.mark.parametrize(
    ("asn", "size"),
    [(9, None), (10, "s"), (29, "s"), (30, "m"), (99, "m"), (100, "l"), (499, "l"), (500, "xl")],
)
def test_classes_begin_and_end_where_the_rules_say(asn, size):
    ranking = rank([office(asn=asn, joined=5)])

    assert [group.size for group in ranking.classes] == ([size] if size else [])
    assert [one.asn for one in ranking.small] == ([] if size else [asn])


def test_equal_shares_share_a_place_and_the_next_one_is_left_out():
    offices = [office(1, joined=8), office(2, asn=80, joined=16), office(3, joined=4)]

    assert [(one.place, one.office.agency_id) for one in _all([*offices, office(4, joined=9)])] == [
        (1, 4),
        (2, 1),
        (2, 2),
        (4, 3),
    ]


def test_an_open_month_and_one_opened_again_have_no_place():
    late = office(1, closed_on=None, closings=0)
    reopened = office(2, closed_on=None, closings=1)

    ranking = rank([late, reopened])

    assert ranking.classes == ()
    assert [one.agency_id for one in ranking.late] == [1, 2]


def test_an_office_without_a_worker_is_not_late():
    idle = office(joined=0, due=0, lines=0, is_listed=False, closed_on=None, closings=0)

    ranking = rank([idle])

    assert ranking.late == ()
    assert ranking.idle == (idle,)


def test_money_that_never_arrived_earns_no_place():
    held, paid = office(1, joined=30, confirmed=0), office(2, joined=5)

    assert [one.office.agency_id for one in _all([held, paid])] == [2, 1]
    assert _all([held])[0].share.part == 0


def test_last_months_place_and_the_change_stand_beside():
    before = [office(1, joined=10), office(2, joined=20), office(3, closed_on=None)]
    now = [office(1, joined=21), office(2, joined=20), office(3, joined=9)]

    first, second, third = _all(now, before)

    assert (first.place, first.before, first.change) == (1, 2, Decimal("27.50"))
    assert (second.place, second.before, second.change) == (2, 1, Decimal("0.00"))
    assert (third.before, third.change) == (None, None)


def test_who_rose_most_stands_in_a_table_of_its_own():
    before = [office(n, joined=10) for n in range(1, 4)]
    now = [office(1, joined=9), office(2, joined=12), office(3, joined=14)]

    assert [one.office.agency_id for one in rank(now, before).risers] == [3, 2]


def test_a_fall_is_told_with_its_sign():
    [placed] = _all([office(joined=9)], [office(joined=10)])

    assert placed.change == Decimal("-2.50")


def test_one_office_alone_has_the_first_place():
    assert [one.place for one in _all([office()])] == [1]


def test_names_of_a_hundred_letters_and_four_hundred_offices_are_no_trouble():
    offices = [office(n, name="K" * 100, joined=n % 40) for n in range(400)]

    places = [one.place for one in _all(offices)]

    assert places == sorted(places)
    assert len(places) == 400


def test_an_office_of_nobody_divides_nothing():
    gone = office(asn=0, joined=0, closed_on=date(2026, 10, 1))

    assert rank([gone]).small == (gone,)
    assert gone.participation.percent is None
