"""Whom a leader calls."""

from payung.kernel.month import Month
from payung.reports.leaders.calls import Unit, calls_of
from payung.reports.leaders.findings import finding_of
from payung.stages.monitoring.sums import Share

AVERAGE = Share(part=20, whole=100)


def _unit(name: str, asn: int, joined: int, *, usual: int | None = None, **more) -> Unit:
    known = joined if usual is None else usual
    return Unit(agency_id=1, name=name, asn=asn, joined=joined, usual=known, **more)


def _names(units: list[Unit], average: Share = AVERAGE) -> list[tuple[str, int]]:
    return [(call.unit.name, call.gain) for call in calls_of(units, average)]


def test_late_ones_come_first_by_the_workers_who_wait_then_who_lacks_most():
    units = [
        _unit("jauh", 100, 5),
        _unit("dekat", 100, 18),
        _unit("lambat", 50, 0, usual=9, due=4, is_late=True),
        _unit("paling lambat", 50, 0, usual=50, due=50, is_late=True),
        _unit("di atas", 100, 40),
    ]

    assert _names(units) == [("paling lambat", 0), ("lambat", 1), ("jauh", 15), ("dekat", 2)]


def test_at_most_five_are_called_whatever_the_number_of_offices():
    assert len(calls_of([_unit(f"k{n:03}", 100, 0) for n in range(400)], AVERAGE)) == 5


def test_an_office_so_small_that_a_share_names_people_is_called_for_being_late_only():
    assert _names([_unit("kecil", 9, 0)]) == []
    assert _names([_unit("kecil", 9, 0, is_late=True)]) == [("kecil", 2)]


def test_one_office_alone_is_the_average_and_nobody_needs_a_call():
    assert _names([_unit("satu", 40, 8)], Share(part=8, whole=40)) == []


def test_without_civil_servants_nobody_lacks_anything():
    assert _names([_unit("kosong", 0, 0)], Share(part=0, whole=0)) == []


def test_a_line_says_rising_only_where_no_month_is_missing():
    months = Month.span(Month(2026, 1), Month(2026, 5))

    def kind(*counts: int | None) -> tuple[str, int]:
        found = finding_of(list(zip(months, counts, strict=True)))
        return found.kind, found.change

    assert kind(1, 2, 3, 4) == ("rising", 1)
    assert kind(1, 2, None, 4) == ("up", 2)
    assert kind(None, None, 7, 7) == ("same", 0)
    assert kind(4, 3, 9, 1) == ("down", 8)
    assert kind(None, None, None, 4) == ("first", 0)


def test_an_open_month_is_not_compared_it_would_only_say_who_has_not_reported():
    months = Month.span(Month(2026, 1), Month(2026, 5))
    line = list(zip(months, (5, 6, 7, 2), strict=True))

    found = finding_of(line, open_months=[months[-1]])

    assert (found.kind, found.until) == ("rising", months[-2])
    assert finding_of(line).kind == "down"
    assert finding_of(line[-1:], open_months=[months[-1]]).kind == "first"
