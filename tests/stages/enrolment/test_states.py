"""Every pair of action and state is decided; the database holds to it."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.states import BATCH_MOVES, MOVES, OPEN, BatchState, State
from tests.factories.enrolment import office, registered

D, R, H, B, V, S, A, E, C = State
DECIDED = {
    "draft": {"": D},
    "register_at_once": {"": R},
    "hold_at_once": {"": H},
    "accept_handed_over": {"": A},
    "register": {D: R, B: R},
    "take_over": {H: R},
    "hold": {R: H},
    "return": {R: B, V: B, S: B},
    "verify": {R: V},
    "submit": {V: S},
    "accept": {S: A},
    "end": {A: E},
    "cancel": {D: C, R: C, H: C, B: C, V: C},
}


@pytest.mark.parametrize("state", ["", *State])
@pytest.mark.parametrize("action", DECIDED)
def test_every_pair_is_decided(action, state):
    expected = DECIDED[action].get(state)

    if expected is None:
        with pytest.raises(MoveNotAllowed):
            MOVES.to(action, state)
    else:
        assert MOVES.to(action, state) == expected


def test_no_action_is_forgotten():
    assert set(MOVES.actions) == set(DECIDED)


def test_a_worker_is_free_only_when_it_is_over():
    assert set(State) - set(OPEN) == {State.ENDED, State.CANCELLED} == MOVES.final


def test_a_batch_is_sent_and_answered_once():
    assert BATCH_MOVES.pairs == {
        ("", BatchState.SENT),
        (BatchState.SENT, BatchState.ANSWERED),
    }


@operation
def _force(*, number: int, fields: dict[str, str], by: Actor, at: datetime) -> None:
    Sponsorship.objects.filter(pk=number).update(**fields)
    record("test.forced", by=by, at=at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"state": "accepted"},
        {"state": "ended", "ended_on": "2026-11-20", "end_reason": "wish"},
        {"state": "submitted"},
    ],
)
def test_the_database_refuses_a_jump(at, fields):
    home = office()
    number = registered(home, 1, at)

    with pytest.raises(IntegrityError), transaction.atomic():
        _force(number=number, fields=fields, by=home.officer, at=at)

    assert Sponsorship.objects.get().state == "registered"


@pytest.mark.django_db
def test_the_database_refuses_an_acceptance_without_a_number(at):
    home = office()
    number = registered(home, 1, at)
    for state in ("verified", "submitted"):
        _force(number=number, fields={"state": state}, by=home.officer, at=at)

    with pytest.raises(IntegrityError, match="enrolment_accepted_has_number"), transaction.atomic():
        _force(number=number, fields={"state": "accepted"}, by=home.officer, at=at)


@pytest.mark.django_db
def test_the_database_refuses_a_second_sponsor(at):
    home = office()
    first = Sponsorship.objects.get(pk=registered(home, 1, at))

    @operation
    def _second(*, by: Actor, at: datetime) -> None:
        first.pk = None
        first.sponsor_id = home.sponsors[1]
        first.save(force_insert=True)
        record("test.forced", by=by, at=at)

    with pytest.raises(IntegrityError, match="enrolment_one_sponsor"), transaction.atomic():
        _second(by=home.officer, at=at)
