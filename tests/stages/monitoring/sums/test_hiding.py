"""Nobody can be found in the published counts, not even by subtracting them from each other."""

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.stages.monitoring.sums import Cell, OfficeFigures, rank
from payung.stages.monitoring.sums.hiding import Published, publish, publish_cells, safe_count
from tests.stages.monitoring.making import office

TINY = (6, 3)


class Attacker:
    """
    Knows every office's staff list, subtracts all that is printed, and counts what is left.

    Knows more than is printed: how many joined in the shown offices, not only whose money arrived.
    """

    def __init__(self, offices: list[OfficeFigures], published: Published) -> None:
        self._staff = {one.agency_id: one.asn for one in offices}
        self._truth = {one.agency_id: one for one in offices}
        self._seen = published
        self._size = {one.agency_id: one.size for one in published.offices}

    def relations(self, what: str = "joined") -> list[tuple[list[int], int]]:
        """Return each sum that follows from what is printed: of which hidden offices, how much."""
        found, open_classes, left = [], [], getattr(self._seen.total, what)
        for group in self._seen.classes:
            of = [one for one in self._seen.offices if one.size == group.size]
            open_ones = [self._truth[one.agency_id] for one in of if not one.is_hidden]
            shown = sum(getattr(one, what) for one in open_ones)
            hidden = [one.agency_id for one in of if one.is_hidden]
            told = getattr(group, what)
            if told is not None:
                found.append((hidden, told - shown))
                left = None if left is None else left - told
            else:
                open_classes += hidden
                left = None if left is None else left - shown
        if left is not None:
            found.append((open_classes, left))
        return [(hidden, rest) for hidden, rest in found if hidden]

    def possible(self, hidden: list[int], rest: int, which: int) -> set[int]:
        """Return how many may have joined in one hidden office, given what is left for them."""
        others = sum(self._staff[one] for one in hidden if one != which)
        return {n for n in range(self._staff[which] + 1) if 0 <= rest - n <= others}


def assert_nothing_can_be_found(offices: list[OfficeFigures], published: Published) -> None:
    for one in published.offices:
        if not one.is_hidden:
            assert safe_count(one.asn or 0) is not None
            assert one.scored is not None
            assert not 0 < one.scored < 5
            assert not 0 < (one.asn or 0) - one.scored < 5
            assert not 0 < (one.covered or 0) < 5
    attacker = Attacker(offices, published)
    truth = {one.agency_id: one for one in offices}
    for what in ("asn", "covered"):
        for hidden, rest in attacker.relations(what):
            assert rest == sum(getattr(truth[one], what) for one in hidden)
            assert not 0 < rest < 5, what
            assert len(hidden) > 1 or rest == 0
    for hidden, rest in attacker.relations():
        assert rest == sum(truth[one].joined for one in hidden)
        assert not 0 < rest < 5, "what is left points at people"
        assert not 0 < sum(truth[one].asn for one in hidden) - rest < 5
        for one in hidden:
            possible = attacker.possible(hidden, rest, one)
            assert rest == 0 or len(possible) > min(truth[one].asn, 5), (one, possible)


counts = st.tuples(*(st.integers(0, most) for most in (60, 60, 70, 60)))
months = st.lists(counts, min_size=1, max_size=9)


def offices_from(rows: list[tuple[int, int, int, int]]) -> list[OfficeFigures]:
    return [
        office(n, asn=asn, joined=min(joined, asn), covered=covered, confirmed=confirmed)
        for n, (asn, joined, covered, confirmed) in enumerate(rows, start=1)
    ]


@settings(max_examples=150, deadline=None)
@given(months)
def test_no_table_gives_away_a_hidden_office(rows):
    offices = offices_from(rows)

    assert_nothing_can_be_found(offices, publish(offices))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(counts, min_size=5, max_size=5), min_size=2, max_size=3))
def test_months_beside_each_other_give_nothing_away_either(table):
    """A change would tell the month that is hidden: it is printed only where both are shown."""
    before: list[OfficeFigures] = []
    was = Published(offices=(), classes=(), total=publish([]).total, hidden=frozenset())
    for rows in table:
        offices = offices_from(rows)
        now = publish(offices, before=before, hidden_before=was.hidden)
        assert_nothing_can_be_found(offices, now)
        for one in now.offices:
            if one.is_hidden or one.agency_id in was.hidden:
                assert one.change is None
                assert one.before is None
        before, was = offices, now


