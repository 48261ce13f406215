"""The question behind the lock and behind its preview: one statement, and the values it needs."""

from pathlib import Path
from typing import Any

from payung.kernel.month import Month
from payung.stages.deductions.sums import Combination, prices

CANDIDATES = (Path(__file__).parent / "candidates.sql").read_text()
"""Common table expressions; what follows them either keeps the rows or shows them."""
COMBINATIONS = """
SELECT DISTINCT o.sector, o.funds, o.income_idr, o.programmes
FROM registry_civilservant c
JOIN membership_payer p ON p.sponsor_id = c.id AND p.from_month <= %(month)s
    AND (p.until_month IS NULL OR p.until_month > %(month)s)
JOIN enrolment_sponsorship o ON o.id = p.sponsorship_id
WHERE c.agency_id = ANY(%(agencies)s)
"""
"""What there is to price, so that a tariff is computed once per combination and joined."""


def price_columns(month: Month, found: list[Combination]) -> dict[str, list[Any]]:
    """Return the month's tariffs of these combinations, as the columns of a table."""
    priced = list(prices(month, found))
    return {
        "sectors": [price.sector for price in priced],
        "funds": [price.funds for price in priced],
        "incomes": [price.income_idr for price in priced],
        "programmes": [price.programmes for price in priced],
        "dues": [price.due_idr for price in priced],
        "creditables": [price.creditable_idr for price in priced],
    }
