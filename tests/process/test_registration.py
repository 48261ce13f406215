"""The branch's sheet comes in: numbers, reasons, spells, and nothing twice."""

import io

import openpyxl
import pytest

from payung.foundation.audit.models import Event
from payung.process.registration import apply_reply, apply_reply_file
from payung.stages.enrolment import operations
from payung.stages.enrolment.files import batch_file
from payung.stages.enrolment.models import Sponsorship
from payung.stages.intake.models import ReceivedFile
from payung.stages.intake.problems import FileRefused
from payung.stages.membership.models import Payer, Spell
from tests.factories.enrolment import batch, card, office, registered, replies

pytestmark = pytest.mark.django_db


def answered_sheet(home, batch_id, answers):
    content = batch_file(viewer=home.branch.viewer, batch_id=batch_id)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for line, (number, reason) in enumerate(answers, 5):
        book.active.cell(line, 12).value = number or None
        book.active.cell(line, 13).value = reason or None
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def load(home, content, at, **more):
    return apply_reply_file(
        content=content, name="jawaban.xlsx", replied_on=at.date(), by=home.branch, at=at, **more
    )


def test_a_number_opens_a_spell_and_a_reason_does_not(at):
    home = office()
    batch_id = batch(home, [1, 2], at)

    found = load(home, answered_sheet(home, batch_id, [(card(1), ""), ("", "Data kurang")]), at)

    assert (len(found.accepted_ids), len(found.returned_ids)) == (1, 1)
    assert Spell.objects.get().card_number == card(1)
    assert Payer.objects.get().sponsorship_id == found.accepted_ids[0]
    assert ReceivedFile.objects.get().state == "applied"


def test_the_same_sheet_again_changes_nothing(at):
    home = office()
    sheet = answered_sheet(home, batch(home, [1], at), [(card(1), "")])
    load(home, sheet, at)

    again = load(home, sheet, at)

    assert (again.accepted_ids, again.unchanged) == ((), 1)
    assert (Spell.objects.count(), ReceivedFile.objects.count()) == (1, 1)


def test_an_answer_to_another_batch_keeps_nothing(at):
    home = office()
    first, second = batch(home, [1], at), batch(home, [2], at)
    sheet = answered_sheet(home, first, [(card(1), "")])

    with pytest.raises(FileRefused):
        load(home, sheet, at, batch_id=second)

    assert not ReceivedFile.objects.exists()
    assert not Spell.objects.exists()


def test_an_answer_on_an_open_page_leaves_a_trace_of_both_steps(at):
    home = office()
    batch_id = batch(home, [1], at)

    apply_reply(
        batch_id=batch_id,
        replies=replies(home, batch_id, [(card(1), "")]),
        replied_on=at.date(),
        by=home.branch,
        at=at,
    )

    actions = list(Event.objects.order_by("-pk").values_list("action", flat=True)[:2])
    assert actions == ["spells.opened", "batch.answered"]


def test_a_return_after_a_refusal_is_accepted_in_a_later_batch(at):
    home = office()
    load(home, answered_sheet(home, batch(home, [1], at), [("", "Data kurang")]), at)
    number = registered(home, 1, at)
    operations.verify(sponsorship_ids=[number], stated_on=at.date(), by=home.officer, at=at)
    second = operations.send_batch(agency_id=home.agency_id, by=home.officer, at=at)

    load(home, answered_sheet(home, second, [(card(1), "")]), at)

    assert Sponsorship.objects.get().state == "accepted"
