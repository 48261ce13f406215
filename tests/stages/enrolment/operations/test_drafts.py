"""The answers of an unfinished sign-up: kept for a day, for their owner alone."""

from datetime import timedelta

import pytest

from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Draft
from payung.stages.enrolment.operations.drafts import (
    ask_about,
    clear_draft,
    forget_old_drafts,
    save_answers,
)
from payung.stages.enrolment.problems import NoOneToKeepFor
from payung.stages.enrolment.queries.drafts import draft_of
from payung.stages.enrolment.sums.drafts import KEPT_FOR
from tests.factories import enrolment as factory

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


@pytest.fixture
def person() -> Actor:
    return Actor(41, "Wulan Handayani", Role.SPONSOR, 1, 1, "test")


def test_adds_answers_and_lets_the_last_one_count(person, at):
    save_answers(answers={"hubungan": "saudara"}, by=person, at=at)
    save_answers(answers={"hubungan": "sopir", "nik": "x"}, by=person, at=at)

    assert draft_of(viewer=person.viewer, at=at).answers == {"hubungan": "sopir", "nik": "x"}


def test_an_empty_answer_takes_the_answer_away(person, at):
    save_answers(answers={"telepon": "+62812"}, by=person, at=at)
    save_answers(answers={"telepon": ""}, by=person, at=at)

    assert draft_of(viewer=person.viewer, at=at).answers == {}


def test_nobody_else_finds_them(person, at):
    save_answers(answers={"nik": "x"}, by=person, at=at)
    other = Actor(42, "Rudi", Role.SPONSOR, 1, 1, "test")

    assert draft_of(viewer=other.viewer, at=at).answers == {}


def test_are_there_until_the_last_moment_of_the_day_and_gone_after_it(person, at):
    save_answers(answers={"nik": "x"}, by=person, at=at)

    moment = timedelta(microseconds=1)
    assert draft_of(viewer=person.viewer, at=at + KEPT_FOR - moment).answers
    assert not draft_of(viewer=person.viewer, at=at + KEPT_FOR).answers


def test_old_ones_are_deleted_and_younger_ones_stay(person, at):
    save_answers(answers={"nik": "x"}, by=person, at=at)

    assert forget_old_drafts(by=SYSTEM, at=at + KEPT_FOR - timedelta(seconds=1)) == 0
    assert forget_old_drafts(by=SYSTEM, at=at + KEPT_FOR) == 1
    assert not Draft.objects.exists()


def test_the_system_has_no_draft(at):
    with pytest.raises(NoOneToKeepFor):
        save_answers(answers={"nik": "x"}, by=SYSTEM, at=at)


class TestAsking:
    def test_the_same_nik_counts_once_and_the_eleventh_is_too_many(self, person, at):
        home = factory.office()

        def ask(serial, when=at):
            return ask_about(
                nik=factory.nik(serial),
                sponsor_id=home.sponsors[0],
                answers={},
                by=person,
                at=when,
            )

        for serial in [*range(10), *range(10)]:
            assert not ask(serial).is_too_many
        assert ask(10).is_too_many
        clear_draft(by=person, at=at)
        assert ask(11).is_too_many
        assert not ask(12, at + timedelta(days=1)).is_too_many

    def test_says_free_mine_and_taken(self, person, at):
        home = factory.office()
        factory.registered(home, 1, at)
        factory.registered(home, 2, at, sponsor=1)

        def ask(serial):
            return ask_about(
                nik=factory.nik(serial), sponsor_id=home.sponsors[0], answers={}, by=person, at=at
            )

        assert ask(1).mine is not None
        assert not ask(2).is_free
        assert ask(3).is_free
