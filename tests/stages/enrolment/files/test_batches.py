"""The branch's sheet, out and back."""

import io

import openpyxl
import pytest

from payung.kernel.nik import masked
from payung.stages.enrolment.files import batch_file, open_reply, read_reply
from payung.stages.enrolment.models import Batch
from payung.stages.intake.problems import FileRefused
from tests.factories.enrolment import batch, nik, office

pytestmark = pytest.mark.django_db


def filled(content, answers, *, shift=0):
    """Return the sheet with (number, reason) typed in from the first row of data on."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.active
    for line, (card, reason) in enumerate(answers, 5 + shift):
        page.cell(line, 12).value = card or None
        page.cell(line, 13).value = reason or None
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def test_comes_back_as_it_went_out(at):
    home = office()
    batch_id = batch(home, [1, 2], at)
    sheet = batch_file(viewer=home.branch.viewer, batch_id=batch_id)

    answered, rows = read_reply(filled(sheet, [("26000000001", ""), ("", "Data")]), "jawab.xlsx")

    assert answered == batch_id
    assert [(row.row, row.card_number, row.reason) for row in rows] == [
        (1, "26000000001", ""),
        (2, "", "Data"),
    ]


def test_numbers_are_in_clear_for_the_branch_alone(at):
    home = office()
    batch_id = batch(home, [1], at)

    for viewer, shown in ((home.branch.viewer, nik(1)), (home.officer.viewer, masked(nik(1)))):
        content = batch_file(viewer=viewer, batch_id=batch_id)
        page = openpyxl.load_workbook(io.BytesIO(content)).active
        assert page.cell(5, 3).value == shown


def test_another_office_does_not_see_the_batch(at):
    home = office()
    batch_id = batch(home, [1], at)

    with pytest.raises(Batch.DoesNotExist):
        batch_file(viewer=home.other_officer.viewer, batch_id=batch_id)


def test_an_answer_to_another_batch_is_refused_whole(at):
    home = office()
    first, second = batch(home, [1], at), batch(home, [2], at)
    sheet = filled(batch_file(viewer=home.branch.viewer, batch_id=first), [("26000000001", "")])

    with pytest.raises(FileRefused) as refusal:
        open_reply(sheet, "jawab.xlsx", batch_id=second)

    assert refusal.value.code == "reply.other_batch"


def test_a_number_that_became_a_number_is_refused_whole(at):
    home = office()
    batch_id = batch(home, [1], at)
    sheet = batch_file(viewer=home.branch.viewer, batch_id=batch_id)

    with pytest.raises(FileRefused) as refusal:
        read_reply(filled(sheet, [(26000000001, "")]), "jawab.xlsx")

    assert refusal.value.code == "template.number"
