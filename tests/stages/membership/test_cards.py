"""One card in force per membership, under a code nobody can guess."""

import re
from datetime import date

import pytest

from payung.kernel.people import Viewer
from payung.stages.membership import operations, queries
from payung.stages.membership.models import Card, Spell
from payung.stages.membership.operations import cards
from payung.stages.membership.problems import NoLiveCard, NoMembership
from tests.factories.enrolment import office
from tests.factories.membership import protected

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return office()


def _issue(home, at, *ids):
    return operations.issue_cards(sponsorship_ids=ids, by=home.officer, at=at)


def test_a_card_in_force_is_kept_however_often_it_is_printed(home, at):
    number = protected(home, 1, at)

    first, again = _issue(home, at, number), _issue(home, at, number)

    assert first == again
    assert Card.objects.count() == 1


def test_several_at_once_get_each_their_own(home, at):
    numbers = [protected(home, serial, at) for serial in (1, 2)]

    codes = _issue(home, at, *numbers)

    assert set(codes) == set(numbers)
    assert len(set(codes.values())) == 2
    assert all(re.fullmatch("[A-Z2-7]{16}", code) for code in codes.values())


def test_a_code_has_eighty_random_bits():
    codes = [cards._code() for _ in range(2000)]

    assert len(set(codes)) == 2000
    assert all(len({code[place] for code in codes}) == 32 for place in range(16))


def test_a_lost_card_is_revoked_and_the_next_has_another_code(home, at):
    number = protected(home, 1, at)
    before = _issue(home, at, number)[number]

    operations.revoke_card(sponsorship_id=number, reason="hilang", by=home.officer, at=at)
    after = _issue(home, at, number)[number]

    assert before != after
    assert queries.card_behind(viewer=Viewer.system(), code=before).is_revoked
    assert not queries.card_behind(viewer=Viewer.system(), code=after).is_revoked


def test_there_is_nothing_to_revoke_twice(home, at):
    number = protected(home, 1, at)
    _issue(home, at, number)
    operations.revoke_card(sponsorship_id=number, reason="hilang", by=home.officer, at=at)

    with pytest.raises(NoLiveCard):
        operations.revoke_card(sponsorship_id=number, reason="hilang", by=home.officer, at=at)


def test_another_office_issues_and_revokes_nothing(home, at):
    number = protected(home, 1, at)
    _issue(home, at, number)

    with pytest.raises(NoMembership):
        operations.issue_cards(sponsorship_ids=[number], by=home.other_officer, at=at)
    with pytest.raises(NoLiveCard):
        operations.revoke_card(sponsorship_id=number, reason="iseng", by=home.other_officer, at=at)
    assert queries.live_card(viewer=home.other_officer.viewer, sponsorship_id=number) is None
    assert queries.cards_to_print(viewer=home.other_officer.viewer, sponsorship_ids=[number]) == []


def test_one_that_is_not_a_members_stops_them_all(home, at):
    number = protected(home, 1, at)

    with pytest.raises(NoMembership):
        _issue(home, at, number, number + 999)

    assert not Card.objects.exists()


def test_a_membership_that_ended_gets_no_card(home, at):
    number = protected(home, 1, at)
    operations.end_spells(
        worker_ids=[Spell.objects.get().worker_id],
        ends_on=date(2027, 1, 1),
        reason="lapsed",
        by=home.officer,
        at=at,
    )

    with pytest.raises(NoMembership):
        _issue(home, at, number)


def test_what_stands_on_a_card_names_the_code_in_force(home, at):
    number = protected(home, 1, at)
    code = _issue(home, at, number)[number]

    (card,) = queries.cards_to_print(viewer=home.officer.viewer, sponsorship_ids=[number])

    assert card.code == code == queries.live_card(viewer=home.officer.viewer, sponsorship_id=number)
    assert re.fullmatch("[0-9]{11}", card.card_number)
