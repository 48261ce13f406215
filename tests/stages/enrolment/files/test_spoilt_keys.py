"""A row of the branch's sheet is known by its number and its key; spoilt ones refuse the sheet."""

import pytest

from payung.jobs.simulation.branch import KEY
from payung.jobs.simulation.papers import fill
from payung.kernel.people import Viewer
from payung.stages.enrolment.files import batch_file, open_reply
from payung.stages.enrolment.queries.replying import check_reply
from payung.stages.intake.problems import FileRefused
from tests.factories import enrolment
from tests.web.bad_input.payloads import PAYLOADS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("column", ["No", KEY])
def test_whatever_stands_where_the_number_or_the_key_stood_refuses_the_sheet(at, column):
    home = enrolment.office()
    batch_id = enrolment.batch(home, [1, 2], at)
    viewer = home.branch.viewer
    sheet = batch_file(viewer=viewer, batch_id=batch_id)

    for payload in PAYLOADS:
        spoilt = fill(
            sheet,
            header=KEY,
            change=lambda row, said=payload: [
                {**row, column: said if row["No"] == "2" else row[column]}
            ],
        )
        with pytest.raises(FileRefused):
            _taken(spoilt, viewer, batch_id)


def _taken(sheet: bytes, viewer: Viewer, batch_id: int) -> None:
    reply = open_reply(sheet, "balasan.xlsx")
    check_reply(viewer=viewer, batch_id=batch_id, replies=reply.rows)
