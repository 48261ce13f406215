"""The worked tables in docs/algorithms say what the code does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from payung.foundation.rules import (
    Contribution,
    Funds,
    Programme,
    Sector,
    arrears,
    contribution,
    credit,
    settle,
    standing,
)
from payung.kernel.month import Month

DOCS = Path(__file__).parents[3] / "docs" / "algorithms"
Row = dict[str, str]


def table(name: str) -> Iterator[Row]:
    lines = (DOCS / name).read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in ln.split("|")[1:-1]] for ln in lines if ln.startswith("|")]
    for row in cells[2:]:
        yield dict(zip(cells[0], row, strict=True))


def idr(text: str) -> int:
    return int(text.replace(",", ""))


def price(row: Row, month: str) -> Contribution:
    return contribution(
        month=Month.parse(month),
        sector=Sector(row.get("Sector", "other")),
        funds=Funds(row.get("Funds", "private")),
        income_idr=idr(row.get("Income", "1,000,000")),
        programmes=frozenset(map(Programme, row["Programmes"].split())),
    )


@pytest.mark.parametrize("row", list(table("contribution.md")))
def test_contribution(row: Row) -> None:
    due = price(row, row["Month"])

    parts = {line.code: int(line.amount_idr) for line in due.lines}
    for programme in Programme:
        assert parts.get(f"rules.line.{programme}", 0) == idr(row[programme.upper()])
    assert sum(amount for amount in parts.values() if amount < 0) == idr(row["Reduction"])
    assert due.total_idr == idr(row["Total"])


@pytest.mark.parametrize("row", list(table("lapse.md")))
def test_lapse(row: Row) -> None:
    first, asked = Month(2026, 1), Month.parse(row["Asked"])
    paid = frozenset(Month.span(first, Month(2026, 10)))

    stands = standing(first_month=first, paid_months=paid, asked=asked)
    payable = arrears(first_month=first, paid_months=paid, asked=asked).months

    assert stands.unpaid_streak == int(row["Unpaid in a row"])
    assert str(stands.lapses_on or "") == row["Ends on"]
    assert str(stands.lapsed_on or "") == row["Ended on"]
    assert " ".join(map(str, payable)) == row["Still payable"]


@pytest.mark.parametrize("row", list(table("credit.md")))
def test_credit(row: Row) -> None:
    left_over = credit(paid_idr=idr(row["Paid"]), due_idr=idr(row["Due"]))
    due = price(row, row["Next month"])

    settled = settle(credit_idr=left_over, due=due)

    assert left_over == idr(row["Credit"])
    assert due.total_idr == idr(row["Next due"])
    assert settled.from_credit_idr == idr(row["From credit"])
    assert settled.to_pay_idr == idr(row["To pay"])
    assert settled.left_idr == idr(row["Left"])
