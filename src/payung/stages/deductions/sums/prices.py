"""What a month costs, for every combination of worker and funds that is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from payung.foundation.rules import Funds, Programme, RuleRefused, Sector, settle, tariff_table
from payung.kernel.month import Month

Combination = tuple[str, str, int, str]
"""Sector, funds, income, programmes, as a sponsorship keeps them."""


@dataclass(frozen=True, kw_only=True)
class Price:
    """`creditable_idr` is how much of it an earlier over-payment may pay: JKK and JKM only."""

    sector: str
    funds: str
    income_idr: int
    programmes: str
    due_idr: int
    creditable_idr: int


def prices(month: Month, combinations: Iterable[Combination]) -> Iterator[Price]:
    """
    Yield the tariff of `month` for each combination; the day of locking does not count (P31).

    A combination that the law has no tariff for is left out, so that one wrong sponsorship
    never stops an office's month.
    """
    for sector, funds, income_idr, programmes in combinations:
        insured = (
            Sector(sector),
            Funds(funds),
            income_idr,
            frozenset(Programme(name) for name in programmes.split(",")),
        )
        try:
            (due,) = tariff_table(month, [insured]).values()
        except RuleRefused:
            continue
        yield Price(
            sector=sector,
            funds=funds,
            income_idr=income_idr,
            programmes=programmes,
            due_idr=int(due.total_idr),
            creditable_idr=int(settle(credit_idr=due.total_idr, due=due).from_credit_idr),
        )
