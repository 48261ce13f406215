"""Spells and their payers: one at a time, without a gap."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from payung.kernel.month import Month
from payung.stages.enrolment import operations as enrolment
from payung.stages.membership import operations
from payung.stages.membership.models import Payer, Spell
from payung.stages.membership.problems import NoOpenPayer, NotAccepted, OtherWorker
from tests.factories.enrolment import batch, card, office, registered, replies
from tests.factories.membership import protected

pytestmark = pytest.mark.django_db


def payers() -> list[tuple[str, str]]:
    rows = Payer.objects.order_by("from_month", "pk").values_list("from_month", "until_month")
    return [(str(start), str(end or "")) for start, end in rows]


def accepted_again(home, at, number, *, sponsor):
    """Register the worker once more and have the branch answer with `number`."""
    batch_id = batch(home, [1], at, sponsor=sponsor)
    answer = enrolment.answer_batch(
        batch_id=batch_id,
        replies=replies(home, batch_id, [(number, "")]),
        replied_on=at.date(),
        by=home.branch,
        at=at,
    )
    return answer.accepted_ids


def test_opens_on_the_day_of_acceptance_and_is_paid_from_its_first_month(at):
    home = office()

    protected(home, 1, at)

    spell = Spell.objects.get()
    assert (spell.starts_on, spell.first_month) == (date(2026, 11, 20), date(2027, 1, 1))
    assert (spell.card_number, spell.ends_on) == (card(1), None)
    assert payers() == [("2027-01-01", "")]


def test_what_is_not_accepted_opens_nothing(at):
    home = office()
    good = protected(home, 1, at)

    with pytest.raises(NotAccepted):
        operations.open_spells(
            sponsorship_ids=[good, registered(home, 2, at)],
            starts_on=at.date(),
            by=home.branch,
            at=at,
        )


def test_opening_again_changes_nothing(at):
    home = office()
    number = protected(home, 1, at)

    count = operations.open_spells(
        sponsorship_ids=[number], starts_on=at.date(), by=home.branch, at=at
    )

    assert (count, Spell.objects.count(), Payer.objects.count()) == (0, 1, 1)


def test_a_spell_that_still_runs_goes_on_under_the_same_number(at):
    home = office()
    old = protected(home, 1, at)
    enrolment.end(sponsorship_id=old, ended_on=at.date(), reason="wish", by=home.officer, at=at)
    later = at + timedelta(days=60)
    operations.stop_payer(sponsorship_id=old, until_month=Month(2027, 2), by=home.officer, at=at)

    ids = accepted_again(home, later, card(1), sponsor=1)
    operations.open_spells(sponsorship_ids=ids, starts_on=later.date(), by=home.branch, at=later)

    assert Spell.objects.count() == 1
    assert payers() == [("2027-01-01", "2027-02-01"), ("2027-03-01", "")]


def test_a_new_number_ends_the_old_spell_where_the_new_one_starts(at):
    home = office()
    old = protected(home, 1, at)
    enrolment.end(sponsorship_id=old, ended_on=at.date(), reason="wish", by=home.officer, at=at)
    later = at + timedelta(days=60)

    ids = accepted_again(home, later, card(2), sponsor=1)
    operations.open_spells(sponsorship_ids=ids, starts_on=later.date(), by=home.branch, at=later)

    first, second = Spell.objects.order_by("starts_on")
    assert (first.ends_on, first.end_reason) == (second.starts_on, "new_number")
    assert payers() == [("2027-01-01", "2027-03-01"), ("2027-03-01", "")]


def test_the_payer_changes_without_a_gap(at):
    home = office()
    old = protected(home, 1, at)
    new = enrolment.hand_over(
        sponsorship_id=old, new_sponsor_id=home.sponsors[1], by=home.officer, at=at
    )

    operations.change_payer(
        old_sponsorship_id=old,
        new_sponsorship_id=new,
        from_month=Month(2027, 4),
        by=home.officer,
        at=at,
    )

    assert payers() == [("2027-01-01", "2027-04-01"), ("2027-04-01", "")]


def test_a_payer_who_never_began_is_replaced_from_the_first_month(at):
    home = office()
    old = protected(home, 1, at)
    new = enrolment.hand_over(
        sponsorship_id=old, new_sponsor_id=home.sponsors[1], by=home.officer, at=at
    )

    operations.change_payer(
        old_sponsorship_id=old,
        new_sponsorship_id=new,
        from_month=Month(2026, 12),
        by=home.officer,
        at=at,
    )

    assert payers() == [("2027-01-01", "2027-01-01"), ("2027-01-01", "")]


def test_a_hand_over_between_two_workers_is_refused(at):
    home = office()
    first, second = protected(home, 1, at), protected(home, 2, at)

    with pytest.raises(OtherWorker):
        operations.change_payer(
            old_sponsorship_id=first,
            new_sponsorship_id=second,
            from_month=Month(2027, 4),
            by=home.officer,
            at=at,
        )


def test_spells_end_with_their_payers_and_once(at):
    home = office()
    protected(home, 1, at)
    worker_id = Spell.objects.get().worker_id
    ending = {
        "worker_ids": [worker_id],
        "ends_on": date(2027, 3, 1),
        "reason": "lapsed",
        "by": home.officer,
        "at": at,
    }

    assert operations.end_spells(**ending) == 1
    assert operations.end_spells(**ending) == 0

    assert payers() == [("2027-01-01", "2027-03-01")]


def test_a_spell_never_ends_before_it_starts(at):
    home = office()
    protected(home, 1, at)
    spell = Spell.objects.get()

    operations.end_spells(
        worker_ids=[spell.worker_id],
        ends_on=date(2026, 11, 2),
        reason="died",
        by=home.officer,
        at=at,
    )

    spell.refresh_from_db()
    assert spell.ends_on == spell.starts_on
    assert payers() == [("2027-01-01", "2027-01-01")]


def test_a_payer_stops_once(at):
    home = office()
    number = protected(home, 1, at)
    stop = {"sponsorship_id": number, "by": home.officer, "at": at}

    assert operations.stop_payer(until_month=Month(2027, 5), **stop) == Month(2027, 4)
    with pytest.raises(NoOpenPayer):
        operations.stop_payer(until_month=Month(2027, 5), **stop)


def test_the_database_refuses_two_payers_of_one_month(at):
    home = office()
    number = protected(home, 1, at)
    payer = Payer.objects.get(sponsorship_id=number)
    payer.pk = None
    payer.from_month = date(2027, 5, 1)

    with pytest.raises(IntegrityError, match="membership_one_payer"), transaction.atomic():
        payer.save(force_insert=True)


def test_the_database_refuses_two_spells_at_once(at):
    home = office()
    protected(home, 1, at)
    spell = Spell.objects.get()
    spell.pk = None
    spell.card_number = card(9)
    spell.starts_on = date(2026, 12, 1)

    with pytest.raises(IntegrityError, match="membership_no_two_spells"), transaction.atomic():
        spell.save(force_insert=True)
