"""The worked table of docs/algorithms/allocation.md, row by row."""

from pathlib import Path

import pytest

from payung.foundation.ledger.balances import balances
from payung.stages.remittance.models import Difference, PaidMonth
from tests.factories import remittance as made
from tests.factories.remittance import DECEMBER

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "allocation.md"


def _rows():
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    cells = [
        [cell.strip().replace(",", "") for cell in line.strip("| ").split("|")] for line in lines
    ]
    return [[*map(int, row[:8]), row[8] == "yes"] for row in cells[1:]]


@pytest.mark.parametrize("row", _rows())
def test_pays_as_the_table_says(row):
    not_cut, cut, slip, received, paid, unallocated, transit, held, differs = row
    of = made.office()
    given = made.giving(of, 3)
    made.listed(of)
    made.report(of, not_cut={one.worker_id: "net_pay" for one in given[:not_cut]})

    number = made.slip(of, slip, reason="menurut tabel")
    made.receipt(of, number, received)

    books = balances([of.agency_id], DECEMBER)[of.agency_id]
    assert (books.cut_idr, books.unallocated_idr, books.transit_idr, books.held_idr) == (
        cut,
        unallocated,
        transit,
        held,
    )
    assert PaidMonth.objects.count() == paid
    assert Difference.objects.exists() is differs
    assert books.is_whole


def test_the_table_is_there():
    assert len(_rows()) == 7
