"""Three unpaid months in a row end a membership on the first day of the fourth; never two."""

from datetime import UTC, date, datetime

import pytest

from payung.foundation.audit.models import Move
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.process.lapse import lapse_unpaid
from payung.stages.cover.sums import run_that_ends_on
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Payer, Spell
from tests.factories import remittance as made

pytestmark = pytest.mark.django_db

MONTHS = Month.span(Month(2026, 1), Month(2026, 7))
BY = Actor.system("uji")


def _lapse(month, regency_id=None):
    at = datetime(month.year, month.month, 1, tzinfo=UTC)
    return lapse_unpaid(month=month, regency_id=regency_id, by=BY, at=at)


def _missing(*missed):
    of = made.office()
    (given,) = made.giving(of, 1, from_month=MONTHS[0])
    for month in MONTHS[:4]:
        made.paid(of, month, not_cut={given.worker_id: "net_pay"} if month in missed else None)
    return of, given


def test_ends_spell_payer_and_sponsorship_after_three_unpaid_months():
    _, given = _missing(*MONTHS[1:4])

    assert _lapse(Month(2026, 5)) == 1

    spell = Spell.objects.get(pk=given.spell_id)
    assert (spell.ends_on, spell.end_reason) == (date(2026, 5, 1), "lapsed")
    assert Payer.objects.get(spell=spell).until_month == date(2026, 5, 1)
    sponsorship = Sponsorship.objects.get(pk=given.sponsorship_id)
    assert (sponsorship.state, sponsorship.end_reason) == ("ended", "lapsed")
    move = Move.objects.filter(entity="enrolment_sponsorship").latest("id")
    assert (move.to_state, move.entity_id) == ("ended", given.sponsorship_id)


@pytest.mark.parametrize("missed", [MONTHS[2:4], [MONTHS[1], MONTHS[3]], MONTHS[0:2], []])
def test_never_ends_after_two(missed):
    _, given = _missing(*missed)

    assert _lapse(Month(2026, 5)) == 0
    assert Spell.objects.get(pk=given.spell_id).ends_on is None


def test_a_second_run_changes_nothing():
    _missing(*MONTHS[1:4])
    _lapse(Month(2026, 5))

    assert _lapse(Month(2026, 5)) == 0


def test_counts_from_the_first_contribution_month():
    of = made.office()
    (given,) = made.giving(of, 1, from_month=Month(2026, 3), starts_on=date(2026, 1, 20))

    assert _lapse(Month(2026, 5)) == 0
    assert _lapse(Month(2026, 6)) == 1
    assert Spell.objects.get(pk=given.spell_id).ends_on == date(2026, 6, 1)
    assert of.agency_id


@pytest.mark.parametrize(("received_on", "ended"), [(date(2026, 4, 30), 0), (date(2026, 5, 1), 1)])
def test_money_received_on_the_first_day_of_the_fourth_month_comes_too_late(received_on, ended):
    of = made.office()
    made.giving(of, 1, from_month=MONTHS[0])
    made.paid(of, MONTHS[0])
    made.paid(of, MONTHS[1], received_on=received_on)

    assert _lapse(Month(2026, 5)) == ended


def test_stays_in_the_regency_that_was_asked_for():
    of, _ = _missing(*MONTHS[1:4])
    elsewhere = made.office(code="33.10")

    assert _lapse(Month(2026, 5), elsewhere.regency_id) == 0
    assert _lapse(Month(2026, 5), of.regency_id) == 1


def test_the_run_is_the_three_months_before():
    assert run_that_ends_on(Month(2026, 7)) == Month.span(Month(2026, 4), Month(2026, 7))
