"""How many days something took, from a count of each number of days."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, kw_only=True)
class Spread:
    """`median`: half took at most so many days; `p90`: nine of ten."""

    count: int
    median: int
    p90: int


def spread_of(days: Mapping[int, int]) -> Spread | None:
    """
    Return the spread of `days` → how often; None where nothing happened.

    Of an even number the lower middle counts: a day that really happened.
    """
    order = sorted((day, count) for day, count in days.items() if count > 0)
    total = sum(count for _, count in order)
    if not total:
        return None
    so_far = list(accumulate(count for _, count in order))

    def at(rank: int) -> int:
        return next(day for (day, _), n in zip(order, so_far, strict=True) if n >= rank)

    return Spread(count=total, median=at((total + 1) // 2), p90=at(-(-total * 9 // 10)))
