"""Why money is held comes from rows; what no row explains simply waits to be paid on."""

import pytest

from payung.kernel.month import Month
from payung.stages.membership.models import Payer
from payung.stages.registry.models import Relocation, Worker
from payung.stages.remittance.queries.held_people import held_line, held_people
from payung.stages.remittance.queries.held_reasons import held_parts
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.django_db


def _cut(how_many=3, **how):
    of = made.office()
    given = made.giving(of, how_many, from_month=DECEMBER.previous)
    made.listed(of)
    made.report(of, **how)
    return of, given


def _parts(of, viewer=None):
    place = (of.agency_id, DECEMBER)
    found = held_parts(viewer=viewer or of.treasurer.viewer, places=[place])
    if place not in found:
        return {}
    return {str(part.why): (part.amount_idr, part.people) for part in found[place].parts}


def _moved(of, given, from_month: Month, state: str):
    there = made.office()
    with made.as_operation():
        row = Relocation.objects.create(
            civil_servant_id=given.sponsor_id,
            from_agency_id=of.agency_id,
            to_agency_id=there.agency_id,
            from_month=from_month.first_day,
            state="asked",
            asked_at=AT,
            asked_by_id=1,
        )
        if state == "done":
            row.state, row.released_by_id, row.welcomed_by_id = "done", 1, 2
            row.save()


def test_nothing_known_is_not_remitted():
    of, _ = _cut()

    assert _parts(of) == {"not_remitted": (3 * TARIFF_IDR, 3)}


def test_a_death_before_the_month_is_told_and_one_within_it_is_not():
    of, (one, two, _) = _cut()
    Worker.objects.filter(pk=one.worker_id).update(died_on=DECEMBER.previous.last_day)
    Worker.objects.filter(pk=two.worker_id).update(died_on=DECEMBER.first_day)

    assert _parts(of) == {
        "died": (TARIFF_IDR, 1),
        "not_remitted": (2 * TARIFF_IDR, 2),
    }


def test_a_cut_after_the_stop_is_told_and_the_last_month_paid_is_not():
    of, (one, two, _) = _cut()
    Payer.objects.filter(worker_id=one.worker_id).update(until_month=DECEMBER.first_day)
    Payer.objects.filter(worker_id=two.worker_id).update(until_month=DECEMBER.next.first_day)

    assert _parts(of)["stopped"] == (TARIFF_IDR, 1)


def test_who_moved_by_this_month_is_told_and_who_only_asked_or_moves_later_is_not():
    of, (one, two, three) = _cut()
    _moved(of, one, DECEMBER, "done")
    _moved(of, two, DECEMBER, "asked")
    _moved(of, three, DECEMBER.next, "done")

    assert _parts(of)["moved"] == (TARIFF_IDR, 1)


def test_only_what_is_above_the_line_is_over():
    of = made.office()
    (one,) = made.giving(of)
    made.listed(of)
    made.report(of, over_idr={one.worker_id: 400})

    assert _parts(of) == {"over": (400, 1), "not_remitted": (TARIFF_IDR, 0)}
    person = held_people(viewer=of.treasurer.viewer, book_id=_book_id(of))[0]
    assert (person.over_idr, person.most_idr) == (400, TARIFF_IDR + 400)


def test_what_is_paid_on_is_in_no_part():
    of, _ = _cut()
    made.slip(of, 3 * TARIFF_IDR)

    assert _parts(of) == {}


def test_another_office_is_told_nothing():
    of, _ = _cut()
    other = made.office()
    line_id = held_people(viewer=of.treasurer.viewer, book_id=_book_id(of))[0].line_id

    assert _parts(of, viewer=other.treasurer.viewer) == {}
    assert held_people(viewer=other.treasurer.viewer, book_id=_book_id(of)) == []
    assert held_line(viewer=other.treasurer.viewer, line_id=line_id) is None


def test_a_slip_that_waits_leaves_nothing_to_give_back():
    of, _ = _cut()
    made.slip(of, 4 * TARIFF_IDR, reason="satu orang menyusul")

    people = held_people(viewer=of.treasurer.viewer, book_id=_book_id(of))

    assert [one.most_idr for one in people] == [0, 0, 0]
    assert not any(one.may_ask for one in people)


def _book_id(of) -> int:
    place = (of.agency_id, DECEMBER)
    return held_parts(viewer=of.secretariat.viewer, places=[place])[place].book_id
