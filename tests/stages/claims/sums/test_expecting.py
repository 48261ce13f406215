"""Whether so few claims are a sign; the table is docs/algorithms/death_matching.md."""

from decimal import Decimal

import pytest

from payung.stages.claims.sums.expecting import chance_of_at_most, standing
from tests.promises.house import ROOT

PAGE = ROOT / "docs" / "algorithms" / "death_matching.md"


def _worked() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").split("| Expected |")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines.splitlines()[2:]]


@pytest.mark.parametrize("line", _worked(), ids=lambda line: " / ".join(line[:2]))
def test_stands_as_the_page_says(line: list[str]):
    expected, claims, chance, says = line

    found = chance_of_at_most(int(claims), Decimal(expected))

    assert str(found.quantize(Decimal("0.001"))) == chance
    assert standing(int(claims), Decimal(expected)) == says


def test_the_chances_of_all_numbers_together_are_one():
    assert abs(chance_of_at_most(60, Decimal(10)) - 1) < Decimal("1e-20")