@pytest.mark.parametrize("size", TINY)
def test_a_tiny_office_is_hidden_and_a_neighbour_with_it(size):
    offices = [office(1, asn=size, joined=2), office(2), office(3, asn=300, joined=80)]

    published = publish(offices)

    assert 1 in published.hidden
    assert len(published.hidden) > 1, "or the total would tell"
    assert published.total.joined == 92


def test_the_table_of_the_documentation():
    """docs/algorithms/hiding.md."""
    a, b = office(1, asn=6, joined=2), office(2, asn=40, joined=10)

    published = publish([a, b, office(3, asn=300, joined=80)])

    assert published.hidden == {1, 2}
    assert (published.total.asn, published.total.joined) == (346, 92)
    assert {one.size: one.joined for one in published.classes} == {"l": 80, "m": None, "tiny": None}


def test_the_few_who_did_not_join_are_protected_like_the_few_who_did():
    published = publish([office(1, joined=38), office(2), office(3), office(4)])

    assert 1 in published.hidden


def test_of_a_regency_with_one_small_office_nothing_is_told():
    published = publish([office(1, asn=3, joined=2)])

    assert published.offices[0].is_hidden
    assert published.total.joined is None


def test_large_offices_hide_nothing():
    offices = [office(n, asn=100 + n, joined=20 + n) for n in range(6)]

    published = publish(offices, before=offices)

    assert published.hidden == frozenset()
    assert [one.place for one in sorted(published.offices, key=lambda o: -(o.scored or 0))] == [
        *range(1, 7)
    ]


def test_three_who_wait_for_a_receipt_hide_nobody():
    """It happens every month in every healthy regency; the ranking would be empty for ever."""
    offices = [office(n, asn=100 + n, joined=20 + n) for n in range(5)]

    published = publish([*offices, office(9, asn=120, joined=30, confirmed=27)])

    assert published.hidden == frozenset()
    (last,) = (one for one in published.offices if one.agency_id == 9)
    assert last.scored == 27, "and nobody reads that thirty joined"


def test_whoever_was_hidden_beside_a_small_office_stays_so_in_the_next_month():
    offices = [office(1, asn=20, joined=3), *(office(n, asn=30 + n) for n in range(2, 6))]
    first = publish(offices)
    again = [office(1, asn=20, joined=3), office(9, asn=30), *offices[1:]]

    assert first.hidden < publish(again, hidden_before=first.hidden).hidden | {9}
    assert publish(again, hidden_before=first.hidden).hidden == first.hidden


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(1, 30), max_size=8))
def test_what_is_left_of_a_dimension_points_at_nobody(workers):
    cells = [
        Cell(dimension="age", value=str(n), label="", workers=count, whole=sum(workers))
        for n, count in enumerate(workers)
    ]

    told = publish_cells(cells)

    hidden = [cell.workers for cell, is_shown in told if not is_shown]
    assert all(cell.workers >= 5 for cell, is_shown in told if is_shown)
    if len(hidden) < len(workers):
        assert not hidden or (len(hidden) > 1 and sum(hidden) >= 5)
    assert [cell for cell, _ in told] == cells


def test_a_count_that_stands_alone_is_shown_from_five_on():
    assert [safe_count(n) for n in (0, 1, 4, 5)] == [0, None, None, 5]


def test_four_hundred_offices_are_published_at_once():
    offices = [office(n, asn=5 + n * 7 % 900, joined=n * 3 % (5 + n * 7 % 900)) for n in range(400)]

    published = publish(offices)

    assert_nothing_can_be_found(offices, published)
    assert len(published.hidden) < 60
    by_size = {k: list(g) for k, g in groupby(published.classes, key=lambda g: g.size)}
    assert all(len(groups) == 1 for groups in by_size.values())


@pytest.mark.parametrize(("few", "others", "among_all"), [(5, 30, 3), (17, 18, 2)])
def test_a_hidden_office_leaves_no_gap_in_the_places(few, others, among_all):
    """Two truths that print the same; a place among all would tell them apart."""
    offices = [
        office(1, asn=120, joined=48),
        office(2, asn=110, joined=22),
        office(3, asn=100, joined=few, covered=3),
        office(4, asn=100, joined=others, covered=12),
    ]

    published = publish(offices)

    assert published.hidden == {3, 4}
    assert (published.total.joined, published.total.covered) == (105, 85)
    assert [one.place for one in published.offices] == [1, 2, None, None]
    [placed] = rank(offices).classes
    assert {one.office.agency_id: one.place for one in placed.placed}[2] == among_all
