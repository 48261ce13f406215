"""Batches go out once, and answers come in row by row."""

from dataclasses import replace
from datetime import timedelta

import pytest

from payung.foundation.audit.models import Event
from payung.stages.enrolment import operations
from payung.stages.enrolment.models import Batch, Flag, Reply, Sponsorship
from payung.stages.intake.problems import FileRefused
from payung.stages.registry.models import Agency
from tests.factories.enrolment import batch, card, office, registered, replies, verified

pytestmark = pytest.mark.django_db


def answer(home, batch_id, rows, at, **more):
    return operations.answer_batch(
        batch_id=batch_id, replies=rows, replied_on=at.date(), by=home.branch, at=at, **more
    )


def states() -> list[str]:
    return list(Sponsorship.objects.order_by("pk").values_list("state", flat=True))


def test_takes_all_verified_ones_and_nothing_else(at):
    home = office()
    verified(home, [1, 2], at)
    registered(home, 3, at)

    batch_id = operations.send_batch(agency_id=home.agency_id, by=home.officer, at=at)

    assert states() == ["submitted", "submitted", "registered"]
    assert Batch.objects.get(pk=batch_id).row_count == 2


def test_nothing_left_makes_no_batch(at):
    home = office()
    batch(home, [1], at)

    assert operations.send_batch(agency_id=home.agency_id, by=home.officer, at=at) is None
    assert Event.objects.latest("pk").action == "batch.nothing_to_send"


def test_an_officer_sends_for_the_own_office_only(at):
    home = office()

    with pytest.raises(Agency.DoesNotExist):
        operations.send_batch(agency_id=home.other_agency_id, by=home.officer, at=at)


def test_each_row_is_accepted_or_returned(at):
    home = office()
    batch_id = batch(home, [1, 2], at)
    rows = replies(home, batch_id, [(card(1), ""), ("", "usia melewati 65 TAHUN")])

    found = answer(home, batch_id, rows, at)

    assert (len(found.accepted_ids), len(found.returned_ids), found.waiting) == (1, 1, 0)
    assert states() == ["accepted", "returned"]
    assert Reply.objects.exclude(reason="").get().reason == "Usia melewati 65 tahun"
    assert Batch.objects.get().state == "answered"


def test_unanswered_rows_wait_for_the_next_answer(at):
    home = office()
    batch_id = batch(home, [1, 2], at)

    first = answer(home, batch_id, replies(home, batch_id, [(card(1), ""), ("", "")]), at)
    assert (first.waiting, Batch.objects.get().state) == (1, "sent")

    rows = replies(home, batch_id, [(card(1), ""), (card(2), "")])
    second = answer(home, batch_id, rows, at)
    assert (len(second.accepted_ids), second.unchanged, second.waiting) == (1, 1, 0)


def test_a_repeated_answer_changes_nothing(at):
    home = office()
    batch_id = batch(home, [1, 2], at)
    rows = replies(home, batch_id, [(card(1), ""), ("", "Data belum lengkap")])
    answer(home, batch_id, rows, at)

    again = answer(home, batch_id, rows, at)

    assert (again.accepted_ids, again.returned_ids, again.refused) == ((), (), ())
    assert (again.unchanged, Reply.objects.count()) == (2, 2)


def test_a_contradiction_is_refused_and_the_first_answer_stands(at):
    home = office()
    batch_id = batch(home, [1], at)
    answer(home, batch_id, replies(home, batch_id, [(card(1), "")]), at)

    found = answer(home, batch_id, replies(home, batch_id, [(card(2), "")]), at)

    assert [each.finding.code for each in found.refused] == ["reply_differs_from_before"]
    assert Sponsorship.objects.get().card_number == card(1)


def test_shifted_rows_are_refused_whole(at):
    home = office()
    batch_id = batch(home, [1, 2], at)
    rows = replies(home, batch_id, [(card(1), ""), (card(2), "")])
    shifted = [replace(rows[0], key=rows[1].key), rows[1]]

    with pytest.raises(FileRefused) as refusal:
        answer(home, batch_id, shifted, at)

    assert refusal.value.code == "reply.rows_shifted"
    assert states() == ["submitted", "submitted"]


def test_rows_of_two_batches_are_refused_whole(at):
    home = office()
    first, second = batch(home, [1], at), batch(home, [2, 3], at)
    mixed = [
        *replies(home, first, [(card(1), "")]),
        *replies(home, second, [(card(2), ""), (card(3), "")])[1:],
    ]

    with pytest.raises(FileRefused) as refusal:
        answer(home, first, mixed, at)

    assert refusal.value.code == "reply.other_batch"
    assert set(states()) == {"submitted"}


def test_an_answer_of_one_batch_given_to_another_is_refused_whole(at):
    home = office()
    first, second = batch(home, [1], at), batch(home, [2], at)

    with pytest.raises(FileRefused):
        answer(home, second, replies(home, first, [(card(1), "")]), at)

    assert set(states()) == {"submitted"}


def test_no_rows_is_said(at):
    home = office()

    with pytest.raises(FileRefused) as refusal:
        answer(home, batch(home, [1], at), [], at)

    assert refusal.value.code == "reply.empty"


def test_one_row_twice_is_refused_whole(at):
    home = office()
    batch_id = batch(home, [1], at)
    (row,) = replies(home, batch_id, [(card(1), "")])

    with pytest.raises(FileRefused) as refusal:
        answer(home, batch_id, [row, row], at)

    assert refusal.value.code == "reply.row_twice"


def test_a_number_of_another_worker_is_refused_and_both_are_flagged(at):
    home = office()
    first = batch(home, [1], at)
    answer(home, first, replies(home, first, [(card(1), "")]), at)
    second = batch(home, [2, 3], at)

    rows = replies(home, second, [(card(1), ""), (card(3), "")])
    found = answer(home, second, rows, at)
    answer(home, second, rows, at)

    assert [each.finding.code for each in found.refused] == ["kpj_of_another_worker"]
    assert states() == ["accepted", "submitted", "accepted"]
    assert Flag.objects.filter(code="kpj_of_another_worker").count() == 2


def test_one_number_in_two_rows_is_refused_in_both(at):
    home = office()
    batch_id = batch(home, [1, 2], at)

    found = answer(home, batch_id, replies(home, batch_id, [(card(1), ""), (card(1), "")]), at)

    assert [each.finding.code for each in found.refused] == ["kpj_repeated_in_reply"] * 2
    assert set(states()) == {"submitted"}


@pytest.mark.parametrize("days", [-1, 1])
def test_an_answer_before_the_batch_or_after_today_is_refused(at, days):
    home = office()
    batch_id = batch(home, [1], at)

    with pytest.raises(FileRefused) as refusal:
        operations.answer_batch(
            batch_id=batch_id,
            replies=replies(home, batch_id, [(card(1), "")]),
            replied_on=at.date() + timedelta(days=days),
            by=home.branch,
            at=at,
        )

    assert refusal.value.code == "reply.day_impossible"
