"""The worked tables in docs/algorithms say what the code does."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from payung.foundation.rules import (
    Benefit,
    Contribution,
    Funds,
    Programme,
    Sector,
    arrears,
    benefits,
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


DAY = date(2026, 3, 1)


def jkm(row: Row) -> Benefit:
    return benefits.jkm(died_on=DAY, member_since=date(2023, 1, 1), paid_months=38)


def jkk_death(row: Row) -> Benefit:
    return benefits.jkk_death(accident(row), died_on=DAY)


def total(row: Row) -> Benefit:
    return benefits.total_disability(accident(row))


def part(row: Row) -> Benefit:
    typed = [one.partition("@") for one in row["Detail"].split()]
    losses = [benefits.Loss(name, 1, int(lost) if lost else None) for name, _, lost in typed]
    return benefits.partial_disability(accident(row), losses)


def stmb(row: Row) -> Benefit:
    return benefits.stmb(accident(row), from_on=DAY, last_on=date.fromisoformat(row["Detail"]))


def scholarship(row: Row) -> Benefit:
    level, grade = row["Detail"].split()
    child = benefits.Child(date(2014, 8, 1), benefits.Level(level), int(grade))
    return benefits.scholarship_plan(benefits.Event(benefits.Scheme.JKK, DAY), [child])


def accident(row: Row) -> benefits.Accident:
    return benefits.Accident(DAY, income_idr=idr(row["Income"]))


AWARDS: dict[str, Callable[[Row], Benefit]] = {
    award.__name__: award for award in (jkm, jkk_death, total, part, stmb, scholarship)
}


@pytest.mark.parametrize("row", list(table("awards.md")))
def test_awards(row: Row) -> None:
    found = AWARDS[row["Award"]](row)

    sums = [
        line.arithmetic.text().replace("Rp", "").replace(".", ",")
        if line.arithmetic
        else f"{line.amount_idr:,}"
        for line in found.lines
    ]
    assert " + ".join(sums) == row["Arithmetic"]
    assert found.total_idr == idr(row["Total"])
