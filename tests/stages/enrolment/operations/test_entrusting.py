"""What is left with the officer is sealed, arrives at one office, and is emptied when settled."""

from datetime import timedelta

import pytest

from payung.foundation.access.models import Person
from payung.foundation.audit.models import Event
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Entrusted, Sponsorship
from payung.stages.enrolment.operations.entrusting import entrust, settle
from payung.stages.enrolment.queries.entrusted import (
    entrusted,
    entrusted_one,
    entrusted_waiting,
    left_by,
)
from payung.stages.enrolment.sums.entrusted import PLACE, Kind
from tests.factories import enrolment as factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factory.office()


@pytest.fixture
def sponsor(home) -> Actor:
    person = Person.objects.create(sign_in="wulan", name="Wulan", civil_servant_id=home.sponsors[0])
    return Actor(person.pk, "Wulan", Role.SPONSOR, home.regency_id, home.agency_id, "test")


def test_arrives_at_the_own_office_and_nowhere_else(home, sponsor, at):
    left = entrust(kind=Kind.WORKER, answers={"nik": factory.nik(1)}, by=sponsor, at=at)

    assert [row.entrusted_id for row in entrusted(viewer=home.officer.viewer)] == [left]
    assert entrusted_waiting(viewer=home.officer.viewer) == 1
    assert entrusted(viewer=home.other_officer.viewer) == []
    assert entrusted_one(viewer=home.other_officer.viewer, entrusted_id=left) is None
    assert entrusted(viewer=sponsor.viewer) == []
    assert factory.nik(1).encode() not in bytes(Entrusted.objects.get().words_sealed)


def test_nothing_is_left_about_a_colleagues_worker(home, sponsor, at):
    theirs = factory.registered(home, 5, at, sponsor=1)

    with pytest.raises(Sponsorship.DoesNotExist):
        entrust(kind=Kind.EVENT, code="death", sponsorship_id=theirs, by=sponsor, at=at)


def test_only_the_own_office_settles_it_and_only_once(home, sponsor, at):
    left = entrust(kind=Kind.EVENT, code="accident", by=sponsor, at=at)

    for stranger in (home.other_officer, sponsor):
        with pytest.raises(Entrusted.DoesNotExist):
            settle(entrusted_id=left, outcome="done", by=stranger, at=at)
    settle(entrusted_id=left, outcome="done", by=home.officer, at=at)
    with pytest.raises(Entrusted.DoesNotExist):
        settle(entrusted_id=left, outcome="told", by=home.officer, at=at)

    row = Entrusted.objects.get()
    assert (row.settled_at, row.settled_by_id) == (at, home.officer.person_id)
    assert row.outcome == "done"
    assert entrusted(viewer=home.officer.viewer) == []


def test_what_was_said_is_gone_once_it_is_settled(home, sponsor, at):
    answers = {"nik": factory.nik(1), "nama": "Sukini"}
    left = entrust(kind=Kind.WORKER, words="Ibu saya", answers=answers, by=sponsor, at=at)

    settle(entrusted_id=left, outcome="told", by=home.officer, at=at)

    text = sealer().open(bytes(Entrusted.objects.get().words_sealed), PLACE)
    assert "Sukini" not in text
    assert "Ibu saya" not in text
    assert factory.nik(1) not in text
    events = Event.objects.filter(action__startswith="officer.").order_by("pk")
    assert [event.action for event in events] == ["officer.asked", "officer.answered"]


def test_the_sponsor_sees_what_became_of_it_for_a_while(home, sponsor, at):
    old = entrust(kind=Kind.EVENT, code="moved", by=sponsor, at=at)
    entrust(kind=Kind.DEDUCTION, code="2026-10", by=sponsor, at=at)
    later = at + timedelta(days=40)
    settle(entrusted_id=old, outcome="Sudah ditelepon", by=home.officer, at=at)

    seen = left_by(viewer=sponsor.viewer, since=at)
    after = left_by(viewer=sponsor.viewer, since=later)

    assert [(row.kind, row.outcome) for row in seen] == [
        (Kind.DEDUCTION, ""),
        (Kind.EVENT, "Sudah ditelepon"),
    ]
    assert [row.kind for row in after] == [Kind.DEDUCTION]
    assert left_by(viewer=home.officer.viewer, since=at) == []
