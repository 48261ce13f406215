"""The simulated payroll errs as real ones do, and never in a way that no real one would."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from payung.jobs.simulation.payroll import AMOUNT, NIP, OUTCOME, REASON, Payroll
from payung.jobs.simulation.sheets import workbook

ONE_PERSON = [("198503152010011901", "16800", "", "")]


@pytest.mark.slow
def test_it_leaves_people_out_but_never_sends_a_sheet_without_anybody() -> None:
    sheet = workbook("Daftar", [], (NIP, AMOUNT, OUTCOME, REASON), ONE_PERSON)
    left_out = 0
    for seed in range(60):
        payroll = Payroll(str(seed), errs=True)
        assert _rows(payroll.answer(sheet)) >= 1, seed
        many = Payroll(str(seed), errs=True)
        many.answer(workbook("Daftar", [], (NIP, AMOUNT, OUTCOME, REASON), ONE_PERSON * 30))
        left_out += many.happened["missing"]
    assert left_out > 0


def _rows(sheet: bytes) -> int:
    page = load_workbook(BytesIO(sheet)).worksheets[0]
    return sum(1 for row in page.iter_rows(min_row=2, values_only=True) if any(row))
